import { z } from 'zod'
import { createAsk } from '../meta/account-calls.ts'
import { type CallGraph, readGraphTime } from '../meta/call.ts'
import type { ContainerSteps } from '../meta/container-publisher.ts'
import { findDeleted, followersByTrait, forEachId, insightNumber, insightsSchema, numbersOf } from '../meta/reading.ts'
import type { AudiencePart, InboxEntry, InboxPart, MetricsPart, PostMetrics, ReaderPart } from '../network.ts'
import { reading } from '../wire/outcomes.ts'
import { threadsUrl } from './steps.ts'

type ReadDeps = { readonly callGraph: CallGraph; readonly steps: ContainerSteps; readonly now: () => Date }

export function createReader({ callGraph, steps, now }: ReadDeps): ReaderPart {
  return {
    readPosts: (connection, page, signal) => reading(now, () => steps.readOwn(connection, { ...page }, signal)),
    findDeleted: (connection, remoteIds, signal) =>
      reading(now, () => findDeleted(createAsk(callGraph, threadsUrl, connection, signal), 'me', remoteIds)),
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
        const ask = createAsk(callGraph, threadsUrl, connection, signal)
        return numbersOf(remoteIds, async (id) => {
          const metric = Object.values(wanted).join(',')
          const insights = await ask(`${id}/insights`, { metric }, insightsSchema)
          const told = Object.entries(wanted).flatMap(([key, name]) => {
            const value = insightNumber(insights, name)
            return value === undefined ? [] : [[key, value]]
          })
          return Object.fromEntries(told)
        })
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
        const ask = createAsk(callGraph, threadsUrl, connection, signal)
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

/** Followers, and who they are by one trait at a time: told from 100 followers on. */
export function createAudience({ callGraph, now }: ReadDeps): AudiencePart {
  return {
    readAudience: (connection, signal) =>
      reading(now, async () => {
        const ask = createAsk(callGraph, threadsUrl, connection, signal)
        const own = `${connection.remoteAccountId}/threads_insights`
        const told = await ask(own, { metric: 'followers_count' }, insightsSchema)
        const followers = insightNumber(told, 'followers_count')
        const by = await followersByTrait((trait) =>
          ask(own, { metric: 'follower_demographics', breakdown: trait }, insightsSchema),
        )
        return { ...(followers === undefined ? {} : { followers }), by }
      }),
  }
}
