import type { z } from 'zod'
import type { todayEndpoints } from '../../contract/today.ts'
import { listQueue } from '../approvals/index.ts'
import { countDeliveries } from '../deliveries/index.ts'
import type { ItemDeps } from '../items/index.ts'
import { canRead, type Scope } from '../missions/index.ts'
import { findWaitingKits } from './view-today.ts'

/** Numbers beside the navigation. A mission outside the scope counts as nothing. */
export async function countWaiting(
  deps: ItemDeps,
  scope: Scope,
  missionId: string | undefined,
): Promise<z.output<typeof todayEndpoints.waiting.response>> {
  const isMine = missionId !== undefined && canRead(scope, missionId)
  if (missionId !== undefined && !isMine) return { approvals: 0, deliveries: 0, kits: 0 }
  const queue = await listQueue(deps, scope)
  const { needsMe } = await countDeliveries(deps.db, scope, { missionId }, deps.now())
  const kits = isMine ? await findWaitingKits(deps, scope, missionId) : []
  return { approvals: queue.length, deliveries: needsMe, kits: kits.length }
}
