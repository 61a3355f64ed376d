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

// Closed accounts are read no more; a taken-over one is, because what its thief posts must be seen (it does not count).
const readStatuses = ['active', 'restored', 'suspended', 'taken_over']

/**
 * Connected accounts whose time has come, at most `limit`; their next time is set with the claim, so that no second
 * process reads them meanwhile.
 */
export async function claimDueAccounts(
  db: Db,
  _scope: Scope,
  networks: readonly string[],
  now: Date,
  next: Date,
  limit: number,
): Promise<ObservedAccount[]> {
  const { rows } = await sql<ObservedAccount>`
    update account set observe_due_at = ${next} from mission
    where mission.id = account.mission_id and account.id in (
      select id from account where connection_state = 'connected' and network = any(${networks}::text[])
        and status = any(${readStatuses}::text[]) and (observe_due_at is null or observe_due_at <= ${now})
      order by observe_due_at nulls first limit ${limit} for update skip locked)
    returning account.id, account.mission_id, account.network, mission.timezone`.execute(db)
  return rows
}

export async function findObservedAccount(db: Db, _scope: Scope, id: string): Promise<ObservedAccount | undefined> {
  return db
    .selectFrom('account')
    .innerJoin('mission', 'mission.id', 'account.missionId')
    .select(['account.id', 'account.missionId', 'account.network', 'mission.timezone'])
    .where('account.id', '=', id)
    .executeTakeFirst()
}

/** Writes down how the last reading of an account went; a success clears the failure. */
export async function saveOutcome(db: Db, _scope: Scope, accountId: string, now: Date, failure: string | null) {
  await db
    .updateTable('account')
    .set(failure === null ? { observedAt: now, observeFailure: null } : { observeFailure: failure.slice(0, 500) })
    .where('id', '=', accountId)
    .execute()
}

export type SeenPost = Omit<ObservedPost, 'languages' | 'publishedAt'> & {
  readonly language: string
  readonly publishedAt: Date
  readonly source: PostSource
  readonly deliveryId?: string
}

/**
 * A post of the account that is known already: by the network's id, by its link, or, where ids are paths (at://did/…/key
 * or at://handle/…/key), by the last part, which is the account's own key.
 */
export async function findKnownPost(db: Db | Tx, accountId: string, remoteId: string, url: string) {
  const key = remoteId.includes('/') ? remoteId.slice(remoteId.lastIndexOf('/') + 1) : null
  const rows = await db
    .selectFrom('post')
    .selectAll()
    .where('accountId', '=', accountId)
    .where((eb) =>
      eb.or([
        eb('remoteId', '=', remoteId),
        eb('url', '=', url),
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
  const known = await findKnownPost(tx, account.id, post.remoteId, post.url)
  if (!known) {
    const id = newId()
    const inserted = await tx
      .insertInto('post')
      .values({
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
        firstSeenAt: now,
        lastSeenAt: now,
      })
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

const metricNames = ['likes', 'reposts', 'replies', 'quotes', 'views'] as const

/** Keeps current numbers, and a snapshot where they differ from the last; a number the network does not tell stays null. */
export async function saveMetrics(tx: Tx, postId: string, metrics: PostMetrics, now: Date): Promise<void> {
  if (metricNames.every((name) => metrics[name] === undefined)) return
  const values = Object.fromEntries(metricNames.map((name) => [name, metrics[name] ?? null]))
  const before = await tx
    .selectFrom('post')
    .select([...metricNames, 'metricsAt'])
    .where('id', '=', postId)
    .executeTakeFirstOrThrow()
  const isSame = before.metricsAt !== null && metricNames.every((name) => before[name] === (metrics[name] ?? null))
  await tx
    .updateTable('post')
    .set({ ...values, metricsAt: now })
    .where('id', '=', postId)
    .execute()
  if (isSame) return
  await tx
    .insertInto('metricSnapshot')
    .values({ ...values, postId, at: now })
    .onConflict((conflict) => conflict.columns(['postId', 'at']).doUpdateSet(values))
    .execute()
}

/** Posts of an account since a day that are thought to stand and were not seen since an instant; newest first. */
export async function findUnseen(
  db: Db,
  _scope: Scope,
  accountId: string,
  since: Date,
  seenBefore: Date,
): Promise<{ id: string; remoteId: string; url: string; source: string }[]> {
  return db
    .selectFrom('post')
    .select(['id', 'remoteId', 'url', 'source'])
    .where('accountId', '=', accountId)
    .where('deletedAt', 'is', null)
    .where('publishedAt', '>=', since)
    .where('lastSeenAt', '<', seenBefore)
    .orderBy('publishedAt', 'desc')
    .execute()
}

export async function markDeleted(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('post').set({ deletedAt: now }).where('id', 'in', ids).where('deletedAt', 'is', null).execute()
}

export async function touchPosts(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('post').set({ lastSeenAt: now }).where('id', 'in', ids).execute()
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
