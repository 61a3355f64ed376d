import { sql } from 'kysely'
import type { Network, ObservedPost } from '../../networks/network.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { nextCheck, snapshotGapMs } from './schedule.ts'
import { type ObservedAccount, saveMetrics, savePost } from './store.ts'

/** What a page brought: how many posts were new, and how many the account's record had already shown. */
export type SavedPage = { readonly fresh: number; readonly known: number }

type Known = {
  readonly id: string
  readonly remoteId: string
  readonly text: string
  readonly language: string
  readonly publishedAt: Date
  readonly deletedAt: Date | null
  readonly checkDueAt: Date | null
  readonly metricsAt: Date | null
  readonly wasObserved: boolean
}

type Deps = { readonly db: Db; onPosts(tx: Tx, now: Date, postIds: readonly string[]): Promise<void> }

/**
 * Stores a page of posts in one transaction, with `alongside` in it. What is known and stands as it did costs one statement
 * for the whole page; what is new or changed is written and told.
 */
export async function savePage(
  deps: Deps,
  network: Network,
  account: ObservedAccount,
  posts: readonly ObservedPost[],
  now: Date,
  alongside: (tx: Tx) => Promise<void> = async () => {},
): Promise<SavedPage> {
  return deps.db.transaction().execute(async (tx) => {
    const known = await findKnown(tx, account.id, posts)
    const same: string[] = []
    const changed: string[] = []
    let fresh = 0
    for (const post of posts) {
      const before = known.get(post.remoteId)
      const { languages, publishedAt, ...rest } = post
      const seen = { ...rest, language: languages[0] ?? 'und', publishedAt: new Date(publishedAt) }
      if (before && stands(before, seen)) {
        same.push(before.id)
        await keepNumbers(tx, before, post, now)
        continue
      }
      const linkKey = network.parsePostUrl(post.url)?.remoteId
      const hasNumbers = Object.keys(post.metrics).length > 0
      // Numbers that came along are the first; where none did, they are asked for soon.
      const checkDueAt =
        hasNumbers || seen.publishedAt > now ? nextCheck(seen.publishedAt, now) : firstCheck(seen.publishedAt, now)
      const saved = await savePost(
        tx,
        account,
        { ...seen, source: 'observed', checkDueAt, ...(linkKey === undefined ? {} : { linkKey }) },
        now,
      )
      if (saved.isNew) fresh++
      if (saved.isChanged) changed.push(saved.id)
      await saveMetrics(tx, saved.id, post.metrics, now)
    }
    if (same.length > 0) await tx.updateTable('post').set({ lastSeenAt: now }).where('id', 'in', same).execute()
    if (changed.length > 0) await deps.onPosts(tx, now, changed)
    await alongside(tx)
    return { fresh, known: same.length }
  })
}

/** The first rung not yet reached, or now where the post is older than the first: it has never been asked about. */
function firstCheck(publishedAt: Date, now: Date): Date | null {
  const next = nextCheck(publishedAt, now)
  const isYoung = next !== null && next.getTime() - publishedAt.getTime() <= 3_600_000
  return isYoung ? next : now
}

async function findKnown(tx: Tx, accountId: string, posts: readonly ObservedPost[]): Promise<Map<string, Known>> {
  if (posts.length === 0) return new Map()
  const ids = posts.map((post) => post.remoteId)
  const { rows } = await sql<Known>`
    select id, remote_id, text, language, published_at, deleted_at, check_due_at, metrics_at,
      (source = 'observed' or last_seen_at > first_seen_at) as "wasObserved"
    from post where account_id = ${accountId} and remote_id = any(${ids}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.remoteId, row]))
}

/** Seen before on the network itself, and nothing of it changed. */
function stands(
  before: Known,
  seen: { readonly text: string; readonly language: string; readonly publishedAt: Date },
): boolean {
  return (
    before.wasObserved &&
    before.deletedAt === null &&
    before.text === seen.text &&
    before.language === seen.language &&
    before.publishedAt.getTime() === seen.publishedAt.getTime()
  )
}

/** Numbers that come along with a page are kept as often as the post's age asks for; a due check is thereby done. */
async function keepNumbers(tx: Tx, before: Known, post: ObservedPost, now: Date): Promise<void> {
  if (Object.keys(post.metrics).length === 0) return
  const age = now.getTime() - before.publishedAt.getTime()
  const isCheckDue = before.checkDueAt !== null && before.checkDueAt <= now
  const isRested = before.metricsAt === null || now.getTime() - before.metricsAt.getTime() >= snapshotGapMs(age)
  if (!isCheckDue && !isRested) return
  await saveMetrics(tx, before.id, post.metrics, now)
  if (isCheckDue)
    await tx
      .updateTable('post')
      .set({ checkDueAt: nextCheck(before.publishedAt, now) })
      .where('id', '=', before.id)
      .execute()
}
