import { z } from 'zod'
import type { Connection, LookUp, Publication, Publisher, PublishOutcome } from '../network.ts'
import { CallFailed } from '../wire/call-failure.ts'
import { findSame, type PostsPage } from '../wire/find-same.ts'
import { deferred, failureOf, mayBeOut, nothingOut } from '../wire/outcomes.ts'
import type { TokenKeeper } from '../wire/token-keeper.ts'
import { type CallX, requireData } from './call.ts'
import { findContentFault, uploadImages } from './compose.ts'
import { postFields, postSchema, postUrl, toObservedPost } from './view.ts'

export type XRoom = { readonly callX: CallX; readonly tokens: TokenKeeper; readonly now: () => Date }

const createdSchema = z.looseObject({ data: z.looseObject({ id: z.string().regex(/^\d{1,19}$/) }).optional() })

/**
 * X knows no key of ours, but refuses a text it has just taken (403, "duplicate content"): that is evidence of an earlier
 * attempt, so the account is looked through before anything is said. Each look costs an owned read (0.001 USD a post).
 */
export function createPublisher(room: XRoom): Publisher {
  return {
    nativeIdempotency: false,
    async publish(connection, publication, signal) {
      const fault = findContentFault(publication)
      if (fault !== undefined) return { kind: 'refused', reason: 'content', detail: fault }
      const prepared = await prepare(room, connection, publication, signal)
      return prepared.kind === 'ready' ? post(room, connection, publication, prepared.mediaIds, signal) : prepared
    },
    lookUp: (connection, publication, signal) => lookUp(room, connection, publication, signal),
  }
}

/** Everything before the publishing call: whatever fails here, nothing is out. */
async function prepare(
  room: XRoom,
  connection: Connection,
  { images }: Publication,
  signal: AbortSignal,
): Promise<PublishOutcome | { kind: 'ready'; mediaIds: readonly string[] }> {
  try {
    const mediaIds = await room.tokens.run(connection, (token) =>
      uploadImages(room.callX, { token, service: connection.service }, images, signal),
    )
    return { kind: 'ready', mediaIds }
  } catch (error) {
    return nothingOut(failureOf(error), room.now())
  }
}

async function post(
  room: XRoom,
  connection: Connection,
  publication: Publication,
  mediaIds: readonly string[],
  signal: AbortSignal,
): Promise<PublishOutcome> {
  if (signal.aborted) return deferred(room.now(), 30_000, 'network')
  const body = { text: publication.text, ...(mediaIds.length === 0 ? {} : { media: { media_ids: mediaIds } }) }
  try {
    const { data } = await room.tokens.run(connection, (token) =>
      room.callX(
        { method: 'POST', path: '/2/tweets', service: connection.service, token, body, signal },
        createdSchema,
      ),
    )
    const { id } = requireData(data.data)
    return { kind: 'sent', remoteId: id, url: postUrl(connection.handle, id) }
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind === 'duplicate') return recogniseOwn(room, connection, publication, signal)
    return mayBeOut(failure, room.now())
  }
}

async function recogniseOwn(
  room: XRoom,
  connection: Connection,
  publication: Publication,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  const found = await lookUp(room, connection, publication, signal)
  if (found.kind === 'found') return { kind: 'sent', remoteId: found.remoteId, url: found.url }
  if (found.kind === 'unsure') return { kind: 'unknown', detail: `X has this text already; ${found.detail}` }
  return { kind: 'refused', reason: 'content', detail: 'X has taken this very text from this account before' }
}

async function lookUp(
  room: XRoom,
  connection: Connection,
  publication: Publication,
  signal: AbortSignal,
): Promise<LookUp> {
  try {
    return await findSame(publication, (cursor) =>
      readOwn(room, connection, { limit: 100, ...(cursor === undefined ? {} : { cursor }) }, signal),
    )
  } catch (error) {
    return { kind: 'unsure', detail: failureOf(error).detail, candidates: [] }
  }
}

const pageSchema = z.looseObject({
  data: z.array(postSchema).optional(),
  errors: z.array(z.unknown()).optional(),
  meta: z.looseObject({ result_count: z.number(), next_token: z.string().optional() }),
})

/** One page of the account's own posts, newest first, reposts left out; 5 to 100. @throws CallFailed */
export async function readOwn(
  room: XRoom,
  connection: Connection,
  page: { readonly cursor?: string; readonly limit: number },
  signal: AbortSignal,
): Promise<PostsPage> {
  const query = new URLSearchParams({
    max_results: String(Math.min(Math.max(page.limit, 5), 100)),
    exclude: 'retweets',
    'post.fields': postFields,
  })
  if (page.cursor !== undefined) query.set('pagination_token', page.cursor)
  const path = `/2/users/${encodeURIComponent(connection.remoteAccountId)}/tweets?${query}`
  const { data } = await room.tokens.run(connection, (token) =>
    room.callX({ method: 'GET', path, service: connection.service, token, signal }, pageSchema),
  )
  const { data: posts = [], meta, errors } = data
  if (posts.length < meta.result_count && errors === undefined)
    throw new CallFailed({ kind: 'garbled', detail: 'fewer posts than counted' })
  return {
    posts: posts.flatMap((one) => toObservedPost(one, connection.handle) ?? []),
    ...(meta.next_token === undefined ? {} : { cursor: meta.next_token }),
  }
}
