import type { AlertFields } from './alert-form-model.ts'

const keyOf = (name: string): string => `selaras.siaga.${name}`

/** What was being written on this device: a line that breaks at night must not cost the words. */
export function recallDraft(name: string): AlertFields | undefined {
  try {
    const kept = localStorage.getItem(keyOf(name))
    return kept === null ? undefined : (JSON.parse(kept) as AlertFields)
  } catch {
    return undefined
  }
}

export function keepDraft(name: string, fields: AlertFields): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(fields))
  } catch {
    // Without storage the words live as long as the page.
  }
}

export function forgetDraft(name: string): void {
  try {
    localStorage.removeItem(keyOf(name))
  } catch {
    // Nothing was kept.
  }
}
