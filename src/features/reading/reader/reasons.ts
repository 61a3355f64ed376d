import type { Features } from './features.ts'
import { type Model, OUTPUTS } from './model.ts'
import type { Because } from './reader.ts'
import { groupValues } from './score.ts'

const MAX_REASONS = 3
const values = new Float32Array(16)

/**
 * The words that spoke most for one output against its rivals: every feature's share is laid on the word it was
 * taken from, and the strongest words are named. Offsets point into the text that was read.
 */
export function reasonsFor(
  model: Model,
  features: Features,
  text: string,
  label: Because['label'],
  value: string,
  base: number,
  size: number,
  chosen: number,
): Because[] {
  groupValues(features, model.head.groupWeights, values)
  const tokens = features.tokens.tokens
  const share = new Float64Array(tokens.length)
  let sum = 0
  let from = 0
  for (let i = 0; i < features.count; i++) {
    const start = features.starts[i] as number
    if (start < 0) continue
    const at = (features.rows[i] as number) * OUTPUTS + base
    let rivals = 0
    for (let k = 0; k < size; k++) rivals += (model.weights[at + k] as number) * (model.head.scales[base + k] ?? 0)
    const own = (model.weights[at + chosen] as number) * (model.head.scales[base + chosen] ?? 0)
    const says = (own - (rivals - own) / (size - 1)) * (values[features.groups[i] as number] as number)
    if (says === 0) continue
    from = tokenAt(features, start, from)
    share[from] = (share[from] ?? 0) + says
    if (says > 0) sum += says
  }
  const order = [...share.keys()]
    .filter((t) => (share[t] ?? 0) > 0)
    .sort((a, b) => (share[b] ?? 0) - (share[a] ?? 0) || a - b)
  return order.slice(0, MAX_REASONS).flatMap((t) => {
    const token = tokens[t]
    if (!token) return []
    const weight = Math.round(((share[t] ?? 0) / (sum || 1)) * 1000) / 1000
    return [{ label, value, text: text.slice(token.start, token.end), start: token.start, end: token.end, weight }]
  })
}

/** The token that holds `start`; features come nearly in the order of the text, so the last answer is the first guess. */
function tokenAt(features: Features, start: number, guess: number): number {
  const tokens = features.tokens.tokens
  const first = tokens[guess]
  if (first && first.start <= start && start < first.end) return guess
  let low = 0
  let high = tokens.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tokens[middle]?.start ?? 0) <= start) low = middle
    else high = middle - 1
  }
  return low
}
