import { canRead, holds, holdsEverywhere, type PersonScope, type Scope } from '../missions/index.ts'

/** Raters are the whole ministry's: one of a single mission would know whose texts come. */
export const mayRate = (scope: Scope): scope is PersonScope =>
  scope.kind === 'person' && holdsEverywhere(scope, ['rater'])

/** Only a strategist draws the quarter's sample. */
export const mayDraw = (scope: Scope): boolean => holdsEverywhere(scope, ['strategist'])

/** Who sees how the sample stands. */
export const seesSample = (scope: Scope): boolean =>
  holdsEverywhere(scope, ['strategist', 'editor', 'leadership', 'regional_desk', 'auditor'])

/** A mission's own people dispute its labels. */
export const mayDispute = (scope: Scope, missionId: string): boolean =>
  holds(scope, ['mission_officer', 'head_of_mission'], missionId)

export const seesDisputes = (scope: Scope, missionId: string): boolean => canRead(scope, missionId)
