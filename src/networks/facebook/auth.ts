import { z } from 'zod'
import { type CallGraph, graphTokenOf } from '../meta/call.ts'
import type { AuthPart, ConnectResult, ConsentAnswer } from '../network.ts'
import { askRenewal, connectFailure, consentAddress, refusedConnect } from '../wire/connect-answers.ts'
import { later } from '../wire/outcomes.ts'
import { toSecret } from '../wire/token-keeper.ts'
import { facebookUrl } from './publisher.ts'

const scope = [
  'pages_show_list',
  'pages_manage_posts',
  'pages_read_engagement',
  'pages_read_user_content',
  'read_insights',
].join(',')

const tokenSchema = z.looseObject({ access_token: z.string().min(1) })
const pagesSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string().catch(''),
      username: z.string().optional(),
      access_token: z.string().optional(),
      tasks: z.array(z.string()).catch([]),
    }),
  ),
})

/** Page tokens name no end, but Meta lets data access lapse after 90 days without the person (copy of 2026-09-11). */
const accessMs = 90 * 86_400_000

/** A person with a role on the Page consents; the Page's own token is kept, the person's is forgotten. */
export function createAuth(callGraph: CallGraph, now: () => Date): AuthPart {
  return {
    oauth: {
      consentUrl: ({ app, redirectUri, state }) =>
        consentAddress('https://www.facebook.com/v26.0/dialog/oauth', {
          response_type: 'code',
          client_id: app.clientId,
          redirect_uri: redirectUri,
          scope,
          state,
        }),
      finish: (answer, signal) => finish(callGraph, answer, now, signal),
    },
    renew: (connection, signal) =>
      askRenewal(now, async () => {
        const url = facebookUrl(connection, connection.remoteAccountId)
        const call = { method: 'GET' as const, url, fields: { fields: 'id' }, token: graphTokenOf(connection), signal }
        await callGraph(call, z.looseObject({ id: z.string() }))
        return { kind: 'valid' }
      }),
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
  const client = { client_id: app.clientId, client_secret: clientSecret }
  const url = facebookUrl({}, 'oauth/access_token')
  const ask = (fields: Readonly<Record<string, string>>, secrets: readonly string[]) =>
    callGraph(
      { method: 'GET', url, fields: { ...client, ...fields }, secrets: [clientSecret, ...secrets], signal },
      tokenSchema,
    )
  try {
    const short = await ask({ redirect_uri: redirectUri, code }, [code])
    const shortToken = short.access_token
    const long = await ask({ grant_type: 'fb_exchange_token', fb_exchange_token: shortToken }, [shortToken])
    const fields = { fields: 'id,name,username,access_token,tasks', limit: '100' }
    const listCall = {
      method: 'GET' as const,
      url: facebookUrl({}, 'me/accounts'),
      fields,
      token: long.access_token,
      signal,
    }
    const { data: pages } = await callGraph(listCall, pagesSchema)
    const page = pages.find((one) => isMeant(one, account))
    if (page === undefined) {
      const found = pages.map((one) => one.username ?? one.name).join(', ')
      return refusedConnect('account', found === '' ? 'consent covers no Page' : `consent covers ${found}`)
    }
    if (page.access_token === undefined || !page.tasks.includes('CREATE_CONTENT'))
      return refusedConnect('account', 'the person has no right to create content on this Page')
    const secret = toSecret(page.id, { accessToken: page.access_token }, now())
    const connection = { remoteAccountId: page.id, handle: page.username ?? account.handle, secret }
    return { kind: 'connected', connection, expiresAt: later(now(), accessMs) }
  } catch (error) {
    return connectFailure(error)
  }
}

/** By id, else by name; dots and case make no difference on Facebook. */
function isMeant(
  page: { readonly id: string; readonly username?: string | undefined },
  account: ConsentAnswer['account'],
): boolean {
  if (account.remoteAccountId !== undefined) return page.id === account.remoteAccountId
  const plain = (name: string): string => name.trim().replace(/^@/, '').replaceAll('.', '').toLowerCase()
  return page.id === account.handle || (page.username !== undefined && plain(page.username) === plain(account.handle))
}
