import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { cancelDelivery, confirmDelivery, rescheduleDelivery } from '../../deliveries/index.ts'
import { inScope, type Scope } from '../../missions/index.ts'

type Decision = {
  readonly deliveryId: string
  readonly act: 'confirm' | 'cancel' | 'move'
  readonly dueLocal?: string | undefined
  readonly dueZone?: string | undefined
}

/**
 * A person's word on many deliveries after a hold. One that is not there for the scope refuses the whole list; one that
 * changed meanwhile is named and the others go on.
 */
export async function settleMany(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  decisions: readonly Decision[],
): Promise<{ done: number; refused: { deliveryId: string; error: AppError }[] }> {
  const ids = [...new Set(decisions.map((one) => one.deliveryId))]
  const found = await deps.db
    .selectFrom('delivery')
    .select('id')
    .where('id', 'in', ids)
    .where(inScope(scope, 'missionId'))
    .execute()
  if (found.length < ids.length) throw new AppError('not_found', 'delivery.not_found')
  const refused: { deliveryId: string; error: AppError }[] = []
  for (const decision of decisions) {
    try {
      await settle(deps, scope, decision)
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'forbidden') throw error
      refused.push({ deliveryId: decision.deliveryId, error })
    }
  }
  return { done: decisions.length - refused.length, refused }
}

function settle(deps: { db: Db; now: () => Date }, scope: Scope, decision: Decision): Promise<void> {
  const { deliveryId, act, dueLocal, dueZone } = decision
  if (act === 'confirm') return confirmDelivery(deps, scope, deliveryId)
  if (act === 'cancel') return cancelDelivery(deps, scope, deliveryId)
  if (dueLocal === undefined || dueZone === undefined) throw new AppError('invalid', 'delivery.time_missing')
  return rescheduleDelivery(deps, scope, deliveryId, { dueLocal, dueZone })
}
