import { z } from 'zod'
import { type CallGraph, graphTokenOf, readGraphTime } from '../meta/call.ts'
import type { ContainerSteps } from '../meta/container-publisher.ts'
import {
  findMissing,
  forEachId,
  insightCounts,
  insightNumber,
  insightsSchema,
  isGraphId,
  unlessUntold,
} from '../meta/reading.ts'
import type {
  AudiencePart,
  Connection,
  InboxEntry,
  InboxPart,
  MetricsPart,
  PostMetrics,
  ReaderPart,
} from '../network.ts'
import { failureOf, reading } from '../wire/outcomes.ts'
import { threadsUrl } from './steps.ts'

type ReadDeps = { readonly callGraph: CallGraph; readonly steps: ContainerSteps; readonly now: () => Date }

const maxIds = 25

export function createReader({ callGraph, steps, now }: ReadDeps): ReaderPart {
  return {
    readPosts: (connection, page, signal) => reading(now, () => steps.readOwn(connection, { ...page }, signal)),
    findDeleted: (connection, remoteIds, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, connection, signal)
        // A token that lost its right sees nothing at all; then nothing is said about any post.
        await ask('me', { fields: 'id' }, z.looseObject({}))
        const ids = remoteIds.slice(0, maxIds).filter(isGraphId)
        return findMissing(ids, (id) => ask(id, { fields: 'id' }, z.looseObject({})))
      }),
  }
}

const wanted: Readonly<Record<keyof PostMetrics, string>> = {
  likes: 'likes',
  reposts: 'reposts',
  replies: 'replies',
  quotes: 'quotes',
  views: 'views',
}

export function createMetrics({ callGraph, now }: ReadDeps): MetricsPart {
  return {
    readMetrics: (connection, remoteIds, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, connection, signal)
        const numbers = new Map<string, PostMetrics>()
        await forEachId(remoteIds.slice(0, maxIds).filter(isGraphId), async (id) => {
          try {
            const metric = Object.values(wanted).join(',')
            const insights = await ask(`${id}/insights`, { metric }, insightsSchema)
            const told = Object.entries(wanted).flatMap(([key, name]) => {
              const value = insightNumber(insights, name)
              return value === undefined ? [] : [[key, value]]
            })
            numbers.set(id, Object.fromEntries(told))
          } catch (error) {
            if (failureOf(error).kind !== 'missing') throw error
          }
        })
        return numbers
      }),
  }
}

const repliesSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string(),
      text: z.string().catch(''),
      timestamp: z.string().optional(),
      username: z.string().optional(),
      permalink: z.string().optional(),
    }),
  ),
})
const watched = 10

/** Answers to the last ten posts, newest first. */
export function createInbox({ callGraph, steps, now }: ReadDeps): InboxPart {
  return {
    readInbox: (connection, page, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, connection, signal)
        const { posts } = await steps.readOwn(connection, { limit: watched }, signal)
        const fields = { fields: 'id,text,timestamp,username,permalink' }
        const answers = await forEachId(
          posts.map(({ remoteId }) => remoteId),
          async (postId) =>
            (await ask(`${postId}/replies`, fields, repliesSchema)).data.map((one) => ({ ...one, postId })),
        )
        const entries = answers.flat().map((one): InboxEntry => {
          return {
            remoteId: one.id,
            kind: 'reply',
            ...(one.permalink === undefined ? {} : { url: one.permalink }),
            aboutRemoteId: one.postId,
            ...(one.username === undefined ? {} : { author: one.username }),
            text: one.text,
            at: (readGraphTime(one.timestamp) ?? now()).toISOString(),
          }
        })
        const newestFirst = entries.toSorted((a, b) => b.at.localeCompare(a.at) || b.remoteId.localeCompare(a.remoteId))
        return { entries: newestFirst.slice(0, page.limit) }
      }),
  }
}

const traits = ['country', 'city', 'age', 'gender'] as const

/** Followers, and who they are by one trait at a time: told from 100 followers on. */
export function createAudience({ callGraph, now }: ReadDeps): AudiencePart {
  return {
    readAudience: (connection, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, connection, signal)
        const own = `${connection.remoteAccountId}/threads_insights`
        const told = await ask(own, { metric: 'followers_count' }, insightsSchema)
        const followers = insightNumber(told, 'followers_count')
        const by = await forEachId([...traits], async (trait) => {
          const fields = { metric: 'follower_demographics', breakdown: trait }
          const insights = await unlessUntold(() => ask(own, fields, insightsSchema))
          const counts = insightCounts(insights, 'follower_demographics')
          return counts === undefined ? [] : [{ trait: trait as (typeof traits)[number], counts }]
        })
        return { ...(followers === undefined ? {} : { followers }), by: by.flat() }
      }),
  }
}

function createAsk(callGraph: CallGraph, connection: Connection, signal: AbortSignal) {
  return <T>(path: string, fields: Readonly<Record<string, string>>, schema: z.ZodType<T>): Promise<T> =>
    callGraph(
      { method: 'GET', url: threadsUrl(connection, path), fields, token: graphTokenOf(connection), signal },
      schema,
    )
}
