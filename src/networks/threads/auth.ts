import { z } from 'zod'
import type { CallGraph } from '../meta/call.ts'
import { keepLongToken, longTokenSchema, renewLongToken } from '../meta/long-token.ts'
import type { AuthPart, ConnectResult, ConsentAnswer } from '../network.ts'
import { connectFailure, consentAddress, refusedConnect } from '../wire/connect-answers.ts'
import { threadsGraph, threadsUrl } from './steps.ts'

const scope = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_replies',
  'threads_read_replies',
  'threads_manage_insights',
].join(',')

const shortSchema = z.looseObject({ access_token: z.string().min(1) })
const meSchema = z.looseObject({ id: z.string(), username: z.string() })

/** Consent with the Threads app of its own (developers.facebook.com threads, 2026-04-14, read 2026-11-24). */
export function createAuth(callGraph: CallGraph, now: () => Date): AuthPart {
  return {
    oauth: {
      consentUrl: ({ app, redirectUri, state }) =>
        consentAddress('https://threads.net/oauth/authorize', {
          response_type: 'code',
          client_id: app.clientId,
          redirect_uri: redirectUri,
          scope,
          state,
        }),
      finish: (answer, signal) => finish(callGraph, answer, now, signal),
    },
    renew: (connection, signal) =>
      renewLongToken(
        { callGraph, now },
        connection,
        {
          refreshUrl: new URL('/refresh_access_token', connection.service ?? threadsGraph),
          grantType: 'th_refresh_token',
          meUrl: threadsUrl(connection, 'me'),
        },
        signal,
      ),
  }
}

async function finish(
  callGraph: CallGraph,
  answer: ConsentAnswer,
  now: () => Date,
  signal: AbortSignal,
): Promise<ConnectResult> {
  const { app, redirectUri, code, account } = answer
  const clientSecret = app.clientSecret ?? ''
  const secrets = [code, clientSecret]
  try {
    const fields = {
      client_id: app.clientId,
      client_secret: clientSecret,
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code,
    }
    const short = await callGraph(
      { method: 'POST', url: `${threadsGraph}/oauth/access_token`, fields, secrets, signal },
      shortSchema,
    )
    const exchange = { grant_type: 'th_exchange_token', client_secret: clientSecret }
    const url = `${threadsGraph}/access_token`
    const long = await callGraph(
      { method: 'GET', url, fields: exchange, token: short.access_token, secrets, signal },
      longTokenSchema,
    )
    const asMe = {
      method: 'GET' as const,
      url: threadsUrl({}, 'me'),
      fields: { fields: 'id,username' },
      token: long.access_token,
      signal,
    }
    const me = await callGraph(asMe, meSchema)
    const wanted = account.handle.trim().replace(/^@/, '').toLowerCase()
    const isMeant =
      account.remoteAccountId === undefined ? me.username.toLowerCase() === wanted : me.id === account.remoteAccountId
    if (!isMeant) return refusedConnect('account', `consent was given as @${me.username}`)
    const { secret, expiresAt } = keepLongToken(me.id, long, now())
    return { kind: 'connected', connection: { remoteAccountId: me.id, handle: me.username, secret }, expiresAt }
  } catch (error) {
    return connectFailure(error)
  }
}
