import { createHash } from 'node:crypto'
import type { RatedMessage, Standing } from '../rating/index.ts'
import { minRated } from './bands.ts'
import { stratumKey } from './correction.ts'
import type { StratumSum } from './day-cell.ts'
import type { TextSums } from './scorecard.ts'

/** Redraws behind every interval (domain 5.2.2). */
export const drawCount = 1000

/** What one local day of a mission adds up to. */
export type DaySums = { readonly sums: readonly StratumSum[]; readonly texts: TextSums | null }

/**
 * Redrawn corrections: for every audited stratum and draw, the mean of (rating − label) over as many of its rated messages drawn
 * with return. The same for every mission in a draw, for a stratum's doubt is everybody's.
 */
export type DeltaDraws = {
  readonly codes: readonly string[]
  /** By stratum: draw after draw, the δ of each code, then of the purpose value. */
  readonly strata: ReadonlyMap<string, Float64Array>
}

/** `random` as everywhere here: 0 ≤ x < 1. */
export function drawDeltas(sample: readonly RatedMessage[], random = generator(`sample ${sample.length}`)): DeltaDraws {
  const codes = [
    ...new Set(
      sample.flatMap(({ standing }) => [
        ...Object.keys(standing.label.objectives),
        ...Object.keys(standing.estimate.objectives),
      ]),
    ),
  ].sort()
  const groups = Map.groupBy(sample, ({ languageGroup, standing }) =>
    stratumKey(languageGroup, standing.estimate.source),
  )
  const strata = new Map<string, Float64Array>()
  for (const key of [...groups.keys()].sort()) {
    const rows = (groups.get(key) ?? []).map(({ standing }) => differenceOf(standing, codes))
    if (rows.length < minRated) continue
    const means = redraw(matrixOf(rows), codes.length + 1, random)
    for (let at = 0; at < means.length; at++) means[at] = (means[at] ?? 0) / rows.length
    strata.set(key, means)
  }
  return { codes, strata }
}

/** Rating − label of one sampled message: by objective, then of the purpose value. */
function differenceOf({ label, estimate }: Standing, codes: readonly string[]): Float64Array {
  const row = new Float64Array(codes.length + 1)
  for (const [k, code] of codes.entries()) row[k] = (label.objectives[code] ?? 0) - (estimate.objectives[code] ?? 0)
  row[codes.length] = (label.purposeValue ?? 0) - (estimate.purposeValue ?? 0)
  return row
}

/** A mission's window, redrawn: every array holds one value (or `codes.length`, or `textKeys.length`) a draw. */
export type RedrawnDays = {
  readonly codes: readonly string[]
  /** Weight of labelled messages. */
  readonly weight: Float64Array
  /** Corrected sum of purpose values. */
  readonly purpose: Float64Array
  /** Corrected sums by objective code. */
  readonly corrected: Float64Array
  readonly texts: Float64Array
}

export const textKeys = [
  'plainWeight',
  'plainSum',
  'benefitWeight',
  'benefitSum',
  'saidWeight',
  'saidSum',
  'figuresUsed',
  'figuresMatching',
] as const

/** Redraws the mission's days and adds each draw's corrections (domain 5.2.2a.4). Days are as `heardLabels` leaves them. */
export function redrawDays(days: readonly DaySums[], deltas: DeltaDraws, random: () => number): RedrawnDays {
  const codes = [
    ...new Set([...deltas.codes, ...days.flatMap(({ sums }) => sums.flatMap((sum) => Object.keys(sum.objectives)))]),
  ]
  const strata = [...deltas.strata.keys()]
  const places = { codes: 2, strata: 2 + codes.length, texts: 2 + codes.length + strata.length }
  const width = places.texts + textKeys.length
  const rows = days.map(({ sums, texts }) => {
    const row = new Float64Array(width)
    for (const sum of sums) addSum(row, sum, codes, strata)
    for (const [k, key] of textKeys.entries()) row[places.texts + k] = texts?.[key] ?? 0
    return row
  })
  const drawn = redraw(matrixOf(rows), width, random)
  const count = drawCount
  const redrawn = {
    codes,
    weight: new Float64Array(count),
    purpose: new Float64Array(count),
    corrected: new Float64Array(count * codes.length),
    texts: new Float64Array(count * textKeys.length),
  }
  const homes = deltas.codes.map((code) => codes.indexOf(code))
  const each = deltas.codes.length + 1
  for (let draw = 0; draw < count; draw++) {
    const at = draw * width
    const into = draw * codes.length
    redrawn.weight[draw] = drawn[at] ?? 0
    let purpose = drawn[at + 1] ?? 0
    for (let k = 0; k < codes.length; k++) redrawn.corrected[into + k] = drawn[at + places.codes + k] ?? 0
    for (let s = 0; s < strata.length; s++) {
      const weight = drawn[at + places.strata + s] ?? 0
      if (weight === 0) continue
      const means = deltas.strata.get(strata[s] ?? '')
      if (!means) continue
      const from = draw * each
      for (let k = 0; k < homes.length; k++) {
        const home = into + (homes[k] ?? 0)
        redrawn.corrected[home] = (redrawn.corrected[home] ?? 0) + weight * (means[from + k] ?? 0)
      }
      purpose += weight * (means[from + each - 1] ?? 0)
    }
    redrawn.purpose[draw] = purpose
    for (let k = 0; k < textKeys.length; k++)
      redrawn.texts[draw * textKeys.length + k] = drawn[at + places.texts + k] ?? 0
  }
  return redrawn
}

function addSum(row: Float64Array, sum: StratumSum, codes: readonly string[], strata: readonly string[]): void {
  if (sum.labelSource === 'none') return
  row[0] = (row[0] ?? 0) + sum.weight
  row[1] = (row[1] ?? 0) + sum.purpose
  for (const [k, code] of codes.entries()) row[2 + k] = (row[2 + k] ?? 0) + (sum.objectives[code] ?? 0)
  const stratum = sum.labelSource === 'rated' ? -1 : strata.indexOf(stratumKey(sum.languageGroup, sum.labelSource))
  const at = 2 + codes.length + stratum
  if (stratum >= 0) row[at] = (row[at] ?? 0) + sum.weight
}

function matrixOf(rows: readonly Float64Array[]): Float64Array {
  const width = rows[0]?.length ?? 0
  const matrix = new Float64Array(rows.length * width)
  for (const [at, row] of rows.entries()) matrix.set(row, at * width)
  return matrix
}

/**
 * For each draw an estimate of the sum of all rows: one row less than there are, each drawn at random with return, times n/(n − 1). So the
 * draws vary as a sum of n rows does, not by (n − 1)/n of it (McCarthy and Snowden 1985); one row alone stays as it is.
 */
function redraw(matrix: Float64Array, width: number, random: () => number): Float64Array {
  const rows = width === 0 ? 0 : matrix.length / width
  if (rows === 0) return new Float64Array(drawCount * width)
  const taken = Math.max(1, rows - 1)
  const scale = rows / taken
  const sums = new Float64Array(drawCount * width)
  for (let draw = 0; draw < drawCount; draw++) {
    const into = draw * width
    for (let n = 0; n < taken; n++) {
      const from = Math.floor(random() * rows) * width
      for (let k = 0; k < width; k++) sums[into + k] = (sums[into + k] ?? 0) + (matrix[from + k] ?? 0)
    }
    for (let k = 0; k < width; k++) sums[into + k] = (sums[into + k] ?? 0) * scale
  }
  return sums
}

export type Interval = { readonly low: number; readonly high: number }

/**
 * 90 % interval, 0–100: the 5 % and 95 % quantiles of the draws, moved so that their median is the estimate. Drawing again adds distance to a
 * mix, so draws of C1 lie below their estimate; where they do not lean (C3) the move is nothing. Null where fewer than half of the draws gave a
 * value (NaN = none).
 */
export function middleOf(values: Float64Array, point: number | null): Interval | null {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  if (known.length < values.length / 2) return null
  const at = (share: number) => known[Math.round(share * (known.length - 1))] ?? 0
  const move = point === null ? 0 : point - at(0.5)
  const cut = (value: number) => Math.min(100, Math.max(0, value))
  return { low: cut(at(0.05) + move), high: cut(at(0.95) + move) }
}

/** A small seeded generator (mulberry32): intervals must not change from one look to the next. */
export function generator(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
