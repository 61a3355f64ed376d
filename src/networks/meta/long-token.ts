import { z } from 'zod'
import type { Connection, Instant, RenewResult } from '../network.ts'
import { askRenewal } from '../wire/connect-answers.ts'
import { later } from '../wire/outcomes.ts'
import { toSecret } from '../wire/token-keeper.ts'
import { type CallGraph, graphTokenOf } from './call.ts'

export const longTokenSchema = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive() })

const dayMs = 86_400_000

/** Sealed form and end of a token that lasts about 60 days. */
export function keepLongToken(ownerId: string, token: z.infer<typeof longTokenSchema>, now: Date) {
  const secret = toSecret(ownerId, { accessToken: token.access_token }, now)
  const expiresAt: Instant = later(now, token.expires_in * 1000)
  return { secret, expiresAt }
}

/**
 * Instagram and Threads give tokens for 60 days that renew themselves once they are a day old, and die for good when they
 * run out. Younger ones are only asked whether they still stand.
 */
export function renewLongToken(
  deps: { readonly callGraph: CallGraph; readonly now: () => Date },
  connection: Connection,
  where: { readonly refreshUrl: string | URL; readonly grantType: string; readonly meUrl: string | URL },
  signal: AbortSignal,
): Promise<RenewResult> {
  const { callGraph, now } = deps
  return askRenewal(now, async () => {
    const token = graphTokenOf(connection)
    if (now().getTime() - Number(connection.secret.issuedAt ?? 0) < dayMs) {
      await callGraph({ method: 'GET', url: where.meUrl, fields: { fields: 'id' }, token, signal }, z.looseObject({}))
      return { kind: 'valid' }
    }
    const fields = { grant_type: where.grantType }
    const fresh = await callGraph({ method: 'GET', url: where.refreshUrl, fields, token, signal }, longTokenSchema)
    return { kind: 'renewed', ...keepLongToken(connection.remoteAccountId, fresh, now()) }
  })
}
