import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf } from './actor.ts'
import type { Mission, MissionDecision } from './model.ts'
import { holdsEverywhere, type Scope } from './scope.ts'
import { findMission, saveMissionDecision } from './store.ts'

/** Records what the ministry decides about a mission. Strategists and administrators of the whole ministry may. */
export async function changeMission(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  id: string,
  change: MissionDecision,
): Promise<Mission> {
  if (!holdsEverywhere(scope, ['strategist', 'administrator']))
    throw new AppError('forbidden', 'mission.change_not_yours')
  return deps.db.transaction().execute(async (tx) => {
    const before = await findMission(tx, scope, id)
    if (!before) throw new AppError('not_found', 'mission.not_found')
    const opened = change.openedOn === undefined ? before.openedOn : change.openedOn
    const closed = change.closedOn === undefined ? before.closedOn : change.closedOn
    if (opened && closed && closed <= opened)
      throw new AppError('invalid', 'mission.closes_before_opening', { opened, closed })
    await saveMissionDecision(tx, scope, id, change, deps.now())
    await recordAudit(tx, deps.now(), {
      actor: actorOf(scope),
      action: 'mission.changed',
      subject: { kind: 'mission', id },
      missionId: id,
      payload: { changed: Object.keys(change) },
    })
    const after = await findMission(tx, scope, id)
    if (!after) throw new AppError('not_found', 'mission.not_found')
    return after
  })
}
