import { sql } from 'kysely'
import { type Db, json, type Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import type { Bundle } from './build-bundle.ts'
import type { Review } from './model.ts'

export async function saveBundle(tx: Tx, _scope: Scope, itemId: string, bundle: Bundle, now: Date): Promise<void> {
  await tx
    .insertInto('bundle')
    .values({ itemId, hash: bundle.hash, content: json(bundle.content), createdAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function insertReview(
  tx: Tx,
  _scope: Scope,
  row: Omit<Review, 'reviewer' | 'createdAt'> & { itemId: string; reviewerId: string; createdAt: Date },
): Promise<void> {
  await tx.insertInto('review').values(row).execute()
}

/** All reviews of these items, oldest first. Callers pass items they read through a scope. */
export async function listReviews(
  db: Db,
  _scope: Scope,
  itemIds: readonly string[],
): Promise<(Review & { itemId: string })[]> {
  if (itemIds.length === 0) return []
  const rows = await db
    .selectFrom('review')
    .innerJoin('person', 'person.id', 'review.reviewerId')
    .selectAll('review')
    .select('person.name')
    .where('review.itemId', 'in', itemIds)
    .orderBy('review.createdAt')
    .orderBy('review.id')
    .execute()
  return rows.map(({ reviewerId, name, createdAt, step, decision, ...row }) => ({
    ...row,
    step: step as Review['step'],
    decision: decision as Review['decision'],
    reviewer: { id: reviewerId, name },
    createdAt: createdAt.toISOString(),
  }))
}

/** Everyone who changed the words of these items, from the audit, by item. */
export async function listWriters(
  db: Db,
  _scope: Scope,
  itemIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  if (itemIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('auditEvent')
    .select(['subjectId', 'actorId'])
    .distinct()
    .where('subjectKind', '=', 'item')
    .where('subjectId', 'in', itemIds)
    .where('action', 'in', ['item.created', 'item.changed', 'item.reopened'])
    .where('actorId', 'is not', null)
    .execute()
  const writers = new Map<string, Set<string>>()
  for (const { subjectId, actorId } of rows)
    if (actorId) writers.set(subjectId, (writers.get(subjectId) ?? new Set()).add(actorId))
  return writers
}

/** Heads of these missions whose grant holds on a day, by mission. */
export async function listHeads(
  db: Db,
  _scope: Scope,
  missionIds: readonly string[],
  on: string,
): Promise<Map<string, Set<string>>> {
  if (missionIds.length === 0) return new Map()
  const { rows } = await sql<{ missionId: string; personId: string }>`
    select distinct mission.id as "missionId", role_grant.person_id as "personId"
    from role_grant
    join role_grant_scope s on s.grant_id = role_grant.id
    join mission on mission.id = any(${[...missionIds]}::text[])
      and (s.kind = 'ministry' or (s.kind = 'region' and s.value = mission.region_id)
        or (s.kind = 'mission' and s.value = mission.id))
    join person on person.id = role_grant.person_id and person.disabled_at is null
      and (person.leaves_on is null or person.leaves_on >= ${on})
    where role_grant.role = 'head_of_mission' and role_grant.valid_from <= ${on}
      and (role_grant.valid_to is null or role_grant.valid_to >= ${on})`.execute(db)
  const heads = new Map<string, Set<string>>()
  for (const { missionId, personId } of rows) heads.set(missionId, (heads.get(missionId) ?? new Set()).add(personId))
  return heads
}

/** Headquarters, however many rows a ministry has for it. */
export async function listHeadquarters(db: Db, _scope: Scope): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('mission').select('id').where('isHeadquarters', '=', true).execute()
  return new Set(rows.map((row) => row.id))
}
