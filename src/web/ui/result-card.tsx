import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { BadgeCheck, CircleQuestionMark, TriangleAlert } from './icons.ts'
import './writing.css'

const marks = { ok: BadgeCheck, warn: CircleQuestionMark, alert: TriangleAlert } as const

/** One answer in words, icon and tone; inside always a next step and a safe alternative. */
export function ResultCard({
  tone,
  title,
  lead,
  children,
}: {
  tone: keyof typeof marks
  title: string
  lead?: ReactNode
  children: ReactNode
}) {
  const Mark = marks[tone]
  return (
    <section className={cx('result-card', tone)} aria-live="polite">
      <div className="result-head">
        <Mark />
        <div className="grow">
          <h2>{title}</h2>
          {lead !== undefined && <p>{lead}</p>}
        </div>
      </div>
      <div className="result-body">{children}</div>
    </section>
  )
}
