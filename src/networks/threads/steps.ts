import { z } from 'zod'
import { createAsk, makeByPost } from '../meta/account-calls.ts'
import { type CallGraph, readGraphTime } from '../meta/call.ts'
import { type ContainerState, type ContainerSteps, containerStates } from '../meta/container-publisher.ts'
import { nextOf, pagingSchema } from '../meta/reading.ts'
import type { Connection, ObservedPost, Publication } from '../network.ts'
import { findContentFault } from './content.ts'

export const threadsGraph = 'https://graph.threads.net'

/** An address of the Threads API, at the account's own server where one is named (a test server). */
export function threadsUrl(connection: Pick<Connection, 'service'>, path: string): URL {
  return new URL(`/v1.0/${path}`, connection.service ?? threadsGraph)
}

const postSchema = z.looseObject({
  id: z.string(),
  text: z.string().optional(),
  media_type: z.string().optional(),
  permalink: z.string().optional(),
  timestamp: z.string().optional(),
  link_attachment_url: z.string().optional(),
})
const pageSchema = z.looseObject({ data: z.array(postSchema), paging: pagingSchema })

export function createThreadsSteps(callGraph: CallGraph): ContainerSteps {
  const post = (connection: Connection, path: string, fields: Readonly<Record<string, string>>, signal: AbortSignal) =>
    makeByPost(callGraph, threadsUrl(connection, path), connection, fields, signal)
  const askOf = (connection: Connection, signal: AbortSignal) => createAsk(callGraph, threadsUrl, connection, signal)

  return {
    findContentFault,
    async createContainer(connection, { text, images, link, video }, signal) {
      const own = `${connection.remoteAccountId}/threads`
      if (video !== undefined) {
        const film = { media_type: 'VIDEO', video_url: video.publicUrl ?? '', alt_text: video.alt, text }
        return post(connection, own, film, signal)
      }
      const [first, ...others] = images
      if (first === undefined) {
        // A card only where there is no picture (threads/posts, 2026-04-14).
        const card = link === undefined ? {} : { link_attachment: link.url }
        return post(connection, own, { media_type: 'TEXT', text, ...card }, signal)
      }
      if (others.length === 0) return post(connection, own, { ...imageFields(first), text }, signal)
      const children: string[] = []
      for (const image of images)
        children.push(await post(connection, own, { ...imageFields(image), is_carousel_item: 'true' }, signal))
      return post(connection, own, { media_type: 'CAROUSEL', children: children.join(','), text }, signal)
    },
    async stateOf(connection, containerId, signal): Promise<ContainerState> {
      const state = z.looseObject({ status: z.string(), error_message: z.string().optional() })
      const { status, error_message: words = '' } = await askOf(connection, signal)(
        containerId,
        { fields: 'status,error_message' },
        state,
      )
      return containerStates[status] ?? { failed: words || status }
    },
    publishContainer: (connection, containerId, signal) =>
      post(connection, `${connection.remoteAccountId}/threads_publish`, { creation_id: containerId }, signal),
    async permalinkOf(connection, postId, signal) {
      const schema = z.looseObject({ permalink: z.url() })
      return (await askOf(connection, signal)(postId, { fields: 'permalink' }, schema)).permalink
    },
    async readOwn(connection, page, signal) {
      const fields = {
        fields: 'id,text,media_type,permalink,timestamp,link_attachment_url',
        limit: String(Math.min(Math.max(page.limit, 1), 100)),
        ...(page.cursor === undefined ? {} : { after: page.cursor }),
      }
      const { data, paging } = await askOf(connection, signal)(
        `${connection.remoteAccountId}/threads`,
        fields,
        pageSchema,
      )
      return { posts: data.flatMap((one) => toObservedPost(one) ?? []), ...nextOf(paging) }
    },
    profileUrl: ({ handle }) => `https://www.threads.com/@${encodeURIComponent(handle)}`,
  }
}

function imageFields({ publicUrl = '', alt }: Publication['images'][number]) {
  return { media_type: 'IMAGE', image_url: publicUrl, alt_text: alt }
}

/** `undefined` for a repost of somebody else's. */
function toObservedPost(post: z.infer<typeof postSchema>): ObservedPost | undefined {
  const publishedAt = readGraphTime(post.timestamp)
  if (publishedAt === undefined || post.media_type === 'REPOST_FACADE') return undefined
  const link = post.link_attachment_url
  return {
    remoteId: post.id,
    url: post.permalink ?? '',
    text: post.text ?? '',
    languages: [],
    mediaKind: mediaKindOf(post.media_type, link),
    ...(link === undefined ? {} : { links: [link] }),
    publishedAt: publishedAt.toISOString(),
    metrics: {},
  }
}

function mediaKindOf(type: string | undefined, link: string | undefined): ObservedPost['mediaKind'] {
  if (type === 'IMAGE' || type === 'CAROUSEL_ALBUM') return 'image'
  if (type === 'VIDEO') return 'video'
  if (type === 'AUDIO') return 'other'
  return link === undefined ? 'none' : 'link'
}
