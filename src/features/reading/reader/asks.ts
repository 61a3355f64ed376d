/** Sentences of one text that are looked at for an ask; the rest of a longer text is read as a whole only. */
export const MAX_SENTENCES = 60
/** How sharply the strongest sentence outweighs the others. */
const SHARPNESS = 0.5
/** Keeps one-word sentences from shouting. */
const DAMPING = 4

const totals = new Float64Array(MAX_SENTENCES)
const sizes = new Int32Array(MAX_SENTENCES)
/** Share of each sentence in the last pooling: the gradient's way back. */
export const shares = new Float64Array(MAX_SENTENCES)

/** Begins a text of `count` sentences. */
export function beginAsks(count: number): number {
  const used = Math.min(count, MAX_SENTENCES)
  totals.fill(0, 0, used)
  sizes.fill(0, 0, used)
  return used
}

/** Counts a feature of a sentence, whether or not it is looked at this time. */
export function countAsk(sentence: number): void {
  sizes[sentence] = (sizes[sentence] as number) + 1
}

export function addAsk(sentence: number, weight: number): void {
  totals[sentence] = (totals[sentence] as number) + weight
}

/** What a feature of this sentence is divided by. */
export function askNorm(sentence: number): number {
  return Math.sqrt((sizes[sentence] as number) + DAMPING)
}

/**
 * One ask is enough, however long the text around it: the strongest sentence decides, the others hardly count
 * (a soft maximum of the sentences' scores). Answers what is added to the call to action.
 */
export function poolAsks(used: number): number {
  if (used === 0) return 0
  let max = Number.NEGATIVE_INFINITY
  for (let s = 0; s < used; s++) {
    totals[s] = (totals[s] as number) / askNorm(s)
    max = Math.max(max, totals[s] as number)
  }
  let sum = 0
  for (let s = 0; s < used; s++) {
    const e = Math.exp(((totals[s] as number) - max) / SHARPNESS)
    shares[s] = e
    sum += e
  }
  for (let s = 0; s < used; s++) shares[s] = (shares[s] as number) / sum
  return max + SHARPNESS * Math.log(sum / used)
}
