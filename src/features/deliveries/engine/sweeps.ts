import { sql } from 'kysely'
import { instantOf } from '../../../platform/calendar/zones.ts'
import type { Db } from '../../../platform/database/database.ts'
import { never } from '../model.ts'
import { isFree, stopOf, trySweepLock } from '../stop-sql.ts'
import { silentDetail } from './attempts.ts'

export type SweepRequest = {
  readonly now: Date
  readonly lateBefore: Date
  /** Codes of the networks that can publish by themselves. */
  readonly publishing: readonly string[]
}

/**
 * Moves what time moves: leases that ran out, holds that came or went, what is too late, what a person publishes. One
 * process at a time; a second finds nothing to do.
 */
export function sweep(db: Db, request: SweepRequest): Promise<void> {
  return db.transaction().execute(async (tx) => {
    if (!(await trySweepLock(tx))) return
    await expireLeases(tx, request)
    await takeBackUnapproved(tx, request)
    await stopAndRelease(tx, request)
    await handToPeople(tx, request)
  })
}

/** A call whose process went silent may be out: it is looked for, never repeated blindly. */
async function expireLeases(tx: Db, { now }: SweepRequest): Promise<void> {
  await sql`
    with lost as (
      update delivery
      set state = 'unknown', state_reason = 'unknown.crash', state_changed_at = ${now}, updated_at = ${now},
        next_at = ${now}, fence = fence + 1, lease_owner = null, lease_until = null
      where state = 'sending' and lease_until < now()
      returning id, attempts
    )
    update delivery_attempt a
    set finished_at = ${now}, outcome = 'unknown', detail = ${silentDetail}
    from lost where a.delivery_id = lost.id and a.number = lost.attempts and a.finished_at is null`.execute(tx)
}

async function takeBackUnapproved(tx: Db, { now }: SweepRequest): Promise<void> {
  await sql`
    update delivery d
    set state = 'cancelled', state_reason = 'cancelled.item_changed', state_changed_at = ${now}, updated_at = ${now}
    from item i
    where i.id = d.item_id and i.status <> 'approved' and d.state = 'scheduled' and d.next_at <= ${now}
      and (d.lease_until is null or d.lease_until < now())`.execute(tx)
}

async function stopAndRelease(tx: Db, { now }: SweepRequest): Promise<void> {
  await sql`
    update delivery d
    set state = 'held', state_reason = 'held.' || stopped.kind, state_changed_at = ${now}, updated_at = ${now}
    from (select d.id, ${stopOf(now)} as kind from delivery d
      where ((d.state = 'scheduled' and d.next_at <= ${now} and (d.lease_until is null or d.lease_until < now()))
        or d.state in ('awaiting_person', 'held')) and not ${isFree(now)}) stopped
    where d.id = stopped.id
      and d.state in ('scheduled', 'awaiting_person', 'held')
      and (d.state <> 'held' or d.state_reason is distinct from 'held.' || stopped.kind)`.execute(tx)
  // After a pause a person says whether it is still fitting; an embargo was the plan, so it simply ends.
  await sql`
    update delivery d
    set state = case when d.state_reason = 'held.embargo' then 'scheduled' else 'needs_confirmation' end,
      state_reason = case when d.state_reason = 'held.embargo' then null else 'confirm.after_hold' end,
      confirmed_at = case when d.state_reason = 'held.embargo' then ${now}::timestamptz else d.confirmed_at end,
      next_at = case when d.state_reason = 'held.embargo' then ${now}::timestamptz else ${never}::timestamptz end,
      state_changed_at = ${now}, updated_at = ${now}
    where d.state = 'held' and ${isFree(now)}`.execute(tx)
}

async function handToPeople(tx: Db, { now, lateBefore, publishing }: SweepRequest): Promise<void> {
  // Found first, one by one and without a join: mostly there are none, and everything that is due is asked every second.
  await sql`
    with due as materialized (
      select d.id, greatest(d.due_at, d.confirmed_at) < ${lateBefore} as is_late,
        d.network <> all (${[...publishing]}::text[])
          or exists (select 1 from account a where a.id = d.account_id and a.connection_state = 'none') as by_hand
      from delivery d
      where d.state = 'scheduled' and d.next_at <= ${now} and (d.lease_until is null or d.lease_until < now())
    ), hands as materialized (select id, by_hand from due where by_hand or is_late)
    update delivery d
    set state = case when hands.by_hand then 'awaiting_person' else 'needs_confirmation' end,
      state_reason = case when hands.by_hand then null else 'confirm.too_late' end,
      next_at = ${never}, state_changed_at = ${now}, updated_at = ${now}
    from hands
    where d.id = any (array(select id from hands)) and d.id = hands.id and d.state = 'scheduled' and ${isFree(now)}`.execute(
    tx,
  )
}

/**
 * Derives the instants of waiting deliveries again from their wall times: zone data changes with every release of the
 * runtime. @returns how many moved.
 */
export async function deriveDueAgain(db: Db, now: Date): Promise<number> {
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'dueLocal', 'dueZone', 'dueAt'])
    .where('state', '=', 'scheduled')
    .where('dueAt', '>', now)
    .execute()
  let moved = 0
  for (const row of rows) {
    const dueAt = instantOf(row.dueLocal, row.dueZone)
    if (dueAt.getTime() === row.dueAt.getTime()) continue
    const result = await sql`
      update delivery set due_at = ${dueAt}, updated_at = ${now},
        next_at = case when next_at = due_at then ${dueAt}::timestamptz else next_at end
      where id = ${row.id} and state = 'scheduled' and due_at = ${row.dueAt}`.execute(db)
    moved += Number(result.numAffectedRows ?? 0)
  }
  return moved
}
