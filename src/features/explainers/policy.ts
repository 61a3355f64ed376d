import { holdsEverywhere, type MissionId, readableMissions, type Scope } from '../missions/index.ts'

/** Strategists and editors of the whole ministry write explainers. */
export const mayWrite = (scope: Scope): boolean => holdsEverywhere(scope, ['strategist', 'editor'])

/** Whoever reads the whole ministry sees what is being written; a region's desk sees what is given to it. */
export const maySee = (scope: Scope, deskMissions: readonly MissionId[]): boolean =>
  readableMissions(scope) === 'all' || isDesk(scope, deskMissions)

/** The desk: another editor or strategist of headquarters, or the desk of the region it was given to. */
export const mayCheck = (scope: Scope, deskMissions: readonly MissionId[]): boolean =>
  mayWrite(scope) || isDesk(scope, deskMissions)

function isDesk(scope: Scope, deskMissions: readonly MissionId[]): boolean {
  if (scope.kind !== 'person') return false
  return scope.grants.some(
    ({ role, missions }) =>
      role === 'regional_desk' &&
      deskMissions.length > 0 &&
      (missions === 'all' || deskMissions.some((id) => missions.has(id))),
  )
}
