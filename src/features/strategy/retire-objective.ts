import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import type { Objective } from './model.ts'
import { endObjective, listObjectiveVersions, lockObjective } from './objective-store.ts'
import { mayChangeObjectives } from './policy.ts'

/**
 * Ends an objective after a day; items and mixes that named it keep it, and changing it later brings it back as a new
 * version. Refused while an objective below it goes on.
 */
export async function retireObjective(
  deps: { db: Db; now: () => Date; homeZone: string },
  scope: Scope,
  code: string,
  lastDay: string,
): Promise<Objective> {
  if (!mayChangeObjectives(scope)) throw new AppError('forbidden', 'objective.change_not_yours')
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    if (lastDay < localDayOf(now, deps.homeZone)) throw new AppError('invalid', 'objective.from_past', { day: lastDay })
    const before = await lockObjective(tx, scope, code)
    if (!before) throw new AppError('not_found', 'objective.not_found')
    const later = (await listObjectiveVersions(tx, scope)).filter(
      (one) => one.validTo === null || one.validTo > lastDay,
    )
    const child = later.find((one) => one.parentCode === code)
    if (child) throw new AppError('conflict', 'objective.has_children', { child: child.nameId })
    if (before.validTo !== null && before.validTo <= lastDay) return before
    await endObjective(tx, scope, code, lastDay)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'objective.retired',
      subject: { kind: 'objective', id: code },
      payload: { version: before.version, lastDay },
    })
    return { ...before, validTo: lastDay }
  })
}
