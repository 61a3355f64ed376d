import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { draftOf } from './model.ts'
import { type SaveDeps, updateItem } from './save-item.ts'
import { findItem } from './store.ts'
import type { ItemView } from './view-item.ts'

/**
 * Moves a draft to another planned time and leaves everything else as it is. What is in review or approved is not moved
 * from outside its editor, for that would open the review again unnoticed.
 * @throws AppError `item.plan_decided`, or `item.changed_meanwhile` when somebody saved since `revision`.
 */
export async function planItem(
  deps: SaveDeps,
  scope: Scope,
  id: string,
  { revision, ...plan }: { revision: number; plannedLocal: string; plannedZone: string },
): Promise<ItemView> {
  const item = await findItem(deps.db, scope, id)
  if (!item) throw new AppError('not_found', 'item.not_found')
  if (item.status !== 'draft' && item.status !== 'returned') throw new AppError('conflict', 'item.plan_decided')
  return updateItem(deps, scope, id, revision, { ...draftOf(item), ...plan })
}
