import { addAsk, beginAsks, countAsk, poolAsks } from './asks.ts'
import { type Features, GROUP_COUNT } from './features.ts'
import { type Model, OFFSET, OUTPUTS, ROW, softmaxHeads } from './model.ts'

/** The output that an ask in one sentence speaks for. */
export const ASKED = 14

/** Values of the features of one text: each kind of feature has the same say, however long the text. */
export function groupValues(features: Features, groupWeights: readonly number[], out: Float32Array): void {
  for (let g = 0; g < groupWeights.length; g++) {
    const size = features.sizes[g] ?? 0
    out[g] = size === 0 ? 0 : (groupWeights[g] ?? 0) / Math.sqrt(size)
  }
}

const values = new Float32Array(16)
const sums = new Float64Array(GROUP_COUNT * ROW)
const WORDS_OF_ROW = ROW / 4
const LOW = 0x00ff00ff
/** Two lanes of 16 bits hold this many bytes of 255 without meeting. */
const LANE_LIMIT = 256

/** Raw scores (logits) of all heads for one text. */
export function rawScores(model: Model, features: Features, out: Float64Array): void {
  const { head } = model
  groupValues(features, head.groupWeights, values)
  addRows(model, features)
  for (let k = 0; k < OUTPUTS; k++) {
    let sum = 0
    for (let g = 0; g < GROUP_COUNT; g++) sum += (values[g] as number) * (sums[g * ROW + k] as number)
    out[k] = sum * (head.scales[k] ?? 0) + (head.bias[k] ?? 0)
  }
  out[ASKED] = (out[ASKED] as number) + asked(model, features)
}

/**
 * Adds up whole steps kind by kind; each kind is multiplied by its value once. Four weights are read at a time and added
 * in lanes of 16 bits: measured twice as fast as one by one.
 */
function addRows(model: Model, features: Features): void {
  const { lanes } = model
  const { rows, groups, count } = features
  sums.fill(0)
  let i = 0
  while (i < count) {
    const group = groups[i] as number
    const from = i
    let a0 = 0,
      a1 = 0,
      b0 = 0,
      b1 = 0,
      c0 = 0,
      c1 = 0,
      d0 = 0,
      d1 = 0
    const to = Math.min(count, i + LANE_LIMIT)
    while (i < to && groups[i] === group) {
      const at = (rows[i] as number) * WORDS_OF_ROW
      const a = lanes[at] as number
      const b = lanes[at + 1] as number
      const c = lanes[at + 2] as number
      const d = lanes[at + 3] as number
      a0 = (a0 + (a & LOW)) | 0
      a1 = (a1 + ((a >>> 8) & LOW)) | 0
      b0 = (b0 + (b & LOW)) | 0
      b1 = (b1 + ((b >>> 8) & LOW)) | 0
      c0 = (c0 + (c & LOW)) | 0
      c1 = (c1 + ((c >>> 8) & LOW)) | 0
      d0 = (d0 + (d & LOW)) | 0
      d1 = (d1 + ((d >>> 8) & LOW)) | 0
      i++
    }
    const base = group * ROW
    const less = (i - from) * OFFSET
    unpack(base, a0, a1, less)
    unpack(base + 4, b0, b1, less)
    unpack(base + 8, c0, c1, less)
    unpack(base + 12, d0, d1, less)
  }
}

function unpack(at: number, even: number, odd: number, less: number): void {
  sums[at] = (sums[at] as number) + (even & 0xffff) - less
  sums[at + 1] = (sums[at + 1] as number) + (odd & 0xffff) - less
  sums[at + 2] = (sums[at + 2] as number) + (even >>> 16) - less
  sums[at + 3] = (sums[at + 3] as number) + (odd >>> 16) - less
}

/** What the strongest sentence adds to the call to action. */
function asked(model: Model, features: Features): number {
  const { head, weights } = model
  const { rows, groups, owners, count, tokens } = features
  const used = beginAsks(tokens.sentences)
  const step = head.scales[OUTPUTS] ?? 0
  for (let i = 0; i < count; i++) {
    const owner = owners[i] as number
    const sentence = owner < 0 ? used : (tokens.tokens[owner]?.sentence ?? used)
    if (sentence >= used) continue
    countAsk(sentence)
    const weight = (weights[(rows[i] as number) * ROW + OUTPUTS] as number) - OFFSET
    addAsk(sentence, weight * step * (head.groupWeights[groups[i] as number] as number))
  }
  return poolAsks(used)
}

const HEAD_OF = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3] as const

/** Raw scores become calibrated probabilities at the real feed's prior, in place. */
export function calibrate(model: Model, z: Float64Array): void {
  for (let k = 0; k < OUTPUTS; k++) {
    z[k] = (z[k] as number) / (model.head.temperatures[HEAD_OF[k] ?? 0] ?? 1) + (model.head.prior[k] ?? 0)
  }
  softmaxHeads(z)
}

/** The largest of `size` entries from `base`, counted from `base`. The first of equals. */
export function best(z: Float64Array, base: number, size: number): number {
  let at = 0
  for (let k = 1; k < size; k++) if ((z[base + k] as number) > (z[base + at] as number)) at = k
  return at
}

/** The chance that objective and purpose are both right, from their probabilities. */
export function confidenceOf(model: Model, objective: number, purpose: number): number {
  const p = Math.min(0.999, Math.max(0.001, objective * purpose))
  const { a, b } = model.head.confidence
  return 1 / (1 + Math.exp(-(a + b * Math.log(p / (1 - p)))))
}
