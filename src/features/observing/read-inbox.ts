import type { InboxEntry } from '../../networks/network.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { saveProgress } from './observation-store.ts'
import type { Turn } from './turn.ts'

const pageSize = 50
const maxPages = 4
const dayMs = 86_400_000
/** What is older is no question any more. */
const reachMs = 30 * dayMs
/** Text nobody took over is forgotten after this (INB-04). */
const keepTextMs = 30 * dayMs

/** Reads what others wrote since the last look, until a page shows something known. Answers how many were new. */
export async function readNewInbox(turn: Turn): Promise<number> {
  const { account, startedAt, deps, budget } = turn
  let cursor: string | undefined
  let added = 0
  for (let page = 0; page < maxPages && budget.left() > 0; page++) {
    budget.spend(1)
    const answer = await turn.network.inbox?.readInbox(
      turn.connection,
      { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
      turn.signal(),
    )
    const entries = (answer?.entries ?? []).filter((entry) => startedAt.getTime() - Date.parse(entry.at) < reachMs)
    const fresh = await saveEntries(deps.db, account, entries, startedAt)
    added += fresh
    cursor = answer?.cursor
    if (cursor === undefined || fresh < entries.length || entries.length === 0) break
  }
  await saveProgress(deps.db, account.id, { inboxReadAt: startedAt })
  return added
}

/** Who wrote it, and where they can be found, is not kept: only what, when, and under which post of ours. */
async function saveEntries(
  db: Db,
  account: { readonly id: string; readonly missionId: string },
  entries: readonly InboxEntry[],
  now: Date,
): Promise<number> {
  if (entries.length === 0) return 0
  const rows = await db
    .insertInto('inboxEntry')
    .values(
      entries.map(({ remoteId, kind, aboutRemoteId, text, at }) => ({
        accountId: account.id,
        missionId: account.missionId,
        remoteId,
        kind,
        aboutRemoteId: aboutRemoteId ?? null,
        text: text.slice(0, 5000),
        at: new Date(at),
        seenAt: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('remoteId')
    .execute()
  return rows.length
}

/** What somebody wrote to an account, as another room takes it over. */
export type NewInboxEntry = {
  readonly accountId: string
  readonly missionId: string
  readonly remoteId: string
  readonly kind: InboxEntry['kind']
  /** The own post it is about, by the network's id; null where it is about none. */
  readonly aboutRemoteId: string | null
  readonly text: string
  readonly at: Date
}

/** Entries nobody has taken over yet, oldest first, at most `limit` (1–500). */
export async function newInboxEntries(db: Db, limit: number): Promise<NewInboxEntry[]> {
  const rows = await db
    .selectFrom('inboxEntry')
    .select(['accountId', 'missionId', 'remoteId', 'kind', 'aboutRemoteId', 'text', 'at'])
    .where('takenAt', 'is', null)
    .orderBy('seenAt')
    .orderBy('remoteId')
    .limit(limit)
    .execute()
  return rows.map(({ kind, text, ...row }) => ({ ...row, kind: kind as InboxEntry['kind'], text: text ?? '' }))
}

/** Says that these were taken over: that they were there is kept, what they said is forgotten. */
export async function forgetTaken(
  db: Db | Tx,
  entries: readonly { readonly accountId: string; readonly remoteId: string }[],
  now: Date,
): Promise<void> {
  for (const { accountId, remoteId } of entries)
    await db
      .updateTable('inboxEntry')
      .set({ takenAt: now, text: null })
      .where('accountId', '=', accountId)
      .where('remoteId', '=', remoteId)
      .execute()
}

/** Forgets what was said so long ago that it is nobody's question any more. */
export async function forgetOldInbox(db: Db, now: Date): Promise<void> {
  await db
    .updateTable('inboxEntry')
    .set({ text: null, takenAt: now })
    .where('text', 'is not', null)
    .where('seenAt', '<', new Date(now.getTime() - keepTextMs))
    .execute()
}
