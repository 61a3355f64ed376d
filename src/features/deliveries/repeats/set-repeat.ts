import { sql } from 'kysely'
import type { RepeatEvery } from '../../../contract/deliveries.ts'
import { type Db, json, type Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Scope } from '../../missions/index.ts'
import type { DeliveryContent } from '../model.ts'
import { reasonOf, restingStates } from '../model.ts'
import { auditDelivery, lockDelivery } from '../store.ts'
import { wakeDispatchers } from '../wake.ts'
import { makeOccurrences, type StoredPlan } from './keep-repeats.ts'
import { lastDay } from './rule.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

/**
 * Lets the item of this delivery go out again every week, month or year at the same wall time, exactly as approved, on
 * all its accounts. Setting it anew replaces what is still to come.
 * @throws AppError conflict where the item is not approved, invalid for a last day before the next time or too far.
 */
export function setRepeat(
  deps: Deps,
  scope: Scope,
  id: string,
  wish: { readonly every: RepeatEvery; readonly step: number; readonly until: string },
): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const delivery = await lockDelivery(tx, scope, id)
    const { itemId, missionId, dueLocal: startLocal, dueZone: startZone } = delivery
    const item = await tx.selectFrom('item').select('status').where('id', '=', itemId).forUpdate().executeTakeFirst()
    if (item?.status !== 'approved') throw new AppError('conflict', 'delivery.repeat_not_approved')
    if (wish.until <= startLocal.slice(0, 10) || wish.until > lastDay(startLocal))
      throw new AppError('invalid', 'delivery.repeat_until', { last: lastDay(startLocal) })
    await takeBackComing(tx, itemId, delivery.occurrence, now)
    const plan = await planOf(tx, itemId, delivery.occurrence)
    const rule = {
      ...wish,
      itemId,
      missionId,
      startLocal,
      startZone,
      startOccurrence: delivery.occurrence,
      madeThrough: delivery.occurrence,
      plan: json(plan),
      createdBy: scope.kind === 'person' ? scope.personId : null,
      createdAt: now,
      updatedAt: now,
      stoppedAt: null,
    }
    await tx
      .insertInto('repeatRule')
      .values(rule)
      .onConflict((conflict) => conflict.column('itemId').doUpdateSet(rule))
      .execute()
    const made = await makeOccurrences(tx, { ...rule, plan }, now, false)
    if (made === 0) throw new AppError('invalid', 'delivery.repeat_none')
    await auditDelivery(tx, scope, 'repeated', delivery, now, { every: wish.every, step: wish.step, until: wish.until })
    await wakeDispatchers(tx)
  })
}

/** Ends the repeats of this delivery's item: what is still to come is cancelled, what is out or on its way stays. */
export function stopRepeat(deps: Deps, scope: Scope, id: string): Promise<void> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const delivery = await lockDelivery(tx, scope, id)
    const stopped = await tx
      .updateTable('repeatRule')
      .set({ stoppedAt: now, updatedAt: now })
      .where('itemId', '=', delivery.itemId)
      .where('stoppedAt', 'is', null)
      .returning('startOccurrence')
      .executeTakeFirst()
    if (!stopped) return
    const cancelled = await takeBackComing(tx, delivery.itemId, stopped.startOccurrence, now)
    await auditDelivery(tx, scope, 'repeat_stopped', delivery, now, { cancelled })
  })
}

/** Cancels what comes after an occurrence and is surely not out. A person may set the repeat again: then it revives. */
async function takeBackComing(tx: Tx, itemId: string, after: number, now: Date): Promise<number> {
  const result = await tx
    .updateTable('delivery')
    .set({
      state: 'cancelled',
      stateReason: reasonOf('cancelled.repeat_stopped'),
      stateChangedAt: now,
      updatedAt: now,
      leaseUntil: null,
      leaseOwner: null,
      claimedBy: null,
      claimedAt: null,
      fence: sql<number>`fence + 1`,
    })
    .where('itemId', '=', itemId)
    .where('occurrence', '>', after)
    .where('state', 'in', [...restingStates])
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** What was approved, as the deliveries of this occurrence carry it. */
async function planOf(tx: Tx, itemId: string, occurrence: number): Promise<StoredPlan> {
  const rows = await tx
    .selectFrom('delivery')
    .select(['variantId', 'accountId', 'network', 'content', 'bundleHash', 'itemKind', 'priority'])
    .where('itemId', '=', itemId)
    .where('occurrence', '=', occurrence)
    .where((eb) => eb.or([eb('state', '<>', 'cancelled'), eb('stateReason', '=', 'cancelled.repeat_stopped')]))
    .orderBy('id')
    .execute()
  const first = rows[0]
  if (!first) throw new AppError('conflict', 'delivery.is_cancelled')
  return {
    bundleHash: first.bundleHash,
    kind: first.itemKind as StoredPlan['kind'],
    priority: first.priority,
    variants: rows.map(({ variantId, accountId, network, content }) => ({
      variantId,
      accountId,
      network,
      content: content as unknown as DeliveryContent,
    })),
  }
}
