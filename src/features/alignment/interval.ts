import type { RatedMessage, Standing } from '../rating/index.ts'
import { minRated } from './bands.ts'
import { stratumKey } from './correction.ts'
import type { StratumSum } from './day-cell.ts'
import type { Estimate, Parents } from './estimate.ts'
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
  const { codes, dayRows, strata } = tabulate(days, sample)
  const values = { c1: [] as number[], c3: [] as number[], index: [] as number[] }
  for (let draw = 0; draw < draws; draw++) {
    const sums = sumRedrawn(dayRows, random)
    const corrected = sums.slice(fixed, fixed + codes.length)
    let purposeCorrected = sums[3] ?? 0
    for (const [at, { rows }] of strata.entries()) {
      const weight = sums[fixed + codes.length + at] ?? 0
      const deltas = sumRedrawn(rows, random)
      for (const [k, delta] of deltas.subarray(0, codes.length).entries())
        corrected[k] = (corrected[k] ?? 0) + (weight * delta) / rows.length
      purposeCorrected += (weight * (deltas[codes.length] ?? 0)) / rows.length
    }
    const total = sums[1] ?? 0
    const estimate: Estimate = {
      messages: sums[0] ?? 0,
      total,
      weight: sums[2] ?? 0,
      readableShare: total > 0 ? (sums[4] ?? 0) / total : null,
      isAudited: true,
      labelled: {},
      corrected: Object.fromEntries(codes.map((code, k) => [code, corrected[k] ?? 0])),
      purposeLabelled: sums[3] ?? 0,
      purposeCorrected,
    }
    const score = scoreOf(estimate, target, parents)
    if (score.c1.value !== null) values.c1.push(score.c1.value)
    if (score.c3.value !== null) values.c3.push(score.c3.value)
    if (score.index !== null) values.index.push(score.index)
  }
  return { c1: middle(values.c1), c3: middle(values.c3), index: middle(values.index) }
}

/** Places of a day's row before its objectives: messages, total, labelled weight, purpose, readable. */
const fixed = 5

type Stratum = { readonly key: string; readonly rows: readonly Float64Array[] }

/** Days and samples as rows of numbers, so that a thousand draws are additions. Only audited strata correct. */
function tabulate(days: readonly (readonly StratumSum[])[], sample: readonly RatedMessage[]) {
  const codes = [
    ...new Set([
      ...days.flat().flatMap((sum) => Object.keys(sum.objectives)),
      ...sample.flatMap(({ standing }) => [
        ...Object.keys(standing.label.objectives),
        ...Object.keys(standing.estimate.objectives),
      ]),
    ]),
  ]
  const groups = Map.groupBy(sample, ({ languageGroup, standing }) =>
    stratumKey(languageGroup, standing.estimate.source),
  )
  const strata: Stratum[] = [...groups]
    .filter(([, members]) => members.length >= minRated)
    .map(([key, members]) => ({ key, rows: members.map(({ standing }) => differenceOf(standing, codes)) }))
  const dayRows = days.map((sums) => {
    const row = new Float64Array(fixed + codes.length + strata.length)
    for (const sum of sums) addSum(row, sum, codes, strata)
    return row
  })
  return { codes, dayRows, strata }
}

function addSum(row: Float64Array, sum: StratumSum, codes: readonly string[], strata: readonly Stratum[]): void {
  const isLabelled = sum.labelSource !== 'none'
  const add = (at: number, value: number) => {
    row[at] = (row[at] ?? 0) + value
  }
  add(0, sum.messages)
  add(1, sum.weight)
  add(4, sum.readable)
  if (!isLabelled) return
  add(2, sum.weight)
  add(3, sum.purpose)
  for (const [k, code] of codes.entries()) add(fixed + k, sum.objectives[code] ?? 0)
  const at = strata.findIndex(({ key }) => key === stratumKey(sum.languageGroup, sum.labelSource))
  if (at >= 0) add(fixed + codes.length + at, sum.weight)
}

/** Rating − label of one sampled message: by objective, then of the purpose value. */
function differenceOf({ label, estimate }: Standing, codes: readonly string[]): Float64Array {
  const row = new Float64Array(codes.length + 1)
  for (const [k, code] of codes.entries()) row[k] = (label.objectives[code] ?? 0) - (estimate.objectives[code] ?? 0)
  row[codes.length] = (label.purposeValue ?? 0) - (estimate.purposeValue ?? 0)
  return row
}

/** Sum of as many rows as there are, each drawn at random with return. */
function sumRedrawn(rows: readonly Float64Array[], random: () => number): Float64Array {
  const sum = new Float64Array(rows[0]?.length ?? 0)
  for (let n = 0; n < rows.length; n++) {
    const row = rows[Math.floor(random() * rows.length)]
    if (row) for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + (row[k] ?? 0)
  }
  return sum
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
