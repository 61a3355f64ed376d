import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { newRecordKey } from '../../networks/index.ts'
import { json, type Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { dueInstant } from './due.ts'
import { type DeliveryPlan, restingStates } from './model.ts'

/**
 * Writes one delivery per variant, account and occurrence, in the transaction of the approval. Record key, idempotency
 * key and createdAt are chosen here, once. Where a delivery stands already and nothing of it is out, it takes the new
 * content and time and keeps its identity; where something is or may be out, it stays as it is,
 * and so does a repeat that somebody cancelled.
 * @returns ids of the deliveries that now carry this bundle.
 * @throws AppError invalid for an unknown zone or an impossible time.
 */
export async function writeDeliveries(
  tx: Tx,
  plan: DeliveryPlan,
  now: Date,
  random: () => number = Math.random,
): Promise<readonly string[]> {
  const dueAt = dueInstant(plan.dueLocal, plan.dueZone)
  if (plan.variants.length === 0) return []
  const fresh = plan.variants.map((variant) => ({
    id: newId(),
    itemId: plan.item.id,
    variantId: variant.variantId,
    accountId: variant.accountId,
    missionId: plan.item.missionId,
    network: variant.network,
    occurrence: plan.occurrence ?? 1,
    bundleHash: plan.bundleHash,
    content: json(variant.content),
    itemKind: plan.item.kind,
    recordKey: newRecordKey(now, random),
    idempotencyKey: randomUUID(),
    recordCreatedAt: now,
    dueLocal: plan.dueLocal,
    dueZone: plan.dueZone,
    dueAt,
    priority: plan.priority ?? 100,
    state: 'scheduled',
    stateChangedAt: now,
    nextAt: dueAt,
    createdAt: now,
    updatedAt: now,
  }))
  const rows = await tx
    .insertInto('delivery')
    .values(fresh)
    .onConflict((conflict) =>
      conflict
        .columns(['itemId', 'accountId', 'occurrence'])
        .doUpdateSet((eb) => ({
          variantId: eb.ref('excluded.variantId'),
          bundleHash: eb.ref('excluded.bundleHash'),
          content: eb.ref('excluded.content'),
          itemKind: eb.ref('excluded.itemKind'),
          dueLocal: eb.ref('excluded.dueLocal'),
          dueZone: eb.ref('excluded.dueZone'),
          dueAt: eb.ref('excluded.dueAt'),
          nextAt: eb.ref('excluded.nextAt'),
          state: 'scheduled',
          stateReason: null,
          stateChangedAt: now,
          claimedBy: null,
          claimedAt: null,
          confirmedAt: null,
          leaseUntil: null,
          updatedAt: now,
          // Whoever prepared the old content loses its claim to send it.
          fence: sql<number>`delivery.fence + 1`,
        }))
        .where('delivery.state', 'in', [...restingStates, 'cancelled'])
        .where((eb) =>
          eb.or([
            eb('delivery.occurrence', '=', 1),
            eb('delivery.state', '<>', 'cancelled'),
            eb('delivery.stateReason', 'in', [
              'cancelled.item_changed',
              'cancelled.item_withdrawn',
              'cancelled.repeat_stopped',
            ]),
          ]),
        ),
    )
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}
