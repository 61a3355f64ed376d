import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ItemKind } from '../../contract/items.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, inScope, type Scope } from '../missions/index.ts'
import type { DeliveryContent, DeliveryState } from './model.ts'
import { holdInForce, holdReaches } from './stop-sql.ts'

export type StoredDelivery = {
  readonly id: string
  readonly missionId: string
  readonly itemId: string
  readonly title: string
  readonly itemKind: ItemKind
  readonly objectiveCode: string | null
  readonly accountId: string
  readonly network: string
  readonly handle: string
  readonly accountUrl: string
  readonly isByHand: boolean
  readonly state: DeliveryState
  readonly stateReason: string | null
  readonly dueLocal: string
  readonly dueZone: string
  readonly dueAt: Date
  readonly nextAt: Date
  readonly attempts: number
  readonly sentAt: Date | null
  readonly sentBy: string | null
  readonly url: string | null
  readonly claimedBy: string | null
  readonly claimedByName: string | null
  readonly claimedAt: Date | null
  readonly bundleHash: string
  readonly content: DeliveryContent
  readonly updatedAt: Date
  readonly occurrence: number
  /** Its item still stands as it was approved. */
  readonly isApproved: boolean
  readonly hold: {
    id: string | null
    kind: 'pause' | 'takeover' | 'embargo' | 'alert' | 'recall'
    reason: string
    endsAt: string | null
  } | null
}

export type View = 'today' | 'needs_me' | 'week'
export type DeliveryFilter = { readonly missionId?: string | undefined; readonly itemId?: string | undefined }
/** Where a page ended: due instant in milliseconds and id. */
export type After = { readonly dueMs: number; readonly id: string }

/** One delivery within the scope. @throws AppError not_found */
export async function findDelivery(db: Db, scope: Scope, id: string, now: Date): Promise<StoredDelivery> {
  const [row] = await select(db, scope, sql`d.id = ${id}`, now, 1)
  if (!row) throw new AppError('not_found', 'delivery.not_found')
  return row
}

/** Deliveries of a view, earliest due first. `limit` 1–101. @throws AppError not_found for a mission outside the scope. */
export async function listDeliveries(
  db: Db,
  scope: Scope,
  filter: DeliveryFilter & { readonly view: View; readonly after?: After | undefined; readonly limit: number },
  now: Date,
): Promise<StoredDelivery[]> {
  if (filter.missionId && !canRead(scope, filter.missionId)) throw new AppError('not_found', 'mission.not_found')
  const after = filter.after
    ? sql`(d.due_at, d.id) > (${new Date(filter.after.dueMs)}::timestamptz, ${filter.after.id}::uuid)`
    : sql`true`
  return select(db, scope, sql`${matches(filter)} and ${inView(filter.view, now)} and ${after}`, now, filter.limit)
}

/** How many there are in each view. */
export async function countDeliveries(
  db: Db,
  scope: Scope,
  filter: DeliveryFilter,
  now: Date,
): Promise<{ today: number; needsMe: number; week: number }> {
  const { rows } = await sql<{ today: number; needsMe: number; week: number }>`
    select count(*) filter (where ${inView('today', now)}) as today,
      count(*) filter (where ${inView('needs_me', now)}) as needs_me,
      count(*) filter (where ${inView('week', now)}) as week
    from delivery d join mission m on m.id = d.mission_id
    where ${inScope(scope, 'd.mission_id')} and ${matches(filter)}
      and (d.state in ('needs_confirmation', 'awaiting_person', 'refused', 'unknown')
        or d.due_at between ${now}::timestamptz - interval '2 days' and ${now}::timestamptz + interval '7 days')`.execute(
    db,
  )
  return rows[0] ?? { today: 0, needsMe: 0, week: 0 }
}

const matches = (filter: DeliveryFilter): RawBuilder<SqlBool> => sql<SqlBool>`
  ${filter.missionId ? sql`d.mission_id = ${filter.missionId}` : sql`true`}
  and ${filter.itemId ? sql`d.item_id = ${filter.itemId}` : sql`true`}`

function inView(view: View, now: Date): RawBuilder<SqlBool> {
  if (view === 'needs_me')
    return sql<SqlBool>`d.state in ('needs_confirmation', 'awaiting_person', 'refused', 'unknown')`
  if (view === 'week')
    return sql<SqlBool>`(d.due_at >= ${now}::timestamptz and d.due_at < ${now}::timestamptz + interval '7 days')`
  // The mission's own day; what waits for a person from earlier days stays in sight.
  return sql<SqlBool>`((d.due_at between ${now}::timestamptz - interval '2 days' and ${now}::timestamptz + interval '2 days'
      and (d.due_at at time zone m.timezone)::date = (${now}::timestamptz at time zone m.timezone)::date)
    or (d.due_at < ${now} and d.state in ('needs_confirmation', 'awaiting_person', 'unknown', 'sending', 'pending', 'held')))`
}

async function select(
  db: Db,
  scope: Scope,
  condition: RawBuilder<unknown>,
  now: Date,
  limit: number,
): Promise<StoredDelivery[]> {
  const { rows } = await sql<StoredDelivery>`
    select d.id, d.mission_id, d.item_id, i.title, d.item_kind, o.objective_code, d.account_id, d.network, a.handle,
      a.url as account_url, d.state, d.state_reason, d.due_local, d.due_zone, d.due_at, d.next_at, d.attempts, d.sent_at,
      d.sent_by, d.url, d.claimed_by, p.name as claimed_by_name, d.claimed_at, d.bundle_hash, d.content, d.updated_at,
      d.occurrence, i.status = 'approved' as is_approved,
      (d.state = 'awaiting_person' or (a.connection_state = 'none' and d.state <> 'unknown')) as is_by_hand,
      coalesce(s.hold, e.hold) as hold
    from delivery d
    join item i on i.id = d.item_id
    join account a on a.id = d.account_id
    join mission m on m.id = d.mission_id
    left join person p on p.id = d.claimed_by
    left join lateral (select objective_code from item_objective where item_id = d.item_id
      order by weight desc, objective_code limit 1) o on true
    left join lateral (
      select jsonb_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'endsAt', ${isoText('h.ends_at')}) as hold
      from hold h where ${holdInForce(now)} and ${holdReaches}
        and d.state in ('scheduled', 'held', 'awaiting_person', 'needs_confirmation')
      order by h.kind = 'embargo', h.created_at desc limit 1) s on true
    left join lateral (
      select jsonb_build_object('id', null, 'kind', 'embargo', 'reason', c.title, 'endsAt', ${isoText('c.embargo_until')}) as hold
      from campaign c where c.id = i.campaign_id and c.embargo_until > ${now} and d.state in ('scheduled', 'held')) e on true
    where ${inScope(scope, 'd.mission_id')} and ${condition}
    order by d.due_at, d.id limit ${limit}`.execute(db)
  return rows
}

const isoText = (column: string) => sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export type StoredAttempt = {
  readonly number: number
  readonly kind: 'publish' | 'poll' | 'look_up' | 'person'
  readonly startedAt: Date
  readonly finishedAt: Date | null
  readonly outcome: string | null
  readonly detail: string | null
  readonly candidates: unknown
  readonly personName: string | null
}

/** Attempts of one delivery, oldest first; the caller has found the delivery within its scope. At most 300. */
export async function listAttempts(db: Db, scope: Scope, deliveryId: string): Promise<StoredAttempt[]> {
  const rows = await db
    .selectFrom('deliveryAttempt')
    .innerJoin('delivery', 'delivery.id', 'deliveryAttempt.deliveryId')
    .leftJoin('person', 'person.id', 'deliveryAttempt.personId')
    .select(['number', 'deliveryAttempt.kind', 'startedAt', 'finishedAt', 'outcome', 'detail', 'candidates'])
    .select('person.name as personName')
    .where('deliveryId', '=', deliveryId)
    .where(inScope(scope, 'delivery.mission_id'))
    .orderBy('number')
    .limit(300)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as StoredAttempt['kind'] }))
}
