import { z } from 'zod'
import { createAsk, makeByPost } from '../meta/account-calls.ts'
import { type CallGraph, readGraphTime } from '../meta/call.ts'
import { type ContainerState, type ContainerSteps, containerStates } from '../meta/container-publisher.ts'
import { nextOf, pagingSchema } from '../meta/reading.ts'
import type { Connection, ObservedPost, Publication } from '../network.ts'
import { findContentFault } from './content.ts'

const graph = 'https://graph.instagram.com'
const version = 'v26.0'

/** An address of the Graph API, at the account's own server where one is named (a test server). */
export function instagramUrl(connection: Pick<Connection, 'service'>, path: string): URL {
  return new URL(`/${version}/${path}`, connection.service ?? graph)
}

const mediaSchema = z.looseObject({
  id: z.string(),
  caption: z.string().optional(),
  media_type: z.string().optional(),
  permalink: z.string().optional(),
  timestamp: z.string().optional(),
  like_count: z.number().optional(),
  comments_count: z.number().optional(),
})
const pageSchema = z.looseObject({ data: z.array(mediaSchema), paging: pagingSchema })

export function createInstagramSteps(callGraph: CallGraph): ContainerSteps {
  const post = (connection: Connection, path: string, fields: Readonly<Record<string, string>>, signal: AbortSignal) =>
    makeByPost(callGraph, instagramUrl(connection, path), connection, fields, signal)
  const askOf = (connection: Connection, signal: AbortSignal) => createAsk(callGraph, instagramUrl, connection, signal)

  return {
    findContentFault,
    async createContainer(connection, publication, signal) {
      const own = `${connection.remoteAccountId}/media`
      const { video } = publication
      // A film is a reel, which the profile shows too; it keeps no alternative (content-publishing, copy of 2026-09-11).
      if (video !== undefined) {
        const film = { media_type: 'REELS', video_url: video.publicUrl ?? '', caption: publication.text }
        return post(connection, own, film, signal)
      }
      const [first, ...others] = publication.images
      if (first !== undefined && others.length === 0)
        return post(connection, own, { ...imageFields(first), caption: publication.text }, signal)
      const children: string[] = []
      for (const image of publication.images)
        children.push(await post(connection, own, { ...imageFields(image), is_carousel_item: 'true' }, signal))
      const fields = { media_type: 'CAROUSEL', children: children.join(','), caption: publication.text }
      return post(connection, own, fields, signal)
    },
    async stateOf(connection, containerId, signal): Promise<ContainerState> {
      const state = z.looseObject({ status_code: z.string(), status: z.string().optional() })
      const { status_code: code, status = '' } = await askOf(connection, signal)(
        containerId,
        { fields: 'status_code,status' },
        state,
      )
      return containerStates[code] ?? { failed: status || code }
    },
    publishContainer: (connection, containerId, signal) =>
      post(connection, `${connection.remoteAccountId}/media_publish`, { creation_id: containerId }, signal),
    async permalinkOf(connection, postId, signal) {
      const schema = z.looseObject({ permalink: z.url() })
      return (await askOf(connection, signal)(postId, { fields: 'permalink' }, schema)).permalink
    },
    async readOwn(connection, page, signal) {
      const fields = {
        fields: 'id,caption,media_type,permalink,timestamp,like_count,comments_count',
        limit: String(Math.min(Math.max(page.limit, 1), 100)),
        ...(page.cursor === undefined ? {} : { after: page.cursor }),
      }
      const { data, paging } = await askOf(connection, signal)(
        `${connection.remoteAccountId}/media`,
        fields,
        pageSchema,
      )
      return { posts: data.flatMap((media) => toObservedPost(media) ?? []), ...nextOf(paging) }
    },
    profileUrl: ({ handle }) => `https://www.instagram.com/${encodeURIComponent(handle)}/`,
  }
}

function imageFields({ publicUrl = '', alt }: Publication['images'][number]) {
  return { image_url: publicUrl, alt_text: alt }
}

function toObservedPost(media: z.infer<typeof mediaSchema>): ObservedPost | undefined {
  const publishedAt = readGraphTime(media.timestamp)
  if (publishedAt === undefined) return undefined
  const { like_count: likes, comments_count: replies } = media
  return {
    remoteId: media.id,
    url: media.permalink ?? '',
    text: media.caption ?? '',
    languages: [],
    mediaKind: media.media_type === 'VIDEO' ? 'video' : 'image',
    links: [],
    publishedAt: publishedAt.toISOString(),
    metrics: { ...(likes === undefined ? {} : { likes }), ...(replies === undefined ? {} : { replies }) },
  }
}
