import { type Features, LETTERS } from './features.ts'
import { type Model, OFFSET, ROW } from './model.ts'
import type { Because } from './reader.ts'
import { groupValues } from './score.ts'
import { RUN } from './tokens.ts'

const MAX_REASONS = 3
const values = new Float32Array(16)
let shares = new Float64Array(1024)
let speakers = new Int32Array(1 << 14)
let speakerCount = 0

/** One decision to explain: the head's first output, its size, and the output chosen in it. */
export type Decision = { label: Because['label']; value: string; base: number; size: number; chosen: number }

/**
 * The words that spoke most for each decision against its rivals: every feature's share is laid on the word it was
 * taken from, and the strongest words are named. Offsets point into the text that was read.
 */
export function reasonsFor(model: Model, features: Features, text: string, decisions: readonly Decision[]): Because[] {
  groupValues(features, model.head.groupWeights, values)
  const count = features.tokens.tokens.length
  if (shares.length < count) shares = new Float64Array(count * 2)
  findSpeakers(features)
  return decisions.flatMap((decision) => explain(model, features, text, decision, count))
}

/** Words, pairs and cues explain themselves; letters within a word do not, except where words have no spaces. */
function findSpeakers(features: Features): void {
  if (speakers.length < features.count) speakers = new Int32Array(features.count * 2)
  speakerCount = 0
  for (let i = 0; i < features.count; i++) {
    const owner = features.owners[i] as number
    if (owner < 0) continue
    if (features.groups[i] === LETTERS && features.tokens.tokens[owner]?.kind !== RUN) continue
    speakers[speakerCount++] = i
  }
}

function explain(model: Model, features: Features, text: string, decision: Decision, count: number): Because[] {
  const { label, value } = decision
  shares.fill(0, 0, count)
  let sum = 0
  for (let s = 0; s < speakerCount; s++) {
    const i = speakers[s] as number
    const owner = features.owners[i] as number
    const says = speech(model, features, decision, i)
    shares[owner] = (shares[owner] as number) + says
    if (says > 0) sum += says
  }
  const found: Because[] = []
  for (let n = 0; n < MAX_REASONS; n++) {
    let at = -1
    for (let t = 0; t < count; t++) if ((shares[t] as number) > (at < 0 ? 0 : (shares[at] as number))) at = t
    const token = features.tokens.tokens[at]
    if (!token) break
    const weight = Math.round(((shares[at] as number) / sum) * 1000) / 1000
    shares[at] = 0
    const [start, end] = token.kind === RUN ? strongest(model, features, decision, at) : [token.start, token.end]
    if (weight > 0) found.push({ label, value, text: text.slice(start, end), start, end, weight })
  }
  return found
}

/** How much one feature speaks for the chosen output against the mean of its rivals. */
function speech(model: Model, features: Features, decision: Decision, i: number): number {
  const { base, size, chosen } = decision
  const at = (features.rows[i] as number) * ROW + base
  const { weights } = model
  const { scales } = model.head
  let all = 0
  for (let k = 0; k < size; k++) all += ((weights[at + k] as number) - OFFSET) * (scales[base + k] as number)
  const own = ((weights[at + chosen] as number) - OFFSET) * (scales[base + chosen] as number)
  return (own - (all - own) / (size - 1)) * (values[features.groups[i] as number] as number)
}

/** In a run without spaces the strongest feature names the word. */
function strongest(model: Model, features: Features, decision: Decision, owner: number): [number, number] {
  let best = 0
  let at = -1
  for (let i = 0; i < features.count; i++) {
    if (features.owners[i] !== owner) continue
    const says = speech(model, features, decision, i)
    const length = (features.ends[i] as number) - (features.starts[i] as number)
    if (length >= 2 && says > best) {
      best = says
      at = i
    }
  }
  const token = features.tokens.tokens[owner]
  if (at < 0) return [token?.start ?? 0, token?.end ?? 0]
  return [features.starts[at] as number, features.ends[at] as number]
}
