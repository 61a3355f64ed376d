import type { Agent } from '@atproto/api'
import { z } from 'zod'
import type { Connection } from '../network.ts'
import { type CallTarget, createCaller, type Target } from './agent.ts'
import { toCallFailure } from './call-failure.ts'
import { type BlueskyOAuth, isByConsent } from './oauth.ts'
import { type SecretListener, SessionFailure } from './session-failure.ts'

/** What is stored, sealed, for one account. `pdsUrl`: where its data lives, when that is not the server it signs in to. */
export const blueskySecretSchema = z.object({
  identifier: z.string().min(1),
  appPassword: z.string().min(1),
  accessJwt: z.string().min(1).optional(),
  refreshJwt: z.string().min(1).optional(),
  pdsUrl: z.url().optional(),
})

export type Session = {
  readonly did: string
  readonly handle: string
  readonly accessJwt: string
  readonly refreshJwt: string
  readonly pdsUrl: string | undefined
}

export type SessionDeps = {
  readonly fetch: typeof fetch
  readonly now: () => Date
  readonly timeoutMs: number
  readonly defaultService: string
  readonly consents: BlueskyOAuth
}

type Kept = { readonly appPassword: string; readonly session: Session }

/**
 * Keeps one session per account, because sign-ins are few (30 in 5 minutes, 300 a day and account; docs.bsky.app
 * rate-limits, read 2026-11-24). Whether a token is still good is the server's to say: no clock of ours is asked.
 */
export class Sessions {
  readonly #deps: SessionDeps
  readonly #callTarget: CallTarget
  readonly #kept = new Map<string, Kept>()
  readonly #renewing = new Map<string, Promise<Session>>()
  readonly #listeners: SecretListener[] = []

  constructor(deps: SessionDeps) {
    this.#deps = deps
    this.#callTarget = createCaller(deps.fetch)
  }

  onSecretChanged(listener: SecretListener): void {
    this.#listeners.push(listener)
    this.#deps.consents.onSecretChanged(listener)
  }

  /** @throws what the call threw. */
  async signIn(service: string, identifier: string, password: string, signal: AbortSignal): Promise<Session> {
    const answer = await this.#callTarget({ service }, (agent) =>
      agent.com.atproto.server.createSession({ identifier, password }, { signal }),
    )
    const { did, handle, accessJwt, refreshJwt, didDoc } = answer.data
    return { did, handle, accessJwt, refreshJwt, pdsUrl: pdsOf(didDoc, service) }
  }

  /**
   * Runs `call` with a signed-in client; once more with a new session when the server says that the old one is no good.
   * @throws SessionFailure when no session could be had, else what the call threw.
   */
  async run<T>(connection: Connection, call: (agent: Agent) => Promise<T>): Promise<T> {
    if (isByConsent(connection)) return this.#runByConsent(connection, call)
    const session = this.#current(connection) ?? (await this.#renew(connection, undefined))
    try {
      return await this.#callTarget(this.#targetOf(connection, session), call)
    } catch (error) {
      const { kind } = toCallFailure(error, this.#deps.now())
      if (kind !== 'session' && kind !== 'auth') throw error
      const renewed = await this.#renew(connection, session)
      return await this.#callTarget(this.#targetOf(connection, renewed), call)
    }
  }

  /** The session renews itself, and repeats a call that only its token failed. */
  async #runByConsent<T>(connection: Connection, call: (agent: Agent) => Promise<T>): Promise<T> {
    const session = await this.#deps.consents.open(connection)
    const send = (path: string, init: RequestInit): Promise<Response> => session.fetchHandler(path, init)
    return this.#callTarget({ service: this.homeOf(connection), send }, call)
  }

  /** Runs `call` without a session, on the server that holds the account's data, for what anyone may read. @throws what the call threw. */
  runPublic<T>(connection: Connection, call: (agent: Agent) => Promise<T>): Promise<T> {
    return this.#callTarget({ service: this.homeOf(connection) }, call)
  }

  /** Where the account's data lives, as far as is known. */
  homeOf(connection: Connection): string {
    const kept = this.#kept.get(connection.remoteAccountId)?.session.pdsUrl
    return kept ?? connection.secret.pdsUrl ?? this.#serviceOf(connection)
  }

  #targetOf(connection: Connection, session: Session): Target {
    return { service: session.pdsUrl ?? this.#serviceOf(connection), token: session.accessJwt }
  }

  #serviceOf(connection: Connection): string {
    return connection.service ?? this.#deps.defaultService
  }

  /** The newer of the stored session and the one in memory: another process may have renewed it meanwhile. */
  #current(connection: Connection): Session | undefined {
    const secret = blueskySecretSchema.safeParse(connection.secret).data
    const kept = this.#kept.get(connection.remoteAccountId)
    const inMemory = kept !== undefined && kept.appPassword === secret?.appPassword ? kept.session : undefined
    if (secret?.accessJwt === undefined || secret.refreshJwt === undefined) return inMemory
    const stored: Session = {
      did: connection.remoteAccountId,
      handle: connection.handle,
      accessJwt: secret.accessJwt,
      refreshJwt: secret.refreshJwt,
      pdsUrl: secret.pdsUrl,
    }
    return inMemory !== undefined && issuedAt(inMemory.accessJwt) >= issuedAt(stored.accessJwt) ? inMemory : stored
  }

  /** One renewal at a time per account: refresh tokens are used up. It has its own time limit, as several may wait for it. */
  #renew(connection: Connection, stale: Session | undefined): Promise<Session> {
    const did = connection.remoteAccountId
    const running = this.#renewing.get(did)
    if (running !== undefined) return running
    const current = this.#current(connection)
    if (current !== undefined && current.accessJwt !== stale?.accessJwt) return Promise.resolve(current)
    const renewal = this.#renewNow(connection, stale).finally(() => this.#renewing.delete(did))
    this.#renewing.set(did, renewal)
    return renewal
  }

  async #renewNow(connection: Connection, stale: Session | undefined): Promise<Session> {
    const secret = blueskySecretSchema.safeParse(connection.secret).data
    if (secret === undefined) throw new SessionFailure({ kind: 'auth', detail: 'no app password is stored' })
    const service = this.#serviceOf(connection)
    const refreshed = stale === undefined ? undefined : await this.#refresh(service, stale)
    const session = refreshed ?? (await this.#signInAgain(service, secret.identifier, secret.appPassword))
    if (session.did !== connection.remoteAccountId)
      throw new SessionFailure({ kind: 'account', detail: `the app password belongs to ${session.did}` })
    this.#kept.set(session.did, { appPassword: secret.appPassword, session })
    await this.#tell(session, secret)
    return session
  }

  /** `undefined` = the refresh token is used up; the app password can begin anew. */
  async #refresh(service: string, stale: Session): Promise<Session | undefined> {
    try {
      const signal = AbortSignal.timeout(this.#deps.timeoutMs)
      const answer = await this.#callTarget({ service, token: stale.refreshJwt }, (agent) =>
        agent.com.atproto.server.refreshSession(undefined, { signal }),
      )
      const { did, handle, accessJwt, refreshJwt, didDoc } = answer.data
      return { did, handle, accessJwt, refreshJwt, pdsUrl: pdsOf(didDoc, service) ?? stale.pdsUrl }
    } catch (error) {
      const failure = toCallFailure(error, this.#deps.now())
      if (failure.kind === 'session' || failure.kind === 'auth' || failure.kind === 'invalid') return undefined
      throw new SessionFailure(failure)
    }
  }

  async #signInAgain(service: string, identifier: string, appPassword: string): Promise<Session> {
    try {
      return await this.signIn(service, identifier, appPassword, AbortSignal.timeout(this.#deps.timeoutMs))
    } catch (error) {
      throw new SessionFailure(toCallFailure(error, this.#deps.now()))
    }
  }

  async #tell(session: Session, secret: z.infer<typeof blueskySecretSchema>): Promise<void> {
    const changed = toSecret(session, secret.identifier, secret.appPassword)
    // A store that fails must not stop a delivery: the session lives on in memory, and the app password begins anew.
    await Promise.allSettled(this.#listeners.map((listener) => listener(session.did, changed)))
  }
}

export function toSecret(session: Session, identifier: string, appPassword: string): Readonly<Record<string, string>> {
  const { accessJwt, refreshJwt, pdsUrl } = session
  return { identifier, appPassword, accessJwt, refreshJwt, ...(pdsUrl === undefined ? {} : { pdsUrl }) }
}

/** What an access token says of itself, unverified; empty when it cannot be read. */
export function readToken(jwt: string): { readonly iat?: number | undefined; readonly scope?: string | undefined } {
  try {
    const payload: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
    return z.object({ iat: z.number().optional(), scope: z.string().optional() }).catch({}).parse(payload)
  } catch {
    return {}
  }
}

function issuedAt(jwt: string): number {
  return readToken(jwt).iat ?? 0
}

const didDocument = z.object({ service: z.array(z.object({ id: z.string(), serviceEndpoint: z.url() })) })

/** bsky.social signs in for many servers; the account's DID document names the one with its data. */
function pdsOf(didDoc: unknown, service: string): string | undefined {
  const document = didDocument.safeParse(didDoc).data
  const url = URL.parse(document?.service.find(({ id }) => id.endsWith('#atproto_pds'))?.serviceEndpoint ?? '')
  if (url === null || url.origin === new URL(service).origin) return undefined
  // From https nobody is led away to an open line.
  return url.protocol === 'https:' || service.startsWith('http:') ? url.origin : undefined
}
