import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { never, reasonOf } from './model.ts'

/**
 * After a restore, inside its transaction: what was due before now, or in flight when the backup was taken, may have
 * gone out since. It waits for a person; nothing of it is sent unasked. What was unknown stays so and is not looked up
 * by itself, for a look-up that finds nothing would send again. Answers how many wait.
 */
export async function settleRestored(db: Db, now: Date): Promise<number> {
  const waiting = await db
    .updateTable('delivery')
    .set({
      state: 'needs_confirmation',
      stateReason: reasonOf('confirm.after_restore'),
      stateChangedAt: now,
      updatedAt: now,
      nextAt: never,
      leaseOwner: null,
      leaseUntil: null,
      fence: sql<number>`fence + 1`,
    })
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['sending', 'pending']),
        eb.and([eb('state', 'in', ['scheduled', 'held']), eb('dueAt', '<=', now)]),
      ]),
    )
    .executeTakeFirst()
  const unknown = await db
    .updateTable('delivery')
    .set({ nextAt: never, leaseOwner: null, leaseUntil: null, fence: sql<number>`fence + 1` })
    .where('state', '=', 'unknown')
    .executeTakeFirst()
  return Number(waiting.numUpdatedRows) + Number(unknown.numUpdatedRows)
}
