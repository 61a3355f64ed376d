import { z } from 'zod'
import type { Connection } from '../network.ts'
import { CallFailed, type CallFailure, defaultWaitMs, retryAfterMs, waitUntil } from '../wire/call-failure.ts'
import { type Answer, createJsonCaller, type JsonCall, type Judge } from '../wire/json-caller.ts'

/** Mastodon's API as described for 4.7.0 (docs.joinmastodon.org, description of abraham/mastodon-openapi, read 2026-11-25). */
export type MastodonDeps = { readonly fetch: typeof fetch; readonly now: () => Date; readonly timeoutMs: number }

export type Grant = { readonly service: string; readonly token: string }

/** @throws CallFailed */
export type CallMastodon = <T>(
  server: { readonly service: string; readonly token?: string; readonly secrets?: readonly string[] },
  call: { readonly method: 'GET' | 'POST'; readonly path: string } & Pick<JsonCall, 'headers' | 'body' | 'timeoutMs'>,
  schema: z.ZodType<T>,
  signal: AbortSignal,
) => Promise<Answer<T>>

const refusal = z.object({ error: z.string(), error_description: z.string().nullish() })

export function createMastodonCaller(deps: MastodonDeps): CallMastodon {
  const callJson = createJsonCaller(deps, judge)
  return ({ service, token, secrets = [] }, { method, path, headers = {}, body, timeoutMs }, schema, signal) =>
    callJson(
      {
        method,
        url: new URL(path, service),
        headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        ...(body === undefined ? {} : { body }),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
        secrets: token === undefined ? secrets : [token, ...secrets],
        signal,
      },
      schema,
    )
}

/** @throws CallFailed where nothing usable is stored. */
export function grantOf(connection: Connection): Grant {
  const token = connection.secret.accessToken
  if (token === undefined || token === '' || connection.service === undefined)
    throw new CallFailed({ kind: 'auth', detail: 'no access token is stored' })
  // A token speaks for its owner, whatever the call says: a mixed-up one would publish in another's name.
  if (connection.secret.ownerId !== connection.remoteAccountId)
    throw new CallFailed({ kind: 'account', detail: 'the stored token belongs to another account' })
  return { service: connection.service, token }
}

const judge: Judge = ({ status, headers, body }, now) => {
  const parsed = refusal.safeParse(body).data
  if (parsed === undefined) return undefined
  const detail = `${status}: ${parsed.error_description ?? parsed.error}`.slice(0, 300)
  if (status === 429) return { kind: 'rate', detail, waitMs: readWait(headers, now) }
  if (status >= 500) return { kind: 'server', detail }
  return { kind: kindOf(status, parsed.error), detail }
}

function kindOf(status: number, error: string): Exclude<CallFailure['kind'], 'rate'> {
  if (status === 401) return 'auth'
  // "Your login is currently disabled", "…pending approval", a suspended or moved account.
  if (status === 403) return /scope/i.test(error) ? 'auth' : 'account'
  if (status === 404 || status === 410) return 'missing'
  return 'invalid'
}

/** `X-RateLimit-Reset` is an instant in ISO form (docs.joinmastodon.org/api/rate-limits, read 2026-11-24). */
function readWait(headers: Headers, now: Date): number {
  const reset = Date.parse(headers.get('x-ratelimit-reset') ?? '')
  return Number.isNaN(reset) ? (retryAfterMs(headers) ?? defaultWaitMs) : waitUntil(reset, headers, now)
}
