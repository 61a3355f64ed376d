import { holds, holdsEverywhere, readableMissions, type Scope } from '../missions/index.ts'

/** Strategists and editors at headquarters make campaigns. */
export const mayWrite = (scope: Scope): boolean => holdsEverywhere(scope, ['strategist', 'editor'])

/** Only a strategist lets a kit out to missions. */
export const mayRelease = (scope: Scope): boolean => holdsEverywhere(scope, ['strategist'])

/** Drafts are seen by those who read the whole ministry. */
export const seesDrafts = (scope: Scope): boolean => readableMissions(scope) === 'all'

export const mayAnswer = (scope: Scope, missionId: string): boolean =>
  holds(scope, ['head_of_mission', 'mission_officer'], missionId)

export const mayAcceptRefusal = (scope: Scope, missionId: string): boolean =>
  holds(scope, ['regional_desk'], missionId) || holdsEverywhere(scope, ['strategist'])

/** The head of mission answers for what stays as it is after a recall. */
export const mayKeep = (scope: Scope, missionId: string): boolean => holds(scope, ['head_of_mission'], missionId)
