import { sql } from 'kysely'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, type Scope, systemScope } from '../missions/index.ts'
import type { Recall } from './model.ts'
import { endCorrections, tellCorrections } from './notices.ts'
import { mayAnswer, mayKeep } from './policy.ts'
import type { RecallDeps } from './recall-kit.ts'
import type { RecallPorts } from './recall-ports.ts'
import { addTasks } from './recall-reach.ts'
import { findRecall, settleItem } from './recall-store.ts'

export type Correction = {
  readonly state: 'corrected' | 'edited' | 'deleted' | 'not_needed'
  readonly note: string
  readonly url?: string | undefined
  readonly correctionItemId?: string | undefined
}

/**
 * The mission says how it settled what it had published (CON-11). The original stays; a correction is linked to it. It
 * may say so again while the recall stands.
 * @throws AppError `recall.correction_unproven` where a correction or an edit names neither item nor link,
 * `recall.note_needed` where nothing was done and no reason is given.
 */
export async function settleCorrection(
  deps: RecallDeps,
  scope: Scope,
  key: { readonly recallId: string; readonly missionId: string },
  correction: Correction,
): Promise<Recall> {
  return deps.db.transaction().execute(async (tx) => {
    const recall = await demandRecall(tx, scope, key.recallId)
    const found = recall.missions.find((mission) => mission.missionId === key.missionId)
    if (!found?.task) throw new AppError('not_found', 'recall.no_task')
    if (!mayAnswer(scope, key.missionId)) throw new AppError('forbidden', 'recall.task_not_yours')
    if (recall.undoneAt !== null) throw new AppError('conflict', 'recall.undone')
    const { state, note, url, correctionItemId } = correction
    if ((state === 'corrected' || state === 'edited') && !url && !correctionItemId)
      throw new AppError('invalid', 'recall.correction_unproven', {}, [
        { path: 'url', key: 'recall.correction_unproven' },
      ])
    if (state === 'not_needed' && note.length < 10)
      throw new AppError('invalid', 'recall.note_needed', { min: 10 }, [
        { path: 'note', key: 'recall.note_needed', params: { min: 10 } },
      ])
    if (correctionItemId) await demandOwnItem(tx, key.missionId, correctionItemId)
    const now = deps.now()
    await tx
      .updateTable('correctionTask')
      .set({
        state,
        note,
        url: url ?? null,
        correctionItemId: correctionItemId ?? null,
        doneBy: scope.kind === 'person' ? scope.personId : null,
        doneAt: now,
      })
      .where('id', '=', found.task.id)
      .execute()
    await endCorrections(tx, key.recallId, now, key.missionId)
    if (correctionItemId) await linkCorrection(tx, found, correctionItemId, found.task.id, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'recall.settled',
      subject: { kind: 'recall', id: key.recallId },
      missionId: key.missionId,
      payload: { how: state, item: correctionItemId ?? null },
    })
    return demandRecall(tx, scope, key.recallId)
  })
}

async function demandOwnItem(tx: Tx, missionId: string, itemId: string): Promise<void> {
  const row = await tx
    .selectFrom('item')
    .select('id')
    .where('id', '=', itemId)
    .where('missionId', '=', missionId)
    .where('status', '<>', 'withdrawn')
    .executeTakeFirst()
  if (!row) throw new AppError('invalid', 'recall.correction_not_yours')
}

/** History shows both: what was out and what corrects it. */
async function linkCorrection(
  tx: Tx,
  found: Recall['missions'][number],
  correctionItemId: string,
  taskId: string,
  now: Date,
): Promise<void> {
  const originals = new Set([
    ...found.items.filter((item) => item.out > 0).map((item) => item.itemId),
    ...found.messages.flatMap((message) => (message.itemId === null ? [] : [message.itemId])),
  ])
  originals.delete(correctionItemId)
  if (originals.size === 0) return
  await tx
    .insertInto('itemCorrection')
    .values([...originals].map((originalItemId) => ({ originalItemId, correctionItemId, taskId, createdAt: now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The head of mission finds an item right as it is, although its kit or a fact changed. Not where the kit is withdrawn. */
export async function keepItem(
  deps: RecallDeps,
  scope: Scope,
  key: { readonly recallId: string; readonly itemId: string },
): Promise<Recall> {
  return deps.db.transaction().execute(async (tx) => {
    const recall = await demandRecall(tx, scope, key.recallId)
    const found = recall.missions.find((mission) => mission.items.some((item) => item.itemId === key.itemId))
    if (!found) throw new AppError('not_found', 'recall.no_item')
    if (!mayKeep(scope, found.missionId)) throw new AppError('forbidden', 'recall.keep_not_yours')
    if (recall.cause === 'withdrawn') throw new AppError('conflict', 'recall.withdrawn_stays')
    const now = deps.now()
    const by = scope.kind === 'person' ? scope.personId : null
    await deps.recalls.liftHolds(tx, await settleItem(tx, scope, key.itemId, 'kept', now, key.recallId), by, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'recall.item_kept',
      subject: { kind: 'item', id: key.itemId },
      missionId: found.missionId,
      payload: { recall: key.recallId },
    })
    return demandRecall(tx, scope, key.recallId)
  })
}

async function demandRecall(tx: Tx, scope: Scope, id: string): Promise<Recall> {
  const recall = await findRecall(tx, scope, id)
  const isReached = recall?.missions.some((mission) => canRead(scope, mission.missionId))
  if (!recall || !isReached) throw new AppError('not_found', 'recall.not_found')
  return recall
}

const approving = systemScope('approving')

/** An item that was approved anew is settled: its new deliveries are free. Called in the transaction of the approval. */
export async function settleApproved(ports: RecallPorts, tx: Tx, itemId: string, now: Date): Promise<void> {
  await ports.liftHolds(tx, await settleItem(tx, approving, itemId, 'revised', now), null, now)
}

/**
 * Something of a recalled item is out after all (a call that was running, a post by hand): its mission has something to
 * correct. Counted from what stands, so that it may run twice.
 */
export async function noteOut(tx: Tx, itemId: string, now: Date): Promise<void> {
  const rows = await tx
    .updateTable('recallItem')
    .set({
      outCount: sql<number>`(select count(*) from delivery d where d.item_id = ${itemId}
        and d.state in ('sending', 'pending', 'sent', 'unknown'))`,
    })
    .where('itemId', '=', itemId)
    .where('state', '=', 'open')
    .returning(['recallId', 'missionId'])
    .execute()
  for (const { recallId, missionId } of rows) {
    await addTasks(tx, recallId, [missionId], now)
    const recall = await tx
      .selectFrom('recall')
      .select(['id', 'campaignId', 'reason'])
      .where('id', '=', recallId)
      .executeTakeFirstOrThrow()
    await tellCorrections(tx, approving, recall, [missionId], now)
    await sql`insert into recall_message (recall_id, message_id, mission_id)
      select ${recallId}::uuid, id, mission_id from message where item_id = ${itemId} and deleted_at is null
      on conflict do nothing`.execute(tx)
  }
}
