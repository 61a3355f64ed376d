import {
  addAsk,
  askNorm,
  beginAsks,
  countAsk,
  MAX_SENTENCES,
  poolAsks,
  shares,
} from '../../src/features/reading/reader/asks.ts'
import { HEADS, OUTPUTS, ROW } from '../../src/features/reading/reader/model.ts'
import { ASKED } from '../../src/features/reading/reader/score.ts'

/**
 * A text as the learner sees it: rows of the feature space with their values, the sentence each feature stands in
 * (255: in none), its weight before the text's length is taken into account, and one target class a head.
 */
export type Example = {
  rows: Int32Array
  values: Float32Array
  sentences: Uint8Array
  says: Float32Array
  count: number
  targets: readonly number[]
  weight: number
}

/** Target of a head that nobody labelled: nothing is learnt from it. */
export const UNKNOWN = -1

/** How one group of heads is learnt. */
export type PartOptions = {
  /** Heads, as places in HEADS; they stand side by side. */
  heads: readonly number[]
  epochs: number
  rate: number
  decay: number
  /** Share of features hidden at each visit, so that no single word carries a label. */
  dropout: number
  /** Probability mass taken from the label and spread over the others. */
  smoothing: number
  /** Whether a feature counts the more the rarer it is. */
  byRarity: boolean
  /** Whether each sentence is asked for a call to action of its own. */
  asks: boolean
}

/** Weights `rows × ROW`, the last row being the bias. */
export type Learnt = { weights: Float32Array }

/** Deterministic random numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function shuffled(length: number, random: () => number): Int32Array {
  const order = new Int32Array(length)
  for (let i = 0; i < length; i++) order[i] = i
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const swap = order[i] as number
    order[i] = order[j] as number
    order[j] = swap
  }
  return order
}

const baseOf = (head: number) => HEADS.slice(0, head).reduce((a, b) => a + b, 0)

/** Rarity of each row among the examples: 1 for a feature of one text in fifty, more for rarer ones. */
export function rarity(examples: readonly Example[], rows: number): Float32Array {
  const texts = new Int32Array(rows)
  for (const example of examples) for (const row of example.rows) texts[row] = (texts[row] as number) + 1
  return Float32Array.from(texts, (n) => Math.max(0, Math.log(examples.length / (n + 1)) / 4))
}

/** Multinomial logistic regression of the part's heads at once, by AdaGrad; adds `share` of its weights to `into`. */
export function trainPart(
  examples: readonly Example[],
  options: PartOptions,
  seed: number,
  rows: number,
  into: { weights: Float32Array; share: number },
): void {
  const from = baseOf(options.heads[0] ?? 0)
  const sizes = options.heads.map((head) => HEADS[head] as number)
  const K = sizes.reduce((a, b) => a + b, 0)
  const ask = ASKED - from
  const weights = new Float32Array((rows + 1) * K)
  const squares = new Float32Array((rows + 1) * K).fill(1e-4)
  const askWeights = new Float32Array(options.asks ? rows : 0)
  const askSquares = new Float32Array(options.asks ? rows : 0).fill(1e-4)
  const rare = options.byRarity ? rarity(examples, rows) : null
  const { dropout, smoothing } = options
  const keep = 1 / (1 - dropout)
  const random = seeded(seed)
  const z = new Float64Array(K)
  const used = new Int32Array(1 << 16)
  const usedValues = new Float32Array(1 << 16)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const order = shuffled(examples.length, random)
    const rate = options.rate / (1 + epoch * options.decay)
    for (let n = 0; n < order.length; n++) {
      const example = examples[order[n] as number] as Example
      let count = 0
      for (let i = 0; i < example.rows.length; i++) {
        if (random() < dropout) continue
        used[count] = i
        const value = (example.values[i] as number) * keep
        usedValues[count] = rare === null ? value : value * (rare[example.rows[i] as number] as number)
        count++
      }
      for (let k = 0; k < K; k++) z[k] = weights[rows * K + k] as number
      for (let u = 0; u < count; u++) {
        const base = (example.rows[used[u] as number] as number) * K
        const v = usedValues[u] as number
        for (let k = 0; k < K; k++) z[k] = (z[k] as number) + v * (weights[base + k] as number)
      }
      if (options.asks) {
        const sentences = beginAsks(example.count)
        for (let i = 0; i < example.rows.length; i++) {
          if ((example.sentences[i] as number) < sentences) countAsk(example.sentences[i] as number)
        }
        for (let u = 0; u < count; u++) {
          const i = used[u] as number
          const sentence = example.sentences[i] as number
          if (sentence < sentences) {
            addAsk(sentence, (askWeights[example.rows[i] as number] as number) * keep * (example.says[i] as number))
          }
        }
        z[ask] = (z[ask] as number) + poolAsks(sentences)
      }
      toGradient(z, sizes, options.heads, example, smoothing)
      if (options.asks) {
        const sentences = Math.min(example.count, MAX_SENTENCES)
        for (let u = 0; u < count; u++) {
          const i = used[u] as number
          const sentence = example.sentences[i] as number
          if (sentence >= sentences) continue
          const row = example.rows[i] as number
          const g =
            ((z[ask] as number) * (shares[sentence] as number) * keep * (example.says[i] as number)) / askNorm(sentence)
          if (g === 0) continue
          const s = (askSquares[row] as number) + g * g
          askSquares[row] = s
          askWeights[row] = (askWeights[row] as number) - (rate * g) / Math.sqrt(s)
        }
      }
      for (let k = 0; k < K; k++) {
        const at = rows * K + k
        const g = z[k] as number
        squares[at] = (squares[at] as number) + g * g
        weights[at] = (weights[at] as number) - (rate * 0.3 * g) / Math.sqrt(squares[at] as number)
      }
      for (let u = 0; u < count; u++) {
        const base = (example.rows[used[u] as number] as number) * K
        const v = usedValues[u] as number
        for (let k = 0; k < K; k++) {
          const g = (z[k] as number) * v
          const s = (squares[base + k] as number) + g * g
          squares[base + k] = s
          weights[base + k] = (weights[base + k] as number) - (rate * g) / Math.sqrt(s)
        }
      }
    }
  }
  // Rarity is a factor of each row: multiplied into the weights it costs the reader nothing.
  for (let row = 0; row <= rows; row++) {
    const factor = into.share * (rare === null || row === rows ? 1 : (rare[row] as number))
    for (let k = 0; k < K; k++) {
      const at = row * ROW + from + k
      into.weights[at] = (into.weights[at] as number) + factor * (weights[row * K + k] as number)
    }
    if (options.asks && row < rows) {
      const at = row * ROW + OUTPUTS
      into.weights[at] = (into.weights[at] as number) + into.share * (askWeights[row] as number)
    }
  }
}

/** Scores become the gradient of the cross-entropy of each head, in place. */
function toGradient(
  z: Float64Array,
  sizes: readonly number[],
  heads: readonly number[],
  example: Example,
  smoothing: number,
): void {
  let base = 0
  for (let h = 0; h < sizes.length; h++) {
    const size = sizes[h] as number
    const target = example.targets[heads[h] as number] as number
    let max = Number.NEGATIVE_INFINITY
    for (let k = 0; k < size; k++) max = Math.max(max, z[base + k] as number)
    let sum = 0
    for (let k = 0; k < size; k++) {
      const e = Math.exp((z[base + k] as number) - max)
      z[base + k] = e
      sum += e
    }
    for (let k = 0; k < size; k++) {
      const wanted = k === target ? 1 - smoothing + smoothing / size : smoothing / size
      z[base + k] = target === UNKNOWN ? 0 : ((z[base + k] as number) / sum - wanted) * example.weight
    }
    base += size
  }
}

/**
 * The mean of several trainings of each part that saw the examples in other orders: mean weights give the mean
 * scores, so the reader pays nothing for it. Measured: +3 points of objective over one.
 */
export function trainMean(
  examples: readonly Example[],
  options: { parts: readonly PartOptions[]; models: number; seed: number; rows: number },
): Learnt {
  const weights = new Float32Array((options.rows + 1) * ROW)
  for (const part of options.parts) {
    for (let m = 0; m < options.models; m++) {
      trainPart(examples, part, options.seed + m * 7919, options.rows, { weights, share: 1 / options.models })
    }
  }
  return { weights }
}

/** Scores (logits) of one example, all heads side by side. */
export function scoresOf(model: Learnt, example: Example, out: Float64Array): void {
  const rows = model.weights.length / ROW - 1
  for (let k = 0; k < OUTPUTS; k++) out[k] = model.weights[rows * ROW + k] as number
  const sentences = beginAsks(example.count)
  for (let i = 0; i < example.rows.length; i++) {
    const base = (example.rows[i] as number) * ROW
    const v = example.values[i] as number
    for (let k = 0; k < OUTPUTS; k++) out[k] = (out[k] as number) + v * (model.weights[base + k] as number)
    const sentence = example.sentences[i] as number
    if (sentence < sentences) {
      countAsk(sentence)
      addAsk(sentence, (model.weights[base + OUTPUTS] as number) * (example.says[i] as number))
    }
  }
  out[ASKED] = (out[ASKED] as number) + poolAsks(sentences)
}
