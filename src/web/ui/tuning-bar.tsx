import { useTexts } from '../i18n/index.ts'
import { cx } from './cx.ts'
import { useFormat } from './home-zone.tsx'
import type { ObjectiveTone } from './objective-label.tsx'
import './bars.css'

export type Tuning = {
  /** What is, in the unit of `max`. Undefined: too little data, and the bar is hatched. */
  value: number | undefined
  /** What was agreed. */
  agreed?: number | undefined
  /** 90 % range of the estimate. */
  range?: readonly [low: number, high: number] | undefined
  /** End of the scale; 100 unless said otherwise. */
  max?: number
}

/**
 * The mark of Selaras: a bar is what is, a tick what was agreed; where they meet, things are in tune. `name` and `unit`
 * make its sentence for screen readers.
 */
export function TuningBar({
  name,
  unit,
  tone,
  bare,
  value,
  agreed,
  range,
  max = 100,
}: Tuning & {
  name: string
  unit?: string
  tone?: ObjectiveTone
  /** Without a track, for dense tables. */
  bare?: boolean
}) {
  const { t } = useTexts('ui')
  const { number } = useFormat()
  const at = (amount: number) => `${Math.min(100, Math.max(0, (amount / max) * 100))}%`
  const sentence =
    value === undefined ? t('tuning.tooLittle', { name }) : said(t, name, number(value), agreed, range, unit, number)
  return (
    <div
      className={cx('tuning', bare && 'bare', value === undefined && 'too-little')}
      data-objective={tone}
      role="img"
      aria-label={sentence}
    >
      {value !== undefined && <i style={{ inlineSize: at(value) }} />}
      {range && value !== undefined && (
        <u style={{ insetInlineStart: at(range[0]), inlineSize: at(range[1] - range[0]) }} />
      )}
      {agreed !== undefined && <b style={{ insetInlineStart: at(agreed) }} />}
    </div>
  )
}

type T = ReturnType<typeof useTexts<'ui'>>['t']

function said(
  t: T,
  name: string,
  value: string,
  agreed: number | undefined,
  range: Tuning['range'],
  unit: string | undefined,
  number: (n: number) => string,
): string {
  const parts = [`${name} ${value}${unit ? ` ${unit}` : ''}`]
  if (range) parts.push(t('tuning.range', { low: number(range[0]), high: number(range[1]) }))
  if (agreed !== undefined) parts.push(t('tuning.agreed', { agreed: number(agreed) }))
  return parts.join(', ')
}

/** A tuning bar with its name and figures, as in lists of objectives. */
export function TuningRow({
  label,
  name,
  unit,
  tone,
  needed,
  ...tuning
}: Tuning & {
  label: React.ReactNode
  name: string
  unit?: string
  tone?: ObjectiveTone
  /** With too little data: how many posts there are, and how many it takes. */
  needed?: readonly [have: number, need: number]
}) {
  const { t } = useTexts('ui')
  const { number, range } = useFormat()
  return (
    <div className="tuning-row">
      <span className="tuning-label">{label}</span>
      <TuningBar name={name} {...(unit ? { unit } : {})} {...(tone ? { tone } : {})} {...tuning} />
      <span className="tuning-figures num">
        {tuning.value === undefined ? (
          needed && t('tuning.needed', { have: number(needed[0]), need: number(needed[1]) })
        ) : (
          <>
            <b>{number(tuning.value)}</b>
            {tuning.range
              ? ` ${range(tuning.range[0], tuning.range[1])}`
              : tuning.agreed !== undefined && ` / ${number(tuning.agreed)}`}
          </>
        )}
      </span>
    </div>
  )
}
