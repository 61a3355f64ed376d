import { holds, type Mission, type Scope } from '../missions/index.ts'

/** A mission's own people write its items; headquarters' editors and strategists write headquarters' own. */
export function mayWriteItems(scope: Scope, mission: Pick<Mission, 'id' | 'isHeadquarters'>): boolean {
  if (holds(scope, ['mission_officer', 'head_of_mission'], mission.id)) return true
  return mission.isHeadquarters && holds(scope, ['editor', 'strategist'], mission.id)
}
