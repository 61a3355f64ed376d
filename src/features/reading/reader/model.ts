import { readFileSync } from 'node:fs'
import { FEATURE_ROWS } from './hash.ts'

/** Heads: objective (8), purpose (3), benefit (2), call to action (2), laid side by side. */
export const HEADS = [8, 3, 2, 2] as const
export const OUTPUTS = 15
/** One row of the file: a weight for each output, then the weight for an ask within one sentence. */
export const ROW = OUTPUTS + 1

/** A weight of 0 is stored as this byte: sums of bytes never borrow from each other. */
export const OFFSET = 128

/** What stands at the head of the model file. */
export type ModelHead = {
  /** `2026-11-25.1`; every reading carries it. */
  version: string
  /** Versions of the cue files it was trained with: another vocabulary asks for another training. */
  cues: string
  rows: number
  examples: number
  groupWeights: number[]
  /** Weight of one quantised step, for each output and, last, for the ask of a sentence. */
  scales: number[]
  bias: number[]
  /** Divides the logits of each head so that its probabilities are true on batches no training saw. */
  temperatures: number[]
  /** Added to the logits after the temperature: the real feed is mostly ceremony, the corpus is not. */
  prior: number[]
  /** Probabilities from which benefit and call to action are said: those that measured best on unseen batches. */
  thresholds: { benefit: number; cta: number }
  /** Maps the product of both heads' top probabilities to the chance that both are right: 1/(1+exp(-(a+b·logit))). */
  confidence: { a: number; b: number }
  abstainBelow: number
}

/** Steps plus 128, one byte each; `lanes` are the same bytes, four at a time (little-endian, as all our machines are). */
export type Model = { head: ModelHead; weights: Uint8Array; lanes: Int32Array }

const MAGIC = 'SELARAS-READER-2\n'

/** Reads the model file. Throws where it is not one, or is cut short. */
export function loadModel(path: string): Model {
  const file = readFileSync(path)
  const magic = file.subarray(0, MAGIC.length).toString('latin1')
  if (magic !== MAGIC) throw new Error(`${path} is not a reader's model`)
  const headEnd = file.indexOf(0x0a, MAGIC.length)
  const head = JSON.parse(file.subarray(MAGIC.length, headEnd).toString('utf8')) as ModelHead
  const body = file.subarray(headEnd + 1)
  if (head.rows !== FEATURE_ROWS || body.length !== head.rows * ROW) throw new Error(`${path} is cut short`)
  // A copy of its own: the bytes must begin at a multiple of four, and the file's buffer can go.
  const weights = new Uint8Array(body)
  return { head, weights, lanes: new Int32Array(weights.buffer) }
}

/** The bytes of a model file. Equal models give equal bytes. */
export function encodeModel(head: ModelHead, weights: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(MAGIC, 'latin1'),
    Buffer.from(`${JSON.stringify(head)}\n`, 'utf8'),
    Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength),
  ])
}

/** Softmax within each head, in place. */
export function softmaxHeads(z: Float64Array): void {
  let base = 0
  for (const size of HEADS) {
    let max = Number.NEGATIVE_INFINITY
    for (let k = 0; k < size; k++) max = Math.max(max, z[base + k] ?? 0)
    let sum = 0
    for (let k = 0; k < size; k++) {
      const e = Math.exp((z[base + k] ?? 0) - max)
      z[base + k] = e
      sum += e
    }
    for (let k = 0; k < size; k++) z[base + k] = (z[base + k] ?? 0) / sum
    base += size
  }
}
