import { z } from 'zod'
import {
  type AudiencePart,
  type Connection,
  type InboxEntry,
  type InboxPart,
  type MetricsPart,
  NetworkReadError,
  type PostMetrics,
  type ReaderPart,
} from '../network.ts'
import { toCallFailure } from './call-failure.ts'
import { collection } from './compose-record.ts'
import { SessionFailure } from './session-failure.ts'
import type { Sessions } from './sessions.ts'
import { postUrl, readPostUri, toObservedPost } from './view.ts'

type ReadDeps = {
  readonly sessions: Sessions
  readonly now: () => Date
  readonly timeoutMs: number
}

const maxIds = 25
const parallelReads = 5

/**
 * Reads the account's own repository, where reposts are records of another kind and never come along. It needs no
 * session and no AppView; counts are the metrics part's.
 */
export function createReader(deps: ReadDeps): ReaderPart {
  return {
    readPosts: (connection, page, signal) =>
      reading(deps, async () => {
        const cursor = page.cursor === undefined ? {} : { cursor: page.cursor }
        const limit = Math.min(Math.max(page.limit, 1), 100)
        const answer = await deps.sessions.runPublic(connection, (agent) =>
          agent.com.atproto.repo.listRecords(
            { repo: connection.remoteAccountId, collection, limit, ...cursor },
            { signal: timeLimit(deps, signal) },
          ),
        )
        const { records, cursor: next } = answer.data
        const posts = records.flatMap((record) => toObservedPost(record) ?? [])
        // The server gives a cursor as long as there was a record; an empty page is the end.
        return { posts, ...(next === undefined || records.length === 0 ? {} : { cursor: next }) }
      }),
    findDeleted: (connection, remoteIds, signal) =>
      reading(deps, async () => {
        const deleted: string[] = []
        const ids = remoteIds.slice(0, maxIds)
        for (let i = 0; i < ids.length; i += parallelReads) {
          const some = ids.slice(i, i + parallelReads)
          const gone = await Promise.all(some.map((id) => isGone(deps, connection, id, signal)))
          deleted.push(...some.filter((_, index) => gone[index]))
        }
        return deleted
      }),
  }
}

/** Counts come from the AppView, through the account's own server. Where none answers, nothing is said. */
export function createMetrics(deps: ReadDeps): MetricsPart {
  return {
    readMetrics: (connection, remoteIds, signal) =>
      reading(deps, async () => {
        const uris = remoteIds.slice(0, maxIds)
        if (uris.length === 0) return new Map()
        try {
          const answer = await deps.sessions.run(connection, (agent) =>
            agent.app.bsky.feed.getPosts({ uris }, { signal: timeLimit(deps, signal) }),
          )
          return new Map(answer.data.posts.map((post): [string, PostMetrics] => [post.uri, readCounts(post)]))
        } catch (error) {
          // A server without AppView: 400 "No service configured", or it does not know the method.
          if (!(error instanceof SessionFailure) && toCallFailure(error, deps.now()).kind === 'invalid')
            return new Map()
          throw error
        }
      }),
  }
}

const answerSchema = z.looseObject({
  text: z.string().catch(''),
  reply: z
    .looseObject({ parent: z.looseObject({ uri: z.string() }) })
    .optional()
    .catch(undefined),
})
const kinds: Readonly<Record<string, InboxEntry['kind']>> = { mention: 'mention', reply: 'reply', quote: 'quote' }

/** Mentions, answers and quotes, as notifications tell them. */
export function createInbox(deps: ReadDeps): InboxPart {
  return {
    readInbox: (connection, page, signal) =>
      reading(deps, async () => {
        const cursor = page.cursor === undefined ? {} : { cursor: page.cursor }
        const limit = Math.min(Math.max(page.limit, 1), 100)
        const answer = await deps.sessions.run(connection, (agent) =>
          agent.app.bsky.notification.listNotifications(
            { reasons: Object.keys(kinds), limit, ...cursor },
            { signal: timeLimit(deps, signal) },
          ),
        )
        const { notifications, cursor: next } = answer.data
        const entries = notifications.flatMap(({ uri, reason, author, record, indexedAt }): InboxEntry[] => {
          const kind = kinds[reason]
          const read = answerSchema.safeParse(record).data
          if (kind === undefined || read === undefined) return []
          const about = kind === 'reply' ? read.reply?.parent.uri : undefined
          return [
            {
              remoteId: uri,
              kind,
              url: postUrl(uri),
              ...(about === undefined ? {} : { aboutRemoteId: about }),
              author: author.handle,
              text: read.text,
              at: new Date(indexedAt).toISOString(),
            },
          ]
        })
        return { entries, ...(next === undefined || notifications.length === 0 ? {} : { cursor: next }) }
      }),
  }
}

/** How many follow; Bluesky tells nothing else about them. */
export function createAudience(deps: ReadDeps): AudiencePart {
  return {
    readAudience: (connection, signal) =>
      reading(deps, async () => {
        const answer = await deps.sessions.run(connection, (agent) =>
          agent.app.bsky.actor.getProfile({ actor: connection.remoteAccountId }, { signal: timeLimit(deps, signal) }),
        )
        const { followersCount } = answer.data
        return { ...(followersCount === undefined ? {} : { followers: followersCount }), by: [] }
      }),
  }
}

type Counts = { likeCount?: number; repostCount?: number; replyCount?: number; quoteCount?: number }

function readCounts(post: Counts): PostMetrics {
  return {
    ...(post.likeCount === undefined ? {} : { likes: post.likeCount }),
    ...(post.repostCount === undefined ? {} : { reposts: post.repostCount }),
    ...(post.replyCount === undefined ? {} : { replies: post.replyCount }),
    ...(post.quoteCount === undefined ? {} : { quotes: post.quoteCount }),
  }
}

/** Only the account's own server can say that one of its records is gone; of other ids nothing is said. */
async function isGone(deps: ReadDeps, connection: Connection, id: string, signal: AbortSignal): Promise<boolean> {
  const parts = readPostUri(id)
  if (parts === undefined || parts.repo !== connection.remoteAccountId) return false
  const { repo, rkey } = parts
  try {
    await deps.sessions.runPublic(connection, (agent) =>
      agent.com.atproto.repo.getRecord({ repo, collection, rkey }, { signal: timeLimit(deps, signal) }),
    )
    return false
  } catch (error) {
    if (toCallFailure(error, deps.now()).kind === 'missing') return true
    throw error
  }
}

async function reading<T>(deps: ReadDeps, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const failure = error instanceof SessionFailure ? error.failure : toCallFailure(error, deps.now())
    switch (failure.kind) {
      case 'rate': {
        const retryAt = new Date(deps.now().getTime() + failure.waitMs).toISOString()
        throw new NetworkReadError('rate', failure.detail, retryAt, error)
      }
      case 'auth':
        // Only the app password itself proves that the grant is dead.
        throw new NetworkReadError(
          error instanceof SessionFailure ? 'auth' : 'network',
          failure.detail,
          undefined,
          error,
        )
      case 'account':
        throw new NetworkReadError('account', failure.detail, undefined, error)
      case 'garbled':
      case 'invalid':
      case 'missing':
      case 'swap':
        throw new NetworkReadError('protocol', failure.detail, undefined, error)
      default:
        throw new NetworkReadError('network', failure.detail, undefined, error)
    }
  }
}

function timeLimit(deps: ReadDeps, signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(deps.timeoutMs)])
}
