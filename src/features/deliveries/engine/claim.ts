import { sql } from 'kysely'
import type { NetworkLimits } from '../../../networks/network.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { OneTrip } from '../../../platform/database/one-trip.ts'
import type { DeliveryContent } from '../model.ts'
import { claimLockTaken, holdLockShared, isFree } from '../stop-sql.ts'
import { urgentBelow } from './slots.ts'

/** A delivery in this process's hands: whatever it writes is checked against `fence`. */
export type ClaimedDelivery = {
  readonly id: string
  readonly state: 'scheduled' | 'pending' | 'unknown'
  readonly fence: number
  readonly attempts: number
  readonly priority: number
  /** Its place among what is due on its account, from 1. */
  readonly turn: number
  readonly accountId: string
  readonly missionId: string
  readonly network: string
  readonly content: DeliveryContent
  readonly recordKey: string
  readonly idempotencyKey: string
  readonly recordCreatedAt: Date
  readonly ticket: string | null
}

export type ClaimRequest = {
  readonly now: Date
  readonly processId: string
  readonly leaseMs: number
  /** 1–1000 */
  readonly limit: number
  /** What was due before this instant is too late to go out unasked. */
  readonly lateBefore: Date
  readonly limits: ReadonlyMap<string, NetworkLimits>
  /** Take nothing but what is urgent. */
  readonly urgentOnly?: boolean
}

export type Claim = {
  readonly claimed: readonly ClaimedDelivery[]
  /** Also due and in nobody's hands, but more than was asked for, or more than their accounts may have at once. */
  readonly left: number
}

type Row = { readonly due: number } & (ClaimedDelivery | { readonly id: null })

/**
 * Takes due deliveries under a lease and a new fencing token, urgent ones first and accounts in turn. What a hold or
 * an embargo stops, what is too late, what has no approved item or no connected account, and what would pass an
 * account's limits is not taken: all of it is tested inside the claiming statement.
 */
export async function claimDue(inOneTrip: OneTrip, request: ClaimRequest): Promise<Claim> {
  const rows = await inOneTrip([holdLockShared, claimLockTaken], claimStatement(request))
  const claimed = rows.filter((row): row is Row & ClaimedDelivery => row.id !== null)
  return { claimed, left: (rows[0]?.due ?? 0) - claimed.length }
}

/**
 * Every step is one pass over a list, told apart by windows: nobody foresees how many are due, and a plan with a join
 * inside, made for the few of a quiet hour, takes a tenth of a second for 800.
 */
function claimStatement(request: ClaimRequest) {
  const { now, lateBefore } = request
  const limits = [...request.limits].map(([network, own]) => ({
    network,
    concurrent: own.maxConcurrentPerAccount,
    publications: own.publications.count,
    since: new Date(now.getTime() - own.publications.windowMs),
  }))
  const earliest = new Date(Math.min(now.getTime(), ...limits.map(({ since }) => since.getTime())))
  return sql<Row>`
    with lim as (
      select * from jsonb_to_recordset(${JSON.stringify(limits)}::jsonb)
        as l(network text, concurrent integer, publications integer, since timestamptz)
    ), ready as materialized (
      select d.id, d.account_id, d.network, d.state = 'scheduled' as publishes, d.priority, d.next_at
      from delivery d
      where d.state in ('scheduled', 'pending', 'unknown') and d.next_at <= ${now}
        and d.priority < ${request.urgentOnly === true ? urgentBelow : 32_767}
        and (d.lease_until is null or d.lease_until < now())
        and (d.state <> 'scheduled' or (
          greatest(d.due_at, d.confirmed_at) >= ${lateBefore}
          and exists (select 1 from item i where i.id = d.item_id and i.status = 'approved')
          and exists (select 1 from account a where a.id = d.account_id and a.connection_state <> 'none')
          and ${isFree(now)}))
    ), pool as (
      select id, account_id, network, publishes, priority, next_at, 0 as busy, 0 as used, true as is_ready from ready
      union all
      -- What these accounts have under way, and what they began within their network's window.
      select null, o.account_id, o.network, null, null, null,
        (o.state = 'sending' or coalesce(o.lease_until >= now(), false))::int,
        (o.state_changed_at > l.since)::int, false
      from delivery o join lim l on l.network = o.network
      where o.state in ('scheduled', 'sending', 'pending', 'unknown')
        and (o.state <> 'scheduled' or o.lease_until >= now())
        and o.account_id = any (array(select account_id from ready))
      union all
      select null, o.account_id, o.network, null, null, null, 0, (o.sent_at > l.since)::int, false
      from delivery o join lim l on l.network = o.network
      where o.sent_at > ${earliest} and o.account_id = any (array(select account_id from ready))
    ), turns as (
      select pool.*, sum(busy) over account as busy_there, sum(used) over account as used_there,
        row_number() over (partition by account_id, is_ready order by publishes, priority, next_at, id) as turn,
        row_number() over (partition by account_id, is_ready, publishes order by priority, next_at, id) as publish_turn
      from pool window account as (partition by account_id)
    ), chosen as materialized (
      select t.id, t.turn::int as turn
      from turns t join lim l on l.network = t.network
      where t.is_ready and t.turn <= l.concurrent - t.busy_there
        and (not t.publishes or t.publish_turn <= l.publications - t.used_there)
      order by t.priority, t.turn, t.next_at, t.id
      limit ${request.limit}
    ), free as materialized (
      select d.id from delivery d
      where d.id = any (array(select id from chosen))
        and d.state in ('scheduled', 'pending', 'unknown') and (d.lease_until is null or d.lease_until < now())
      for update skip locked
    ), taken as (
      update delivery d
      set fence = d.fence + 1, lease_owner = ${request.processId},
        lease_until = now() + ${request.leaseMs}::double precision * interval '1 millisecond'
      from chosen
      where d.id = any (array(select id from free)) and d.id = chosen.id
      returning d.id, d.state, d.fence, d.attempts, d.priority, d.account_id, d.mission_id, d.network, d.content,
        d.record_key, d.idempotency_key, d.record_created_at, d.ticket, chosen.turn, d.next_at
    )
    select waiting.due, taken.*
    from (select count(*) as due from ready) waiting left join taken on true
    order by taken.priority, taken.turn, taken.next_at, taken.id`
}

/** Gives a claimed delivery back untouched; nothing happens where it is no longer ours. `nextAt`: look not sooner. */
export async function giveBack(db: Db, claimed: Pick<ClaimedDelivery, 'id' | 'fence'>, nextAt?: Date): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ leaseUntil: null, leaseOwner: null, ...(nextAt ? { nextAt } : {}) })
    .where('id', '=', claimed.id)
    .where('fence', '=', claimed.fence)
    .where('state', 'in', ['scheduled', 'pending', 'unknown'])
    .execute()
}

/**
 * Keeps what is in this process's hands for another `leaseMs`, where a quarter of its lease is over. A lease that ran out
 * is not brought back: somebody else may be about to take it. What is being begun or recorded at this moment gets its
 * lease there, and is not waited for.
 */
export async function renewLeases(
  db: Db,
  hands: { readonly processId: string; readonly ids: readonly string[]; readonly leaseMs: number },
): Promise<void> {
  await sql`
    update delivery
    set lease_until = greatest(lease_until, now() + ${hands.leaseMs}::double precision * interval '1 millisecond')
    where id = any (array(
      select id from delivery
      where id = any (${[...hands.ids]}::uuid[]) and lease_owner = ${hands.processId} and lease_until >= now()
        and lease_until < now() + ${hands.leaseMs}::double precision * interval '0.75 milliseconds'
        and state in ('scheduled', 'sending', 'pending', 'unknown')
      for update skip locked))`.execute(db)
}

/** The next instant after `now` at which something is due, within `withinMs`; undefined where nothing is. */
export async function findNextAt(db: Db, now: Date, withinMs: number): Promise<Date | undefined> {
  const { rows } = await sql<{ nextAt: Date }>`
    select next_at from delivery
    where state in ('scheduled', 'sending', 'pending', 'unknown') and next_at > ${now}
      and next_at <= ${new Date(now.getTime() + withinMs)}
    order by next_at limit 1`.execute(db)
  return rows[0]?.nextAt
}
