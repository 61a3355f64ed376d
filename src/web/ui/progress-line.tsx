import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import './bars.css'

/** How far something is: characters used, steps done, a file sent. `over` when it has passed its end. */
export function ProgressLine({
  label,
  value,
  max,
  figures,
  over,
}: {
  label: string
  value: number
  max: number
  /** The figures in words, such as `513 / 2.200`; below the line. */
  figures?: ReactNode
  over?: boolean
}) {
  const share = Math.min(100, (value / Math.max(1, max)) * 100)
  return (
    <div className={cx('progress', over && 'over')}>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(value, max)}
      >
        <i style={{ inlineSize: `${share}%` }} />
      </div>
      {figures !== undefined && <span className="num">{figures}</span>}
    </div>
  )
}
