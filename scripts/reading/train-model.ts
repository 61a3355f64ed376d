import type { CueLexicon } from '../../src/features/reading/reader/cue-lexicon.ts'
import { FEATURE_ROWS } from '../../src/features/reading/reader/hash.ts'
import {
  encodeModel,
  HEADS,
  type ModelHead,
  OFFSET,
  OUTPUTS,
  ROW,
  softmaxHeads,
} from '../../src/features/reading/reader/model.ts'
import type { Row } from './corpus.ts'
import { toExamples } from './examples.ts'
import { type Example, type Learnt, type PartOptions, scoresOf, trainMean, UNKNOWN } from './learn.ts'

const PARTS: readonly PartOptions[] = [
  { heads: [0], epochs: 6, rate: 0.1, decay: 0.1, dropout: 0.2, smoothing: 0.05, byRarity: true, asks: false },
  { heads: [1, 2, 3], epochs: 8, rate: 0.1, decay: 0.1, dropout: 0.2, smoothing: 0.05, byRarity: false, asks: true },
]

export const SETTINGS = {
  groupWeights: [1, 0.7, 1, 2, 1, 1],
  parts: PARTS,
  models: 3,
  seed: 20261125,
  folds: 4,
  abstainBelow: 0.5,
  /** How far the corpus's prior is moved towards the feed's: 0 not at all, 1 wholly. */
  priorStrength: 0.25,
} as const

/** In a real feed about two posts in three have no objective or only report an activity. */
const FEED_PURPOSE = [0.55, 0.22, 0.23]
const FEED_NONE = 0.4

/** How many models are averaged, and on how many folds they are calibrated: tests take fewer. */
type Size = { readonly models: number; readonly folds: number }

export type Trained = { bytes: Buffer; head: ModelHead; weights: Uint8Array }

/** Learns from all rows, calibrates on folds of whole batches, and returns the file's bytes. */
export function trainModel(rows: readonly Row[], lexicon: CueLexicon, version: string, size: Size = SETTINGS): Trained {
  const examples = toExamples(rows, lexicon, SETTINGS.groupWeights)
  const learnt = learn(examples, size)
  const outOfFold = scoresOutOfFold(rows, examples, size)
  const temperatures = HEADS.map((_, head) => temperatureFor(head, examples, outOfFold))
  const prior = priorOf(rows)
  const { weights, scales, bias } = quantise(learnt)
  const head: ModelHead = {
    version,
    cues: lexicon.version,
    rows: FEATURE_ROWS,
    examples: rows.length,
    groupWeights: [...SETTINGS.groupWeights],
    scales,
    bias,
    temperatures,
    prior,
    thresholds: thresholdsFor(examples, outOfFold, temperatures),
    confidence: confidenceFor(examples, outOfFold, temperatures),
    abstainBelow: SETTINGS.abstainBelow,
  }
  return { bytes: encodeModel(head, weights), head, weights }
}

export function learn(examples: readonly Example[], size: Size = SETTINGS): Learnt {
  return trainMean(examples, { ...SETTINGS, ...size, rows: FEATURE_ROWS })
}

/** Logits of every row by a model that saw nothing of its batch. */
export function scoresOutOfFold(
  rows: readonly Row[],
  examples: readonly Example[],
  size: Size = SETTINGS,
): Float64Array[] {
  const batches = [...new Set(rows.map((row) => row.batch))].sort()
  const foldOf = new Map(batches.map((batch, i) => [batch, i % size.folds]))
  const out: Float64Array[] = examples.map(() => new Float64Array(OUTPUTS))
  for (let fold = 0; fold < size.folds; fold++) {
    const seen = examples.filter((_, i) => foldOf.get(rows[i]?.batch ?? '') !== fold)
    if (seen.length === 0 || seen.length === examples.length) continue
    const model = learn(seen, size)
    examples.forEach((example, i) => {
      const z = out[i]
      if (z && foldOf.get(rows[i]?.batch ?? '') === fold) scoresOf(model, example, z)
    })
  }
  return out
}

function baseOf(head: number): number {
  return HEADS.slice(0, head).reduce((a, b) => a + b, 0)
}

/** The temperature with the smallest log loss, on a fixed grid. */
export function temperatureFor(head: number, examples: readonly Example[], scores: readonly Float64Array[]): number {
  const base = baseOf(head)
  const size = HEADS[head] ?? 2
  let bestAt = 1
  let bestLoss = Number.POSITIVE_INFINITY
  for (let t = 0.4; t <= 4; t += 0.05) {
    let loss = 0
    examples.forEach((example, i) => {
      const z = scores[i]
      if (!z || example.targets[head] === UNKNOWN) return
      let max = Number.NEGATIVE_INFINITY
      for (let k = 0; k < size; k++) max = Math.max(max, (z[base + k] ?? 0) / t)
      let sum = 0
      for (let k = 0; k < size; k++) sum += Math.exp((z[base + k] ?? 0) / t - max)
      loss -= (z[base + (example.targets[head] ?? 0)] ?? 0) / t - max - Math.log(sum)
    })
    if (loss < bestLoss) {
      bestLoss = loss
      bestAt = t
    }
  }
  return Math.round(bestAt * 100) / 100
}

function priorOf(rows: readonly Row[]): number[] {
  const prior = new Array<number>(OUTPUTS).fill(0)
  const n = rows.length || 1
  const none = rows.filter((row) => row.objective === 'none').length / n
  if (none > 0 && none < 1) {
    prior[7] = SETTINGS.priorStrength * Math.log((FEED_NONE * (1 - none)) / ((1 - FEED_NONE) * none))
  }
  FEED_PURPOSE.forEach((feed, p) => {
    const here = rows.filter((row) => row.purpose === p).length / n
    if (here > 0) prior[8 + p] = SETTINGS.priorStrength * Math.log(feed / here)
  })
  return prior.map((x) => Math.round(x * 1e4) / 1e4)
}

/** Platt's two numbers for "objective and purpose both right", by Newton steps on out-of-fold scores. */
export function confidenceFor(
  examples: readonly Example[],
  scores: readonly Float64Array[],
  temperatures: readonly number[],
): { a: number; b: number } {
  const points = examples.map((example, i) => {
    const z = Float64Array.from(scores[i] ?? [])
    for (let k = 0; k < OUTPUTS; k++) z[k] = (z[k] ?? 0) / (temperatures[k < 8 ? 0 : k < 11 ? 1 : k < 13 ? 2 : 3] ?? 1)
    softmaxHeads(z)
    const objective = z.subarray(0, 8)
    const purpose = z.subarray(8, 11)
    const o = objective.indexOf(Math.max(...objective))
    const p = purpose.indexOf(Math.max(...purpose))
    const product = Math.min(0.999, Math.max(0.001, (objective[o] ?? 0) * (purpose[p] ?? 0)))
    return { x: Math.log(product / (1 - product)), y: o === example.targets[0] && p === example.targets[1] ? 1 : 0 }
  })
  let a = 0
  let b = 1
  for (let step = 0; step < 30; step++) {
    let ga = 0
    let gb = 0
    let haa = 1e-6
    let hab = 0
    let hbb = 1e-6
    for (const { x, y } of points) {
      const p = 1 / (1 + Math.exp(-(a + b * x)))
      const w = p * (1 - p)
      ga += p - y
      gb += (p - y) * x
      haa += w
      hab += w * x
      hbb += w * x * x
    }
    const det = haa * hbb - hab * hab
    a -= (hbb * ga - hab * gb) / det
    b -= (haa * gb - hab * ga) / det
  }
  return { a: Math.round(a * 1e4) / 1e4, b: Math.round(b * 1e4) / 1e4 }
}

/**
 * The probabilities from which benefit and call to action are said: where F1 was best on scores out of fold. Both are
 * rarer than not, so the best is below one half.
 */
export function thresholdsFor(
  examples: readonly Example[],
  scores: readonly Float64Array[],
  temperatures: readonly number[],
): { benefit: number; cta: number } {
  const bestFor = (head: 2 | 3, isAllowed: (z: Float64Array) => boolean) => {
    const base = baseOf(head)
    const points = examples.map((example, i) => {
      const z = scores[i] ?? new Float64Array(OUTPUTS)
      const x = ((z[base + 1] ?? 0) - (z[base] ?? 0)) / (temperatures[head] ?? 1)
      return { p: isAllowed(z) ? 1 / (1 + Math.exp(-x)) : 0, y: example.targets[head] }
    })
    let at = 0.5
    let bestF1 = -1
    for (let t = 0.25; t <= 0.551; t += 0.01) {
      let both = 0
      let sum = 0
      for (const { p, y } of points) {
        if (y === UNKNOWN) continue
        const said = Number(p >= t)
        both += said * (y ?? 0)
        sum += said + (y ?? 0)
      }
      const f1 = sum === 0 ? 0 : (2 * both) / sum
      if (f1 > bestF1) {
        bestF1 = f1
        at = t
      }
    }
    return Math.round(at * 100) / 100
  }
  const isPurposeful = (z: Float64Array) => Math.max(z[9] ?? 0, z[10] ?? 0) > (z[8] ?? 0)
  return { benefit: bestFor(2, isPurposeful), cta: bestFor(3, () => true) }
}

/** One byte a weight; the scale of each output keeps its largest weight. */
function quantise(model: Learnt): { weights: Uint8Array; scales: number[]; bias: number[] } {
  const weights = new Uint8Array(FEATURE_ROWS * ROW)
  const scales: number[] = []
  const bias: number[] = []
  for (let k = 0; k < ROW; k++) {
    let largest = 0
    for (let r = 0; r < FEATURE_ROWS; r++) largest = Math.max(largest, Math.abs(model.weights[r * ROW + k] ?? 0))
    const scale = (largest || 1) / 127
    for (let r = 0; r < FEATURE_ROWS; r++) {
      weights[r * ROW + k] = OFFSET + Math.round((model.weights[r * ROW + k] ?? 0) / scale)
    }
    scales.push(scale)
    if (k < OUTPUTS) bias.push(model.weights[FEATURE_ROWS * ROW + k] ?? 0)
  }
  return { weights, scales, bias }
}
