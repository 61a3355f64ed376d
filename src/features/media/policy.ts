import { AppError } from '../../platform/errors.ts'
import { canRead, holds, type Role, type Scope } from '../missions/index.ts'

const keepers: readonly Role[] = ['mission_officer', 'head_of_mission', 'editor', 'strategist']

export const mayKeepMedia = (scope: Scope, missionId: string): boolean =>
  scope.kind === 'person' && holds(scope, keepers, missionId)

/** Answers who it is. @throws AppError not_found for a mission out of sight, forbidden for one that is not theirs. */
export function demandUploader(scope: Scope, missionId: string): string {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  if (!holds(scope, keepers, missionId)) throw new AppError('forbidden', 'media.upload_not_yours')
  if (scope.kind !== 'person') throw new AppError('unauthenticated', 'unauthenticated')
  return scope.personId
}
