import { type Consistency, saidOf } from './components/message-consistency.ts'

/** What people found in one message beyond its label. Null = nobody looked for it. */
export type Evidence = {
  readonly messageId: string
  /** Elements of the benefit statement, 0–4, the mean of its raters. */
  readonly benefit: number | null
  /** Held against its narratives. */
  readonly consistency: Consistency | null
  /** Figures it used, and those that match the register. */
  readonly figures: { readonly used: number; readonly matching: number } | null
}

/** Sums of one day behind C5 and C7. */
export type EvidenceSums = {
  readonly benefitMessages: number
  readonly benefitWeight: number
  readonly benefitSum: number
  readonly saidMessages: number
  readonly saidWeight: number
  readonly saidSum: number
  readonly comparedWeight: number
  readonly figuresUsed: number
  readonly figuresMatching: number
}

export const noEvidence: EvidenceSums = {
  benefitMessages: 0,
  benefitWeight: 0,
  benefitSum: 0,
  saidMessages: 0,
  saidWeight: 0,
  saidSum: 0,
  comparedWeight: 0,
  figuresUsed: 0,
  figuresMatching: 0,
}

/** Sums over the messages of one day; `weights` are the day's capped weights, 0 for what is excluded. */
export function evidenceSums(evidence: readonly Evidence[], weights: ReadonlyMap<string, number>): EvidenceSums {
  const sums = { ...noEvidence } as { -readonly [key in keyof EvidenceSums]: number }
  for (const { messageId, benefit, consistency, figures } of evidence) {
    const weight = weights.get(messageId) ?? 0
    if (weight === 0) continue
    if (benefit !== null) {
      sums.benefitMessages++
      sums.benefitWeight += weight
      sums.benefitSum += weight * benefit
    }
    if (consistency !== null) {
      sums.saidMessages++
      sums.saidWeight += weight
      sums.saidSum += weight * saidOf(consistency)
    }
    if (figures !== null) {
      sums.figuresUsed += weight * figures.used
      sums.figuresMatching += weight * figures.matching
    }
    if (consistency !== null || (figures !== null && figures.used > 0)) sums.comparedWeight += weight
  }
  return sums
}
