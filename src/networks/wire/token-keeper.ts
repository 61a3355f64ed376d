import { z } from 'zod'
import type { Connection, Instant, RenewResult, SecretListener } from '../network.ts'
import { CallFailed } from './call-failure.ts'
import { failureOf, later } from './outcomes.ts'

/** What is stored, sealed, of one consent. `ownerId`: whose token it is, so that a mixed-up one is never used. */
const tokensSchema = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).optional(),
  ownerId: z.string().min(1),
  /** When these tokens were given, epoch milliseconds: of two sets the later one is good. */
  issuedAt: z.string().regex(/^\d+$/),
})
export type Tokens = z.infer<typeof tokensSchema>

export type Refreshed = { readonly tokens: Omit<Tokens, 'ownerId' | 'issuedAt'>; readonly expiresAt?: Instant }

export type TokenKeeper = {
  onSecretChanged(listener: SecretListener): void
  /**
   * Runs `call` with a token; once more with a new one when the network says that the old one is no good.
   * @throws CallFailed; `session` when no new token could be had just now, `auth` when the grant is proved dead.
   */
  run<T>(connection: Connection, call: (token: string) => Promise<T>): Promise<T>
  /** Takes new tokens before the old ones run out. */
  renew(connection: Connection): Promise<RenewResult>
}

type Renewed = { readonly tokens: Tokens; readonly expiresAt?: Instant }

type KeeperDeps = {
  readonly now: () => Date
  /** Asks the network for new tokens. @throws CallFailed */
  refresh(connection: Connection, tokens: Tokens): Promise<Refreshed>
}

/** The sealed form of tokens that were just given. */
export function toSecret(ownerId: string, tokens: Refreshed['tokens'], now: Date): Readonly<Record<string, string>> {
  return sealedForm({ ...tokens, ownerId, issuedAt: String(now.getTime()) })
}

function sealedForm({ accessToken, refreshToken, ownerId, issuedAt }: Tokens): Readonly<Record<string, string>> {
  return { accessToken, ownerId, issuedAt, ...(refreshToken === undefined ? {} : { refreshToken }) }
}

/**
 * Keeps the newest tokens of each account and renews them once at a time: refresh tokens are good for one use. Another
 * process may have used ours up a moment ago, so a first refusal of a refresh token proves nothing; the second refusal of
 * the same token, after the store was read again, does.
 */
export function createTokenKeeper(deps: KeeperDeps): TokenKeeper {
  const kept = new Map<string, Tokens>()
  const renewing = new Map<string, Promise<Renewed>>()
  const refusedOnce = new Set<string>()
  const listeners: SecretListener[] = []

  /** The newer of the stored tokens and those in memory. @throws CallFailed */
  function current(connection: Connection): Tokens {
    const stored = tokensSchema.safeParse(connection.secret).data
    if (stored === undefined) throw new CallFailed({ kind: 'auth', detail: 'no access token is stored' })
    if (stored.ownerId !== connection.remoteAccountId)
      throw new CallFailed({ kind: 'account', detail: 'the stored token belongs to another account' })
    const inMemory = kept.get(stored.ownerId)
    return inMemory !== undefined && Number(inMemory.issuedAt) > Number(stored.issuedAt) ? inMemory : stored
  }

  function renew(connection: Connection, stale: Tokens): Promise<Renewed> {
    const id = connection.remoteAccountId
    const running = renewing.get(id)
    if (running !== undefined) return running
    const now = current(connection)
    if (now.accessToken !== stale.accessToken) return Promise.resolve({ tokens: now })
    const renewal = renewNow(connection, stale).finally(() => renewing.delete(id))
    renewing.set(id, renewal)
    return renewal
  }

  async function renewNow(connection: Connection, stale: Tokens): Promise<Renewed> {
    const { tokens: fresh, expiresAt } = await refresh(connection, stale)
    const { accessToken, refreshToken = stale.refreshToken } = fresh
    const issuedAt = String(Math.max(deps.now().getTime(), Number(stale.issuedAt) + 1))
    const tokens = {
      accessToken,
      ownerId: stale.ownerId,
      issuedAt,
      ...(refreshToken === undefined ? {} : { refreshToken }),
    }
    kept.set(stale.ownerId, tokens)
    // A store that fails must not stop a delivery: the new tokens live on in memory and are told again next time.
    await Promise.allSettled(
      listeners.map((listener) =>
        expiresAt === undefined ? listener(stale.ownerId, tokens) : listener(stale.ownerId, tokens, expiresAt),
      ),
    )
    return { tokens, ...(expiresAt === undefined ? {} : { expiresAt }) }
  }

  async function refresh(connection: Connection, stale: Tokens): Promise<Refreshed> {
    const mark = stale.refreshToken ?? stale.accessToken
    try {
      return await deps.refresh(connection, stale)
    } catch (error) {
      const failure = failureOf(error)
      if (failure.kind !== 'auth' && failure.kind !== 'invalid' && failure.kind !== 'session')
        throw new CallFailed({ kind: 'session', detail: `no new token: ${failure.detail}` }, error)
      if (!refusedOnce.has(mark)) {
        refusedOnce.add(mark)
        throw new CallFailed({ kind: 'session', detail: `no new token yet: ${failure.detail}` }, error)
      }
      throw new CallFailed({ kind: 'auth', detail: failure.detail }, error)
    }
  }

  return {
    onSecretChanged: (listener) => void listeners.push(listener),
    async run(connection, call) {
      const tokens = current(connection)
      try {
        return await call(tokens.accessToken)
      } catch (error) {
        if (failureOf(error).kind !== 'session') throw error
        const { tokens: renewed } = await renew(connection, tokens)
        return call(renewed.accessToken)
      }
    },
    async renew(connection) {
      try {
        const { tokens, expiresAt } = await renew(connection, current(connection))
        return { kind: 'renewed', secret: sealedForm(tokens), ...(expiresAt === undefined ? {} : { expiresAt }) }
      } catch (error) {
        const failure = failureOf(error)
        const { detail } = failure
        if (failure.kind === 'auth' || failure.kind === 'account') return { kind: 'refused', detail }
        if (failure.kind === 'rate')
          return { kind: 'later', why: 'rate', detail, retryAt: later(deps.now(), failure.waitMs) }
        return { kind: 'later', why: 'network', detail }
      }
    },
  }
}
