import { Temporal } from 'temporal-polyfill'
import type { RepeatEvery } from '../../../contract/deliveries.ts'

/** How an item repeats, in the wall time of its own zone: a change of clocks moves nothing a reader would notice. */
export type RepeatRule = {
  readonly every: RepeatEvery
  /** Every so many weeks, months or years, 1–52. */
  readonly step: number
  /** Last day on which one may go out, `YYYY-MM-DD`. */
  readonly until: string
  /** Wall time of occurrence `startOccurrence`, `YYYY-MM-DDTHH:MM`. */
  readonly startLocal: string
  readonly startOccurrence: number
}

type Occurrence = { readonly occurrence: number; readonly dueLocal: string }

/** Repeats end at the latest so many years after their start. */
const longestYears = 5
const mostAtOnce = 60

/**
 * Occurrences after the first one, up to the day `through`, at least the next. Each is counted from the start, so that a
 * month without a 31st does not shorten those after it. `isPast` tells which ones are over.
 */
export function occurrencesOf(
  rule: RepeatRule,
  through: string,
  isPast: (dueLocal: string) => boolean,
): readonly Occurrence[] {
  const start = Temporal.PlainDateTime.from(rule.startLocal)
  const found: Occurrence[] = []
  for (let k = 1; found.length < mostAtOnce; k += 1) {
    const local = start.add(durationOf(rule, k), { overflow: 'constrain' })
    const day = local.toPlainDate().toString()
    if (day > rule.until || (day > through && found.length > 0)) break
    const dueLocal = local.toString({ smallestUnit: 'minute' })
    if (!isPast(dueLocal)) found.push({ occurrence: rule.startOccurrence + k, dueLocal })
  }
  return found
}

/** The last day that a rule starting at this wall time may reach. */
export const lastDay = (startLocal: string): string =>
  Temporal.PlainDateTime.from(startLocal).toPlainDate().add({ years: longestYears }).toString()

function durationOf({ every, step }: RepeatRule, k: number): Temporal.DurationLike {
  const count = k * step
  return every === 'week' ? { weeks: count } : every === 'month' ? { months: count } : { years: count }
}
