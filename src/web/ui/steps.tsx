import type { ReactNode } from 'react'
import { CircleAlert, CircleCheck } from './icons.ts'
import './steps.css'

/** A numbered part of a long screen: 1 Tujuan, 2 Naskah, 3 Akun dan waktu. */
export function Step({
  number,
  title,
  aside,
  children,
}: {
  number: number
  title: ReactNode
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="panel step">
      <span className="step-number" aria-hidden="true">
        {number}
      </span>
      <div className="grow">
        <div className="row between wrap">
          <h2>{title}</h2>
          {aside}
        </div>
        {children}
      </div>
    </section>
  )
}

/** What still has to be right before something may go on. */
export function CheckList({ items }: { items: readonly { done: boolean; words: ReactNode }[] }) {
  return (
    <ul className="check-list">
      {items.map(({ done, words }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of checks in a fixed order
        <li key={index} className={done ? 'done' : 'open'}>
          {done ? <CircleCheck className="s" /> : <CircleAlert className="s" />}
          <span>{words}</span>
        </li>
      ))}
    </ul>
  )
}

/** Keeps the state of the work and its one primary act in sight, at the foot of the screen. */
export function ActBar({ children }: { children: ReactNode }) {
  return <div className="act-bar">{children}</div>
}
