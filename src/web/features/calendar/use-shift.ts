import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react'
import type { Entry } from './entry.ts'
import { addMinutes, type Span } from './span.ts'
import type { Move } from './use-move.ts'

/** Where a pointer stands: a day, and in a week the wall time too. Undefined outside the grid. */
export type DropAt = (x: number, y: number) => { readonly day: string; readonly time?: string } | undefined

type Lifted = { readonly entry: Entry; readonly local: string; readonly by: 'keys' | 'pointer' }

const dragFromPx = 6

/**
 * Shifting an entry: M lifts it, arrows shift it (a quarter of an hour, a day), Enter puts it down, Escape leaves it
 * where it was; a mouse drags it. A finger scrolls instead, and finds the time in the entry's dialog.
 */
export function useShift(span: Span, move: Move, dropAt: DropAt, stepMinutes: number) {
  const [lifted, draw] = useState<Lifted>()
  const drag = useRef<{ x: number; y: number; moved: boolean } | undefined>(undefined)
  const wasDragged = useRef(false)
  const now = useRef<Lifted | undefined>(undefined)
  /** Keys come faster than pictures: what is lifted is known at once, drawn when there is time. */
  const setLifted = (next: Lifted | undefined) => {
    now.current = next
    draw(next)
  }

  // The button is drawn anew in another column; the lifted one keeps the focus, before anybody can press a key.
  useLayoutEffect(() => {
    if (lifted?.by === 'keys')
      document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(lifted.entry.key)}"]`)?.focus()
  }, [lifted])

  const inside = (local: string): string => {
    const day = local.slice(0, 10)
    return day < span.from ? `${span.from}${local.slice(10)}` : day > span.to ? `${span.to}${local.slice(10)}` : local
  }
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1440,
    ArrowRight: 1440,
    ArrowUp: stepMinutes === 1440 ? -7 * 1440 : -stepMinutes,
    ArrowDown: stepMinutes === 1440 ? 7 * 1440 : stepMinutes,
  }
  const putDown = () => {
    const last = now.current
    setLifted(undefined)
    if (last) move.to(last.entry, last.local)
  }
  const onKeyDown = (event: KeyboardEvent, entry: Entry) => {
    const held = now.current
    if (held === undefined) {
      if (!entry.canMove || (event.key !== 'm' && event.key !== 'M') || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      setLifted({ entry, local: entry.local, by: 'keys' })
      return
    }
    const step = steps[event.key]
    if (step !== undefined) setLifted({ ...held, local: inside(addMinutes(held.local, step)) })
    else if (event.key === 'Enter') putDown()
    else if (event.key === 'Escape') setLifted(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPointerDown = (event: PointerEvent, entry: Entry) => {
    wasDragged.current = false
    if (!entry.canMove || event.pointerType === 'touch' || event.button !== 0) return
    drag.current = { x: event.clientX, y: event.clientY, moved: false }
    const moved = (next: globalThis.PointerEvent) => {
      const from = drag.current
      if (from === undefined) return
      from.moved ||= Math.hypot(next.clientX - from.x, next.clientY - from.y) > dragFromPx
      if (!from.moved) return
      const at = dropAt(next.clientX, next.clientY)
      if (at) setLifted({ entry, local: `${at.day}T${at.time ?? entry.local.slice(11)}`, by: 'pointer' })
    }
    const ended = (last: globalThis.PointerEvent | globalThis.KeyboardEvent) => {
      if (last instanceof globalThis.KeyboardEvent && last.key !== 'Escape') return
      const was = drag.current
      drag.current = undefined
      removeEventListener('pointermove', moved)
      removeEventListener('pointerup', ended)
      removeEventListener('keydown', ended)
      if (!was?.moved) return
      wasDragged.current = true
      if (last instanceof globalThis.KeyboardEvent) setLifted(undefined)
      else putDown()
    }
    addEventListener('pointermove', moved)
    addEventListener('pointerup', ended)
    addEventListener('keydown', ended)
  }
  return {
    liftedKey: lifted?.entry.key,
    lifted,
    onKeyDown,
    onPointerDown,
    /** A press that ended a drag, or that put down by Enter, opens nothing. */
    onClick: (open: () => void) => {
      const dragged = wasDragged.current
      wasDragged.current = false
      if (!dragged && lifted === undefined) open()
    },
    /** Focus that really leaves puts nothing anywhere; a button drawn anew gets it back at once. */
    onBlur: () => {
      if (lifted?.by !== 'keys') return
      setTimeout(() => {
        const at = document.activeElement?.getAttribute('data-entry')
        if (now.current?.by === 'keys' && at !== now.current.entry.key) setLifted(undefined)
      }, 50)
    },
    /** Entries as they stand while one is lifted. */
    shown: (entries: readonly Entry[]): readonly Entry[] =>
      lifted === undefined
        ? entries
        : entries.map((entry) => (entry.key === lifted.entry.key ? { ...entry, local: lifted.local } : entry)),
  }
}
export type Shifting = ReturnType<typeof useShift>
/** What one entry's button needs of it. */
export type ShiftHandlers = Pick<Shifting, 'liftedKey' | 'onClick' | 'onKeyDown' | 'onPointerDown' | 'onBlur'>
