import { isAppPath } from './app-paths.ts'

/**
 * Keeps the shell on the device: fonts, styles and code once fetched, and the page itself. It keeps no answer of the
 * API, so nothing of anyone's work outlives the session here. Built as `/service-worker.js`.
 */

// Filled in by vite.config.ts: what the first screen needs, and every file of this build.
declare const __SHELL__: readonly string[]
declare const __ASSETS__: readonly string[]

type WaitUntil = Event & { waitUntil(work: Promise<unknown>): void }
type FetchEvent = WaitUntil & { readonly request: Request; respondWith(answer: Promise<Response>): void }
type Client = { postMessage(message: unknown): void }
type Worker = {
  addEventListener(type: 'install' | 'activate', listener: (event: WaitUntil) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void>; matchAll(): Promise<readonly Client[]> }
}

const worker = self as unknown as Worker
const cacheName = 'selaras-shell'
const pageKey = '/.shell'
/** Stands in index.html and nowhere else; a sign-in page of a proxy must never be kept as the shell. */
const pageMark = 'data-selaras-shell'

worker.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([keepShell(), worker.skipWaiting()]))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOldFiles(), worker.clients.claim()]))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request))
  else if (request.mode === 'navigate' && isAppPath(url.pathname)) event.respondWith(page(event))
})

async function keepShell(): Promise<void> {
  const cache = await caches.open(cacheName)
  const missing = await Promise.all(__SHELL__.map(async (path) => ((await cache.match(path)) ? [] : [path])))
  await cache.addAll(missing.flat())
  const response = await fetch('/', { headers: { accept: 'text/html' } })
  if (await isShell(response)) await cache.put(pageKey, response)
}

async function dropOldFiles(): Promise<void> {
  const cache = await caches.open(cacheName)
  const current = new Set([...__ASSETS__, pageKey])
  const kept = await cache.keys()
  await Promise.all(
    kept.filter(({ url }) => !current.has(new URL(url).pathname)).map((request) => cache.delete(request)),
  )
}

async function fromCacheFirst(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(request.url)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request.url, response.clone())
  return response
}

/** The kept page at once, and the server's in the background for the next visit. */
async function page(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(pageKey)
  const fresh = fetch(event.request).then(async (response) => {
    if (await isShell(response)) {
      const before = kept && (await kept.clone().text())
      const now = await response.clone().text()
      await cache.put(pageKey, response.clone())
      if (before !== undefined && before !== now) await tellNewVersion()
    }
    return response
  })
  if (!kept) return fresh
  event.waitUntil(fresh.catch(() => undefined))
  return kept.clone()
}

async function isShell(response: Response): Promise<boolean> {
  return response.ok && !response.redirected && (await response.clone().text()).includes(pageMark)
}

async function tellNewVersion(): Promise<void> {
  for (const client of await worker.clients.matchAll()) client.postMessage('selaras:new-version')
}
