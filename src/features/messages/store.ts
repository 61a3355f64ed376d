import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'

/** A post on its way into a message. */
export type JoiningPost = {
  readonly id: string
  readonly missionId: string
  readonly accountId: string
  readonly messageId: string | null
  readonly text: string
  readonly language: string
  readonly publishedAt: Date
  readonly deletedAt: Date | null
  /** Item of the delivery that sent it, where one did. */
  readonly itemId: string | null
  readonly campaignId: string | null
}

const selectPosts = (db: Db) =>
  db
    .selectFrom('post')
    .leftJoin('delivery', 'delivery.id', 'post.deliveryId')
    .leftJoin('item', 'item.id', 'delivery.itemId')
    .select([
      'post.id',
      'post.missionId',
      'post.accountId',
      'post.messageId',
      'post.text',
      'post.language',
      'post.publishedAt',
      'post.deletedAt',
      'delivery.itemId',
      'item.campaignId',
    ])
    .orderBy('post.publishedAt')
    .orderBy('post.id')

/** Posts by id, oldest first. */
export async function findPosts(db: Db, ids: readonly string[]): Promise<JoiningPost[]> {
  return ids.length === 0 ? [] : selectPosts(db).where('post.id', 'in', ids).execute()
}

export function findPostsOfMessage(db: Db, messageId: string): Promise<JoiningPost[]> {
  return selectPosts(db).where('post.messageId', '=', messageId).execute()
}

/** Says which delivery sent these posts, by the id the network gave. */
export async function linkDeliveries(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('post')
    .from('delivery')
    .set((eb) => ({ deliveryId: eb.ref('delivery.id') }))
    .whereRef('delivery.accountId', '=', 'post.accountId')
    .where((eb) =>
      eb.or([eb('delivery.remoteId', '=', eb.ref('post.remoteId')), eb('delivery.url', '=', eb.ref('post.url'))]),
    )
    .where('delivery.state', '=', 'sent')
    .where('post.deliveryId', 'is', null)
    .where('post.id', 'in', ids)
    .execute()
}

/** One joiner a mission at a time, so that two accounts read at once cannot make two messages of one text. */
export async function lockMission(tx: Tx, missionId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`messages:${missionId}`}, 0))`.execute(tx)
}

export async function findMessageOfItem(tx: Tx, missionId: string, itemId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('message')
    .select('id')
    .where('missionId', '=', missionId)
    .where('itemId', '=', itemId)
    .orderBy('firstPublishedAt')
    .executeTakeFirst()
  return row?.id
}

/** Messages of the mission that began within `hours` of an instant, each with the texts of its posts; nearest first. */
export async function findNeighbours(
  tx: Tx,
  missionId: string,
  at: Date,
  hours: number,
): Promise<{ id: string; itemId: string | null; texts: string[] }[]> {
  const span = hours * 3_600_000
  const rows = await tx
    .selectFrom('message')
    .leftJoin('post', 'post.messageId', 'message.id')
    .select(['message.id', 'message.itemId', 'message.text', 'message.firstPublishedAt'])
    .select(sql<string[]>`coalesce(array_agg(post.text) filter (where post.id is not null), '{}')`.as('texts'))
    .where('message.missionId', '=', missionId)
    .where('message.firstPublishedAt', '>=', new Date(at.getTime() - span))
    .where('message.firstPublishedAt', '<=', new Date(at.getTime() + span))
    .groupBy('message.id')
    .execute()
  const distance = (row: { firstPublishedAt: Date }) => Math.abs(row.firstPublishedAt.getTime() - at.getTime())
  return rows
    .sort((a, b) => distance(a) - distance(b) || (a.id < b.id ? -1 : 1))
    .map(({ id, itemId, text, texts }) => ({ id, itemId, texts: [...new Set([text, ...texts])] }))
}

export async function zoneOf(db: Db, missionId: string): Promise<string> {
  const row = await db.selectFrom('mission').select('timezone').where('id', '=', missionId).executeTakeFirstOrThrow()
  return row.timezone
}

/**
 * Why a post of that account at that instant does not count: `takeover` of the account, or a `pause` that held the
 * mission (domain 5.2.1); null where it counts.
 */
export async function findExclusion(
  tx: Tx,
  post: { accountId: string; missionId: string; publishedAt: Date },
): Promise<'takeover' | 'pause' | null> {
  if (await wasTakenOver(tx, post.accountId, post.publishedAt)) return 'takeover'
  const hold = await tx
    .selectFrom('hold')
    .innerJoin('mission', (join) => join.on('mission.id', '=', post.missionId))
    .select('hold.kind')
    .where('hold.kind', 'in', ['pause', 'takeover'])
    .where('hold.startsAt', '<=', post.publishedAt)
    .where((eb) => eb.or([eb('hold.endsAt', 'is', null), eb('hold.endsAt', '>', post.publishedAt)]))
    .where((eb) => eb.or([eb('hold.liftedAt', 'is', null), eb('hold.liftedAt', '>', post.publishedAt)]))
    .where((eb) =>
      eb.or([
        eb('hold.scopeKind', '=', 'ministry'),
        eb.and([eb('hold.scopeKind', '=', 'region'), eb('hold.scopeValue', '=', eb.ref('mission.regionId'))]),
        eb.and([eb('hold.scopeKind', '=', 'mission'), eb('hold.scopeValue', '=', post.missionId)]),
        eb.and([eb('hold.scopeKind', '=', 'account'), eb('hold.scopeValue', '=', post.accountId)]),
      ]),
    )
    .orderBy('hold.kind', 'desc')
    .executeTakeFirst()
  return hold ? (hold.kind === 'takeover' ? 'takeover' : 'pause') : null
}

/**
 * Whether somebody else held the account at that instant: by its move at or before it, however the account stands today;
 * before its first move by what that came from, without any move by the present status.
 */
async function wasTakenOver(tx: Tx, accountId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ status: string | null }>`
    select coalesce(
      (select to_status from account_move where account_id = a.id and moved_at <= ${at} order by moved_at desc, id desc limit 1),
      (select from_status from account_move where account_id = a.id order by moved_at, id limit 1),
      case when a.status_changed_at <= ${at} then a.status end
    ) as status from account a where a.id = ${accountId}`.execute(tx)
  return rows[0]?.status === 'taken_over'
}
