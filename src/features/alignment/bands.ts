import type { BoardMission } from '../../contract/alignment.ts'

export type Band = NonNullable<BoardMission['band']>

/** Smallest weight of messages a component may stand on (domain 5.2.1). */
export const minMessages = 12
/** Below this share of read or rated messages a mission has no score (domain 5.2.1). */
export const minReadable = 0.7
/** A day carries at most this much weight, so that volume buys no score (domain 5.2.1). */
export const dailyCap = 3
/** Rated messages that make a stratum audited (domain 5.2.2a). */
export const minRated = 30
/** Widest 90 % interval, in points, that leaves a band firm (domain 5.2.2a). */
export const firmWidth = 10

/** Weight of each message of a day with `count` messages: 1, or its part of the cap. */
export const dailyWeight = (count: number): number => (count > dailyCap ? dailyCap / count : 1)

/** Band of the index, 0–100: >= 80, 60–79, 40–59, < 40 [P]. */
export function bandOf(index: number): Band {
  if (index >= 80) return 'selaras'
  if (index >= 60) return 'cukup_selaras'
  return index >= 40 ? 'perlu_penguatan' : 'perlu_pendampingan'
}

/** Default weights of the components (domain 5.2.2). */
const componentWeights = { C1: 20, C3: 20 } as const

/** Index over the components there are: Σ W·C / Σ W, 0–100; null without any. */
export function indexOf(values: Readonly<Partial<Record<'C1' | 'C3', number | null>>>): number | null {
  let sum = 0
  let weights = 0
  for (const id of ['C1', 'C3'] as const) {
    const value = values[id]
    if (value === null || value === undefined) continue
    sum += componentWeights[id] * value
    weights += componentWeights[id]
  }
  return weights === 0 ? null : sum / weights
}
