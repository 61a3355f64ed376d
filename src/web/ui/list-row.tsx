import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import type { Icon } from './icons.ts'
import './panel.css'

/** A list whose rows are parted by hairlines; put `ListRow`s inside. */
export function Rows({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className="rows" aria-label={label}>
      {children}
    </ul>
  )
}

/** One row: what it is, a line of particulars, a state or act at the end. */
export function ListRow({
  title,
  meta,
  icon: Mark,
  tone,
  end,
  selected,
  struck,
  children,
}: {
  title: ReactNode
  /** Short particulars, each in its own element. */
  meta?: ReactNode
  icon?: Icon
  tone?: 'alert' | 'accent'
  end?: ReactNode
  selected?: boolean
  struck?: boolean
  /** A sentence or act below the particulars. */
  children?: ReactNode
}) {
  return (
    <li className={cx('list-row', selected && 'selected', struck && 'struck')}>
      {Mark && (
        <span className={cx('list-row-icon', tone)}>
          <Mark />
        </span>
      )}
      <div className="list-row-text grow">
        <div className="list-row-title">{title}</div>
        {meta !== undefined && <div className="list-row-meta">{meta}</div>}
        {children}
      </div>
      {end !== undefined && <div className="list-row-end">{end}</div>}
    </li>
  )
}
