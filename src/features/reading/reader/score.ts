import type { Features } from './features.ts'
import { type Model, OUTPUTS, softmaxHeads } from './model.ts'

/** Values of the features of one text: each kind of feature has the same say, however long the text. */
export function groupValues(features: Features, groupWeights: readonly number[], out: Float32Array): void {
  for (let g = 0; g < groupWeights.length; g++) {
    const size = features.sizes[g] ?? 0
    out[g] = size === 0 ? 0 : (groupWeights[g] ?? 0) / Math.sqrt(size)
  }
}

const values = new Float32Array(16)

/** Raw scores (logits) of all heads for one text. */
export function rawScores(model: Model, features: Features, out: Float64Array): void {
  const { head, weights } = model
  groupValues(features, head.groupWeights, values)
  out.fill(0)
  const { rows, groups, count } = features
  for (let i = 0; i < count; i++) {
    const base = (rows[i] as number) * OUTPUTS
    const value = values[groups[i] as number] as number
    for (let k = 0; k < OUTPUTS; k++) out[k] = (out[k] as number) + value * (weights[base + k] as number)
  }
  for (let k = 0; k < OUTPUTS; k++) out[k] = (out[k] as number) * (head.scales[k] ?? 0) + (head.bias[k] ?? 0)
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
