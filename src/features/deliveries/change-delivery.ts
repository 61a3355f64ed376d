import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { dueInstant } from './due.ts'
import { type DeliveryState, reasonOf, restingStates } from './model.ts'
import { auditDelivery, type LockedDelivery, lockDelivery, saveChange } from './store.ts'
import { wakeDispatchers } from './wake.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

/** Takes back what is surely not out. Repeating it changes nothing. */
export function cancelDelivery(deps: Deps, scope: Scope, id: string, why?: string): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const delivery = await lockDelivery(tx, scope, id)
    if (delivery.state === 'cancelled') return
    demandResting(delivery)
    const reason = reasonOf(why ? 'cancelled.because' : 'cancelled.person', why)
    await saveChange(tx, delivery, { state: 'cancelled', reason, claimedBy: null, claimedAt: null }, now)
    await auditDelivery(tx, scope, 'cancelled', delivery, now)
  })
}

/**
 * Moves a delivery to another wall time. The delivery and its keys stay the same, so whatever happened before, nothing
 * can go out twice.
 */
export function rescheduleDelivery(
  deps: Deps,
  scope: Scope,
  id: string,
  due: { readonly dueLocal: string; readonly dueZone: string },
): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const delivery = await lockDelivery(tx, scope, id)
    if (delivery.state === 'cancelled') throw new AppError('conflict', 'delivery.is_cancelled')
    demandResting(delivery)
    const dueAt = dueInstant(due.dueLocal, due.dueZone)
    // The minute that is running may still be chosen.
    if (dueAt.getTime() <= now.getTime() - 60_000) throw new AppError('invalid', 'delivery.due_in_past', { ...due })
    const embargo = await findEmbargo(tx, delivery.itemId)
    if (embargo && dueAt < embargo)
      throw new AppError('invalid', 'delivery.before_embargo', { until: embargo.toISOString() })
    await saveChange(
      tx,
      delivery,
      { ...due, dueAt, nextAt: dueAt, state: 'scheduled', reason: null, claimedBy: null, claimedAt: null },
      now,
    )
    await auditDelivery(tx, scope, 'rescheduled', delivery, now, { dueAt: dueAt.toISOString() })
    await wakeDispatchers(tx)
  })
}

/** Says that a delivery is still fitting: it goes out now, or at its time where that is yet to come. */
export function confirmDelivery(deps: Deps, scope: Scope, id: string): Promise<void> {
  return goOn(deps, scope, id, 'needs_confirmation', 'confirmed')
}

/** Tries a refused delivery again with the same keys: the network promised that nothing of it is out. */
export function retryDelivery(deps: Deps, scope: Scope, id: string): Promise<void> {
  return goOn(deps, scope, id, 'refused', 'retried')
}

function goOn(
  deps: Deps,
  scope: Scope,
  id: string,
  from: DeliveryState,
  action: 'confirmed' | 'retried',
): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const delivery = await lockDelivery(tx, scope, id)
    if (delivery.state !== from) throw new AppError('conflict', `delivery.not_${from}`, { state: delivery.state })
    const nextAt = new Date(Math.max(delivery.dueAt.getTime(), now.getTime()))
    await saveChange(tx, delivery, { state: 'scheduled', reason: null, nextAt, confirmedAt: now }, now)
    await auditDelivery(tx, scope, action, delivery, now)
    await wakeDispatchers(tx)
  })
}

/** @throws AppError conflict where it is out, may be out, or is just going out. */
function demandResting(delivery: LockedDelivery): void {
  if (restingStates.includes(delivery.state)) return
  const key = { sending: 'is_going_out', pending: 'is_going_out', unknown: 'is_unknown', sent: 'is_sent' }[
    delivery.state as 'sending' | 'pending' | 'unknown' | 'sent'
  ]
  throw new AppError('conflict', `delivery.${key ?? 'is_cancelled'}`)
}

async function findEmbargo(db: Db, itemId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('item')
    .innerJoin('campaign', 'campaign.id', 'item.campaignId')
    .select('embargoUntil')
    .where('item.id', '=', itemId)
    .executeTakeFirst()
  return row?.embargoUntil ?? null
}
