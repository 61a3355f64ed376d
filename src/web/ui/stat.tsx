import type { ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'
import { cx } from './cx.ts'
import { useFormat } from './home-zone.tsx'
import { ArrowDownRight, ArrowRight, ArrowUpRight } from './icons.ts'
import { Sparkline, type TrendPoint } from './sparkline.tsx'
import './bars.css'

/** A row of up to four numbers. */
export function Stats({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="stats" aria-label={label}>
      {children}
    </section>
  )
}

/** A number that opens: value, range, target, and how it went. Give `href` so that it leads to its formula and posts. */
export function Stat({
  name,
  value,
  unit,
  range,
  target,
  change,
  points,
  href,
}: {
  name: string
  value: number | undefined
  unit?: string
  range?: readonly [low: number, high: number]
  target?: number
  /** Against the window before; positive is better. */
  change?: number
  points?: readonly TrendPoint[]
  href?: string
}) {
  const { t } = useTexts('ui')
  const { number, range: span } = useFormat()
  const particulars = [
    range && t('stat.range', { range: span(range[0], range[1]) }),
    target !== undefined && t('stat.target', { target: number(target) }),
  ].filter(Boolean)
  const inside = (
    <>
      <span className="stat-name">{name}</span>
      <span className="stat-value num">
        <b>{value === undefined ? '–' : number(value, 0)}</b>
        {unit && <small>{unit}</small>}
      </span>
      {points && (
        <span className="stat-trend">
          <Sparkline points={points} label={t('stat.trend', { name })} {...(target === undefined ? {} : { target })} />
        </span>
      )}
      <span className="stat-foot num">
        {change !== undefined && <Delta change={change} />}
        {value === undefined ? t('state.too_little_data') : particulars.join(' · ')}
      </span>
    </>
  )
  return href === undefined ? (
    <div className="stat">{inside}</div>
  ) : (
    <a className="stat" href={href}>
      {inside}
    </a>
  )
}

/** How a number moved, in a word and an arrow. */
export function Delta({ change }: { change: number }) {
  const { t } = useTexts('ui')
  const { number } = useFormat()
  const Mark = change > 0 ? ArrowUpRight : change < 0 ? ArrowDownRight : ArrowRight
  const words =
    change > 0
      ? t('stat.up', { by: number(change) })
      : change < 0
        ? t('stat.down', { by: number(-change) })
        : t('stat.same')
  return (
    <span className={cx('delta', change > 0 && 'better', change < 0 && 'worse')}>
      <Mark className="s" />
      {words}
    </span>
  )
}
