import { type Corrections, stratumKey } from './correction.ts'
import type { StratumSum } from './day-cell.ts'

type Sums = Readonly<Record<string, number>>

/** What labels and their correction say about a set of messages; all sums are weights. */
export type Estimate = {
  readonly messages: number
  /** Weight of all messages that count, labelled or not. */
  readonly total: number
  /** Weight of messages that have a label. */
  readonly weight: number
  /** Share of `total` that was read or rated, 0–1; null without messages. */
  readonly readableShare: number | null
  /** True where every stratum behind unrated messages is audited. */
  readonly isAudited: boolean
  /** Sum by objective code (`none` included) of labels as they stand. */
  readonly labelled: Sums
  /** The same with the correction δ·weight of each stratum; may leave 0–weight before it is cut. */
  readonly corrected: Sums
  readonly purposeLabelled: number
  readonly purposeCorrected: number
}

/** Rated messages count with their rating, others with their label plus their stratum's δ (domain 5.2.2a.2). */
export function estimateOf(strata: readonly StratumSum[], corrections: Corrections): Estimate {
  const labelled: Record<string, number> = {}
  const corrected: Record<string, number> = {}
  let messages = 0
  let total = 0
  let weight = 0
  let readable = 0
  let purposeLabelled = 0
  let purposeCorrected = 0
  let isAudited = true
  const add = (sums: Record<string, number>, code: string, value: number) => {
    sums[code] = (sums[code] ?? 0) + value
  }
  for (const stratum of strata) {
    messages += stratum.messages
    total += stratum.weight
    readable += stratum.readable
    if (stratum.labelSource === 'none') continue
    weight += stratum.weight
    purposeLabelled += stratum.purpose
    purposeCorrected += stratum.purpose
    for (const [code, sum] of Object.entries(stratum.objectives)) {
      add(labelled, code, sum)
      add(corrected, code, sum)
    }
    if (stratum.labelSource === 'rated') continue
    const correction = corrections.get(stratumKey(stratum.languageGroup, stratum.labelSource))
    if (!correction?.isAudited) {
      isAudited = false
      continue
    }
    purposeCorrected += stratum.weight * correction.purpose
    for (const [code, delta] of Object.entries(correction.objectives)) add(corrected, code, stratum.weight * delta)
  }
  const readableShare = total > 0 ? readable / total : null
  return {
    messages,
    total,
    weight,
    readableShare,
    isAudited,
    labelled,
    corrected,
    purposeLabelled,
    purposeCorrected,
  }
}

/** Objectives of the tree by code: what each one is part of. */
export type Parents = ReadonlyMap<string, string | null>

/**
 * Brings sums to the codes of a target mix: an objective that the mix does not name counts for its nearest ancestor
 * there; without one it stays what it is, outside the mix.
 */
export function foldInto(sums: Sums, mix: Sums | null, parents: Parents): Record<string, number> {
  const folded: Record<string, number> = {}
  for (const [code, sum] of Object.entries(sums)) {
    const home = mix ? homeOf(code, mix, parents) : code
    folded[home] = (folded[home] ?? 0) + sum
  }
  return folded
}

/** The code of the mix that an objective counts for. */
export function homeOf(code: string, mix: Sums, parents: Parents): string {
  const seen = new Set<string>()
  for (let at: string | null | undefined = code; at && !seen.has(at); at = parents.get(at)) {
    if (at in mix) return at
    seen.add(at)
  }
  return code
}

/** How corrected sums become shares. */
export type SharedOut = {
  /** Shares of the objective-bearing messages; they sum to 1. Empty without any. */
  readonly shares: Sums
  /** Weight of objective-bearing messages, the n of C1. */
  readonly bearing: number
  /** Share of messages with no objective, 0–1. */
  readonly noneShare: number
  /** What a sum is divided by to be a share of the bearing ones. */
  readonly divisor: number
}

/** Clamps each corrected share to 0–1 and renormalises (domain 5.2.2a.2); `weight` is that of all labelled messages. */
export function shareOut(corrected: Sums, weight: number): SharedOut {
  const cut = Object.entries(corrected).map(([code, sum]) => [code, cutSum(sum, weight)] as const)
  const all = cut.reduce((sum, [, value]) => sum + value, 0)
  const bearing = cut.filter(([code, value]) => code !== 'none' && value > 0)
  const divisor = bearing.reduce((sum, [, value]) => sum + value, 0)
  return {
    shares: Object.fromEntries(bearing.map(([code, value]) => [code, value / divisor])),
    bearing: all > 0 ? (weight * divisor) / all : 0,
    noneShare: all > 0 ? 1 - divisor / all : 0,
    divisor,
  }
}

export const cutSum = (sum: number, weight: number): number => Math.min(weight, Math.max(0, sum))

/** PR*, 0–1: corrected purpose ratio of the labelled messages; null without any. */
export function ratioOf(estimate: Estimate): number | null {
  return estimate.weight > 0 ? Math.min(1, Math.max(0, estimate.purposeCorrected / estimate.weight)) : null
}
