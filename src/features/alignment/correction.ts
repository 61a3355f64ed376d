import type { RatedMessage } from '../rating/index.ts'
import { minRated } from './bands.ts'

/** What the audit sample of one stratum says about its labels. */
export type Correction = {
  readonly languageGroup: string
  readonly source: string
  readonly rated: number
  readonly isAudited: boolean
  /** δ by objective code: mean of (rating − label), −1 to 1. Empty while unaudited. */
  readonly objectives: Readonly<Record<string, number>>
  /** δ of the purpose value, −1 to 1; 0 while unaudited. */
  readonly purpose: number
}

export type Corrections = ReadonlyMap<string, Correction>

export const stratumKey = (languageGroup: string, source: string): string => `${languageGroup} ${source}`

/**
 * δ = mean over the random sample of (rating − label) for every averaged value, by stratum (language group × source of
 * the label that is held against the rating). Under 30 rated messages nothing is corrected and the stratum is unaudited
 * (domain 5.2.2a.2–3). `sample` holds rated messages only.
 */
export function correctionsOf(sample: readonly RatedMessage[]): Corrections {
  const strata = Map.groupBy(sample, (message) => stratumKey(message.languageGroup, message.standing.estimate.source))
  return new Map([...strata].map(([key, members]) => [key, correctionOf(members)]))
}

export function correctionOf(members: readonly RatedMessage[]): Correction {
  const isAudited = members.length >= minRated
  const objectives: Record<string, number> = {}
  let purpose = 0
  for (const { standing } of isAudited ? members : []) {
    const { label, estimate } = standing
    for (const code of new Set([...Object.keys(label.objectives), ...Object.keys(estimate.objectives)])) {
      const difference = (label.objectives[code] ?? 0) - (estimate.objectives[code] ?? 0)
      objectives[code] = (objectives[code] ?? 0) + difference / members.length
    }
    purpose += ((label.purposeValue ?? 0) - (estimate.purposeValue ?? 0)) / members.length
  }
  return {
    languageGroup: members[0]?.languageGroup ?? 'other',
    source: members[0]?.standing.estimate.source ?? 'none',
    rated: members.length,
    isAudited,
    objectives,
    purpose,
  }
}
