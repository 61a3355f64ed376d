import { z } from 'zod'
import type {
  AudiencePart,
  Connection,
  InboxEntry,
  InboxPart,
  MetricsPart,
  PostMetrics,
  ReaderPart,
} from '../network.ts'
import { reading } from '../wire/outcomes.ts'
import { requireData } from './call.ts'
import { readOwn, type XRoom } from './publisher.ts'
import { countsOf, postFields, postSchema, postUrl, readText } from './view.ts'

const maxIds = 25
const isPostId = (id: string): boolean => /^\d{1,19}$/.test(id)

/** An owned read costs 0.001 USD a post, each post once in a UTC day (docs.x.com pricing, read 2026-11-24). */
export function createReader(room: XRoom): ReaderPart {
  return {
    readPosts: (connection, page, signal) => reading(room.now, () => readOwn(room, connection, page, signal)),
    findDeleted: (connection, remoteIds, signal) =>
      reading(room.now, async () => {
        const { errors } = await readMany(room, connection, remoteIds, signal)
        const gone = errors.filter(({ type }) => type?.endsWith('/resource-not-found')).map((e) => e.resource_id)
        return remoteIds.filter((id) => gone.includes(id))
      }),
  }
}

export function createMetrics(room: XRoom): MetricsPart {
  return {
    readMetrics: (connection, remoteIds, signal) =>
      reading(room.now, async () => {
        const { posts } = await readMany(room, connection, remoteIds, signal)
        return new Map(posts.map((post): [string, PostMetrics] => [post.id, countsOf(post)]))
      }),
  }
}

const manySchema = z.looseObject({
  data: z.array(postSchema).optional(),
  errors: z.array(z.looseObject({ type: z.string().optional(), resource_id: z.string().optional() })).optional(),
})

async function readMany(room: XRoom, connection: Connection, remoteIds: readonly string[], signal: AbortSignal) {
  const ids = remoteIds.slice(0, maxIds).filter(isPostId)
  if (ids.length === 0) return { posts: [], errors: [] }
  const path = `/2/tweets?${new URLSearchParams({ ids: ids.join(','), 'post.fields': 'public_metrics' })}`
  const { data } = await room.tokens.run(connection, (token) =>
    room.callX({ method: 'GET', path, service: connection.service, token, signal }, manySchema),
  )
  return { posts: data.data ?? [], errors: data.errors ?? [] }
}

const mentionsSchema = z.looseObject({
  data: z.array(postSchema).optional(),
  includes: z
    .looseObject({ users: z.array(z.looseObject({ id: z.string(), username: z.string() })).optional() })
    .optional(),
  meta: z.looseObject({ next_token: z.string().optional() }),
})

/** Posts that name the account, answers among them. Each costs a post read (0.005 USD). */
export function createInbox(room: XRoom): InboxPart {
  return {
    readInbox: (connection, page, signal) =>
      reading(room.now, async () => {
        const query = new URLSearchParams({
          max_results: String(Math.min(Math.max(page.limit, 5), 100)),
          'post.fields': `${postFields},author_id`,
          expansions: 'author_id',
          'user.fields': 'username',
        })
        if (page.cursor !== undefined) query.set('pagination_token', page.cursor)
        const path = `/2/users/${encodeURIComponent(connection.remoteAccountId)}/mentions?${query}`
        const { data } = await room.tokens.run(connection, (token) =>
          room.callX({ method: 'GET', path, service: connection.service, token, signal }, mentionsSchema),
        )
        const names = new Map(data.includes?.users?.map(({ id, username }) => [id, username]))
        const entries = (data.data ?? []).map((post): InboxEntry => {
          const author = names.get(post.author_id ?? '')
          const about = post.referenced_posts?.find(({ type }) => type === 'replied_to')?.id
          const isAnswer = post.in_reply_to_user_id === connection.remoteAccountId && about !== undefined
          const isQuote = post.referenced_posts?.some(({ type }) => type === 'quoted') === true
          return {
            remoteId: post.id,
            kind: isAnswer ? 'reply' : isQuote ? 'quote' : 'mention',
            url: postUrl(author ?? 'i', post.id),
            ...(isAnswer ? { aboutRemoteId: about } : {}),
            ...(author === undefined ? {} : { author }),
            text: readText(post).text,
            at: new Date(post.created_at ?? 0).toISOString(),
          }
        })
        return { entries, ...(data.meta.next_token === undefined ? {} : { cursor: data.meta.next_token }) }
      }),
  }
}

const meSchema = z.looseObject({
  data: z.looseObject({ public_metrics: z.looseObject({ followers_count: z.int().min(0) }) }).optional(),
})

/** How many follow; X tells no age, gender or place. */
export function createAudience(room: XRoom): AudiencePart {
  return {
    readAudience: (connection, signal) =>
      reading(room.now, async () => {
        const path = '/2/users/me?user.fields=public_metrics'
        const { data } = await room.tokens.run(connection, (token) =>
          room.callX({ method: 'GET', path, service: connection.service, token, signal }, meSchema),
        )
        return { followers: requireData(data.data).public_metrics.followers_count, by: [] }
      }),
  }
}
