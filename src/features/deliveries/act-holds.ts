import { sql } from 'kysely'
import type { Hold } from '../../contract/deliveries.ts'
import type { ItemKind } from '../../contract/items.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { reasonOf } from './model.ts'
import type { HoldScope } from './policy.ts'
import { holdReaches, takeHoldLock } from './stop-sql.ts'
import { wakeDispatchers } from './wake.ts'

/** A hold that is part of another act: an alert, a national pause, a takeover. Whoever lays it has been authorised. */
export type LaidHold = {
  readonly kind: Extract<Hold['kind'], 'pause' | 'takeover' | 'alert'>
  readonly scopeKind: HoldScope['kind']
  /** `*` for the ministry. */
  readonly scopeValue: string
  readonly reason: string
  readonly startsAt: Date
  readonly endsAt: Date | null
  readonly exemptKinds: readonly ItemKind[]
  readonly by: string | null
}

/**
 * Holds a scope in the transaction of the act that asks for it: when that commits, nothing it reaches starts any more.
 * What waits and falls due while it lasts is marked at once; what a person had taken to publish by hand is taken back.
 */
export async function layHold(
  tx: Tx,
  { by, exemptKinds, ...hold }: LaidHold,
  now: Date,
): Promise<{ readonly holdId: string; readonly held: number }> {
  await takeHoldLock(tx)
  const id = newId()
  await tx
    .insertInto('hold')
    .values({ id, ...hold, exemptKinds: [...exemptKinds], createdBy: by, createdAt: now })
    .execute()
  const held = hold.startsAt <= now ? await markHeld(tx, id, hold.kind, now) : 0
  await wakeDispatchers(tx)
  return { holdId: id, held }
}

async function markHeld(tx: Tx, holdId: string, kind: string, now: Date): Promise<number> {
  const marked = await sql`
    update delivery d
    set state = 'held', state_reason = ${reasonOf(`held.${kind}`)}, state_changed_at = ${now}, updated_at = ${now},
      claimed_by = null, claimed_at = null, lease_until = null, lease_owner = null, fence = d.fence + 1
    from hold h
    where h.id = ${holdId} and d.state in ('scheduled', 'awaiting_person')
      and (h.ends_at is null or d.due_at < h.ends_at) and ${holdReaches}`.execute(tx)
  return Number(marked.numAffectedRows ?? 0)
}

/** Ends holds in the transaction of the act they belong to; what they stopped waits for a person's word. */
export async function endHolds(tx: Tx, holdIds: readonly string[], by: string | null, now: Date): Promise<void> {
  if (holdIds.length === 0) return
  await tx
    .updateTable('hold')
    .set({ liftedAt: now, liftedBy: by })
    .where('id', 'in', [...holdIds])
    .where('liftedAt', 'is', null)
    .execute()
  await wakeDispatchers(tx)
}

/** Sets another end for a hold; what it reaches until then is marked at once. */
export async function moveHoldEnd(tx: Tx, holdId: string, endsAt: Date, now: Date): Promise<void> {
  await takeHoldLock(tx)
  const hold = await tx
    .updateTable('hold')
    .set({ endsAt })
    .where('id', '=', holdId)
    .returning(['kind', 'startsAt'])
    .executeTakeFirst()
  if (hold && hold.startsAt <= now) await markHeld(tx, holdId, hold.kind, now)
  await wakeDispatchers(tx)
}

/** Lets one item through holds that stop it: a person has said that it is fitting. @returns deliveries that go on. */
export async function exemptItem(tx: Tx, holdIds: readonly string[], itemId: string, now: Date): Promise<number> {
  if (holdIds.length === 0) return 0
  await sql`update hold set exempt_items = array_append(exempt_items, ${itemId}::uuid)
    where id = any (${[...holdIds]}::uuid[]) and not (${itemId}::uuid = any (exempt_items))`.execute(tx)
  const freed = await tx
    .updateTable('delivery')
    .set({
      state: 'scheduled',
      stateReason: null,
      stateChangedAt: now,
      updatedAt: now,
      confirmedAt: now,
      nextAt: sql<Date>`greatest(due_at, ${now}::timestamptz)`,
      fence: sql<number>`fence + 1`,
    })
    .where('itemId', '=', itemId)
    .where('state', '=', 'held')
    .where('stateReason', '=', reasonOf('held.alert'))
    .execute()
  await wakeDispatchers(tx)
  return freed.reduce((sum, row) => sum + Number(row.numUpdatedRows), 0)
}

export type StoppedItem = {
  readonly itemId: string
  readonly missionId: string
  readonly title: string
  readonly kind: ItemKind
  readonly networks: readonly string[]
  readonly dueAt: Date
  readonly isExempt: boolean
  /** Holds that stop it, or would without the exemption. */
  readonly holdIds: readonly string[]
}

/** Items that these holds stop, by time, and those let through; of missions that the scope reads; at most 200. */
export async function listStoppedItems(db: Db, scope: Scope, holdIds: readonly string[]): Promise<StoppedItem[]> {
  if (holdIds.length === 0) return []
  const { rows } = await sql<StoppedItem>`
    select d.item_id, d.mission_id, i.title, d.item_kind as kind, array_agg(distinct d.network) as networks,
      min(d.due_at) as due_at, bool_or(d.item_id = any (h.exempt_items)) as is_exempt,
      array_agg(distinct h.id) as hold_ids
    from hold h
    join delivery d on d.item_id = any (h.exempt_items) or (d.state in ('scheduled', 'held', 'awaiting_person')
      and (h.ends_at is null or d.due_at < h.ends_at) and ${holdReaches})
    join item i on i.id = d.item_id
    where h.id = any (${[...holdIds]}::uuid[]) and ${inScope(scope, 'd.mission_id')}
    group by d.item_id, d.mission_id, i.title, d.item_kind
    order by min(d.due_at), d.item_id limit 200`.execute(db)
  return rows
}

/** How many waiting deliveries of these missions a hold with these exemptions would stop now. */
export async function countStoppable(
  db: Db,
  missionIds: readonly string[],
  exemptKinds: readonly ItemKind[],
): Promise<number> {
  if (missionIds.length === 0) return 0
  const row = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('missionId', 'in', [...missionIds])
    .where('state', 'in', ['scheduled', 'awaiting_person'])
    .where('itemKind', 'not in', exemptKinds.length > 0 ? [...exemptKinds] : [''])
    .executeTakeFirstOrThrow()
  return row.count
}
