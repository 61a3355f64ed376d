import { z } from 'zod'
import { createAsk } from '../meta/account-calls.ts'
import { readGraphTime } from '../meta/call.ts'
import { findDeleted, insightCounts, insightNumber, insightsSchema, numbersOf, unlessUntold } from '../meta/reading.ts'
import type { AudiencePart, InboxEntry, InboxPart, MetricsPart, ReaderPart } from '../network.ts'
import { reading } from '../wire/outcomes.ts'
import { type FacebookRoom, facebookUrl, readOwn } from './publisher.ts'

export function createReader(room: FacebookRoom): ReaderPart {
  return {
    readPosts: (connection, page, signal) => reading(room.now, () => readOwn(room, connection, page, signal)),
    findDeleted: (connection, remoteIds, signal) =>
      reading(room.now, () =>
        findDeleted(createAsk(room.callGraph, facebookUrl, connection, signal), connection.remoteAccountId, remoteIds),
      ),
  }
}

const total = z.looseObject({ summary: z.looseObject({ total_count: z.number().optional() }).optional() }).optional()
const countsSchema = z.looseObject({
  shares: z.looseObject({ count: z.number() }).optional(),
  comments: total,
  reactions: total,
})

/** Reactions, comments, shares; views only of Pages with 100 likes and more (Page insights reference, copy of 2026-09-11). */
export function createMetrics(room: FacebookRoom): MetricsPart {
  const fields = 'id,shares,comments.limit(0).summary(total_count),reactions.limit(0).summary(total_count)'
  return {
    readMetrics: (connection, remoteIds, signal) =>
      reading(room.now, async () => {
        const ask = createAsk(room.callGraph, facebookUrl, connection, signal)
        return numbersOf(remoteIds, async (id) => {
          const { shares, comments, reactions } = await ask(id, { fields }, countsSchema)
          const insights = await unlessUntold(() =>
            ask(`${id}/insights`, { metric: 'post_media_view' }, insightsSchema),
          )
          const [likes, replies] = [reactions?.summary?.total_count, comments?.summary?.total_count]
          const views = insightNumber(insights, 'post_media_view')
          return {
            ...(likes === undefined ? {} : { likes }),
            ...(replies === undefined ? {} : { replies }),
            // Without a share the network leaves the field out altogether.
            reposts: shares?.count ?? 0,
            ...(views === undefined ? {} : { views }),
          }
        })
      }),
  }
}

const commentedSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string(),
      comments: z
        .looseObject({
          data: z.array(
            z.looseObject({
              id: z.string(),
              message: z.string().catch(''),
              created_time: z.string().optional(),
              permalink_url: z.string().optional(),
              from: z.looseObject({ name: z.string() }).optional(),
            }),
          ),
        })
        .optional(),
    }),
  ),
})

/** Comments under the last 25 posts, newest first. */
export function createInbox(room: FacebookRoom): InboxPart {
  return {
    readInbox: (connection, page, signal) =>
      reading(room.now, async () => {
        const ask = createAsk(room.callGraph, facebookUrl, connection, signal)
        const fields = 'id,comments.limit(50){id,message,created_time,permalink_url,from}'
        const own = `${connection.remoteAccountId}/published_posts`
        const { data } = await ask(own, { fields, limit: '25' }, commentedSchema)
        const entries = data.flatMap((post) =>
          (post.comments?.data ?? []).map((comment): InboxEntry => {
            return {
              remoteId: comment.id,
              kind: 'comment',
              ...(comment.permalink_url === undefined ? {} : { url: comment.permalink_url }),
              aboutRemoteId: post.id,
              ...(comment.from === undefined ? {} : { author: comment.from.name }),
              text: comment.message,
              at: (readGraphTime(comment.created_time) ?? room.now()).toISOString(),
            }
          }),
        )
        const newestFirst = entries.toSorted((a, b) => b.at.localeCompare(a.at) || b.remoteId.localeCompare(a.remoteId))
        return { entries: newestFirst.slice(0, page.limit) }
      }),
  }
}

const places = [
  { trait: 'country', metric: 'page_follows_country' },
  { trait: 'city', metric: 'page_follows_city' },
] as const

/** Followers, and where they are; age and gender are told no more (Page insights reference, copy of 2026-09-11). */
export function createAudience(room: FacebookRoom): AudiencePart {
  return {
    readAudience: (connection, signal) =>
      reading(room.now, async () => {
        const ask = createAsk(room.callGraph, facebookUrl, connection, signal)
        const own = connection.remoteAccountId
        const schema = z.looseObject({ followers_count: z.int().min(0).optional() })
        const { followers_count: followers } = await ask(own, { fields: 'followers_count' }, schema)
        const by: { trait: 'country' | 'city'; counts: Readonly<Record<string, number>> }[] = []
        for (const { trait, metric } of places) {
          const insights = await unlessUntold(() => ask(`${own}/insights`, { metric, period: 'day' }, insightsSchema))
          const counts = insightCounts(insights, metric)
          if (counts !== undefined) by.push({ trait, counts })
        }
        return { ...(followers === undefined ? {} : { followers }), by }
      }),
  }
}
