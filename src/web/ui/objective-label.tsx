import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import './chip.css'

/** Reading topics that have a colour; `none` is ceremony. An objective without a topic is shown as `none`. */
export type ObjectiveTone =
  | 'products'
  | 'services'
  | 'tourism'
  | 'investment'
  | 'policy'
  | 'protection'
  | 'culture'
  | 'none'

/** An objective's colour, always with its word. `share` is its weight in percent, already formatted. */
export function ObjectiveLabel({
  tone,
  children,
  share,
}: {
  tone: ObjectiveTone
  children: ReactNode
  share?: string
}) {
  return (
    <span className={cx('objective', share !== undefined && 'boxed')} data-objective={tone}>
      {children}
      {share !== undefined && <b className="num">{share}</b>}
    </span>
  )
}
