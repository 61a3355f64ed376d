import type { Day } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import type { PersonId } from './model.ts'
import { demandManager } from './policy.ts'
import { deleteSessions } from './session-store.ts'

/** Sets the last day on which the person may sign in (home zone; null = none). It ends access by itself (SEC-09). */
export async function setLeavingDate(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  personId: PersonId,
  leavesOn: Day | null,
): Promise<void> {
  await demandManager(deps.db, scope, personId)
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('person')
      .set({ leavesOn, updatedAt: now })
      .where('id', '=', personId)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new AppError('not_found', 'people.not_found')
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'person.leaving_date_set',
      subject: { kind: 'person', id: personId },
      payload: { leavesOn },
    })
  })
}

/** Ends every session of a person, such as after a lost telephone. Answers how many there were. */
export async function revokeSessions(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  personId: PersonId,
): Promise<number> {
  await demandManager(deps.db, scope, personId)
  return deps.db.transaction().execute(async (tx) => {
    const person = await tx.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst()
    if (!person) throw new AppError('not_found', 'people.not_found')
    const ended = await deleteSessions(tx, personId)
    await recordAudit(tx, deps.now(), {
      actor: actorOf(scope),
      action: 'sessions.revoked',
      subject: { kind: 'person', id: personId },
      payload: { sessions: ended },
    })
    return ended
  })
}
