import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'

/** SQL condition "hold `h` is in force at this instant". */
export const holdInForce = (now: Date): RawBuilder<SqlBool> => sql<SqlBool>`
  (h.lifted_at is null and h.starts_at <= ${now} and (h.ends_at is null or h.ends_at > ${now}))`

/** SQL condition "hold `h` reaches delivery `d`". */
export const holdReaches: RawBuilder<SqlBool> = sql<SqlBool>`
  (not (d.item_kind = any (h.exempt_kinds)) and not (d.item_id = any (h.exempt_items)) and case h.scope_kind
    when 'ministry' then true
    when 'region' then h.scope_value = (select region_id from mission where id = d.mission_id)
    when 'mission' then h.scope_value = d.mission_id
    when 'account' then h.scope_value = d.account_id::text
    when 'item' then h.scope_value = d.item_id::text
    when 'campaign' then h.scope_value = (select campaign_id::text from item where id = d.item_id)
    else false end)`

/**
 * SQL scalar: what stops delivery `d` at this instant (pause, takeover, embargo, alert), or null. An embargo ends by
 * itself, so anything else that stops as well goes before it.
 */
export const stopOf = (now: Date): RawBuilder<string | null> => sql<string | null>`(
  select stop.kind from (
    select h.kind from hold h where ${holdInForce(now)} and ${holdReaches}
    union all
    select 'takeover' from account a
      where a.id = d.account_id and a.status in ('suspended', 'taken_over', 'closed', 'archived')
    union all
    select 'embargo' from item i join campaign c on c.id = i.campaign_id
      where i.id = d.item_id and c.embargo_until > ${now}
  ) stop order by stop.kind = 'embargo' limit 1)`

/** SQL condition "nothing stops delivery `d` at this instant": `stopOf` is null, in a form that joins well. */
export const isFree = (now: Date): RawBuilder<SqlBool> => sql<SqlBool>`
  (not exists (select 1 from hold h where ${holdInForce(now)} and ${holdReaches})
    and not exists (select 1 from account a
      where a.id = d.account_id and a.status in ('suspended', 'taken_over', 'closed', 'archived'))
    and not exists (select 1 from item i join campaign c on c.id = i.campaign_id
      where i.id = d.item_id and c.embargo_until > ${now}))`

// Keys of advisory locks, any numbers nobody else uses.
const holdLock = 7_310_001
const claimLock = 7_310_002
const sweepLock = 7_310_003

/** Whoever starts something shares this lock; whoever makes a hold has it alone: committed means in force. */
export const holdLockShared: RawBuilder<unknown> = sql`select pg_advisory_xact_lock_shared(${sql.lit(holdLock)})`

export async function takeHoldLock(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(holdLock)})`.execute(tx)
}

/** One claiming statement at a time, so that each sees what the one before it took. Held for milliseconds. */
export const claimLockTaken: RawBuilder<unknown> = sql`select pg_advisory_xact_lock(${sql.lit(claimLock)})`

/** False where another process is sweeping. */
export async function trySweepLock(tx: Db): Promise<boolean> {
  const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${sql.lit(sweepLock)}) as got`.execute(
    tx,
  )
  return rows[0]?.got ?? false
}
