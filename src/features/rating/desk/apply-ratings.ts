import type { Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/ids.ts'
import type { Scope } from '../../missions/index.ts'
import { decideDispute } from '../disputes/decide-dispute.ts'
import { settle } from './settle.ts'
import { liveRatings, type Task } from './task-store.ts'

/**
 * Brings labels, the task's state and its dispute in line with the ratings that stand; call it in the transaction that
 * changed them, with the task locked. Labels mark their day cell, so the score follows.
 */
export async function applyRatings(tx: Tx, scope: Scope, task: Task, now: Date): Promise<void> {
  const said = await liveRatings(tx, scope, task.id)
  const all = await tx.selectFrom('rating').select('id').where('taskId', '=', task.id).execute()
  const ownIds = all.map(({ id }) => id)
  const others = await tx
    .selectFrom('label')
    .select('id')
    .where('messageId', '=', task.messageId)
    .where('source', 'in', ['blind', 'adjudicated'])
    .where((eb) =>
      eb.or([eb('ratingId', 'is', null), eb('ratingId', 'not in', ownIds.length > 0 ? ownIds : [task.id])]),
    )
    .executeTakeFirst()
  const settled = settle({ ...task, wasRated: others !== undefined }, said)
  const kept = await tx
    .selectFrom('label')
    .select(['id', 'ratingId', 'source'])
    .where('ratingId', 'in', ownIds.length > 0 ? ownIds : [task.id])
    .execute()
  const isWanted = (label: { ratingId: string | null; source: string }) =>
    settled.labels.some(({ ratingId, source }) => ratingId === label.ratingId && source === label.source)
  for (const label of kept.filter((one) => !isWanted(one)))
    await tx.deleteFrom('label').where('id', '=', label.id).execute()
  for (const { ratingId, source } of settled.labels) {
    if (kept.some((label) => label.ratingId === ratingId && label.source === source)) continue
    const rating = said.find(({ id }) => id === ratingId)
    if (!rating) continue
    const { personId, objective, secondary, purpose, benefit, cta } = rating
    await tx
      .insertInto('label')
      .values({
        id: newId(),
        messageId: task.messageId,
        source,
        personId,
        ratingId,
        ...{ objective, secondary, purpose, benefit, cta },
        sampleQuarter: task.quarter,
        sampleSeed: task.seed,
        createdAt: now,
      })
      .execute()
  }
  await tx
    .updateTable('ratingTask')
    .set({ state: settled.state, settledAt: settled.state === 'settled' ? now : null })
    .where('id', '=', task.id)
    .execute()
  if (task.disputeId !== null) {
    const decided = settled.state === 'settled' ? said.find(({ id }) => id === settled.labels[0]?.ratingId) : undefined
    await decideDispute(tx, scope, task.disputeId, decided, now)
  }
}
