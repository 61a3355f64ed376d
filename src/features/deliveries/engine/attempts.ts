import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { OneTrip } from '../../../platform/database/one-trip.ts'
import { newId } from '../../../platform/ids.ts'
import { holdLockShared, isFree } from '../stop-sql.ts'
import type { ClaimedDelivery } from './claim.ts'
import type { Next } from './outcome.ts'

export type Candidate = {
  readonly remoteId: string
  readonly url: string
  readonly text: string
  readonly publishedAt: string
  readonly likenessPercent: number
}

/** A written attempt: its number, and the time the post bears, fixed at the first attempt for all that follow. */
export type Begun = { readonly number: number; readonly createdAt: Date }

export type Beginning = { readonly claimed: ClaimedDelivery; readonly leaseMs: number }

/**
 * Writes publishing attempts down, committed before the calls. Answers the number of each by delivery; one is missing
 * where the delivery is no longer ours, was taken back, moved, or is stopped since it was claimed: then nothing may be
 * called.
 */
export async function beginPublishings(
  inOneTrip: OneTrip,
  beginnings: readonly Beginning[],
  now: Date,
): Promise<ReadonlyMap<string, Begun>> {
  const asked = beginnings
    .map(({ claimed, leaseMs }) => ({
      id: claimed.id,
      fence: claimed.fence,
      state: claimed.state,
      lease_ms: leaseMs,
      attempt: newId(),
    }))
    // One order for everybody, so that two who write several do not wait for one another.
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const rows = await inOneTrip(
    [holdLockShared],
    sql<Begun & { deliveryId: string }>`
      with asked as (
        select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
          as a(id uuid, fence bigint, state text, lease_ms double precision, attempt uuid)
      ), begun as (
        update delivery d
        set state = 'sending', state_reason = null, state_changed_at = ${now}, updated_at = ${now},
          attempts = d.attempts + 1, lease_until = now() + a.lease_ms * interval '1 millisecond',
          record_created_at = case when exists (select 1 from delivery_attempt p
            where p.delivery_id = d.id and p.kind = 'publish') then d.record_created_at else ${now}::timestamptz end
        from asked a
        where d.id = any (${asked.map((one) => one.id)}::uuid[]) and d.id = a.id and d.fence = a.fence and d.state = a.state
          and exists (select 1 from item i where i.id = d.item_id and i.status = 'approved')
          and ${isFree(now)}
        returning d.id, d.attempts, d.fence, d.record_created_at, a.attempt
      ), written as (
        insert into delivery_attempt (id, delivery_id, number, kind, fence, started_at)
        select attempt, id, attempts, 'publish', fence, ${now} from begun
      )
      select id as delivery_id, attempts as number, record_created_at as created_at from begun`,
  )
  return new Map(rows.map((row) => [row.deliveryId, row]))
}

/** One of them alone. */
export async function beginPublishing(
  inOneTrip: OneTrip,
  claimed: ClaimedDelivery,
  when: { readonly now: Date; readonly leaseMs: number },
): Promise<number | undefined> {
  const numbers = await beginPublishings(inOneTrip, [{ claimed, leaseMs: when.leaseMs }], when.now)
  return numbers.get(claimed.id)?.number
}

/** Writes a poll or a look-up down before the call. Undefined where the delivery is no longer ours. */
export async function beginAsking(
  db: Db,
  claimed: ClaimedDelivery,
  kind: 'poll' | 'look_up',
  when: { readonly now: Date; readonly leaseMs: number },
): Promise<number | undefined> {
  const { rows } = await sql<{ number: number }>`
    with begun as (
      update delivery
      set attempts = attempts + 1, lease_until = now() + ${when.leaseMs}::double precision * interval '1 millisecond'
      where id = ${claimed.id} and fence = ${claimed.fence} and state = ${claimed.state}
      returning id, attempts, fence
    )
    insert into delivery_attempt (id, delivery_id, number, kind, fence, started_at)
    select ${newId()}::uuid, id, attempts, ${kind}, fence, ${when.now} from begun
    returning number`.execute(db)
  return rows[0]?.number
}

export type Finding = {
  /** Tag of the outcome, kept with the attempt. */
  readonly outcome: string
  readonly detail: string | null
  readonly candidates?: readonly Candidate[]
}

export type Telling = {
  readonly claimed: Pick<ClaimedDelivery, 'id' | 'fence'>
  /** Number of the attempt; undefined: there was no call. */
  readonly number: number | undefined
  readonly finding: Finding
  readonly next: Next
  readonly at: Date
}

/**
 * Records what calls brought: attempts and deliveries in one statement. A delivery changes only while the fence is ours;
 * the attempt keeps what it saw in any case, as evidence. Each delivery at most once in a list.
 * @returns ids of the deliveries that took it.
 */
export async function recordOutcomes(db: Db, tellings: readonly Telling[]): Promise<ReadonlySet<string>> {
  const told = tellings
    .map(({ claimed, number, finding, next, at }) => ({
      id: claimed.id,
      fence: claimed.fence,
      number: number ?? -1,
      outcome: finding.outcome,
      detail: finding.detail,
      candidates: finding.candidates ?? [],
      state: next.state,
      reason: next.reason,
      next_at: next.nextAt,
      ticket: next.ticket ?? null,
      remote_id: next.sent?.remoteId ?? null,
      url: next.sent?.url ?? null,
      is_sent: next.sent !== undefined,
      at,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  // Named beside the list, so that the index is used: of the list alone nobody knows how long it is.
  const ids = told.map((one) => one.id)
  const { rows } = await sql<{ id: string }>`
    with told as (
      select * from jsonb_to_recordset(${withoutNul(JSON.stringify(told))}::jsonb) as t(id uuid, fence bigint, number integer,
        outcome text, detail text, candidates jsonb, state text, reason text, next_at timestamptz, ticket text,
        remote_id text, url text, is_sent boolean, at timestamptz)
    ), attempt as (
      update delivery_attempt a
      set finished_at = t.at, outcome = t.outcome, detail = t.detail, candidates = t.candidates
      from told t where a.delivery_id = any (${ids}::uuid[]) and a.delivery_id = t.id and a.number = t.number
    )
    update delivery d
    set state = t.state, state_reason = t.reason, state_changed_at = t.at, updated_at = t.at, next_at = t.next_at,
      lease_owner = null, lease_until = null, ticket = coalesce(t.ticket, d.ticket),
      remote_id = coalesce(t.remote_id, d.remote_id), url = coalesce(t.url, d.url),
      sent_at = coalesce(d.sent_at, case when t.is_sent then t.at end)
    from told t where d.id = any (${ids}::uuid[]) and d.id = t.id and d.fence = t.fence and d.state <> 'sent'
    returning d.id`.execute(db)
  return new Set(rows.map((row) => row.id))
}

// PostgreSQL keeps no NUL in text; a network's words may hold one, and that must not stand between its yes and the record.
const withoutNul = (text: string): string => text.replaceAll('\\u0000', '')

/** One of them alone. @returns whether the delivery took it. */
export async function recordOutcome(
  db: Db,
  claimed: Pick<ClaimedDelivery, 'id' | 'fence'>,
  number: number | undefined,
  finding: Finding,
  next: Next,
  at: Date,
): Promise<boolean> {
  return (await recordOutcomes(db, [{ claimed, number, finding, next, at }])).has(claimed.id)
}

/**
 * A yes that came after the lease had passed on: where the delivery waits, it is brought back to be looked at, and the
 * attempt's evidence settles it. Never sent again meanwhile.
 */
export async function heedLateYes(db: Db, deliveryId: string, now: Date): Promise<void> {
  await sql`
    update delivery
    set state = 'unknown', state_reason = 'unknown.cut', state_changed_at = ${now}, updated_at = ${now},
      next_at = ${now}, fence = fence + 1, lease_until = null
    where id = ${deliveryId} and state in ('unknown', 'scheduled', 'held', 'needs_confirmation')`.execute(db)
}

/** A late yes: the network's answer to an attempt whose lease had passed on. It is proof when somebody looks. */
export async function findLateYes(db: Db, deliveryId: string): Promise<{ remoteId: string; url: string } | undefined> {
  const row = await db
    .selectFrom('deliveryAttempt')
    .select('candidates')
    .where('deliveryId', '=', deliveryId)
    .where('kind', 'in', ['publish', 'poll'])
    .where('outcome', '=', 'sent')
    .orderBy('number', 'desc')
    .executeTakeFirst()
  const [first] = (row?.candidates ?? []) as unknown as readonly Candidate[]
  return first && { remoteId: first.remoteId, url: first.url }
}

export async function countLooks(db: Db, deliveryId: string): Promise<number> {
  // Looks since the last publishing attempt or a person's word: each new doubt starts from the beginning.
  const { rows } = await sql<{ looks: number }>`
    select count(*) as looks from delivery_attempt a
    where a.delivery_id = ${deliveryId} and a.kind = 'look_up'
      and a.number > coalesce((select max(number) from delivery_attempt b
        where b.delivery_id = a.delivery_id and b.kind in ('publish', 'person')), 0)`.execute(db)
  return rows[0]?.looks ?? 0
}

export type Tries = {
  /** When the first publishing attempt began. */
  readonly firstAt: Date
  /** When the last call that may have published began. */
  readonly lastAt: Date
  /** When that call was given up, or its process was found silent. */
  readonly endedAt: Date | null
  /** Its process went silent: the call itself may have run on. */
  readonly wasSilent: boolean
}

/** Detail of an attempt whose process went silent. */
export const silentDetail = 'the process went silent'
/** Detail of a call that was given up. */
export const noAnswerDetail = 'no answer in time'
/** Detail of a pending delivery that has no ticket. */
export const noTicketDetail = 'nothing to poll'

/** Details that no network said. */
export const ownWords: ReadonlySet<string> = new Set([silentDetail, noAnswerDetail, noTicketDetail])

/** Calls of a delivery that may have published; undefined where there was none. */
export async function findTries(db: Db, deliveryId: string): Promise<Tries | undefined> {
  const { rows } = await sql<Tries>`
    select min(started_at) as first_at, max(started_at) as last_at,
      (array_agg(finished_at order by number desc))[1] as ended_at,
      coalesce((array_agg(detail order by number desc))[1] = ${silentDetail}, false) as was_silent
    from delivery_attempt where delivery_id = ${deliveryId} and kind in ('publish', 'poll')
    having count(*) > 0`.execute(db)
  return rows[0]
}
