const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Ages at which the numbers and the standing of a post are asked about; after the last it is left in peace. */
export const checkAgesMs = [hourMs, 6 * hourMs, dayMs, 3 * dayMs, 7 * dayMs, 30 * dayMs, 90 * dayMs] as const

/** When a post is asked about next; null = never again. */
export function nextCheck(publishedAt: Date, now: Date): Date | null {
  const age = now.getTime() - publishedAt.getTime()
  const next = checkAgesMs.find((rung) => rung > age)
  return next === undefined ? null : new Date(publishedAt.getTime() + next)
}

/** Numbers that come along with a reading are written down no more often than this, by the post's age. */
export function snapshotGapMs(ageMs: number): number {
  if (ageMs < dayMs) return 30 * minuteMs
  if (ageMs < 7 * dayMs) return 6 * hourMs
  return ageMs < 30 * dayMs ? dayMs : 7 * dayMs
}

/** How long an account rests between two looks for new posts: the quieter, the longer. `newest` undefined = none known. */
export function restMs(newest: Date | undefined, now: Date): number {
  const quietMs = newest === undefined ? Number.POSITIVE_INFINITY : now.getTime() - newest.getTime()
  if (quietMs < dayMs) return 15 * minuteMs
  if (quietMs < 7 * dayMs) return hourMs
  return quietMs < 30 * dayMs ? 3 * hourMs : 6 * hourMs
}

/** The same for what others write: they write under what is new. */
export const inboxRestMs = (newest: Date | undefined, now: Date): number => 2 * restMs(newest, now)

/** Audiences change slowly, and networks tell them a day late. */
export const audienceRestMs = dayMs

/** How long a part rests after failure number `failures` (1…) in a row: 5 minutes, doubling, at most 6 hours. */
export const failureRestMs = (failures: number): number =>
  Math.min(5 * minuteMs * 2 ** Math.min(Math.max(failures - 1, 0), 10), 6 * hourMs)

/** What needs a person is asked again rarely: the account's keepers are told of it. */
export const refusedRestMs = 6 * hourMs

/** A history being read back goes on after this, others first. */
export const backfillPauseMs = 30_000
/** History is read back this far when an account is connected: a quarter, which the first index needs. */
export const usualBackfillMs = 92 * dayMs
