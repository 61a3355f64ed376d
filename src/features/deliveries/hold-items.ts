import { sql } from 'kysely'
import type { Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { outStates, reasonOf, restingStates } from './model.ts'
import { takeHoldLock } from './stop-sql.ts'
import { wakeDispatchers } from './wake.ts'

/** What a recall found of one item: deliveries surely not out and held now, and those out or perhaps out. */
export type HeldItem = { readonly holdId: string | null; readonly held: number; readonly out: number }

/**
 * Holds these items in the transaction of a recall: when it commits, nothing of them starts any more in any process.
 * Waiting deliveries are marked at once; what a person had taken to publish by hand is taken back. Items without a
 * delivery get no hold: nothing of them can start before their approval.
 */
export async function holdItems(
  tx: Tx,
  itemIds: readonly string[],
  why: { readonly reason: string; readonly by: string | null },
  now: Date,
): Promise<ReadonlyMap<string, HeldItem>> {
  if (itemIds.length === 0) return new Map()
  await takeHoldLock(tx)
  const counts = await countByItem(tx, itemIds)
  const holds = [...counts].map(([itemId, count]) => ({ ...count, itemId, holdId: count.held > 0 ? newId() : null }))
  const rows = holds.flatMap(({ holdId, itemId }) =>
    holdId === null
      ? []
      : [
          {
            id: holdId,
            kind: 'recall',
            scopeKind: 'item',
            scopeValue: itemId,
            reason: why.reason,
            startsAt: now,
            createdBy: why.by,
            createdAt: now,
          },
        ],
  )
  if (rows.length > 0) await tx.insertInto('hold').values(rows).execute()
  await tx
    .updateTable('delivery')
    .set({
      state: 'held',
      stateReason: reasonOf('held.recall'),
      stateChangedAt: now,
      updatedAt: now,
      claimedBy: null,
      claimedAt: null,
      leaseUntil: null,
      fence: sql<number>`fence + 1`,
    })
    .where('itemId', 'in', itemIds)
    .where('state', 'in', ['scheduled', 'awaiting_person'])
    .execute()
  await wakeDispatchers(tx)
  return new Map(holds.map(({ itemId, ...found }) => [itemId, found]))
}

async function countByItem(tx: Tx, itemIds: readonly string[]): Promise<Map<string, { held: number; out: number }>> {
  const rows = await tx
    .selectFrom('delivery')
    .select('itemId')
    .select((eb) => [
      eb.fn
        .countAll<number>()
        .filterWhere('state', 'in', [...restingStates])
        .as('held'),
      eb.fn
        .countAll<number>()
        .filterWhere('state', 'in', [...outStates])
        .as('out'),
    ])
    .where('itemId', 'in', itemIds)
    .groupBy('itemId')
    .execute()
  return new Map(rows.map(({ itemId, ...count }) => [itemId, count]))
}

/** Ends holds of recalls; what they held waits for a confirmation, except where a fresh approval replaced it. */
export async function liftItemHolds(tx: Tx, holdIds: readonly string[], by: string | null, now: Date): Promise<void> {
  if (holdIds.length === 0) return
  await tx
    .updateTable('hold')
    .set({ liftedAt: now, liftedBy: by })
    .where('id', 'in', holdIds)
    .where('liftedAt', 'is', null)
    .execute()
  await wakeDispatchers(tx)
}
