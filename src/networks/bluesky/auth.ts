import type { AuthPart, Connection, ConnectResult, RenewResult } from '../network.ts'
import { serviceOrigin } from '../wire/service-origin.ts'
import { toCallFailure } from './call-failure.ts'
import { SessionFailure } from './session-failure.ts'
import { readToken, type Sessions, toSecret } from './sessions.ts'

type AuthDeps = {
  readonly sessions: Sessions
  readonly now: () => Date
  readonly timeoutMs: number
  readonly defaultService: string
}

/** Connects by app password (Settings → App passwords), which can be withdrawn alone and cannot change the account. */
export function createAuth(deps: AuthDeps): AuthPart {
  return {
    renew: (connection, signal) =>
      renew(deps, connection, AbortSignal.any([signal, AbortSignal.timeout(deps.timeoutMs)])),
    onSecretChanged: (listener) => deps.sessions.onSecretChanged(listener),
    async connect(input, signal): Promise<ConnectResult> {
      const service = serviceOrigin(input.service ?? deps.defaultService)
      if (service === undefined) return refused('network', 'the server address is not a web address')
      const identifier = input.handle.trim().replace(/^@/, '')
      const appPassword = input.appPassword.trim()
      try {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(deps.timeoutMs)])
        const session = await deps.sessions.signIn(service, identifier, appPassword, limit)
        // The main password of an account is never kept; its tokens say what they are (PDS auth-scope, read 2026-11-25).
        if (readToken(session.accessJwt).scope === 'com.atproto.access')
          return refused('auth', 'this is the main password; an app password is needed')
        return {
          kind: 'connected',
          connection: {
            remoteAccountId: session.did,
            handle: session.handle,
            service,
            secret: toSecret(session, identifier, appPassword),
          },
        }
      } catch (error) {
        const failure = toCallFailure(error, deps.now())
        if (failure.kind === 'auth' || failure.kind === 'session' || failure.kind === 'invalid')
          return refused('auth', failure.detail)
        return refused(failure.kind === 'account' ? 'account' : 'network', failure.detail)
      }
    },
  }
}

/** Asks whose session it is; the session renews itself on the way and tells its listeners. */
async function renew(deps: AuthDeps, connection: Connection, signal: AbortSignal): Promise<RenewResult> {
  try {
    await deps.sessions.run(connection, (agent) => agent.com.atproto.server.getSession(undefined, { signal }))
    return { kind: 'valid' }
  } catch (error) {
    const failure = error instanceof SessionFailure ? error.failure : toCallFailure(error, deps.now())
    const { kind, detail } = failure
    if (kind === 'auth' || kind === 'account' || kind === 'session') return { kind: 'refused', detail }
    if (kind !== 'rate') return { kind: 'later', why: 'network', detail }
    const retryAt = new Date(deps.now().getTime() + failure.waitMs).toISOString()
    return { kind: 'later', why: 'rate', detail, retryAt }
  }
}

function refused(reason: 'auth' | 'account' | 'network', detail: string): ConnectResult {
  return { kind: 'refused', reason, detail }
}
