import { z } from 'zod'
import { day, id, instant } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Numbers of a post; null = the network does not tell. */
const numbers = z.object({
  likes: z.int().nullable(),
  reposts: z.int().nullable(),
  replies: z.int().nullable(),
  quotes: z.int().nullable(),
  views: z.int().nullable(),
})

export const observationPart = z.enum(['posts', 'checks', 'inbox', 'audience', 'backfill'])

/** How an account is read back. */
export const observation = z.object({
  /** Its network lets us read, and it is connected. */
  isRead: z.boolean(),
  /** What is read, when it last was and when it is next; null = not yet, or nothing is due. Absent parts the network does not offer. */
  parts: z.array(z.object({ part: observationPart, readAt: instant.nullable(), dueAt: instant.nullable() })),
  /** The last try, where it failed. */
  failure: z.object({ part: observationPart, detail: z.string(), at: instant, count: z.int() }).nullable(),
  /** History is read back to `from`; `reachedAt` = how far it came, `doneAt` = when it was whole. */
  history: z.object({ from: instant, reachedAt: instant.nullable(), doneAt: instant.nullable() }).nullable(),
  /** Calls in the present window, of at most `limit` in `windowMinutes`. */
  calls: z.object({ used: z.int(), limit: z.int(), windowMinutes: z.int() }).nullable(),
  /** Followers by day, oldest first, at most 90 days. */
  followers: z.array(z.object({ day, count: z.int() })),
  /** The newest audience: aggregates, cells under 100 people masked (null). */
  audience: z
    .object({
      day,
      maskedCells: z.int(),
      by: z.array(
        z.object({
          trait: z.enum(['country', 'city', 'age', 'gender']),
          counts: z.record(z.string(), z.number().nullable()).optional(),
          shares: z.record(z.string(), z.number().nullable()).optional(),
        }),
      ),
    })
    .nullable(),
  /** The newest 15 posts with their present numbers. */
  posts: z.array(
    z.object({
      id,
      url: z.string(),
      text: z.string(),
      language: z.string(),
      publishedAt: instant,
      deletedAt: instant.nullable(),
      metricsAt: instant.nullable(),
      /** When it is asked about next; null = it is left in peace. */
      checkDueAt: instant.nullable(),
      /** Answers and mentions that were seen under it. */
      answers: z.int(),
      ...numbers.shape,
    }),
  ),
})
export type ObservationView = z.output<typeof observation>

const params = z.object({ accountId: id })

export const observationEndpoints = {
  view: endpoint({
    method: 'GET',
    path: '/api/v1/accounts/:accountId/observation',
    summary: 'How an account is read back: what was read when, what failed, its followers and newest posts',
    access: 'person',
    params,
    response: observation,
  }),
  readHistory: endpoint({
    method: 'PUT',
    path: '/api/v1/accounts/:accountId/observation/history',
    summary: 'Reads the account’s history back to a day, at most two years ago; what is known already is not doubled',
    access: 'person',
    params,
    body: z.object({ from: day }),
    status: 204,
    response: z.null(),
  }),
  metrics: endpoint({
    method: 'GET',
    path: '/api/v1/posts/:postId/metrics',
    summary: 'How the numbers of a post grew, oldest first, at most 500 points',
    access: 'person',
    params: z.object({ postId: id }),
    response: z.object({
      publishedAt: instant,
      points: z.array(z.object({ at: instant, ...numbers.shape })),
      checkDueAt: instant.nullable(),
    }),
  }),
}
