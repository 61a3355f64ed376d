import type { Api } from '../../contract/api.ts'
import { ApiProblem } from './problem.ts'

export type ApiKey = keyof Api & string
export type ApiResponse<K extends ApiKey> = Api[K]['response']

type Part<K extends ApiKey, P extends 'params' | 'query' | 'body'> = Api[K][P] extends undefined
  ? { [N in P]?: undefined }
  : Record<never, never> extends Api[K][P]
    ? { [N in P]?: Api[K][P] }
    : { [N in P]: Api[K][P] }

/** What a call takes besides its key. `idempotencyKey`: give the same one when you repeat a create whose answer was lost. */
export type ApiOptions<K extends ApiKey> = Part<K, 'params'> &
  Part<K, 'query'> &
  Part<K, 'body'> & {
    signal?: AbortSignal | undefined
    idempotencyKey?: string
  }

type Arguments<K extends ApiKey> =
  Record<never, never> extends ApiOptions<K> ? [options?: ApiOptions<K>] : [options: ApiOptions<K>]

type Loose = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  signal?: AbortSignal | undefined
  idempotencyKey?: string
}

/**
 * Calls one endpoint: `api('GET /api/v1/missions', { query })`. Rejects with `ApiProblem`, and with the signal's own
 * reason when it was aborted. Only types of the contract reach the bundle.
 */
export async function api<K extends ApiKey>(key: K, ...[options]: Arguments<K>): Promise<ApiResponse<K>> {
  const { method, path, init } = request(key, (options ?? {}) as Loose)
  let response: Response
  try {
    response = await fetch(path, { method, credentials: 'same-origin', ...init })
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ApiProblem({ status: 0 }, { cause })
  }
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return null as ApiResponse<K>
  return (await response.json()) as ApiResponse<K>
}

/** Key and function for TanStack Query: `useQuery(apiQuery('GET /api/v1/missions', { query }))`. */
export function apiQuery<K extends ApiKey>(key: K, ...args: Arguments<K>) {
  const { params, query } = (args[0] ?? {}) as Loose
  return {
    queryKey: [key, params ?? {}, query ?? {}] as const,
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<ApiResponse<K>> =>
      api(key, ...([{ ...args[0], signal }] as unknown as Arguments<K>)),
  }
}

export function request(key: string, { params, query, body, signal, idempotencyKey }: Loose) {
  const [method = 'GET', template = ''] = key.split(' ')
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': language() })
  if (method !== 'GET') headers.set('X-Requested-With', 'selaras')
  if (method === 'POST') headers.set('Idempotency-Key', idempotencyKey ?? newKey())
  const form = body instanceof FormData
  if (body !== undefined && !form) headers.set('Content-Type', 'application/json')
  const init: RequestInit = { headers, signal: signal ?? null }
  if (body !== undefined) init.body = form ? body : JSON.stringify(body)
  return { method, path: address(template, params ?? {}, query ?? {}), init }
}

function address(template: string, params: Record<string, unknown>, query: Record<string, unknown>): string {
  const path = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) search.append(name, String(one))
    }
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined)
  const said = typeof body === 'object' && body !== null ? body : {}
  return new ApiProblem({ ...said, status: response.status })
}

/** Refusals come worded in the language of the screen, not in that of the browser. */
const language = (): string => globalThis.document?.documentElement.lang || 'id'

// randomUUID exists only on secure origins; a trial installation may be reached by plain http inside a mission.
function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
