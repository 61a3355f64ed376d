import { sql } from 'kysely'
import type { ObservedPost, PostMetrics } from '../../networks/network.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { inScope, type Scope } from '../missions/index.ts'

/** Where a post came from: read on the network, sent by us, pasted as a link, imported from a file. */
export type PostSource = 'observed' | 'delivery' | 'link' | 'import'

export type ObservedAccount = {
  readonly id: string
  readonly missionId: string
  readonly network: string
  readonly timezone: string
}

export async function findObservedAccount(db: Db, _scope: Scope, id: string): Promise<ObservedAccount | undefined> {
  return db
    .selectFrom('account')
    .innerJoin('mission', 'mission.id', 'account.missionId')
    .select(['account.id', 'account.missionId', 'account.network', 'mission.timezone'])
    .where('account.id', '=', id)
    .executeTakeFirst()
}

export type SeenPost = Omit<ObservedPost, 'languages' | 'publishedAt'> & {
  readonly language: string
  readonly publishedAt: Date
  readonly source: PostSource
  readonly deliveryId?: string
  /** When its numbers are asked about; only what was read on the network has one. */
  readonly checkDueAt?: Date | null
  /** What its public link calls it, where that is no id. */
  readonly linkKey?: string
}

/**
 * A post of the account that is known already: by the network's id, by its link or what the link calls it, or, where ids
 * are paths (at://did/…/key or at://handle/…/key), by the last part, which is the account's own key.
 */
export async function findKnownPost(
  db: Db | Tx,
  accountId: string,
  remoteId: string,
  url: string,
  linkKey: string = remoteId,
) {
  const key = remoteId.includes('/') ? remoteId.slice(remoteId.lastIndexOf('/') + 1) : null
  const rows = await db
    .selectFrom('post')
    .selectAll()
    .where('accountId', '=', accountId)
    .where((eb) =>
      eb.or([
        eb('remoteId', '=', remoteId),
        eb('url', '=', url),
        eb('linkKey', '=', linkKey),
        // A link that was pasted before the account was read is stored under what it calls the post.
        eb('remoteId', '=', linkKey),
        ...(key ? [eb(sql`regexp_replace(remote_id, '^.*/', '')`, '=', key)] : []),
      ]),
    )
    .execute()
  return rows.find((row) => row.remoteId === remoteId) ?? rows[0]
}

export type SavedPost = { readonly id: string; readonly isNew: boolean; readonly isChanged: boolean }

/**
 * Stores a post as it was just seen. An edit changes text and language, a post that is there again is no longer deleted,
 * what was pasted or sent becomes what the network shows. The day is the mission's own.
 */
export async function savePost(tx: Tx, account: ObservedAccount, post: SeenPost, now: Date): Promise<SavedPost> {
  const known = await findKnownPost(tx, account.id, post.remoteId, post.url, post.linkKey)
  if (!known) {
    const id = newId()
    const inserted = await tx
      .insertInto('post')
      .values(rowOf(account, post, id, now))
      .onConflict((conflict) => conflict.columns(['accountId', 'remoteId']).doNothing())
      .returning('id')
      .executeTakeFirst()
    // Somebody stored it between the look and the write: it is known now.
    return inserted ? { id, isNew: true, isChanged: true } : savePost(tx, account, post, now)
  }
  const isObserved = post.source === 'observed'
  const next = isObserved
    ? {
        remoteId: post.remoteId,
        url: post.url,
        text: post.text,
        language: post.language,
        mediaKind: post.mediaKind,
        publishedAt: post.publishedAt,
        localDay: localDayOf(post.publishedAt, account.timezone),
        deletedAt: null,
        linkKey: post.linkKey ?? known.linkKey,
        checkDueAt: known.checkDueAt ?? post.checkDueAt ?? null,
      }
    : { deliveryId: known.deliveryId ?? post.deliveryId ?? null }
  const isChanged =
    (post.deliveryId !== undefined && known.deliveryId === null) ||
    (isObserved &&
      (known.text !== post.text ||
        known.language !== post.language ||
        known.deletedAt !== null ||
        known.publishedAt.getTime() !== post.publishedAt.getTime()))
  await tx
    .updateTable('post')
    .set({ ...next, ...(isObserved ? { lastSeenAt: now } : {}) })
    .where('id', '=', known.id)
    .execute()
  return { id: known.id, isNew: false, isChanged }
}

/**
 * Stores posts that nobody knows yet, in one statement; answers their ids by remote id. What turns out to be known after
 * all (by id, link, or what the link calls it) is left out: it goes by `savePost`.
 */
export async function insertNewPosts(
  tx: Tx,
  account: ObservedAccount,
  posts: readonly SeenPost[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  if (posts.length === 0) return new Map()
  const keyOf = (post: SeenPost) => post.linkKey ?? post.remoteId
  const lastOf = (remoteId: string) => remoteId.slice(remoteId.lastIndexOf('/') + 1)
  const { rows } = await sql<{ url: string; remoteId: string; linkKey: string | null; last: string }>`
    select url, remote_id, link_key, regexp_replace(remote_id, '^.*/', '') as last from post
    where account_id = ${account.id} and (remote_id = any(${posts.flatMap((post) => [post.remoteId, keyOf(post)])}::text[])
      or url = any(${posts.map((post) => post.url)}::text[]) or link_key = any(${posts.map(keyOf)}::text[])
      or regexp_replace(remote_id, '^.*/', '') = any(${posts.map((post) => lastOf(post.remoteId))}::text[]))`.execute(
    tx,
  )
  const taken = new Set(rows.flatMap((row) => [row.url, row.remoteId, row.linkKey ?? row.url, row.last]))
  const isNew = (post: SeenPost) =>
    ![post.url, post.remoteId, keyOf(post), lastOf(post.remoteId)].some((name) => taken.has(name))
  const fresh = posts.filter(isNew)
  if (fresh.length === 0) return new Map()
  const inserted = await tx
    .insertInto('post')
    .values(fresh.map((post) => rowOf(account, post, newId(), now)))
    .onConflict((conflict) => conflict.columns(['accountId', 'remoteId']).doNothing())
    .returning(['id', 'remoteId'])
    .execute()
  return new Map(inserted.map((row) => [row.remoteId, row.id]))
}

const rowOf = (account: ObservedAccount, post: SeenPost, id: string, now: Date) => ({
  id,
  accountId: account.id,
  missionId: account.missionId,
  network: account.network,
  remoteId: post.remoteId,
  url: post.url,
  text: post.text,
  language: post.language,
  mediaKind: post.mediaKind,
  publishedAt: post.publishedAt,
  localDay: localDayOf(post.publishedAt, account.timezone),
  source: post.source,
  deliveryId: post.deliveryId ?? null,
  checkDueAt: post.checkDueAt ?? null,
  linkKey: post.linkKey ?? null,
  firstSeenAt: now,
  lastSeenAt: now,
})

const metricNames = ['likes', 'reposts', 'replies', 'quotes', 'views'] as const

/**
 * Keeps current numbers of posts, and a snapshot where they differ from the last; a number the network does not tell stays
 * null. Three statements, however many they are.
 */
export async function saveMetricsOf(tx: Tx, metricsOf: ReadonlyMap<string, PostMetrics>, now: Date): Promise<void> {
  const told = [...metricsOf].filter(([, metrics]) => metricNames.some((name) => metrics[name] !== undefined))
  if (told.length === 0) return
  const ids = told.map(([id]) => id)
  const before = await tx
    .selectFrom('post')
    .select(['id', ...metricNames, 'metricsAt'])
    .where('id', 'in', ids)
    .execute()
  const known = new Map(before.map((row) => [row.id, row]))
  const column = (name: (typeof metricNames)[number]) => told.map(([, metrics]) => metrics[name] ?? null)
  await sql`
    update post set likes = n.likes, reposts = n.reposts, replies = n.replies, quotes = n.quotes, views = n.views, metrics_at = ${now}
    from unnest(${ids}::uuid[], ${column('likes')}::int[], ${column('reposts')}::int[], ${column('replies')}::int[],
      ${column('quotes')}::int[], ${column('views')}::int[]) as n(id, likes, reposts, replies, quotes, views)
    where post.id = n.id`.execute(tx)
  const changed = told.filter(([id, metrics]) => {
    const row = known.get(id)
    return row && (row.metricsAt === null || metricNames.some((name) => row[name] !== (metrics[name] ?? null)))
  })
  if (changed.length === 0) return
  await tx
    .insertInto('metricSnapshot')
    .values(
      changed.map(([postId, metrics]) => ({
        postId,
        at: now,
        ...Object.fromEntries(metricNames.map((name) => [name, metrics[name] ?? null])),
      })),
    )
    .onConflict((conflict) => conflict.columns(['postId', 'at']).doNothing())
    .execute()
}

/** Says when each of these posts is asked about next; null = never again. */
export async function saveChecks(tx: Tx, dueOf: ReadonlyMap<string, Date | null>): Promise<void> {
  if (dueOf.size === 0) return
  await sql`
    update post set check_due_at = n.due from unnest(${[...dueOf.keys()]}::uuid[], ${[...dueOf.values()]}::timestamptz[]) as n(id, due)
    where post.id = n.id`.execute(tx)
}

/**
 * Posts that the last reading showed and this one does not although it reached past them: published after `since`, seen at
 * `lastReadAt` or later, not since `seenBefore`. At most 25, newest first.
 */
export async function findVanished(
  db: Db,
  _scope: Scope,
  accountId: string,
  span: { readonly since: Date; readonly lastReadAt: Date; readonly seenBefore: Date },
): Promise<{ id: string; remoteId: string; publishedAt: Date }[]> {
  return db
    .selectFrom('post')
    .select(['id', 'remoteId', 'publishedAt'])
    .where('accountId', '=', accountId)
    .where('deletedAt', 'is', null)
    .where('publishedAt', '>', span.since)
    .where('lastSeenAt', '>=', span.lastReadAt)
    .where('lastSeenAt', '<', span.seenBefore)
    .orderBy('publishedAt', 'desc')
    .limit(25)
    .execute()
}

/** Posts whose check is due, the longest overdue first, at most `limit`. */
export async function findDueChecks(
  db: Db,
  _scope: Scope,
  accountId: string,
  now: Date,
  limit: number,
): Promise<{ id: string; remoteId: string; publishedAt: Date }[]> {
  return db
    .selectFrom('post')
    .select(['id', 'remoteId', 'publishedAt'])
    .where('accountId', '=', accountId)
    .where('deletedAt', 'is', null)
    .where('checkDueAt', '<=', now)
    .orderBy('checkDueAt')
    .limit(limit)
    .execute()
}

export async function markDeleted(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('post').set({ deletedAt: now }).where('id', 'in', ids).where('deletedAt', 'is', null).execute()
}

/** Accounts of a mission on a network, for a pasted link. */
export async function findAccountsOn(db: Db, scope: Scope, missionId: string, network: string) {
  return db
    .selectFrom('account')
    .innerJoin('mission', 'mission.id', 'account.missionId')
    .select(['account.id', 'account.missionId', 'account.network', 'account.handleKey', 'account.remoteAccountId'])
    .select(['account.handle', 'account.status', 'mission.timezone'])
    .where('account.missionId', '=', missionId)
    .where('account.network', '=', network)
    .where(inScope(scope, 'account.missionId'))
    .orderBy('account.createdAt')
    .execute()
}

/** A post of the mission by its link. */
export async function findPostByUrl(db: Db, scope: Scope, missionId: string, url: string) {
  return db
    .selectFrom('post')
    .select(['id', 'messageId', 'url'])
    .where('url', '=', url)
    .where('missionId', '=', missionId)
    .where(inScope(scope, 'missionId'))
    .executeTakeFirst()
}
