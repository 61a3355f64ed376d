/** Announced on `window` when a newer build is ready; the frame offers to reload, and never does so by itself. */
export const newVersionEvent = 'selaras:new-version'

/** Lets the service worker keep the shell, once the first screen is there. Not during development. */
export function startWorker(): void {
  // A file of an older build is gone from the server: the page is out of date.
  addEventListener('vite:preloadError', () => dispatchEvent(new Event(newVersionEvent)))
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (data === newVersionEvent) dispatchEvent(new Event(newVersionEvent))
  })
  const register = () => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
  if (document.readyState === 'complete') register()
  else addEventListener('load', register)
}
