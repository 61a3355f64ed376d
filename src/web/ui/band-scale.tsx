import { useTexts } from '../i18n/index.ts'
import { cx } from './cx.ts'
import { useFormat } from './home-zone.tsx'
import './bars.css'

/** Where an index stands between 0 and 100: bands with their words, the value as a mark, its range as a veil. */
export function BandScale({
  name,
  value,
  range,
  bands,
}: {
  name: string
  value: number
  range: readonly [low: number, high: number]
  /** From the lowest; the first begins at 0. */
  bands: readonly { from: number; word: string }[]
}) {
  const { t } = useTexts('ui')
  const { number } = useFormat()
  const here = bands.findLastIndex((band) => value >= band.from)
  const end = (index: number) => bands[index + 1]?.from ?? 100
  const at = (amount: number) => `${amount}%`
  const sentence = t('scale.said', {
    name,
    value: number(value, 0),
    low: number(range[0], 0),
    high: number(range[1], 0),
    band: bands[here]?.word ?? '',
  })
  return (
    <div className="scale" role="img" aria-label={sentence}>
      <div className="scale-words">
        {bands.map((band, index) => (
          <span key={band.word} className={cx(index === here && 'here')} style={{ insetInlineStart: at(band.from) }}>
            {band.word}
          </span>
        ))}
      </div>
      <div className="scale-track">
        <s
          style={{ insetInlineStart: at(bands[here]?.from ?? 0), inlineSize: at(end(here) - (bands[here]?.from ?? 0)) }}
        />
        {bands.slice(1).map((band) => (
          <hr key={band.word} style={{ insetInlineStart: at(band.from) }} />
        ))}
        <i style={{ insetInlineStart: at(range[0]), inlineSize: at(range[1] - range[0]) }} />
        <b style={{ insetInlineStart: at(value) }} />
      </div>
      <div className="scale-ends num">
        {[...bands.map((band) => band.from), 100].map((mark) => (
          <span key={mark} style={{ insetInlineStart: at(mark) }}>
            {mark}
          </span>
        ))}
      </div>
    </div>
  )
}
