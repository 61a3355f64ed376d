import { canRead, holds, holdsEverywhere, type Role, type Scope } from '../missions/index.ts'

/** Who sees scores of the missions in their scope (domain section 4; peers see nothing). */
const boardRoles: readonly Role[] = [
  'strategist',
  'editor',
  'regional_desk',
  'leadership',
  'mission_officer',
  'head_of_mission',
  'auditor',
]

export const seesScores = (scope: Scope, missionId: string): boolean =>
  canRead(scope, missionId) && holds(scope, boardRoles, missionId)

/** Headquarters' analysts: the sensitivity report, whose subject is every mission, is theirs alone (MEA-11). */
export const mayAnalyse = (scope: Scope): boolean => holdsEverywhere(scope, ['strategist', 'auditor'])

/** Who freezes a quarter. */
export const mayFreeze = (scope: Scope): boolean => holdsEverywhere(scope, ['strategist'])
