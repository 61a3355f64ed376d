import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { cx } from '../ui/cx.ts'

export type Crumb = { readonly label: string; readonly to?: string }

let crumbs: readonly Crumb[] = []
const listeners = new Set<() => void>()

/**
 * One screen inside the frame: names itself in the browser's title and the crumbs, and sets its margins. `bare` leaves
 * the margins to a screen with columns to the edge, such as the editor.
 */
export function Screen({
  title,
  within = [],
  bare,
  className,
  children,
}: {
  title: string
  /** Where the screen belongs: `[{ label: 'Kiriman', to: '/kiriman' }]`. */
  within?: readonly Crumb[]
  bare?: boolean
  className?: string
  children: ReactNode
}) {
  const path = [...within, { label: title }]
  const key = JSON.stringify(path)
  useEffect(() => {
    document.title = `${title} · Selaras`
    setCrumbs(JSON.parse(key) as readonly Crumb[])
  }, [title, key])
  return <div className={cx(bare ? 'page-bare' : 'page', className)}>{children}</div>
}

/** The head of a screen: what is true or what to do, and its acts. */
export function ScreenHead({
  title,
  lead,
  above,
  acts,
}: {
  title: ReactNode
  lead?: ReactNode
  above?: ReactNode
  acts?: ReactNode
}) {
  return (
    <div className="screen-head">
      <div className="grow">
        {above !== undefined && <div className="screen-above">{above}</div>}
        <h1>{title}</h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </div>
      {acts !== undefined && <div className="row wrap">{acts}</div>}
    </div>
  )
}

export function Crumbs() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => crumbs,
  )
  return (
    <ol className="crumbs">
      {shown.map((crumb, index) => (
        <li key={crumb.label} aria-current={index === shown.length - 1 ? 'page' : undefined}>
          {crumb.to === undefined ? crumb.label : <Link to={crumb.to}>{crumb.label}</Link>}
        </li>
      ))}
    </ol>
  )
}

function setCrumbs(next: readonly Crumb[]): void {
  crumbs = next
  for (const listener of listeners) listener()
}
