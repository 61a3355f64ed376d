import { meanOf, type WeightedSum } from './plain-language.ts'

/** What people found in one message that says an active narrative. */
export type Consistency = {
  /** Must-say points of its narratives: how many a reader finds in it, in whatever words, and how many there are. */
  readonly present: number
  readonly required: number
  /** Two people confirmed a must-not-say point or a contradiction. */
  readonly isContradicted: boolean
}

/**
 * m of one message, 0–1: must-say points present / required; 1 where its narratives demand none; 0 where two people confirmed a
 * must-not-say point or a contradiction. An approved local adaptation counts as present; likeness of wording is never
 * used. Source: domain 5.2.2, C7.
 */
export function saidOf({ present, required, isContradicted }: Consistency): number {
  if (isContradicted) return 0
  return required > 0 ? Math.min(1, present / required) : 1
}

/** Sums behind C7. `said.sum` is Σ weight · m; `figures` weigh as their messages do: used, and matching the register. */
export type ConsistencySums = {
  readonly said: WeightedSum
  readonly figures: { readonly used: number; readonly matching: number }
}

/**
 * C7 "Konsistensi pesan", 0–100: 100 · (0.6 · mean m + 0.4 · q), q = figures matching the register / figures used. Where no
 * figure was used, or nothing said a narrative, the other part stands alone. Null without both. Source: domain 5.2.2.
 */
export function messageConsistency({ said, figures }: ConsistencySums): number | null {
  const m = meanOf(said)
  const q = figures.used > 0 ? figures.matching / figures.used : null
  if (m === null) return q === null ? null : 100 * q
  return 100 * (q === null ? m : 0.6 * m + 0.4 * q)
}
