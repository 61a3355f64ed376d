import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import type { Icon } from './icons.ts'
import './chip.css'

export type ChipTone = 'neutral' | 'accent' | 'ok' | 'warn' | 'alert' | 'unknown' | 'line'

/** A state in a word and an icon; colour only helps. */
export function Chip({
  tone = 'neutral',
  icon: Mark,
  children,
  spin,
}: {
  tone?: ChipTone
  icon: Icon
  children: ReactNode
  /** Turns the icon while something is under way. */
  spin?: boolean
}) {
  return (
    <span className={cx('chip', tone, spin && 'spin')}>
      <Mark />
      {children}
    </span>
  )
}
