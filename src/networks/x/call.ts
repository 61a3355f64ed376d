import { z } from 'zod'
import { CallFailed, type CallFailure, defaultWaitMs, retryAfterMs, waitUntil } from '../wire/call-failure.ts'
import { type Answer, createJsonCaller, type JsonCall, type Judge } from '../wire/json-caller.ts'

/** X API v2 as described in 2.167 (docs.x.com; github.com/xdevplatform/xdk specs/openapi.json, read 2026-11-25). */
export type XDeps = { readonly fetch: typeof fetch; readonly now: () => Date; readonly timeoutMs: number }

/** @throws CallFailed */
export type CallX = <T>(
  call: {
    readonly method: 'GET' | 'POST'
    readonly path: string
    /** Default X itself; another for a test server of one's own. */
    readonly service?: string | undefined
    readonly token?: string
    readonly secrets?: readonly string[]
    readonly signal: AbortSignal
  } & Pick<JsonCall, 'headers' | 'body'>,
  schema: z.ZodType<T>,
) => Promise<Answer<T>>

const defaultService = 'https://api.x.com'

const problem = z.object({
  title: z.string().catch(''),
  detail: z.string().catch(''),
  type: z.string().catch(''),
  error: z.string().catch(''),
  error_description: z.string().catch(''),
  errors: z.array(z.object({ message: z.string().catch('') })).catch([]),
})

export function createXCaller(deps: XDeps): CallX {
  const callJson = createJsonCaller(deps, judge)
  return ({ method, path, service = defaultService, token, secrets = [], headers = {}, body, signal }, schema) =>
    callJson(
      {
        method,
        url: new URL(path, service),
        headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        ...(body === undefined ? {} : { body }),
        secrets: token === undefined ? secrets : [token, ...secrets],
        signal,
      },
      schema,
    )
}

const judge: Judge = ({ status, headers, body }, now) => {
  const parsed = problem.safeParse(body).data
  if (parsed === undefined) return undefined
  const { title, detail: said, type, error, error_description: described, errors } = parsed
  const words = [title, said, error, described, errors[0]?.message ?? ''].filter(Boolean).join(': ')
  if (words === '') return undefined
  const detail = `${status}: ${words}`.slice(0, 300)
  if (status === 429) return { kind: 'rate', detail, waitMs: readWait(headers, now) }
  if (status >= 500) return { kind: 'server', detail }
  return { kind: kindOf(status, words, type), detail }
}

function kindOf(status: number, words: string, type: string): Exclude<CallFailure['kind'], 'rate'> {
  if (status === 401) return 'session'
  // The prepaid credits are used up: nothing goes out until somebody buys some. [K]
  if (status === 402) return 'account'
  if (status === 404) return 'missing'
  if (status !== 403) return 'invalid'
  if (/duplicate/i.test(words)) return 'duplicate'
  if (/suspended|locked|restricted/i.test(words)) return 'account'
  return /not-authorized|client-forbidden|unsupported-authentication|oauth1/.test(type) ? 'auth' : 'invalid'
}

/** `x-rate-limit-reset` in epoch seconds (docs.x.com rate-limits, read 2026-11-24). */
function readWait(headers: Headers, now: Date): number {
  const seconds = Number(headers.get('x-rate-limit-reset') ?? Number.NaN)
  return Number.isFinite(seconds) ? waitUntil(seconds * 1000, headers, now) : (retryAfterMs(headers) ?? defaultWaitMs)
}

export function requireData<T>(data: T | undefined): T {
  if (data === undefined) throw new CallFailed({ kind: 'garbled', detail: 'an answer without data' })
  return data
}
