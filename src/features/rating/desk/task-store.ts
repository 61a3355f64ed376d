import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { PersonScope, Scope } from '../../missions/index.ts'
import type { SaidOfTask, TaskState } from './settle.ts'

/** A task in full, for the desk's own use; raters get `BlindTask`. */
export type Task = {
  readonly id: string
  readonly messageId: string
  readonly origin: string
  readonly disputeId: string | null
  readonly quarter: string | null
  readonly seed: string | null
  readonly needed: number
  readonly state: TaskState
}

/** A task locked until the transaction ends. */
export async function lockTask(tx: Tx, _scope: Scope, id: string): Promise<Task | undefined> {
  const row = await tx
    .selectFrom('ratingTask')
    .leftJoin('auditSample', 'auditSample.id', 'ratingTask.sampleId')
    .select(['ratingTask.id', 'ratingTask.messageId', 'ratingTask.origin', 'ratingTask.disputeId'])
    .select(['auditSample.quarter', 'auditSample.seed', 'ratingTask.needed', 'ratingTask.state'])
    .where('ratingTask.id', '=', id)
    .forUpdate('ratingTask')
    .executeTakeFirst()
  return row ? { ...row, state: row.state as TaskState } : undefined
}

/** Ratings of a task that have not been taken back, oldest first. */
export async function liveRatings(
  db: Db,
  _scope: Scope,
  taskId: string,
): Promise<(SaidOfTask & { readonly personId: string; readonly secondary: string | null })[]> {
  const rows = await db
    .selectFrom('rating')
    .select(['id', 'personId', 'capacity', 'objective', 'secondary', 'purpose', 'benefit', 'cta', 'contradicts'])
    .where('taskId', '=', taskId)
    .where('withdrawnAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, capacity: row.capacity === 'adjudicator' ? 'adjudicator' : 'blind' }))
}

// Whoever has labelled a message, in whatever capacity, is not the next to rate it blind; nor is one who is of its mission.
const isForMe = (scope: PersonScope) => {
  const own = scope.reads === 'all' ? [] : [...scope.reads]
  return sql<boolean>`not exists (select from rating r where r.task_id = t.id and r.person_id = ${scope.personId}
      and r.withdrawn_at is null)
    and not exists (select from label l where l.message_id = t.message_id and l.person_id = ${scope.personId})
    and not exists (select from rating r join rating_task o on o.id = r.task_id where o.message_id = t.message_id
      and o.id <> t.id and r.person_id = ${scope.personId} and r.withdrawn_at is null)
    and not exists (select from rating_claim c where c.task_id = t.id and c.person_id = ${scope.personId}
      and c.skipped_at is not null)
    and not (m.mission_id = any(${own}::text[]))`
}

const isFree = (scope: PersonScope, differing: boolean, now: Date) => {
  const lent = sql`(select count(*) from rating_claim c where c.task_id = t.id and c.person_id <> ${scope.personId}
    and c.skipped_at is null and c.expires_at > ${now}
    and not exists (select from rating r where r.task_id = t.id and r.person_id = c.person_id and r.withdrawn_at is null))`
  if (differing) return sql<boolean>`t.state = 'differing' and ${lent} < 1`
  return sql<boolean>`t.state = 'open' and ${lent} + (select count(*) from rating r where r.task_id = t.id
    and r.capacity = 'blind' and r.withdrawn_at is null) < t.needed`
}

const ofGroups = (groups: readonly string[]) =>
  groups.length === 0 ? sql<boolean>`true` : sql<boolean>`t.language_group = any(${[...groups]}::text[])`

export type Wanted = { readonly limit: number; readonly differing: boolean; readonly groups: readonly string[] }

/** Lends the next tasks of the queue to a rater until `until`: those lent already first, none that others suffice for. */
export async function claimTasks(
  tx: Tx,
  scope: PersonScope,
  { limit, differing, groups }: Wanted,
  now: Date,
  until: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from rating_task t join message m on m.id = t.message_id
    where ${isFree(scope, differing, now)} and ${isForMe(scope)} and ${ofGroups(groups)}
    order by t.order_key, t.id limit ${limit} for update of t skip locked`.execute(tx)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  await tx
    .insertInto('ratingClaim')
    .values(ids.map((taskId) => ({ taskId, personId: scope.personId, expiresAt: until })))
    .onConflict((conflict) => conflict.columns(['taskId', 'personId']).doUpdateSet({ expiresAt: until }))
    .execute()
  return ids
}

/** Whether a task is this rater's to rate now: lent, not rated by enough others, none of their own making. */
export async function isMine(tx: Tx, scope: PersonScope, task: Task, now: Date): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select t.id from rating_task t join message m on m.id = t.message_id
    where t.id = ${task.id} and ${isForMe(scope)} and ${isFree(scope, task.state === 'differing', now)}`.execute(tx)
  return rows.length > 0
}

/** What waits for a rater: texts, and differences of two others. */
export async function countLeft(db: Db, scope: PersonScope, now: Date): Promise<{ left: number; differing: number }> {
  const { rows } = await sql<{ left: number; differing: number }>`
    select count(*) filter (where ${isFree(scope, false, now)})::int as left,
      count(*) filter (where ${isFree(scope, true, now)})::int as differing
    from rating_task t join message m on m.id = t.message_id
    where t.state <> 'settled' and ${isForMe(scope)}`.execute(db)
  return rows[0] ?? { left: 0, differing: 0 }
}

/** A rater's own ratings since a day began, and the median seconds of the last 100. */
export async function countDone(
  db: Db,
  scope: PersonScope,
  since: Date,
): Promise<{ done: number; secondsEach: number | null }> {
  const { rows } = await sql<{ done: number; seconds: number | null; timed: number }>`
    select (select count(*)::int from rating where person_id = ${scope.personId} and withdrawn_at is null
        and created_at >= ${since}) as done,
      percentile_cont(0.5) within group (order by elapsed_ms) / 1000 as seconds, count(*)::int as timed
    from (select elapsed_ms from rating where person_id = ${scope.personId} and withdrawn_at is null
      order by created_at desc limit 100) mine`.execute(db)
  const row = rows[0]
  return { done: row?.done ?? 0, secondsEach: row && row.timed >= 5 ? row.seconds : null }
}

export async function passOver(tx: Tx, scope: PersonScope, taskId: string, now: Date): Promise<void> {
  await tx
    .insertInto('ratingClaim')
    .values({ taskId, personId: scope.personId, expiresAt: now, skippedAt: now })
    .onConflict((conflict) => conflict.columns(['taskId', 'personId']).doUpdateSet({ skippedAt: now, expiresAt: now }))
    .execute()
}
