import { AppError } from '../../platform/errors.ts'
import { holds, holdsEverywhere, type Role, type Scope } from '../missions/index.ts'

/** What of a question decides who may act on it. */
export type Asked = {
  readonly missionId: string
  readonly isHeadquarters: boolean
  readonly askingMissionId: string | null
}

const atMission: readonly Role[] = ['mission_officer', 'head_of_mission']
const atHeadquarters: readonly Role[] = ['strategist', 'editor']
const withDesk: readonly Role[] = ['strategist', 'editor', 'regional_desk']

/** The mission answers its own; headquarters' are answered by its editors, a mission's also by its desk. */
export function mayAnswer(scope: Scope, asked: Asked): boolean {
  if (!asked.isHeadquarters) return holds(scope, atMission, asked.missionId)
  if (holdsEverywhere(scope, atHeadquarters)) return true
  return asked.askingMissionId !== null && holds(scope, withDesk, asked.askingMissionId)
}

/** Whoever answers, and headquarters and the desk for missions they see. */
export const mayHandOn = (scope: Scope, asked: Asked): boolean =>
  mayAnswer(scope, asked) || holds(scope, withDesk, asked.missionId)

export const mayPaste = (scope: Scope, missionId: string): boolean => holds(scope, atMission, missionId)

/** Ready answers of all are headquarters’; a mission keeps its own. */
export const mayKeepReady = (scope: Scope, missionId: string | null): boolean =>
  missionId === null ? holdsEverywhere(scope, atHeadquarters) : holds(scope, [...atMission, ...withDesk], missionId)

export const maySeeMisunderstandings = (scope: Scope): boolean =>
  holdsEverywhere(scope, ['strategist', 'editor', 'leadership'])
export const mayRequestExplainer = (scope: Scope): boolean => holdsEverywhere(scope, atHeadquarters)

/** @throws AppError forbidden where `allowed` is false. */
export function demand(allowed: boolean, key: string): void {
  if (!allowed) throw new AppError('forbidden', key)
}
