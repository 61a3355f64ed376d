import { AppError } from '../../platform/errors.ts'
import { holds, type Role, type Scope } from '../missions/index.ts'

/** Who keeps a mission's accounts: proposes, renames, connects, names custodians, attests. */
const keepers: readonly Role[] = ['mission_officer', 'head_of_mission', 'administrator']
/** Who decides about them: approves, activates, suspends, closes. */
const deciders: readonly Role[] = ['head_of_mission', 'editor', 'strategist', 'administrator']
/** Whose word makes an account official: the mission's own. Headquarters cannot say it for them. */
const confirmers: readonly Role[] = ['mission_officer', 'head_of_mission']

export const mayKeep = (scope: Scope, missionId: string): boolean => holds(scope, keepers, missionId)
export const mayDecide = (scope: Scope, missionId: string): boolean => holds(scope, deciders, missionId)
export const mayConfirm = (scope: Scope, missionId: string): boolean => holds(scope, confirmers, missionId)

/** @throws AppError forbidden */
export function demand(allowed: boolean): void {
  if (!allowed) throw new AppError('forbidden', 'account.not_yours')
}

/** The person an act is signed with; the system and commands sign with none. */
export const personOf = (scope: Scope): string | null => (scope.kind === 'person' ? scope.personId : null)
