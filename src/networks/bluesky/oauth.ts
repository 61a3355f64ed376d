import type { NodeOAuthClient, NodeSavedSession, NodeSavedState, OAuthSession } from '@atproto/oauth-client-node'
import { z } from 'zod'
import type {
  AppRegistration,
  Connection,
  ConnectResult,
  ConsentAnswer,
  ConsentBeginning,
  ConsentBegun,
  OAuthPart,
  RegisterResult,
} from '../network.ts'
import { type SecretListener, SessionFailure } from './session-failure.ts'

/** What a person agrees to: the same as an app password may (atproto.com/specs/oauth, read 2026-11-24). */
const scope = 'atproto transition:generic'

export type BlueskyOAuthDeps = {
  readonly fetch: typeof fetch
  readonly now: () => Date
  readonly timeoutMs: number
  /** Where identities are written down and names resolved; for a network of one's own. Default the public ones. */
  readonly directory?: { readonly plcUrl: string; readonly handleResolver: string }
}

/** Kept sealed, as JSON in one field: tokens, the key they are bound to (DPoP), and the client they were given to. */
const secretSchema = z.object({ oauth: z.string().min(1), clientId: z.string().min(1) })

/** True for a connection made by consent; the others hold an app password. */
export const isByConsent = (connection: Pick<Connection, 'secret'>): boolean =>
  secretSchema.safeParse(connection.secret).success

type Desk = { readonly client: NodeOAuthClient; readonly sessions: Map<string, NodeSavedSession> }

/**
 * Consent by OAuth 2.1 as Bluesky wants it (pushed requests, PKCE, tokens bound to a key by DPoP), done by the protocol's own
 * client. Where Selaras has a public https address its client is named by the metadata there and proves itself by a key of
 * its own (private_key_jwt: the consent lasts for months); on a machine of one's own it is the "loopback" client, whose
 * consent lasts two weeks.
 */
export class BlueskyOAuth {
  readonly #deps: BlueskyOAuthDeps
  readonly #desks = new Map<string, Promise<Desk>>()
  readonly #listeners: SecretListener[] = []

  constructor(deps: BlueskyOAuthDeps) {
    this.#deps = deps
  }

  readonly part: OAuthPart = {
    register: (_service, redirectUri) => register(redirectUri),
    clientMetadata: describeClient,
    begin: (request, signal) => this.#begin(request, signal),
    finish: (answer, signal) => this.#finish(answer, signal),
  }

  onSecretChanged(listener: SecretListener): void {
    this.#listeners.push(listener)
  }

  /**
   * The session of a connection, its tokens renewed where they run out. @throws SessionFailure `session`: another process
   * may have renewed meanwhile, so the stored secret is read anew before anything is concluded.
   */
  async open(connection: Connection): Promise<OAuthSession> {
    const secret = secretSchema.parse(connection.secret)
    const app = connection.app?.clientId === secret.clientId ? connection.app : { clientId: secret.clientId }
    const { client, sessions } = await this.#deskOf(app)
    const did = connection.remoteAccountId
    const stored = JSON.parse(secret.oauth) as NodeSavedSession
    const kept = sessions.get(did)
    if (kept === undefined || lastsUntil(stored) > lastsUntil(kept)) sessions.set(did, stored)
    try {
      return await client.restore(did)
    } catch (error) {
      throw toFailure(error)
    }
  }

  async #begin(request: ConsentBeginning, signal: AbortSignal): Promise<ConsentBegun> {
    const states = new Map<string, NodeSavedState>()
    try {
      const { client } = await this.#makeDesk(request.app, states, request.redirectUri)
      const address = request.service || request.handle.replace(/^@/, '')
      const url = await client.authorize(address, { scope, signal, redirect_uri: toRedirect(request.redirectUri) })
      const [entry] = states
      if (entry === undefined) return { kind: 'refused', reason: 'network', detail: 'the consent was not begun' }
      return { kind: 'begun', url: url.href, state: entry[0], remember: JSON.stringify(entry[1]) }
    } catch (error) {
      return refusal(error)
    }
  }

  async #finish(answer: ConsentAnswer, signal: AbortSignal): Promise<ConnectResult> {
    try {
      const remembered = JSON.parse(answer.remembered ?? 'null') as NodeSavedState
      const states = new Map([[answer.state ?? '', remembered]])
      const { client, sessions } = await this.#makeDesk(answer.app, states, answer.redirectUri)
      const params = new URLSearchParams({ state: answer.state ?? '', code: answer.code })
      if (answer.issuer !== undefined) params.set('iss', answer.issuer)
      const { session } = await client.callback(params, { redirect_uri: toRedirect(answer.redirectUri) })
      const saved = sessions.get(session.did)
      if (saved === undefined) return { kind: 'refused', reason: 'network', detail: 'no tokens were answered' }
      const handle = await nameOf(session, signal)
      const { account } = answer
      const isMeant =
        account.remoteAccountId === session.did ||
        handle.toLowerCase() === account.handle.replace(/^@/, '').toLowerCase()
      if (!isMeant) return { kind: 'refused', reason: 'account', detail: `this is the consent of ${handle}` }
      const { aud } = saved.tokenSet
      return {
        kind: 'connected',
        connection: {
          remoteAccountId: session.did,
          handle,
          service: new URL(aud).origin,
          secret: { oauth: JSON.stringify(saved), clientId: answer.app.clientId },
        },
      }
    } catch (error) {
      return refusal(error)
    }
  }

  /** One client a registration, for as long as this process lives: it keeps what servers say of themselves. */
  #deskOf(app: AppRegistration): Promise<Desk> {
    const key = `${app.clientId} ${app.clientSecret ?? ''}`
    const known = this.#desks.get(key)
    if (known !== undefined) return known
    const made = this.#makeDesk(app, new Map(), undefined)
    this.#desks.set(key, made)
    return made
  }

  async #makeDesk(
    app: AppRegistration,
    states: Map<string, NodeSavedState>,
    redirectUri: string | undefined,
  ): Promise<Desk> {
    // Loaded when the first account consents or publishes by consent.
    const {
      JoseKey,
      NodeOAuthClient: Client,
      atprotoLoopbackClientMetadata,
      requestLocalLock,
    } = await import('@atproto/oauth-client-node')
    const sessions = new Map<string, NodeSavedSession>()
    const isLoopback = app.clientId.startsWith('http://localhost')
    const keyset = app.clientSecret === undefined ? undefined : [await JoseKey.fromImportable(app.clientSecret)]
    const metadata = isLoopback
      ? atprotoLoopbackClientMetadata(app.clientId)
      : ((await describeClient(app, redirectUri ?? returnOf(app.clientId))) as ReturnType<
          typeof atprotoLoopbackClientMetadata
        >)
    const { directory } = this.#deps
    const client = new Client({
      clientMetadata: metadata,
      ...(keyset === undefined ? {} : { keyset }),
      // The servers of a loopback client may be test servers on this machine.
      allowHttp: isLoopback,
      fetch: this.#deps.fetch,
      requestLock: requestLocalLock,
      stateStore: storeOf(states),
      sessionStore: {
        get: (did) => Promise.resolve(sessions.get(did)),
        set: async (did, session) => {
          sessions.set(did, session)
          await this.#tell(did, session, app)
        },
        del: (did) => Promise.resolve(void sessions.delete(did)),
      },
      ...(directory === undefined
        ? {}
        : { plcDirectoryUrl: directory.plcUrl, handleResolver: directory.handleResolver }),
    })
    return { client, sessions }
  }

  async #tell(did: string, session: NodeSavedSession, { clientId }: AppRegistration): Promise<void> {
    const secret = { oauth: JSON.stringify(session), clientId }
    await Promise.allSettled(this.#listeners.map((listener) => listener(did, secret)))
  }
}

function storeOf<T>(map: Map<string, T>) {
  return {
    get: (key: string) => Promise.resolve(map.get(key)),
    set: (key: string, value: T) => Promise.resolve(void map.set(key, value)),
    del: (key: string) => Promise.resolve(void map.delete(key)),
  }
}

const lastsUntil = ({ tokenSet }: NodeSavedSession): number => Date.parse(tokenSet.expires_at ?? '') || 0

/** Beside the address people come back to, so that nobody has to be told a second one. */
const metadataOf = (redirectUri: string): string => new URL('klien/bluesky', redirectUri).href
const returnOf = (clientId: string): string => new URL('../kembali', clientId).href

/** Selaras names itself: at a public https address by the metadata there, on this machine as a loopback client. */
async function register(redirectUri: string): Promise<RegisterResult> {
  const { protocol, hostname } = new URL(redirectUri)
  if (protocol === 'https:') {
    const { JoseKey } = await import('@atproto/oauth-client-node')
    const key = await JoseKey.generate(['ES256'], crypto.randomUUID())
    return {
      kind: 'registered',
      app: { clientId: metadataOf(redirectUri), clientSecret: JSON.stringify(key.privateJwk) },
    }
  }
  if (hostname === '127.0.0.1' || hostname === '[::1]') {
    const query = new URLSearchParams({ redirect_uri: redirectUri, scope })
    return { kind: 'registered', app: { clientId: `http://localhost?${query}` } }
  }
  const detail = `Bluesky sends nobody back to ${redirectUri}: open Selaras by https, or by http://127.0.0.1 on this machine`
  return { kind: 'refused', reason: 'app', detail }
}

/** What Bluesky's servers read under the client's address. Holds no secret. */
async function describeClient(app: AppRegistration, redirectUri: string): Promise<Readonly<Record<string, unknown>>> {
  const { JoseKey } = await import('@atproto/oauth-client-node')
  const key = await JoseKey.fromImportable(app.clientSecret ?? '{}')
  return {
    client_id: app.clientId,
    client_name: 'Selaras',
    client_uri: new URL(redirectUri).origin,
    application_type: 'web',
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
    scope,
    dpop_bound_access_tokens: true,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [key.publicJwk] },
  }
}

async function nameOf(session: OAuthSession, signal: AbortSignal): Promise<string> {
  const answer = await session.fetchHandler('/xrpc/com.atproto.server.getSession', { signal })
  const parsed = z.object({ handle: z.string() }).safeParse(await answer.json())
  return parsed.success ? parsed.data.handle : session.did
}

type Redirect = `https://${string}`
const toRedirect = (address: string): Redirect => address as Redirect

function refusal(error: unknown): { kind: 'refused'; reason: 'auth' | 'network'; detail: string } {
  const name = error instanceof Error ? error.constructor.name : ''
  const isWord = name === 'OAuthCallbackError' || name === 'OAuthResponseError'
  const isCut = /fetch failed|timeout|abort|resolve/i.test(wordsOf(error))
  return { kind: 'refused', reason: isWord && !isCut ? 'auth' : 'network', detail: wordsOf(error) }
}

/** Names what went wrong; tokens never stand in these errors. */
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : 'no answer').slice(0, 300)

/** What a session that could not be had proves: never, by itself, that the grant is dead. */
function toFailure(error: unknown): SessionFailure {
  const name = error instanceof Error ? error.constructor.name : ''
  const isRefused = name === 'TokenRefreshError' || name === 'TokenInvalidError' || name === 'TokenRevokedError'
  return new SessionFailure({ kind: isRefused ? 'session' : 'no_answer', detail: wordsOf(error) })
}
