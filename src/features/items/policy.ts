import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, findMission, holds, type Mission, type Scope } from '../missions/index.ts'

/** A mission's own people write its items; headquarters' editors and strategists write headquarters' own. */
function mayWriteItems(scope: Scope, mission: Pick<Mission, 'id' | 'isHeadquarters'>): boolean {
  if (holds(scope, ['mission_officer', 'head_of_mission'], mission.id)) return true
  return mission.isHeadquarters && holds(scope, ['editor', 'strategist'], mission.id)
}

/** @throws AppError not_found for a mission outside the scope, forbidden for one where it only reads. */
export async function demandWriter(db: Db, scope: Scope, missionId: string): Promise<void> {
  const mission = canRead(scope, missionId) ? await findMission(db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  if (!mayWriteItems(scope, mission)) throw new AppError('forbidden', 'item.write_not_yours')
}
