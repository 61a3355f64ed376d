import { z } from 'zod'
import { createAsk } from '../meta/account-calls.ts'
import { type CallGraph, readGraphTime } from '../meta/call.ts'
import type { ContainerSteps } from '../meta/container-publisher.ts'
import {
  findDeleted,
  followersByTrait,
  insightNumber,
  insightsSchema,
  numbersOf,
  unlessUntold,
} from '../meta/reading.ts'
import type { AudiencePart, InboxEntry, InboxPart, MetricsPart, ReaderPart } from '../network.ts'
import { reading } from '../wire/outcomes.ts'
import { instagramUrl } from './steps.ts'

type ReadDeps = { readonly callGraph: CallGraph; readonly steps: ContainerSteps; readonly now: () => Date }

export function createReader({ callGraph, steps, now }: ReadDeps): ReaderPart {
  return {
    readPosts: (connection, page, signal) => reading(now, () => steps.readOwn(connection, { ...page }, signal)),
    findDeleted: (connection, remoteIds, signal) =>
      reading(now, () =>
        findDeleted(createAsk(callGraph, instagramUrl, connection, signal), connection.remoteAccountId, remoteIds),
      ),
  }
}

export function createMetrics({ callGraph, now }: ReadDeps): MetricsPart {
  const countsSchema = z.looseObject({ like_count: z.number().optional(), comments_count: z.number().optional() })
  return {
    readMetrics: (connection, remoteIds, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, instagramUrl, connection, signal)
        return numbersOf(remoteIds, async (id) => {
          const counts = await ask(id, { fields: 'id,like_count,comments_count' }, countsSchema)
          const insights = await unlessUntold(() => ask(`${id}/insights`, { metric: 'views' }, insightsSchema))
          const { like_count: likes, comments_count: replies } = counts
          const views = insightNumber(insights, 'views')
          return {
            ...(likes === undefined ? {} : { likes }),
            ...(replies === undefined ? {} : { replies }),
            ...(views === undefined ? {} : { views }),
          }
        })
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
        const ask = createAsk(callGraph, instagramUrl, connection, signal)
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

/** Followers, and who they are in aggregate: told from 100 followers on, up to 45 cells, sums fall short. */
export function createAudience({ callGraph, now }: ReadDeps): AudiencePart {
  return {
    readAudience: (connection, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, instagramUrl, connection, signal)
        const schema = z.looseObject({ followers_count: z.int().min(0).optional() })
        const { followers_count: followers } = await ask(
          connection.remoteAccountId,
          { fields: 'followers_count' },
          schema,
        )
        const by = await followersByTrait((trait) =>
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
        return { ...(followers === undefined ? {} : { followers }), by }
      }),
  }
}
