import { sql } from 'kysely'
import type { Network, ObservedPost, PostMetrics } from '../../networks/network.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { nextCheck, snapshotGapMs } from './schedule.ts'
import { insertNewPosts, type ObservedAccount, type SeenPost, saveChecks, saveMetricsOf, savePost } from './store.ts'

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
    const unchanged = posts.flatMap((post) => {
      const before = known.get(post.remoteId)
      return before && stands(before, seenOf(network, post, now)) ? [{ post, before }] : []
    })
    const same = unchanged.map(({ before }) => before.id)
    await keepNumbers(tx, unchanged, now)
    const standing = new Set(unchanged.map(({ post }) => post.remoteId))
    const rest = posts.filter((post) => !standing.has(post.remoteId))
    const inserted = await insertNewPosts(
      tx,
      account,
      rest.filter((post) => !known.has(post.remoteId)).map((post) => seenOf(network, post, now)),
      now,
    )
    const changed = [...inserted.values()]
    const numbers = new Map<string, PostMetrics>()
    let fresh = inserted.size
    for (const post of rest) {
      const id = inserted.get(post.remoteId)
      if (id !== undefined) numbers.set(id, post.metrics)
      else {
        const saved = await savePost(tx, account, seenOf(network, post, now), now)
        if (saved.isNew) fresh++
        if (saved.isChanged) changed.push(saved.id)
        numbers.set(saved.id, post.metrics)
      }
    }
    await saveMetricsOf(tx, numbers, now)
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

type Unchanged = { readonly post: ObservedPost; readonly before: Known }

/** Numbers that come along with a page are kept as often as the post's age asks for; a due check is thereby done. */
async function keepNumbers(tx: Tx, unchanged: readonly Unchanged[], now: Date): Promise<void> {
  const told = unchanged.filter(({ post }) => Object.keys(post.metrics).length > 0)
  const isCheckDue = ({ before }: Unchanged) => before.checkDueAt !== null && before.checkDueAt <= now
  const isRested = ({ before }: Unchanged) =>
    before.metricsAt === null ||
    now.getTime() - before.metricsAt.getTime() >= snapshotGapMs(now.getTime() - before.publishedAt.getTime())
  const kept = told.filter((one) => isCheckDue(one) || isRested(one))
  await saveMetricsOf(tx, new Map(kept.map(({ before, post }) => [before.id, post.metrics])), now)
  const done = kept.filter(isCheckDue)
  await saveChecks(tx, new Map(done.map(({ before }) => [before.id, nextCheck(before.publishedAt, now)])))
}

/** A post as it is stored. Numbers that came along are its first; where none did, they are asked for soon. */
function seenOf(network: Network, { languages, publishedAt, ...rest }: ObservedPost, now: Date): SeenPost {
  const at = new Date(publishedAt)
  const linkKey = network.parsePostUrl(rest.url)?.remoteId
  const hasNumbers = Object.keys(rest.metrics).length > 0
  return {
    ...rest,
    language: languages[0] ?? 'und',
    publishedAt: at,
    source: 'observed',
    checkDueAt: hasNumbers ? nextCheck(at, now) : firstCheck(at, now),
    ...(linkKey === undefined ? {} : { linkKey }),
  }
}
