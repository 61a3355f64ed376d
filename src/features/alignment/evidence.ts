import type { Quality } from '../rating/index.ts'

/** Sums of one day behind C5 and C7. */
export type EvidenceSums = {
  readonly benefitMessages: number
  readonly benefitWeight: number
  /** Σ weight · elements (0–4). */
  readonly benefitSum: number
  readonly saidMessages: number
  readonly saidWeight: number
  /** Σ weight · m (0–1). */
  readonly saidSum: number
  /** Weight of messages held against a narrative or against the register of facts: the n of C7. */
  readonly comparedWeight: number
  /** Figures, each weighing as its message does. */
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

export const isCompared = ({ mustSay, figures }: Pick<Quality, 'mustSay' | 'figures'>): boolean =>
  mustSay !== null || (figures !== null && figures.used > 0)

/** Sums over the messages of one day; `weights` are the day's capped weights, 0 for what is excluded. */
export function evidenceSums(found: readonly Quality[], weights: ReadonlyMap<string, number>): EvidenceSums {
  const sums = { ...noEvidence } as { -readonly [key in keyof EvidenceSums]: number }
  for (const quality of found) {
    const { messageId, benefitElements, mustSay, figures } = quality
    const weight = weights.get(messageId) ?? 0
    if (weight === 0) continue
    if (benefitElements !== null) {
      sums.benefitMessages++
      sums.benefitWeight += weight
      sums.benefitSum += weight * benefitElements
    }
    if (mustSay !== null) {
      sums.saidMessages++
      sums.saidWeight += weight
      sums.saidSum += weight * mustSay
    }
    if (figures !== null) {
      sums.figuresUsed += weight * figures.used
      sums.figuresMatching += weight * figures.matching
    }
    if (isCompared(quality)) sums.comparedWeight += weight
  }
  return sums
}
