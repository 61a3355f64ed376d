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
import { type CallMastodon, grantOf } from './call.ts'
import { readStatuses } from './publisher.ts'
import { countsOf, type Status, statusSchema, statusUrl, textOf } from './view.ts'

type ReadDeps = { readonly callMastodon: CallMastodon; readonly now: () => Date }

const maxIds = 25

export function createReader(deps: ReadDeps): ReaderPart {
  return {
    readPosts: (connection, page, signal) =>
      reading(deps.now, () => readStatuses(deps.callMastodon, connection, page, signal)),
    findDeleted: (connection, remoteIds, signal) =>
      reading(deps.now, async () => {
        const asked = remoteIds.slice(0, maxIds).filter(isStatusId)
        const standing = new Set((await readMany(deps, connection, asked, signal)).map(({ id }) => id))
        return asked.filter((id) => !standing.has(id))
      }),
  }
}

export function createMetrics(deps: ReadDeps): MetricsPart {
  return {
    readMetrics: (connection, remoteIds, signal) =>
      reading(deps.now, async () => {
        const asked = remoteIds.slice(0, maxIds).filter(isStatusId)
        const statuses = await readMany(deps, connection, asked, signal)
        return new Map(statuses.map((status): [string, PostMetrics] => [status.id, countsOf(status)]))
      }),
  }
}

const isStatusId = (id: string): boolean => /^\d{1,30}$/.test(id)

/** Many statuses at once (since 4.3): those that are gone are missing from the answer. */
async function readMany(
  deps: ReadDeps,
  connection: Connection,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly Status[]> {
  if (ids.length === 0) return []
  const query = new URLSearchParams(ids.map((id) => ['id[]', id]))
  const call = { method: 'GET' as const, path: `/api/v1/statuses?${query}` }
  return (await deps.callMastodon(grantOf(connection), call, z.array(statusSchema), signal)).data
}

const notificationSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  created_at: z.string(),
  account: z.looseObject({ acct: z.string() }),
  status: statusSchema.nullish(),
})

/** Mentions, answers and quotes, as notifications tell them. */
export function createInbox(deps: ReadDeps): InboxPart {
  return {
    readInbox: (connection, page, signal) =>
      reading(deps.now, async () => {
        const query = new URLSearchParams({ limit: String(Math.min(Math.max(page.limit, 1), 80)) })
        for (const type of ['mention', 'quote']) query.append('types[]', type)
        if (page.cursor !== undefined) query.set('max_id', page.cursor)
        const call = { method: 'GET' as const, path: `/api/v1/notifications?${query}` }
        const { data } = await deps.callMastodon(grantOf(connection), call, z.array(notificationSchema), signal)
        const entries = data.flatMap(({ type, account, status }): InboxEntry[] => {
          if (status === undefined || status === null) return []
          const isAnswer = status.in_reply_to_account_id === connection.remoteAccountId
          return [
            {
              remoteId: status.id,
              kind: type === 'quote' ? 'quote' : isAnswer ? 'reply' : 'mention',
              url: statusUrl(status),
              ...(isAnswer && status.in_reply_to_id ? { aboutRemoteId: status.in_reply_to_id } : {}),
              author: account.acct,
              text: textOf(status.content),
              at: new Date(status.created_at).toISOString(),
            },
          ]
        })
        const last = data.at(-1)?.id
        return { entries, ...(last === undefined ? {} : { cursor: last }) }
      }),
  }
}

/** How many follow; Mastodon tells nothing else about them. */
export function createAudience(deps: ReadDeps): AudiencePart {
  return {
    readAudience: (connection, signal) =>
      reading(deps.now, async () => {
        const call = { method: 'GET' as const, path: '/api/v1/accounts/verify_credentials' }
        const account = z.looseObject({ followers_count: z.int().min(0) })
        const { data } = await deps.callMastodon(grantOf(connection), call, account, signal)
        return { followers: data.followers_count, by: [] }
      }),
  }
}
