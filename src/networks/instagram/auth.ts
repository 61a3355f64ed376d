import { z } from 'zod'
import type { CallGraph } from '../meta/call.ts'
import { keepLongToken, longTokenSchema, renewLongToken } from '../meta/long-token.ts'
import type { AuthPart, ConnectResult, ConsentAnswer } from '../network.ts'
import { connectFailure, consentAddress, refusedConnect } from '../wire/connect-answers.ts'
import { instagramUrl } from './steps.ts'

const scope = [
  'instagram_business_basic',
  'instagram_business_content_publish',
  'instagram_business_manage_comments',
  'instagram_business_manage_insights',
].join(',')

const graph = 'https://graph.instagram.com'
const given = z.looseObject({ access_token: z.string().min(1) })
const codeSchema = z.union([given, z.looseObject({ data: z.array(given).min(1) })])
const meSchema = z.looseObject({ user_id: z.coerce.string(), username: z.string() })

/** The door "Instagram Login" (developers.facebook.com instagram-platform, copy of 2026-09-11): no Page is needed. */
export function createAuth(callGraph: CallGraph, now: () => Date): AuthPart {
  return {
    oauth: {
      consentUrl: ({ app, redirectUri, state }) =>
        consentAddress('https://www.instagram.com/oauth/authorize', {
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
          refreshUrl: new URL('/refresh_access_token', connection.service ?? graph),
          grantType: 'ig_refresh_token',
          meUrl: instagramUrl(connection, 'me'),
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
    const url = 'https://api.instagram.com/oauth/access_token'
    const short = await callGraph({ method: 'POST', url, fields, secrets, signal }, codeSchema)
    const token =
      'data' in short
        ? (short.data as z.infer<typeof given>[])[0]?.access_token
        : (short as z.infer<typeof given>).access_token
    const exchange = { grant_type: 'ig_exchange_token', client_secret: clientSecret }
    const long = await callGraph(
      { method: 'GET', url: `${graph}/access_token`, fields: exchange, token: token ?? '', secrets, signal },
      longTokenSchema,
    )
    const me = await callGraph(
      {
        method: 'GET',
        url: instagramUrl({}, 'me'),
        fields: { fields: 'user_id,username' },
        token: long.access_token,
        signal,
      },
      meSchema,
    )
    const wanted = account.handle.trim().replace(/^@/, '').toLowerCase()
    const isMeant =
      account.remoteAccountId === undefined
        ? me.username.toLowerCase() === wanted
        : me.user_id === account.remoteAccountId
    if (!isMeant) return refusedConnect('account', `consent was given as @${me.username}`)
    const { secret, expiresAt } = keepLongToken(me.user_id, long, now())
    return { kind: 'connected', connection: { remoteAccountId: me.user_id, handle: me.username, secret }, expiresAt }
  } catch (error) {
    return connectFailure(error)
  }
}
