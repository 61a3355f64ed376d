import type { ReactNode } from 'react'
import { CalendarPlus, type Icon } from './icons.ts'
import './note.css'

/** Nothing here yet: what to do first, and one button to do it. */
export function EmptyState({
  icon: Mark = CalendarPlus,
  title,
  children,
  act,
}: {
  icon?: Icon
  title: string
  children?: ReactNode
  act?: ReactNode
}) {
  return (
    <div className="empty">
      <Mark />
      <h3>{title}</h3>
      {children !== undefined && <p>{children}</p>}
      {act}
    </div>
  )
}
