import type { Pause } from '../../../contract/alerts.ts'
import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { recordAudit } from '../../audit/index.ts'
import { endHolds, moveHoldEnd } from '../../deliveries/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import { findPause } from './list-pauses.ts'

/** Ends a pause now, or sets another end for it. What it held waits for a word. Ending it twice changes nothing. */
export function endPause(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  holdId: string,
  endsAt: string | undefined,
): Promise<Pause> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    await tx.selectFrom('hold').select('id').where('id', '=', holdId).forUpdate().execute()
    const pause = await findPause(tx, scope, holdId, now)
    if (pause.state === 'over' && endsAt === undefined) return pause
    if (!pause.mayEnd) throw new AppError('forbidden', 'pause.not_yours')
    const end = endsAt === undefined ? null : new Date(endsAt)
    if (end && (end <= now || end <= new Date(pause.startsAt))) throw new AppError('invalid', 'hold.ends_before_start')
    if (end) await moveHoldEnd(tx, holdId, end, now)
    else await endHolds(tx, [holdId], scope.kind === 'person' ? scope.personId : null, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: end ? 'pause.end_moved' : 'pause.ended',
      subject: { kind: 'hold', id: holdId },
      payload: { until: (end ?? now).toISOString() },
      ...(pause.scopeKind === 'mission' ? { missionId: pause.scopeValue } : {}),
    })
    return findPause(tx, scope, holdId, now)
  })
}
