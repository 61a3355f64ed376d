import type { ErrorCode } from '../../platform/errors.ts'
import { holds, type Reach, type Scope } from '../missions/index.ts'
import type { Review, ReviewStep } from './model.ts'

/** What a decision about an item depends on beside the scope. */
export type Case = {
  readonly missionId: string
  readonly isHeadquarters: boolean
  /** Author and everyone who changed its words. */
  readonly writers: ReadonlySet<string>
  /** Heads of the mission who wrote nothing of it. Without any, the regional desk is the remote approver (APR-03). */
  readonly hasFreeHead: boolean
  readonly counting: readonly Review[]
}

export type Verdict =
  | { readonly kind: 'may'; readonly capacity: string }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly key: string }

/** Whether this scope may decide this step, and in which capacity. Nobody approves own words, nobody decides twice. */
export function mayDecide(scope: Scope, step: ReviewStep, about: Case): Verdict {
  const capacity = scope.kind === 'person' ? capacityFor(scope, step, about) : undefined
  if (scope.kind !== 'person' || capacity === undefined)
    return { kind: 'refused', code: 'forbidden', key: `approval.not_yours_${step}` }
  if (about.writers.has(scope.personId)) return { kind: 'refused', code: 'forbidden', key: 'approval.own_words' }
  if (about.counting.some((review) => review.reviewer.id === scope.personId))
    return { kind: 'refused', code: 'forbidden', key: 'approval.second_person' }
  return { kind: 'may', capacity }
}

function capacityFor(scope: Scope, step: ReviewStep, about: Case): string | undefined {
  const isDesk = holds(scope, ['regional_desk'], about.missionId)
  if (step === 'desk') return isDesk ? 'regional_desk' : undefined
  if (holds(scope, ['head_of_mission'], about.missionId)) return 'head_of_mission'
  if (about.isHeadquarters && holds(scope, ['strategist'], about.missionId)) return 'strategist'
  return isDesk && !about.hasFreeHead ? 'regional_desk_for_head' : undefined
}

/** Missions where this scope may have something to decide, before anything is read. */
export function decidableMissions(scope: Scope, headquarters: ReadonlySet<string>): Reach<string> {
  if (scope.kind !== 'person') return new Set()
  const reaches = scope.grants.flatMap((grant): Reach<string>[] => {
    if (grant.role === 'head_of_mission' || grant.role === 'regional_desk') return [grant.missions]
    if (grant.role !== 'strategist') return []
    return [grant.missions === 'all' ? headquarters : headquarters.intersection(grant.missions)]
  })
  if (reaches.includes('all')) return 'all'
  return new Set(reaches.flatMap((reach) => (reach === 'all' ? [] : [...reach])))
}
