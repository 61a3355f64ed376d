import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { holdsAnywhere, holdsEverywhere, type Role, reaches, type Scope } from '../missions/index.ts'
import type { GrantScope, PersonId } from './model.ts'
import { findGrantScopes, personExists } from './store.ts'

/** What a head of mission may grant, at the own mission: whom the head answers for. */
const grantedByHeads: ReadonlySet<Role> = new Set<Role>(['mission_officer'])

/** Administrators of the whole ministry. @throws AppError forbidden, the same for every person. */
export function demandPeopleAdministrator(scope: Scope): void {
  if (!holdsEverywhere(scope, ['administrator'])) throw new AppError('forbidden', 'people.not_yours')
}

/** Who may see a list of people: administrators and auditors all, heads of mission those of their mission. */
export function demandPeopleReader(scope: Scope): void {
  if (holdsEverywhere(scope, ['administrator', 'auditor']) || holdsAnywhere(scope, ['head_of_mission'])) return
  throw new AppError('forbidden', 'people.list_not_yours')
}

/**
 * Who may change this person: administrators everybody, heads of mission those who hold nothing but what a head may
 * grant, at the head's own mission. @throws AppError not_found for a person who does not exist for this scope.
 */
export async function demandManager(db: Db, scope: Scope, personId: PersonId): Promise<void> {
  if (holdsEverywhere(scope, ['administrator'])) {
    if (!(await personExists(db, scope, personId))) throw new AppError('not_found', 'people.not_found')
    return
  }
  if (!holdsAnywhere(scope, ['head_of_mission'])) throw new AppError('forbidden', 'people.not_yours')
  if (!(await personExists(db, scope, personId))) throw new AppError('not_found', 'people.not_found')
  if (!mayManage(scope, personId, await findGrantScopes(db, personId)))
    throw new AppError('forbidden', 'people.not_your_staff')
}

/** The same rule over grants that are known: `held` lists each scope entry with its role. */
export function mayManage(
  scope: Scope,
  personId: PersonId,
  held: readonly (GrantScope & { readonly role: string })[],
): boolean {
  if (holdsEverywhere(scope, ['administrator'])) return true
  if (scope.kind !== 'person' || scope.personId === personId || held.length === 0) return false
  return held.every(({ role, ...entry }) => isHeadsToGive(scope, role, entry))
}

/** Who may grant this role over these scopes. @throws AppError forbidden */
export function demandGranter(scope: Scope, role: Role, scopes: readonly GrantScope[]): void {
  if (holdsEverywhere(scope, ['administrator'])) return
  if (!holdsAnywhere(scope, ['head_of_mission'])) throw new AppError('forbidden', 'people.not_yours')
  if (!scopes.every((entry) => isHeadsToGive(scope, role, entry)))
    throw new AppError('forbidden', 'people.grant_beyond_mission')
}

function isHeadsToGive(scope: Scope, role: string, { kind, value }: GrantScope): boolean {
  if (scope.kind !== 'person' || kind !== 'mission' || !grantedByHeads.has(role as Role)) return false
  return scope.grants.some((grant) => grant.role === 'head_of_mission' && reaches(grant.missions, value))
}
