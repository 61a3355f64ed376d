import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import type { MailWish, NoticeWords, Recipients } from './model.ts'

/** The person whose notices a scope sees: only one's own. @throws AppError for whoever is no person */
export function ownerOf(scope: Scope): string {
  if (scope.kind !== 'person') throw new AppError('forbidden', 'notices.persons_only')
  return scope.personId
}

// The ministry's own day decides who holds a role and who has left.
const homeDay = (now: Date) =>
  sql`(${now}::timestamptz at time zone coalesce((select timezone from mission where is_headquarters limit 1), 'UTC'))::date`

/** Persons who are there today and meant by `to`. */
export async function findRecipients(db: Db, to: Recipients, now: Date): Promise<readonly string[]> {
  const isThere = sql`p.disabled_at is null and (p.leaves_on is null or p.leaves_on >= ${homeDay(now)})`
  if ('persons' in to) {
    if (to.persons.length === 0) return []
    const { rows } = await sql<{ id: string }>`
      select p.id from person p where p.id = any(${[...to.persons]}::uuid[]) and ${isThere}`.execute(db)
    return rows.map((row) => row.id)
  }
  const mission = to.at !== 'ministry' && 'missionId' in to.at ? to.at.missionId : null
  const region = to.at !== 'ministry' && 'regionId' in to.at ? to.at.regionId : null
  const { rows } = await sql<{ id: string }>`
    select distinct p.id from person p
    join role_grant g on g.person_id = p.id
    join role_grant_scope s on s.grant_id = g.id
    where g.role = any(${[...to.roles]}::text[]) and ${isThere}
      and g.valid_from <= ${homeDay(now)} and (g.valid_to is null or g.valid_to >= ${homeDay(now)})
      and (s.kind = 'ministry'
        or (s.kind = 'mission' and s.value = ${mission}::text)
        or (s.kind = 'region' and s.value = coalesce(${region}::text, (select region_id from mission where id = ${mission}::text))))`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

export type StoredNotice = {
  readonly id: string
  readonly kind: string
  readonly room: string
  readonly subjectId: string
  readonly missionId: string | null
  readonly path: string
  readonly words: NoticeWords
  readonly isUrgent: boolean
  readonly createdAt: Date
  readonly readAt: Date | null
  readonly settledAt: Date | null
}

/** A person's own notices, newest first, `limit` 1–100, after the one named `before`. */
export async function listNotices(
  db: Db,
  scope: Scope,
  page: { readonly before?: string | undefined; readonly unread?: boolean | undefined; readonly limit: number },
): Promise<StoredNotice[]> {
  const owner = ownerOf(scope)
  const { rows } = await sql<StoredNotice>`
    select id, kind, room, subject_id, mission_id, path, words, is_urgent, created_at, read_at, settled_at
    from notice where person_id = ${owner}
      and (${page.before ?? null}::uuid is null or (created_at, id) <
        (select created_at, id from notice where id = ${page.before ?? null}::uuid and person_id = ${owner}))
      and (not ${page.unread ?? false} or (read_at is null and settled_at is null))
    order by created_at desc, id desc limit ${page.limit}`.execute(db)
  return rows
}

export async function countUnread(db: Db, scope: Scope): Promise<{ unread: number; urgent: number }> {
  const row = await db
    .selectFrom('notice')
    .select([
      sql<number>`count(*)::int`.as('unread'),
      sql<number>`(count(*) filter (where is_urgent))::int`.as('urgent'),
    ])
    .where('personId', '=', ownerOf(scope))
    .where('readAt', 'is', null)
    .where('settledAt', 'is', null)
    .executeTakeFirstOrThrow()
  return row
}

/** Marks own notices read: these, or every unread one. Answers which changed, so that it can be undone. */
export async function markRead(
  db: Db | Tx,
  scope: Scope,
  ids: readonly string[] | 'all',
  now: Date,
): Promise<string[]> {
  let query = db
    .updateTable('notice')
    .set({ readAt: now })
    .where('personId', '=', ownerOf(scope))
    .where('readAt', 'is', null)
  if (ids !== 'all') query = query.where('id', 'in', ids.length > 0 ? [...ids] : [''])
  else query = query.where('settledAt', 'is', null)
  const rows = ids !== 'all' && ids.length === 0 ? [] : await query.returning('id').execute()
  return rows.map((row) => row.id)
}

/** Marks own notices unread again. */
export async function markUnread(db: Db | Tx, scope: Scope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('notice')
    .set({ readAt: null })
    .where('personId', '=', ownerOf(scope))
    .where('id', 'in', [...ids])
    .execute()
}

export async function readMailWish(db: Db, scope: Scope): Promise<MailWish> {
  const row = await db.selectFrom('mailWish').select('wish').where('personId', '=', ownerOf(scope)).executeTakeFirst()
  return (row?.wish as MailWish | undefined) ?? 'daily'
}

export async function saveMailWish(db: Db, scope: Scope, wish: MailWish, now: Date): Promise<void> {
  const values = { wish, changedAt: now }
  await db
    .insertInto('mailWish')
    .values({ personId: ownerOf(scope), ...values })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet(values))
    .execute()
}
