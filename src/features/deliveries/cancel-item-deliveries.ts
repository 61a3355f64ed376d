import { sql } from 'kysely'
import type { Tx } from '../../platform/database/database.ts'
import { outStates, reasonOf, restingStates } from './model.ts'

/**
 * Takes back what of an item is surely not out, in the transaction that changes or withdraws the item. Approving it
 * anew revives the same deliveries.
 * @returns how many were taken back, and how many are out or may be out and stay.
 */
export async function cancelItemDeliveries(
  tx: Tx,
  itemId: string,
  why: 'item_changed' | 'item_withdrawn',
  now: Date,
): Promise<{ readonly cancelled: number; readonly out: number }> {
  const cancelled = await tx
    .updateTable('delivery')
    .set({
      state: 'cancelled',
      stateReason: reasonOf(`cancelled.${why}`),
      stateChangedAt: now,
      updatedAt: now,
      leaseUntil: null,
      claimedBy: null,
      claimedAt: null,
      fence: sql<number>`fence + 1`,
    })
    .where('itemId', '=', itemId)
    .where('state', 'in', [...restingStates])
    .executeTakeFirst()
  const out = await tx
    .selectFrom('delivery')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('itemId', '=', itemId)
    .where('state', 'in', [...outStates])
    .executeTakeFirstOrThrow()
  return { cancelled: Number(cancelled.numUpdatedRows), out: out.count }
}
