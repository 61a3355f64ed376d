import type { Board } from '../../contract/alignment.ts'
import { type Estimate, type Parents, ratioOf } from './estimate.ts'
import { joinedMix } from './mix-shares.ts'
import { objectiveCoverage } from './objective-coverage.ts'
import { purposeRatio } from './purpose-ratio.ts'
import { componentOf, type Mix, stateOf } from './score.ts'

/** What a mission published, held against what it agreed to. */
export type Held = { readonly estimate: Estimate; readonly target: Mix | null }

/** C1 and C3 of many missions as one: weights added up, targets joined by `joinedMix`. */
export function totalsOf(
  measured: readonly Held[],
  raw: { readonly posts: number; readonly deleted: number },
  parents: Parents,
): Board['total'] {
  const estimates = measured.map(({ estimate }) => estimate)
  const sum = (pick: (estimate: Estimate) => number) => estimates.reduce((total, estimate) => total + pick(estimate), 0)
  const total = sum((estimate) => estimate.total)
  const joint: Estimate = {
    messages: sum((estimate) => estimate.messages),
    total,
    weight: sum((estimate) => estimate.weight),
    readableShare: total > 0 ? sum((estimate) => (estimate.readableShare ?? 0) * estimate.total) / total : null,
    isAudited: estimates.every((estimate) => estimate.isAudited),
    labelled: {},
    corrected: {},
    purposeLabelled: sum((estimate) => estimate.purposeLabelled),
    purposeCorrected: sum((estimate) => estimate.purposeCorrected),
  }
  const { out, target } = joinedMix(measured, parents)
  const coverage = target && out.bearing > 0 ? objectiveCoverage(out.shares, target, out.bearing) : null
  const ratio = ratioOf(joint)
  return {
    messages: joint.messages,
    posts: raw.posts,
    deleted: raw.deleted,
    c1: componentOf('C1', target ? stateOf(joint, out.bearing) : 'no_target', out.bearing, coverage?.value ?? null),
    c3: componentOf('C3', stateOf(joint, joint.weight), joint.weight, ratio === null ? null : purposeRatio(ratio)),
  }
}
