import { useSyncExternalStore } from 'react'

const query = typeof matchMedia === 'function' ? matchMedia('(max-width: 760px)') : undefined
const subscribe = (listener: () => void): (() => void) => {
  query?.addEventListener('change', listener)
  return () => query?.removeEventListener('change', listener)
}

/** True on a phone: tables become lists, and what stands beside comes below. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query?.matches ?? false)
