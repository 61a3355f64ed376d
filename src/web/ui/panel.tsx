import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'
import './panel.css'

/** A titled part of a screen. `aside` stands at the end of the title's line, `note` under it. */
export function Panel({
  title,
  count,
  note,
  aside,
  footer,
  flush,
  className,
  children,
  level: Heading = 'h2',
}: {
  title?: ReactNode
  /** A number or short remark right after the title. */
  count?: ReactNode
  note?: ReactNode
  aside?: ReactNode
  /** Source and n, under a hairline. */
  footer?: ReactNode
  /** For tables and lists that reach the edges. */
  flush?: boolean
  className?: string | undefined
  children: ReactNode
  level?: 'h2' | 'h3'
}) {
  const id = useId()
  return (
    <section className={cx('panel', className)} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <header>
          <Heading id={id}>
            {title}
            {count !== undefined && <span className="panel-count num">{count}</span>}
          </Heading>
          {aside !== undefined && <div className="panel-aside">{aside}</div>}
          {note !== undefined && <p>{note}</p>}
        </header>
      )}
      <div className={flush ? 'panel-flush' : 'panel-body'}>{children}</div>
      {footer !== undefined && <footer>{footer}</footer>}
    </section>
  )
}
