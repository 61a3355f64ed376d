import type { Delivery } from '../../../contract/deliveries.ts'
import type { Db } from '../../../platform/database/database.ts'
import { inScope, type Scope } from '../../missions/index.ts'

/** How an item repeats and when it goes out next; null where it does not, or lies outside the scope. */
export async function findRepeat(db: Db, scope: Scope, itemId: string, now: Date): Promise<Delivery['repeat']> {
  const rule = await db
    .selectFrom('repeatRule')
    .select(['every', 'step', 'until', 'startOccurrence'])
    .where('itemId', '=', itemId)
    .where('stoppedAt', 'is', null)
    .where(inScope(scope, 'repeat_rule.mission_id'))
    .executeTakeFirst()
  if (!rule) return null
  const coming = await db
    .selectFrom('delivery')
    .distinctOn(['occurrence'])
    .select(['id as deliveryId', 'dueLocal', 'dueZone'])
    .where('itemId', '=', itemId)
    .where('occurrence', '>', rule.startOccurrence)
    .where('state', '<>', 'cancelled')
    .where('dueAt', '>', now)
    .where(inScope(scope, 'delivery.mission_id'))
    .orderBy('occurrence')
    .orderBy('id')
    .limit(5)
    .execute()
  const { every, step, until } = rule
  return { every: every as NonNullable<Delivery['repeat']>['every'], step, until, coming }
}
