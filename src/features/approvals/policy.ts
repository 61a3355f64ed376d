import type { ErrorCode } from '../../platform/errors.ts'
import { holds, holdsEverywhere, type Reach, type Scope } from '../missions/index.ts'
import type { Mandate, MandateTier, Review, ReviewStep } from './model.ts'

/** A mandate in force on the mission's day. */
export type ActiveMandate = {
  readonly kind: Mandate['kind']
  readonly missionId: string
  readonly personId: string
  readonly tiers: ReadonlySet<MandateTier>
}

/** What a decision about an item depends on beside the scope. */
export type Case = {
  readonly missionId: string
  readonly isHeadquarters: boolean
  readonly tier: MandateTier
  /** Author and everyone who changed its words. */
  readonly writers: ReadonlySet<string>
  /** Persons whose grant as head of the mission holds today. None = the post is vacant (APR-02). */
  readonly heads: ReadonlySet<string>
  readonly mandates: readonly ActiveMandate[]
  /** The step's time has run out: it is open to the next in line too (APR-04). */
  readonly isEscalated: boolean
  readonly counting: readonly Review[]
}

export type Verdict =
  | { readonly kind: 'may'; readonly capacity: string }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly key: string }

/** Whether this scope may decide this step, and in which capacity. Nobody approves own words, nobody decides twice. */
export function mayDecide(scope: Scope, step: ReviewStep, about: Case): Verdict {
  const capacity = scope.kind === 'person' ? capacityFor(scope, scope.personId, step, about) : undefined
  if (scope.kind !== 'person' || capacity === undefined)
    return { kind: 'refused', code: 'forbidden', key: `approval.not_yours_${step}` }
  if (about.writers.has(scope.personId)) return { kind: 'refused', code: 'forbidden', key: 'approval.own_words' }
  if (about.counting.some((review) => review.reviewer.id === scope.personId))
    return { kind: 'refused', code: 'forbidden', key: 'approval.second_person' }
  return { kind: 'may', capacity }
}

function capacityFor(scope: Scope, personId: string, step: ReviewStep, about: Case): string | undefined {
  const { missionId, isEscalated } = about
  const isDesk = holds(scope, ['regional_desk'], missionId)
  switch (step) {
    case 'headquarters':
      if (holds(scope, ['editor'], missionId)) return 'editor'
      return holds(scope, ['strategist'], missionId) ? 'strategist' : undefined
    case 'desk':
      if (isDesk) return 'regional_desk'
      return isEscalated && holdsEverywhere(scope, ['strategist']) ? 'strategist_for_desk' : undefined
    case 'mission':
      return missionCapacity(scope, personId, isDesk, about)
  }
}

function missionCapacity(scope: Scope, personId: string, isDesk: boolean, about: Case): string | undefined {
  const { missionId, isHeadquarters, isEscalated } = about
  const own = mandatesFor(about).filter((mandate) => mandate.personId === personId)
  if (holds(scope, ['head_of_mission'], missionId)) return 'head_of_mission'
  if (own.some((mandate) => mandate.kind === 'charge')) return 'charge_ad_interim'
  if (own.some((mandate) => mandate.kind === 'delegation')) return 'delegate_of_head'
  if (isHeadquarters && holds(scope, ['strategist'], missionId)) return 'strategist'
  if (hasFreeApprover(about)) return isDesk && isEscalated ? 'regional_desk_escalated' : undefined
  if (own.some((mandate) => mandate.kind === 'remote')) return 'remote_approver'
  // A named remote approver goes before the rest of the desk until the time has run out.
  return isDesk && (isEscalated || !hasFreeRemote(about)) ? 'regional_desk_for_head' : undefined
}

/** Mandates that hold for this item: a charge only while the post is vacant, each within its tiers. */
export const mandatesFor = (about: Case): ActiveMandate[] =>
  about.mandates.filter(
    (mandate) => mandate.tiers.has(about.tier) && (mandate.kind !== 'charge' || about.heads.size === 0),
  )

/** Somebody of the mission who wrote nothing of it may decide; without any, the remote approver does (APR-03). */
export const hasFreeApprover = (about: Case): boolean =>
  [...about.heads].some((head) => !about.writers.has(head)) ||
  mandatesFor(about).some((mandate) => mandate.kind !== 'remote' && !about.writers.has(mandate.personId))

const hasFreeRemote = (about: Case): boolean =>
  mandatesFor(about).some((mandate) => mandate.kind === 'remote' && !about.writers.has(mandate.personId))

/** Missions where this scope may have something to decide, before anything is read. */
export function decidableMissions(
  scope: Scope,
  headquarters: ReadonlySet<string>,
  mandated: ReadonlySet<string>,
): Reach<string> {
  if (scope.kind !== 'person') return new Set()
  const reaches = scope.grants.flatMap((grant): Reach<string>[] => {
    if (['head_of_mission', 'regional_desk', 'editor'].includes(grant.role)) return [grant.missions]
    if (grant.role !== 'strategist') return []
    // What the desks did not decide in time comes to those who hold the whole ministry.
    return [grant.missions === 'all' ? 'all' : headquarters.intersection(grant.missions)]
  })
  if (reaches.includes('all')) return 'all'
  return new Set([...mandated, ...reaches.flatMap((reach) => (reach === 'all' ? [] : [...reach]))])
}

/** Which mandates this scope may give at a mission: the head delegates; the desk or headquarters names the others. */
export function givableMandates(scope: Scope, missionId: string): Mandate['kind'][] {
  const kinds: Mandate['kind'][] = holds(scope, ['head_of_mission'], missionId) ? ['delegation'] : []
  if (holds(scope, ['regional_desk'], missionId) || holdsEverywhere(scope, ['strategist', 'administrator']))
    kinds.push('charge', 'remote')
  return kinds
}
