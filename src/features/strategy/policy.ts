import { holds, holdsEverywhere, type Scope } from '../missions/index.ts'

/** Strategists of the whole ministry write objectives and propose mixes. */
export const mayChangeObjectives = (scope: Scope): boolean => holdsEverywhere(scope, ['strategist'])

/** Narratives and facts are written by strategists and editors of the whole ministry. */
export const mayWriteNarratives = (scope: Scope): boolean => holdsEverywhere(scope, ['strategist', 'editor'])

/** Who at headquarters sees where a fact is used, in every mission. */
export const maySeeUses = (scope: Scope): boolean =>
  holdsEverywhere(scope, ['strategist', 'editor', 'leadership', 'auditor'])

/** Which side of an agreement somebody speaks for; undefined for neither. A strategist always speaks for headquarters. */
export function sideOf(scope: Scope, missionId: string): 'headquarters' | 'mission' | undefined {
  if (holdsEverywhere(scope, ['strategist'])) return 'headquarters'
  return holds(scope, ['head_of_mission', 'mission_officer'], missionId) ? 'mission' : undefined
}
