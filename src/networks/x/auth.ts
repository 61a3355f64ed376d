import { z } from 'zod'
import type { AppRegistration, AuthPart, Connection, ConnectResult, ConsentAnswer } from '../network.ts'
import { CallFailed } from '../wire/call-failure.ts'
import { connectFailure, consentAddress, refusedConnect } from '../wire/connect-answers.ts'
import type { Refreshed, TokenKeeper, Tokens } from '../wire/token-keeper.ts'
import { toSecret } from '../wire/token-keeper.ts'
import { type CallX, requireData } from './call.ts'

const scope = 'tweet.read tweet.write users.read media.write offline.access'

const grantSchema = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
})
const meSchema = z.looseObject({ data: z.looseObject({ id: z.string(), username: z.string() }).optional() })

/**
 * Consent with PKCE (docs.x.com oauth-2-0, read 2026-11-24). Access lasts two hours; the refresh token is good for one use
 * and lapses when it lies idle for about six months.
 */
export function createAuth(callX: CallX, tokens: TokenKeeper, now: () => Date): AuthPart {
  return {
    oauth: {
      consentUrl: ({ app, redirectUri, state, codeChallenge }) =>
        consentAddress('https://x.com/i/oauth2/authorize', {
          response_type: 'code',
          client_id: app.clientId,
          redirect_uri: redirectUri,
          scope,
          state,
          code_challenge: codeChallenge,
          code_challenge_method: 'S256',
        }),
      finish: (answer, signal) => finish(callX, answer, now, signal),
    },
    renew: (connection) => tokens.renew(connection),
    onSecretChanged: (listener) => tokens.onSecretChanged(listener),
  }
}

async function finish(
  callX: CallX,
  answer: ConsentAnswer,
  now: () => Date,
  signal: AbortSignal,
): Promise<ConnectResult> {
  const { app, redirectUri, code, codeVerifier, account } = answer
  try {
    const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier }
    const granted = await askTokens(callX, app, form, [code, codeVerifier], undefined, signal)
    const token = granted.tokens.accessToken
    const { data } = await callX({ method: 'GET', path: '/2/users/me', token, signal }, meSchema)
    const { id, username } = requireData(data.data)
    const wanted = account.handle.trim().replace(/^@/, '').toLowerCase()
    const isMeant =
      account.remoteAccountId === undefined ? username.toLowerCase() === wanted : account.remoteAccountId === id
    if (!isMeant) return refusedConnect('account', `consent was given as @${username}`)
    const secret = toSecret(id, granted.tokens, now())
    return { kind: 'connected', connection: { remoteAccountId: id, handle: username, secret } }
  } catch (error) {
    return connectFailure(error)
  }
}

/** Takes new tokens for the refresh token, which is used up by it. @throws CallFailed */
export function createRefresh(callX: CallX, timeoutMs: number) {
  return async (connection: Connection, tokens: Tokens): Promise<Refreshed> => {
    const { app, service } = connection
    if (tokens.refreshToken === undefined || app === undefined)
      throw new CallFailed({ kind: 'auth', detail: 'there is nothing to renew the token with' })
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken }
    return askTokens(callX, app, form, [tokens.refreshToken], service, AbortSignal.timeout(timeoutMs))
  }
}

async function askTokens(
  callX: CallX,
  app: AppRegistration,
  form: Readonly<Record<string, string>>,
  secrets: readonly string[],
  service: string | undefined,
  signal: AbortSignal,
): Promise<Refreshed> {
  const { clientId, clientSecret } = app
  // A confidential client shows itself in the header, a public one names itself in the form.
  const headers: Record<string, string> =
    clientSecret === undefined
      ? {}
      : {
          authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`,
        }
  const body = new URLSearchParams({ ...form, client_id: clientId })
  const call = {
    method: 'POST' as const,
    path: '/2/oauth2/token',
    service,
    headers,
    body,
    secrets: [...secrets, clientSecret ?? ''],
    signal,
  }
  const { data } = await callX(call, grantSchema)
  const { access_token: accessToken, refresh_token: refreshToken } = data
  return { tokens: { accessToken, ...(refreshToken === undefined ? {} : { refreshToken }) } }
}
