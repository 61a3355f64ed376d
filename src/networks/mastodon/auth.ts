import { z } from 'zod'
import type { AuthPart, ConnectResult, ConsentAnswer, RegisterResult } from '../network.ts'
import { askRenewal, connectFailure, consentAddress, refusedConnect } from '../wire/connect-answers.ts'
import { failureOf } from '../wire/outcomes.ts'
import { serviceOrigin } from '../wire/service-origin.ts'
import { type CallMastodon, grantOf } from './call.ts'

const scope = 'read write:statuses write:media'
const appSchema = z.looseObject({ client_id: z.string().min(1), client_secret: z.string().min(1) })
const tokenSchema = z.looseObject({ access_token: z.string().min(1) })
const accountSchema = z.looseObject({ id: z.string().min(1), username: z.string(), acct: z.string() })

/** Consent at the account's own server, with which Selaras registers itself. Tokens name no end; PKCE is known since 4.3. */
export function createAuth(callMastodon: CallMastodon, now: () => Date): AuthPart {
  return {
    oauth: {
      serviceOf: (handle) => {
        const host = /^@?[^@\s]+@([^@\s/]+)$/.exec(handle.trim())?.[1]
        return host === undefined ? undefined : serviceOrigin(host)
      },
      register: (service, redirectUri, signal) => register(callMastodon, service, redirectUri, signal),
      consentUrl: ({ app, redirectUri, state, codeChallenge, service = '' }) =>
        consentAddress(new URL('/oauth/authorize', service).href, {
          response_type: 'code',
          client_id: app.clientId,
          redirect_uri: redirectUri,
          scope,
          state,
          code_challenge: codeChallenge,
          code_challenge_method: 'S256',
        }),
      finish: (answer, signal) => finish(callMastodon, answer, signal),
    },
    renew: (connection, signal) =>
      askRenewal(now, async () => {
        const account = await whoIs(callMastodon, grantOf(connection), signal)
        if (account.id === connection.remoteAccountId) return { kind: 'valid' }
        return { kind: 'refused', detail: `the token belongs to ${account.acct}` }
      }),
  }
}

async function register(
  callMastodon: CallMastodon,
  service: string,
  redirectUri: string,
  signal: AbortSignal,
): Promise<RegisterResult> {
  try {
    const body = { client_name: 'Selaras', redirect_uris: [redirectUri], scopes: scope }
    const { data } = await callMastodon({ service }, { method: 'POST', path: '/api/v1/apps', body }, appSchema, signal)
    return { kind: 'registered', app: { clientId: data.client_id, clientSecret: data.client_secret } }
  } catch (error) {
    const { kind, detail } = failureOf(error)
    return { kind: 'refused', reason: kind === 'invalid' || kind === 'auth' ? 'app' : 'network', detail }
  }
}

async function finish(callMastodon: CallMastodon, answer: ConsentAnswer, signal: AbortSignal): Promise<ConnectResult> {
  const { app, redirectUri, code, codeVerifier, service, account } = answer
  if (service === undefined) return refusedConnect('network', 'the handle names no server')
  try {
    const token = await exchange(callMastodon, service, { app, redirectUri, code, codeVerifier }, signal)
    const own = await whoIs(callMastodon, { service, token }, signal)
    const wanted = account.handle.trim().replace(/^@/, '').split('@')[0]?.toLowerCase()
    const isMeant =
      account.remoteAccountId === undefined ? own.username.toLowerCase() === wanted : own.id === account.remoteAccountId
    if (!isMeant) return refusedConnect('account', `consent was given as ${own.acct}`)
    const secret = { accessToken: token, ownerId: own.id }
    return { kind: 'connected', connection: { remoteAccountId: own.id, handle: account.handle, service, secret } }
  } catch (error) {
    return connectFailure(error)
  }
}

async function exchange(
  callMastodon: CallMastodon,
  service: string,
  answer: Pick<ConsentAnswer, 'app' | 'redirectUri' | 'code' | 'codeVerifier'>,
  signal: AbortSignal,
): Promise<string> {
  const { app, redirectUri, code, codeVerifier } = answer
  const body = {
    grant_type: 'authorization_code',
    client_id: app.clientId,
    client_secret: app.clientSecret ?? '',
    redirect_uri: redirectUri,
    code,
    code_verifier: codeVerifier,
  }
  const secrets = [code, codeVerifier, app.clientSecret ?? '']
  const call = { method: 'POST' as const, path: '/oauth/token', body }
  return (await callMastodon({ service, secrets }, call, tokenSchema, signal)).data.access_token
}

async function whoIs(
  callMastodon: CallMastodon,
  grant: { readonly service: string; readonly token: string },
  signal: AbortSignal,
): Promise<z.infer<typeof accountSchema>> {
  const call = { method: 'GET' as const, path: '/api/v1/accounts/verify_credentials' }
  return (await callMastodon(grant, call, accountSchema, signal)).data
}
