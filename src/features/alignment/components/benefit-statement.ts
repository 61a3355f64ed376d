import { meanOf, type WeightedSum } from './plain-language.ts'

/** Elements of a benefit statement: who, what is gained, evidence with its source, next step (domain 5.2.2, PUB-02). */
export const benefitElements = 4
/** Smallest weight of rated messages that C5 may stand on (domain 5.2.1). */
export const minBenefitMessages = 5

/**
 * C5 "Pernyataan manfaat", 0–100: 100 · mean(b/4) over the policy messages that a person rated by the rubric; b counts the
 * elements present, 0–4, the mean where raters differ. `rated.sum` is Σ weight · b. Null without any. Source: domain 5.2.2.
 */
export function benefitStatement(rated: WeightedSum): number | null {
  const mean = meanOf(rated)
  return mean === null ? null : (100 * mean) / benefitElements
}
