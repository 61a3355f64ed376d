import { z } from 'zod'
import type { Connection } from '../network.ts'
import { boundWait, CallFailed, type CallFailure, defaultWaitMs, retryAfterMs } from '../wire/call-failure.ts'
import { createJsonCaller, type Judge } from '../wire/json-caller.ts'

/**
 * Meta's Graph API (developers.facebook.com, copy of 2026-09-11: v26.0; error codes copy of 2026-09-19, read 2026-11-24).
 * No machine-readable description is published.
 */
export type GraphDeps = { readonly fetch: typeof fetch; readonly now: () => Date; readonly timeoutMs: number }

export type GraphCall = {
  readonly method: 'GET' | 'POST'
  readonly url: string | URL
  /** Query of a GET, form of a POST. */
  readonly fields?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, Blob>>
  readonly token?: string
  readonly secrets?: readonly string[]
  readonly signal: AbortSignal
}

/** @throws CallFailed */
export type CallGraph = <T>(call: GraphCall, schema: z.ZodType<T>) => Promise<T>

/** The token goes along as a parameter, as in every example of the documents. */
export function createGraphCaller(deps: GraphDeps): CallGraph {
  const callJson = createJsonCaller(deps, judge)
  return async ({ method, url, fields = {}, files, token, secrets = [], signal }, schema) => {
    const given = token === undefined ? fields : { ...fields, access_token: token }
    const target = new URL(url)
    if (method === 'GET') for (const [name, value] of Object.entries(given)) target.searchParams.set(name, value)
    const body = method === 'GET' ? undefined : files === undefined ? new URLSearchParams(given) : formOf(given, files)
    const call = {
      method,
      url: target,
      ...(body === undefined ? {} : { body }),
      secrets: token === undefined ? secrets : [token, ...secrets],
      signal,
    }
    return (await callJson(call, schema)).data
  }
}

function formOf(fields: Readonly<Record<string, string>>, files: Readonly<Record<string, Blob>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const [name, file] of Object.entries(files)) form.set(name, file, 'picture')
  return form
}

/** @throws CallFailed where no usable token is stored. */
export function graphTokenOf(connection: Connection): string {
  const { accessToken, ownerId } = connection.secret
  if (accessToken === undefined || accessToken === '')
    throw new CallFailed({ kind: 'auth', detail: 'no access token is stored' })
  // A token speaks for its owner, whatever the call says: a mixed-up one would publish in another's name.
  if (ownerId !== connection.remoteAccountId)
    throw new CallFailed({ kind: 'account', detail: 'the stored token belongs to another account' })
  return accessToken
}

const refusal = z.object({
  error: z.object({
    message: z.string().catch(''),
    code: z.number(),
    error_subcode: z.number().optional().catch(undefined),
    is_transient: z.boolean().optional().catch(undefined),
    error_user_msg: z.string().optional().catch(undefined),
  }),
})
// Instagram's code exchange answers in another form.
const oldRefusal = z.object({ error_message: z.string(), code: z.number() })

const judge: Judge = ({ status, headers, body }) => {
  const old = oldRefusal.safeParse(body).data
  if (old !== undefined) return { kind: 'invalid', detail: `${old.code}: ${old.error_message}`.slice(0, 300) }
  const error = refusal.safeParse(body).data?.error
  if (error === undefined) return undefined
  const { code, error_subcode: subcode = 0, message, error_user_msg: shown } = error
  const detail = `${code}/${subcode}: ${shown ?? message}`.slice(0, 300)
  const kind = kindOf(code, subcode, error.is_transient === true || status >= 500)
  return kind === 'rate' ? { kind, detail, waitMs: readWait(headers) } : { kind, detail }
}

const rateCodes = new Set([4, 9, 17, 32, 341, 613, 80_001, 80_002])
const spentSubcodes = new Set([2_207_001, 2_207_003, 2_207_020, 2_207_032, 2_207_053])
const busySubcodes = new Set([2_207_006, 2_207_008, 2_207_027])
const blockedSubcodes = new Set([2_207_050, 2_207_051])

function kindOf(code: number, subcode: number, isTransient: boolean): CallFailure['kind'] {
  // Instagram's subcodes say more than its codes.
  if (spentSubcodes.has(subcode)) return 'spent'
  if (busySubcodes.has(subcode)) return 'busy'
  if (blockedSubcodes.has(subcode)) return 'account'
  if (rateCodes.has(code)) return 'rate'
  if (code === 102 || code === 190) return 'auth'
  if (code === 3 || code === 10 || (code >= 200 && code <= 299)) return 'auth'
  if (code === 506) return 'duplicate'
  if (code === 100 && subcode === 33) return 'missing'
  if (code === 1 || code === 2 || isTransient) return 'server'
  return 'invalid'
}

/** Minutes in `estimated_time_to_regain_access` (developers.facebook.com rate-limiting, copy of 2026-09-11). */
function readWait(headers: Headers): number {
  const usage = headers.get('x-business-use-case-usage') ?? ''
  const minutes = [...usage.matchAll(/"estimated_time_to_regain_access":\s*(\d+)/g)].map((match) => Number(match[1]))
  const longest = Math.max(0, ...minutes)
  return longest > 0 ? boundWait(longest * 60_000) : (retryAfterMs(headers) ?? defaultWaitMs)
}

/** `2026-11-25T03:00:00+0000`, as the Graph API writes instants. `undefined` = none. */
export function readGraphTime(text: string | undefined): Date | undefined {
  const at = new Date((text ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(at.getTime()) ? undefined : at
}
