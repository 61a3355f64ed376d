import { AppError } from '../../platform/errors.ts'
import { canRead, holds, type Role, type Scope } from '../missions/index.ts'

/** Who brings files in: the mission's own, and headquarters for the first quarter of all. */
const importers: readonly Role[] = ['mission_officer', 'head_of_mission', 'editor', 'strategist', 'administrator']
/** Who records posts by their links: those who publish. */
const loggers: readonly Role[] = ['mission_officer', 'head_of_mission']

/** @throws AppError not_found for a mission out of sight, forbidden for one that somebody else imports for. */
export function demandImporter(scope: Scope, missionId: string): void {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  if (!holds(scope, importers, missionId)) throw new AppError('forbidden', 'import.not_yours')
}

/** @throws AppError as above. */
export function demandLogger(scope: Scope, missionId: string): void {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  if (!holds(scope, loggers, missionId)) throw new AppError('forbidden', 'post.log_not_yours')
}

export const mayImport = (scope: Scope, missionId: string): boolean => holds(scope, importers, missionId)
