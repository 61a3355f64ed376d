import type { Db } from '../../platform/database/database.ts'
import { recordAudit } from '../audit/index.ts'
import { systemScope } from '../missions/index.ts'
import { tellEscalated } from './notices.ts'
import { closeWait } from './review-wait.ts'

const scope = systemScope('escalating reviews')

/**
 * Passes reviews whose time has run out on to the next in line (APR-04): the mission's to its desk, the desk's to
 * headquarters. Nobody loses the right to decide; one more may. Waits of items that their authors took back are closed.
 * @returns how many were passed on. Several processes may run it at once: each review is passed on once.
 */
export async function escalateOverdue(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('reviewWait')
      .innerJoin('item', 'item.id', 'reviewWait.itemId')
      .select(['reviewWait.id', 'reviewWait.itemId', 'reviewWait.missionId', 'reviewWait.step', 'item.status'])
      .where('reviewWait.closedAt', 'is', null)
      .where((eb) =>
        eb.or([
          eb('item.status', '<>', 'in_review'),
          eb.and([eb('reviewWait.dueAt', '<=', now), eb('reviewWait.escalatedAt', 'is', null)]),
        ]),
      )
      .orderBy('reviewWait.dueAt')
      .limit(500)
      .forUpdate('reviewWait')
      .skipLocked()
      .execute()
    const overdue = rows.filter((row) => row.status === 'in_review')
    for (const row of rows) if (row.status !== 'in_review') await closeWait(tx, scope, row.itemId, 'taken_back', now)
    for (const row of overdue) {
      await tx.updateTable('reviewWait').set({ escalatedAt: now }).where('id', '=', row.id).execute()
      await tellEscalated(tx, scope, row, now)
      await recordAudit(tx, now, {
        actor: { kind: 'system' },
        action: 'review.escalated',
        subject: { kind: 'item', id: row.itemId },
        missionId: row.missionId,
        payload: { step: row.step },
      })
    }
    return overdue.length
  })
}
