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
import { instagramUrl } from './steps.ts'

type ReadDeps = { readonly callGraph: CallGraph; readonly steps: ContainerSteps; readonly now: () => Date }

const maxIds = 25

export function createReader({ callGraph, steps, now }: ReadDeps): ReaderPart {
  return {
    readPosts: (connection, page, signal) => reading(now, () => steps.readOwn(connection, { ...page }, signal)),
    findDeleted: (connection, remoteIds, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, connection, signal)
        // A token that lost its right sees nothing at all; then nothing is said about any post.
        await ask(connection.remoteAccountId, { fields: 'id' }, z.looseObject({}))
        const ids = remoteIds.slice(0, maxIds).filter(isGraphId)
        return findMissing(ids, (id) => ask(id, { fields: 'id' }, z.looseObject({})))
      }),
  }
}

export function createMetrics({ callGraph, now }: ReadDeps): MetricsPart {
  const countsSchema = z.looseObject({ like_count: z.number().optional(), comments_count: z.number().optional() })
  return {
    readMetrics: (connection, remoteIds, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, connection, signal)
        const numbers = new Map<string, PostMetrics>()
        await forEachId(remoteIds.slice(0, maxIds).filter(isGraphId), async (id) => {
          try {
            const counts = await ask(id, { fields: 'id,like_count,comments_count' }, countsSchema)
            const insights = await unlessUntold(() => ask(`${id}/insights`, { metric: 'views' }, insightsSchema))
            const { like_count: likes, comments_count: replies } = counts
            const views = insightNumber(insights, 'views')
            numbers.set(id, {
              ...(likes === undefined ? {} : { likes }),
              ...(replies === undefined ? {} : { replies }),
              ...(views === undefined ? {} : { views }),
            })
          } catch (error) {
            if (failureOf(error).kind !== 'missing') throw error
          }
        })
        return numbers
      }),
  }
}

const commentSchema = z.looseObject({
  id: z.string(),
  text: z.string().catch(''),
  timestamp: z.string().optional(),
  username: z.string().optional(),
})
const commentedSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string(),
      permalink: z.string().optional(),
      comments: z.looseObject({ data: z.array(commentSchema) }).optional(),
    }),
  ),
})

/** Comments under the last 25 posts, newest first. */
export function createInbox({ callGraph, now }: ReadDeps): InboxPart {
  return {
    readInbox: (connection, page, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, connection, signal)
        const fields = 'id,permalink,comments.limit(50){id,text,timestamp,username}'
        const own = `${connection.remoteAccountId}/media`
        const { data } = await ask(own, { fields, limit: '25' }, commentedSchema)
        const entries = data.flatMap((post) =>
          (post.comments?.data ?? []).map((comment): InboxEntry => {
            return {
              remoteId: comment.id,
              kind: 'comment',
              ...(post.permalink === undefined ? {} : { url: post.permalink }),
              aboutRemoteId: post.id,
              ...(comment.username === undefined ? {} : { author: comment.username }),
              text: comment.text,
              at: (readGraphTime(comment.timestamp) ?? now()).toISOString(),
            }
          }),
        )
        const newestFirst = entries.toSorted((a, b) => b.at.localeCompare(a.at) || b.remoteId.localeCompare(a.remoteId))
        return { entries: newestFirst.slice(0, page.limit) }
      }),
  }
}

const traits = ['country', 'city', 'age', 'gender'] as const

/** Followers, and who they are in aggregate: told from 100 followers on, up to 45 cells, sums fall short. */
export function createAudience({ callGraph, now }: ReadDeps): AudiencePart {
  return {
    readAudience: (connection, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, connection, signal)
        const schema = z.looseObject({ followers_count: z.int().min(0).optional() })
        const { followers_count: followers } = await ask(
          connection.remoteAccountId,
          { fields: 'followers_count' },
          schema,
        )
        const by = await forEachId([...traits], async (trait) => {
          const insights = await unlessUntold(() =>
            ask(
              `${connection.remoteAccountId}/insights`,
              {
                metric: 'follower_demographics',
                period: 'lifetime',
                metric_type: 'total_value',
                timeframe: 'this_month',
                breakdown: trait,
              },
              insightsSchema,
            ),
          )
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
      { method: 'GET', url: instagramUrl(connection, path), fields, token: graphTokenOf(connection), signal },
      schema,
    )
}
