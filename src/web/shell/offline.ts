import { useSyncExternalStore } from 'react'

let since: Date | undefined = navigator.onLine ? undefined : new Date()
const listeners = new Set<() => void>()

const hear = (online: boolean) => () => {
  since = online ? undefined : new Date()
  for (const listener of listeners) listener()
}
addEventListener('online', hear(true))
addEventListener('offline', hear(false))

/** Since when this device has no line; undefined while it has one. */
export function useOfflineSince(): Date | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => since,
  )
}
