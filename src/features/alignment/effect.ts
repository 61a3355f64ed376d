import type { Estimate } from './estimate.ts'
import { alignmentIndex, type ComponentValues } from './iks.ts'
import { scoreOf } from './score.ts'
import type { MissionMeasure } from './view-mission.ts'

/** One message more (weight 1) or less (−1): its objective's code (`none` included) and purpose value, 0–1. */
export type MessageChange = { readonly objective: string; readonly purposeValue: number; readonly weight: 1 | -1 }

export type Effect = {
  /** Points of the index, −100 to 100. */
  readonly points: number
  /** False while the mission's labels are unaudited: then the points may order advice and must not be shown (5.2.2a.3). */
  readonly isFirm: boolean
}

/**
 * What some messages more or other would do to a mission's index through C1 and C3, all else as it is; null where it has
 * neither before or after.
 */
export function effectOf(measure: MissionMeasure, changes: readonly MessageChange[]): Effect | null {
  const before = indexWith(measure, measure.estimate)
  const after = indexWith(measure, changed(measure.estimate, changes))
  if (before === null || after === null) return null
  return { points: after - before, isFirm: measure.card.index !== null }
}

function indexWith({ card, target, parents }: MissionMeasure, estimate: Estimate): number | null {
  const { c1, c3 } = scoreOf(estimate, target, parents)
  if (c1.value === null && c3.value === null) return null
  const values: ComponentValues = { ...card.values, C1: c1.value, C3: c3.value }
  return alignmentIndex(values, card.weights)
}

function changed(estimate: Estimate, changes: readonly MessageChange[]): Estimate {
  const corrected = { ...estimate.corrected }
  let count = 0
  let purpose = 0
  for (const { objective, purposeValue, weight } of changes) {
    corrected[objective] = (corrected[objective] ?? 0) + weight
    purpose += weight * purposeValue
    count += weight
  }
  const total = estimate.total + count
  return {
    ...estimate,
    messages: estimate.messages + count,
    total,
    weight: estimate.weight + count,
    readableShare: total > 0 ? ((estimate.readableShare ?? 0) * estimate.total + count) / total : null,
    corrected,
    purposeCorrected: estimate.purposeCorrected + purpose,
  }
}
