import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import type { Icon } from './icons.ts'
import './field.css'

export type Tab<V extends string> = {
  value: V
  label: ReactNode
  /** Language of the label, where it differs from the page's. */
  lang?: string
  note?: ReactNode
  icon?: Icon
}

/**
 * Tabs after the WAI-ARIA pattern: one stop for Tab, arrows (in reading direction), Home and End inside. The panel
 * shows `children`; keep drafts above this component, for a hidden panel is not rendered.
 */
export function Tabs<V extends string>({
  label,
  value,
  onChange,
  tabs,
  children,
}: {
  label: string
  value: V
  onChange: (value: V) => void
  tabs: readonly Tab<V>[]
  children: ReactNode
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const now = tabs.findIndex((tab) => tab.value === value)
    const next = target(event, now, tabs.length)
    const tab = next === undefined ? undefined : tabs[next]
    if (tab === undefined) return
    event.preventDefault()
    onChange(tab.value)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next ?? 0]?.focus()
  }
  return (
    <>
      <div className="segmented" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map(({ value: own, label: word, lang, note, icon: Mark }) => (
          <button
            key={own}
            type="button"
            role="tab"
            id={`${id}-${own}`}
            lang={lang}
            aria-selected={own === value}
            aria-controls={`${id}-panel`}
            tabIndex={own === value ? 0 : -1}
            onClick={() => onChange(own)}
          >
            {word}
            {note !== undefined && <small>{note}</small>}
            {Mark && <Mark className="s" />}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </>
  )
}

function target(event: KeyboardEvent, now: number, count: number): number | undefined {
  const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
  const forward = rtl ? 'ArrowLeft' : 'ArrowRight'
  const back = rtl ? 'ArrowRight' : 'ArrowLeft'
  if (event.key === forward) return (now + 1) % count
  if (event.key === back) return (now - 1 + count) % count
  if (event.key === 'Home') return 0
  if (event.key === 'End') return count - 1
  return undefined
}
