import type { Draft } from './model.ts'

/** What was typed and is not yet on the server, with the revision it was typed over. */
export type DeviceDraft = { readonly draft: Draft; readonly revision: number; readonly at: string }

const prefix = 'selaras.draft.'

/** A damaged or foreign entry reads as none. */
export function readDeviceDraft(key: string): DeviceDraft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + key) ?? 'null')
    const whole = typeof kept === 'object' && kept !== null && 'draft' in kept && 'revision' in kept
    return whole ? (kept as DeviceDraft) : undefined
  } catch {
    return undefined
  }
}

/** False where the device keeps nothing: then the screen must not say that it does. */
export function keepDeviceDraft(key: string, kept: DeviceDraft): boolean {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

export function dropDeviceDraft(key: string): void {
  try {
    localStorage.removeItem(prefix + key)
  } catch {
    // Nothing was kept, so nothing is left.
  }
}
