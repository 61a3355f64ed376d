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

/** Where C7 contradicts facts and positions the band goes no higher than *perlu penguatan* (floor rule, domain 5.2.2). */
export const consistencyFloor = 50

/** Band of the index, 0–100: >= 80, 60–79, 40–59, < 40 [P]; `consistency` is C7, which below 50 holds it down. */
export function bandOf(index: number, consistency: number | null = null): Band {
  const isHeld = consistency !== null && consistency < consistencyFloor
  if (index >= 80 && !isHeld) return 'selaras'
  if (index >= 60 && !isHeld) return 'cukup_selaras'
  return index >= 40 ? 'perlu_penguatan' : 'perlu_pendampingan'
}
