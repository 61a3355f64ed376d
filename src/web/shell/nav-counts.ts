import { useSyncExternalStore } from 'react'

let counts: Readonly<Record<string, number>> = {}
const listeners = new Set<() => void>()

/** Puts a number beside a place in the navigation, such as open reviews; 0 takes it away. Features call this. */
export function setNavCount(to: string, count: number): void {
  if (counts[to] === count) return
  counts = { ...counts, [to]: count }
  for (const listener of listeners) listener()
}

export function useNavCounts(): Readonly<Record<string, number>> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => counts,
  )
}
