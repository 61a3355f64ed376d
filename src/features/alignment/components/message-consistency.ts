import { meanOf, type WeightedSum } from './plain-language.ts'

/**
 * Sums behind C7. m of one message, 0–1: must-say points of its narrative present / required, 0 where two people confirmed a must-not-say
 * point or a contradiction (the rating room's `mustSay`); `said.sum` is Σ weight · m. `figures` weigh as their messages do: used, and matching
 * the register.
 */
export type ConsistencySums = {
  readonly said: WeightedSum
  readonly figures: { readonly used: number; readonly matching: number }
}

/**
 * C7 "Konsistensi pesan", 0–100: 100 · (0.6 · mean m + 0.4 · q), q = figures matching the register / figures used. Where no
 * figure was used, or nothing said a narrative, the other part stands alone. An approved local adaptation counts as present; likeness of
 * wording is never used. Null without both. Source: domain 5.2.2.
 */
export function messageConsistency({ said, figures }: ConsistencySums): number | null {
  const m = meanOf(said)
  const q = figures.used > 0 ? figures.matching / figures.used : null
  if (m === null) return q === null ? null : 100 * q
  return 100 * (q === null ? m : 0.6 * m + 0.4 * q)
}
