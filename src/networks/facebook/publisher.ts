import { z } from 'zod'
import { type CallGraph, graphTokenOf, readGraphTime } from '../meta/call.ts'
import { nextOf, pagingSchema } from '../meta/reading.ts'
import type { Connection, LookUp, ObservedPost, Publication, Publisher, PublishOutcome } from '../network.ts'
import { findSame, type PostsPage } from '../wire/find-same.ts'
import { deferred, failureOf, mayBeOut, nothingOut } from '../wire/outcomes.ts'
import { findContentFault } from './content.ts'

export type FacebookRoom = { readonly callGraph: CallGraph; readonly now: () => Date }

const graph = 'https://graph.facebook.com'

/** An address of the Graph API, at the Page's own server where one is named (a test server). */
export function facebookUrl(connection: Pick<Connection, 'service'>, path: string): URL {
  return new URL(`/v26.0/${path}`, connection.service ?? graph)
}

const postId = z.string().regex(/^\d+_\d+$/)

/**
 * Pictures go up unpublished, then one call to /feed publishes (pages-api/posts, copy of 2026-09-11). There is no key;
 * "duplicate" (506) is not dependable, but where it comes the Page is looked through before anything is said.
 */
export function createPublisher(room: FacebookRoom): Publisher {
  return {
    nativeIdempotency: false,
    async publish(connection, publication, signal) {
      const fault = findContentFault(publication)
      if (fault !== undefined) return { kind: 'refused', reason: 'content', detail: fault }
      const prepared = await prepare(room, connection, publication, signal)
      return prepared.kind === 'ready' ? post(room, connection, publication, prepared.photoIds, signal) : prepared
    },
    lookUp: (connection, publication, signal) => lookUp(room, connection, publication, signal),
  }
}

/** Everything before the publishing call: whatever fails here, nothing is out. */
async function prepare(
  { callGraph, now }: FacebookRoom,
  connection: Connection,
  { images }: Publication,
  signal: AbortSignal,
): Promise<PublishOutcome | { kind: 'ready'; photoIds: readonly string[] }> {
  try {
    const token = graphTokenOf(connection)
    const photoIds: string[] = []
    for (const { bytes, contentType, alt } of images) {
      const call = {
        method: 'POST' as const,
        url: facebookUrl(connection, `${connection.remoteAccountId}/photos`),
        fields: { published: 'false', alt_text_custom: alt },
        files: { source: new Blob([new Uint8Array(bytes)], { type: contentType }) },
        token,
        signal,
      }
      photoIds.push((await callGraph(call, z.looseObject({ id: z.string().regex(/^\d+$/) }))).id)
    }
    return { kind: 'ready', photoIds }
  } catch (error) {
    return nothingOut(failureOf(error), now())
  }
}

async function post(
  room: FacebookRoom,
  connection: Connection,
  publication: Publication,
  photoIds: readonly string[],
  signal: AbortSignal,
): Promise<PublishOutcome> {
  if (signal.aborted) return deferred(room.now(), 30_000, 'network')
  const { text, link } = publication
  const fields = {
    ...(text === '' ? {} : { message: text }),
    // A card and pictures exclude each other; the link stays where it stands in the text.
    ...(link === undefined || photoIds.length > 0 ? {} : { link: link.url }),
    ...Object.fromEntries(
      photoIds.map((id, index) => [`attached_media[${index}]`, JSON.stringify({ media_fbid: id })]),
    ),
  }
  try {
    const url = facebookUrl(connection, `${connection.remoteAccountId}/feed`)
    const call = { method: 'POST' as const, url, fields, token: graphTokenOf(connection), signal }
    const { id } = await room.callGraph(call, z.looseObject({ id: postId }))
    if (!id.startsWith(`${connection.remoteAccountId}_`))
      return { kind: 'unknown', detail: 'the answer names another Page' }
    return { kind: 'sent', remoteId: id, url: postUrl(id) }
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind === 'duplicate') return recogniseOwn(room, connection, publication, signal)
    return mayBeOut(failure, room.now())
  }
}

async function recogniseOwn(
  room: FacebookRoom,
  connection: Connection,
  publication: Publication,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  const found = await lookUp(room, connection, publication, signal)
  if (found.kind === 'found') return { kind: 'sent', remoteId: found.remoteId, url: found.url }
  if (found.kind === 'unsure') return { kind: 'unknown', detail: `Facebook has this post already; ${found.detail}` }
  return { kind: 'refused', reason: 'content', detail: 'Facebook has taken this very post from this Page before' }
}

async function lookUp(
  room: FacebookRoom,
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

export function postUrl(id: string): string {
  const [page, own] = id.split('_')
  return `https://www.facebook.com/${page}/posts/${own}`
}

const attachment = z.looseObject({
  media_type: z.string().optional(),
  unshimmed_url: z.string().optional(),
})
const feedSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      id: postId,
      message: z.string().optional(),
      created_time: z.string().optional(),
      permalink_url: z.string().optional(),
      status_type: z.string().optional(),
      attachments: z
        .looseObject({ data: z.array(attachment) })
        .optional()
        .catch(undefined),
    }),
  ),
  paging: pagingSchema,
})

/** One page of the Page's own posts, newest first; shares of others' posts carry no text of their own. @throws CallFailed */
export async function readOwn(
  { callGraph }: FacebookRoom,
  connection: Connection,
  page: { readonly cursor?: string; readonly limit: number },
  signal: AbortSignal,
): Promise<PostsPage> {
  const fields = {
    fields: 'id,message,created_time,permalink_url,status_type,attachments{media_type,unshimmed_url}',
    limit: String(Math.min(Math.max(page.limit, 1), 100)),
    ...(page.cursor === undefined ? {} : { after: page.cursor }),
  }
  const url = facebookUrl(connection, `${connection.remoteAccountId}/published_posts`)
  const { data, paging } = await callGraph(
    { method: 'GET', url, fields, token: graphTokenOf(connection), signal },
    feedSchema,
  )
  const posts = data.flatMap((one): ObservedPost[] => {
    const publishedAt = readGraphTime(one.created_time)
    // A share without a word of its own is a repost.
    if (publishedAt === undefined || (one.status_type === 'shared_story' && one.message === undefined)) return []
    const parts = one.attachments?.data ?? []
    const links = parts.flatMap(({ media_type: type, unshimmed_url: target }) =>
      type === 'link' ? (target ?? []) : [],
    )
    return [
      {
        remoteId: one.id,
        url: one.permalink_url ?? postUrl(one.id),
        text: one.message ?? '',
        languages: [],
        mediaKind: mediaKindOf(parts[0]?.media_type),
        links,
        publishedAt: publishedAt.toISOString(),
        metrics: {},
      },
    ]
  })
  return { posts, ...nextOf(paging) }
}

function mediaKindOf(type: string | undefined): ObservedPost['mediaKind'] {
  if (type === undefined) return 'none'
  if (type === 'photo' || type === 'album') return 'image'
  return type === 'video' || type === 'link' ? type : 'other'
}
