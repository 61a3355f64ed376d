import { canRead, holds, holdsEverywhere, type Scope } from '../missions/index.ts'

/** A mission's paper is for those who see its scores. */
export const seesMissionReport = (scope: Scope, missionId: string): boolean =>
  canRead(scope, missionId) &&
  holds(
    scope,
    ['strategist', 'editor', 'regional_desk', 'leadership', 'mission_officer', 'head_of_mission', 'auditor'],
    missionId,
  )

/** The ministry's papers are for headquarters. */
export const seesMinistryReport = (scope: Scope): boolean =>
  holdsEverywhere(scope, ['strategist', 'editor', 'regional_desk', 'leadership', 'auditor'])
