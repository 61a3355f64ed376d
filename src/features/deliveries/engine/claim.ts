import { sql } from 'kysely'
import type { NetworkLimits } from '../../../networks/network.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { DeliveryContent } from '../model.ts'
import { isFree, shareHoldLock, takeClaimLock } from '../stop-sql.ts'
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

/**
 * Takes due deliveries under a lease and a new fencing token, urgent ones first and accounts in turn. What a hold or
 * an embargo stops, what is too late, what has no approved item or no connected account, and what would pass an
 * account's limits is not taken: all of it is tested inside the claiming statement.
 */
export function claimDue(db: Db, request: ClaimRequest): Promise<ClaimedDelivery[]> {
  return db.transaction().execute(async (tx) => {
    await shareHoldLock(tx)
    await takeClaimLock(tx)
    const { rows } = await claimStatement(request).execute(tx)
    return rows
  })
}

function claimStatement(request: ClaimRequest) {
  const { now, lateBefore } = request
  const limits = [...request.limits].map(([network, own]) => ({
    network,
    concurrent: own.maxConcurrentPerAccount,
    publications: own.publications.count,
    window_ms: own.publications.windowMs,
  }))
  return sql<ClaimedDelivery>`
    with lim as (
      select * from jsonb_to_recordset(${JSON.stringify(limits)}::jsonb)
        as l(network text, concurrent integer, publications integer, window_ms double precision)
    ), ready as (
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
    ), turns as materialized (
      select ready.*,
        row_number() over (partition by account_id order by publishes, priority, next_at, id) as turn,
        row_number() over (partition by account_id, publishes order by priority, next_at, id) as publish_turn
      from ready
    ), chosen as (
      select d.id, t.turn
      from turns t
      join lim l on l.network = t.network
      -- Beside each that may go next, not joined as a list: nobody foresees how many are due, and a join planned for one
      -- row takes seconds for 800.
      cross join lateral (
        select count(*) filter (where o.state = 'sending' or o.lease_until >= now()) as busy,
          count(*) filter (where (o.state <> 'scheduled' or o.lease_until >= now())
            and o.state_changed_at > ${now}::timestamptz - l.window_ms * interval '1 millisecond') as begun
        from delivery o
        where o.account_id = t.account_id and o.state in ('scheduled', 'sending', 'pending', 'unknown')
      ) u
      cross join lateral (
        select count(*) as sent from delivery o where o.account_id = t.account_id
          and o.sent_at > ${now}::timestamptz - l.window_ms * interval '1 millisecond'
      ) v
      join delivery d on d.id = t.id
      where t.turn <= l.concurrent and t.turn <= l.concurrent - u.busy
        and (not t.publishes or t.publish_turn <= l.publications - u.begun - v.sent)
        and d.state in ('scheduled', 'pending', 'unknown') and (d.lease_until is null or d.lease_until < now())
      order by t.priority, t.turn, t.next_at, t.id
      limit ${request.limit}
      for update of d skip locked
    ), taken as (
      update delivery d
      set fence = d.fence + 1, lease_owner = ${request.processId},
        lease_until = now() + ${request.leaseMs}::double precision * interval '1 millisecond'
      from chosen where d.id = chosen.id
      returning d.id, d.state, d.fence, d.attempts, d.priority, d.account_id, d.mission_id, d.network, d.content,
        d.record_key, d.idempotency_key, d.record_created_at, d.ticket, chosen.turn, d.next_at
    )
    select id, state, fence, attempts, priority, account_id, mission_id, network, content, record_key, idempotency_key,
      record_created_at, ticket, turn
    from taken order by priority, turn, next_at, id`
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
 * Keeps what is in this process's hands for another `leaseMs`. A lease that ran out is not brought back: somebody else
 * may be about to take it.
 */
export async function renewLeases(
  db: Db,
  hands: { readonly processId: string; readonly ids: readonly string[]; readonly leaseMs: number },
): Promise<void> {
  await sql`
    update delivery
    set lease_until = greatest(lease_until, now() + ${hands.leaseMs}::double precision * interval '1 millisecond')
    where id = any (${[...hands.ids]}::uuid[]) and lease_owner = ${hands.processId} and lease_until >= now()
      and state in ('scheduled', 'sending', 'pending', 'unknown')`.execute(db)
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
