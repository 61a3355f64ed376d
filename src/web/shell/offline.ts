import { useSyncExternalStore } from 'react'

let since: Date | undefined

/** Since when this device has no line; undefined while it has one. */
export function useOfflineSince(): Date | undefined {
  return useSyncExternalStore(listen, read)
}

function listen(tell: () => void): () => void {
  addEventListener('online', tell)
  addEventListener('offline', tell)
  return () => {
    removeEventListener('online', tell)
    removeEventListener('offline', tell)
  }
}

function read(): Date | undefined {
  if (navigator.onLine) since = undefined
  else since ??= new Date()
  return since
}
