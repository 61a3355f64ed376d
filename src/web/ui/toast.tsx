import { useSyncExternalStore } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Check, X } from './icons.ts'
import './dialog.css'

type Toast = { id: number; words: string; undo?: (() => void) | undefined }

let toasts: readonly Toast[] = []
let count = 0
const listeners = new Set<() => void>()

const set = (next: readonly Toast[]): void => {
  toasts = next
  for (const listener of listeners) listener()
}

/**
 * Says that something was done, for 8 seconds, with a way back where there is one. Never for errors: those stay in
 * place beside the work.
 */
export function toast(words: string, undo?: () => void): void {
  count += 1
  const id = count
  set([...toasts.slice(-2), { id, words, undo }])
  setTimeout(() => drop(id), 8000)
}

const drop = (id: number): void => set(toasts.filter((one) => one.id !== id))

/** Where toasts appear; once, in the frame. */
export function Toasts() {
  const { t } = useTexts('ui')
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, words, undo }) => (
        <div className="toast" key={id}>
          <Check />
          <span className="grow">{words}</span>
          {undo && (
            <button
              type="button"
              onClick={() => {
                undo()
                drop(id)
              }}
            >
              {t('undo')}
            </button>
          )}
          <button type="button" onClick={() => drop(id)}>
            <X />
            <span className="vh">{t('close')}</span>
          </button>
        </div>
      ))}
    </div>
  )
}
