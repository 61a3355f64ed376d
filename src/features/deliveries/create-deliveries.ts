import type { Tx } from '../../platform/database/database.ts'
import type { DeliveryPlan } from './model.ts'
import { refreshRepeat } from './repeats/keep-repeats.ts'
import { wakeDispatchers } from './wake.ts'
import { writeDeliveries } from './write-deliveries.ts'

/**
 * Makes the deliveries of an approved bundle, in the transaction of the approval; where the item repeats, the approval
 * covers its coming occurrences too, and they take the new content.
 * @returns ids of the deliveries that now carry this bundle.
 * @throws AppError invalid for an unknown zone or an impossible time.
 */
export async function createDeliveries(
  tx: Tx,
  plan: DeliveryPlan,
  now: Date,
  random: () => number = Math.random,
): Promise<readonly string[]> {
  const ids = await writeDeliveries(tx, plan, now, random)
  await refreshRepeat(tx, plan, ids.length > 0, now)
  await wakeDispatchers(tx)
  return ids
}
