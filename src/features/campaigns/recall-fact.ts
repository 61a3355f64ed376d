import type { Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import type { FactChange } from '../strategy/index.ts'
import type { RecallPorts } from './recall-ports.ts'
import { layRecall } from './recall-reach.ts'

/**
 * A fact of the register turned out wrong: what used it, itself or by its kit, goes the way of an amended kit, in the
 * transaction of the change. A newer figure that makes the older no error recalls nothing; strategy lists its users.
 */
export async function recallFact(
  ports: RecallPorts,
  tx: Tx,
  scope: Scope,
  change: FactChange,
  now: Date,
): Promise<void> {
  if (!change.isCorrection) return
  const idsOf = (kind: string, isFormer: boolean) =>
    change.uses.filter((use) => use.kind === kind && use.isFormer === isFormer).map((use) => use.id)
  const cause = {
    kind: 'fact',
    factId: change.factId,
    itemIds: idsOf('item', false),
    formerItemIds: idsOf('item', true),
    campaignIds: idsOf('kit', false),
  } as const
  if (cause.itemIds.length + cause.formerItemIds.length + cause.campaignIds.length === 0) return
  await layRecall(ports, tx, scope, cause, { reason: change.reason, notice: '' }, now)
}
