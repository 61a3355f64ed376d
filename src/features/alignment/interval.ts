import type { RatedMessage } from '../rating/index.ts'
import { type Correction, type Corrections, correctionOf, stratumKey } from './correction.ts'
import type { StratumSum } from './day-cell.ts'
import { estimateOf, type Parents } from './estimate.ts'
import { type Mix, scoreOf } from './score.ts'

export type Interval = { readonly low: number; readonly high: number }
export type Intervals = {
  readonly c1: Interval | null
  readonly c3: Interval | null
  readonly index: Interval | null
}

const draws = 1000

/**
 * 90 % intervals by bootstrap, 1,000 draws: each redraws the mission's days and every stratum's sample, so that the
 * doubt of the correction is in it (domain 5.2.2a.4). The same input gives the same interval. Null where fewer than
 * half of the draws have a value.
 */
export function intervalsOf(
  days: readonly (readonly StratumSum[])[],
  sample: readonly RatedMessage[],
  target: Mix | null,
  parents: Parents,
): Intervals {
  const random = generator(days.length * 7919 + sample.length + 1)
  const strata = Map.groupBy(sample, ({ languageGroup, standing }) =>
    stratumKey(languageGroup, standing.estimate.source),
  )
  const values = { c1: [] as number[], c3: [] as number[], index: [] as number[] }
  for (let draw = 0; draw < draws; draw++) {
    const corrections: Corrections = new Map(
      [...strata].map(([key, members]): [string, Correction] => [key, correctionOf(redraw(members, random))]),
    )
    const score = scoreOf(estimateOf(redraw(days, random).flat(), corrections), target, parents)
    if (score.c1.value !== null) values.c1.push(score.c1.value)
    if (score.c3.value !== null) values.c3.push(score.c3.value)
    if (score.index !== null) values.index.push(score.index)
  }
  return { c1: middle(values.c1), c3: middle(values.c3), index: middle(values.index) }
}

function redraw<T>(from: readonly T[], random: () => number): T[] {
  return from.map(() => from[Math.floor(random() * from.length)] as T)
}

function middle(values: number[]): Interval | null {
  if (values.length < draws / 2) return null
  values.sort((a, b) => a - b)
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0
  return { low: at(0.05), high: at(0.95) }
}

/** A small seeded generator (mulberry32), 0 ≤ x < 1: intervals must not change from one look to the next. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
