import type { MissionId } from './model.ts'

/** Roles of the ministry (domain section 4), and the rater. */
export const roles = [
  'strategist',
  'editor',
  'regional_desk',
  'mission_officer',
  'head_of_mission',
  'leadership',
  'rater',
  'auditor',
  'administrator',
] as const
export type Role = (typeof roles)[number]

export type Reach<T> = 'all' | ReadonlySet<T>

/** A grant as it holds today: role and what it reaches. */
export type ScopedGrant = {
  readonly role: Role
  readonly missions: Reach<MissionId>
  readonly objectives: Reach<string>
  readonly accounts: Reach<string>
}

/**
 * Whose eyes and hands a store works for. Every read and write of a store takes one, so that forgetting it does not
 * compile. A mission outside the scope does not exist for it: stores answer as if there were none.
 */
export type Scope = PersonScope | PublicScope | SystemScope
export type PersonScope = {
  readonly kind: 'person'
  readonly personId: string
  readonly grants: readonly ScopedGrant[]
  /** Missions whose inner papers (drafts, deliveries, ratings shown to it) this person may read. */
  readonly reads: Reach<MissionId>
}
export type PublicScope = { readonly kind: 'public' }
export type SystemScope = { readonly kind: 'system'; readonly why: string }

export const publicScope: PublicScope = { kind: 'public' }
/** For work nobody asked for by hand; `why` names the job or command. */
export const systemScope = (why: string): SystemScope => ({ kind: 'system', why })

// A rater sees texts without their missions; that desk has its own redacted reads.
const blindRoles: ReadonlySet<Role> = new Set(['rater'])

export function personScope(personId: string, grants: readonly ScopedGrant[]): PersonScope {
  const reading = grants.filter((grant) => !blindRoles.has(grant.role))
  const reads = reading.some((grant) => grant.missions === 'all')
    ? 'all'
    : new Set(reading.flatMap((grant) => (grant.missions === 'all' ? [] : [...grant.missions])))
  return { kind: 'person', personId, grants, reads }
}

/** Missions whose inner papers this scope reads. The public reads none. */
export function readableMissions(scope: Scope): Reach<MissionId> {
  if (scope.kind === 'system') return 'all'
  return scope.kind === 'person' ? scope.reads : new Set()
}

export const reaches = <T>(reach: Reach<T>, value: T): boolean => reach === 'all' || reach.has(value)

export const canRead = (scope: Scope, mission: MissionId): boolean => reaches(readableMissions(scope), mission)

/** True where one of these roles reaches the mission. The system may do what it does. */
export function holds(scope: Scope, allowed: readonly Role[], mission: MissionId): boolean {
  if (scope.kind === 'system') return true
  return scope.kind === 'person' && scope.grants.some((g) => allowed.includes(g.role) && reaches(g.missions, mission))
}

/** True where one of these roles is held anywhere (for ministry-wide acts use `holdsEverywhere`). */
export function holdsAnywhere(scope: Scope, allowed: readonly Role[]): boolean {
  return scope.kind === 'system' || (scope.kind === 'person' && scope.grants.some((g) => allowed.includes(g.role)))
}

export function holdsEverywhere(scope: Scope, allowed: readonly Role[]): boolean {
  return (
    scope.kind === 'system' ||
    (scope.kind === 'person' && scope.grants.some((g) => allowed.includes(g.role) && g.missions === 'all'))
  )
}
