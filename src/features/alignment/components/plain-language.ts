/** Shortest Indonesian text that C4 speaks of, in words (domain 5.2.2). */
export const minPlainWords = 30

/** What a text is measured by; see `assessPlainLanguage` of the reading room for how each is counted. */
export type PlainMeasures = {
  /** Words per sentence + 100 · (words of more than 6 letters) / words. */
  readonly lix: number
  readonly wordsPerSentence: number
  readonly jargonPer100Words: number
  readonly acronyms: number
  readonly unexplainedAcronyms: number
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/**
 * C4 of one text, 0–100 (domain 5.2.2): f1 = clamp((80 − LIX)/40), f2 = clamp((30 − words per sentence)/15),
 * f3 = 1 − min(1, jargon per 100 words / 5), f4 = 1 − unexplained acronyms / max(1, acronyms);
 * 100 · (0.4 f1 + 0.2 f2 + 0.2 f3 + 0.2 f4). The anchors are Indonesian: affixes make the Swedish scale of LIX mislead.
 */
export function plainTextScore(text: PlainMeasures): number {
  const f1 = clamp((80 - text.lix) / 40)
  const f2 = clamp((30 - text.wordsPerSentence) / 15)
  const f3 = 1 - Math.min(1, text.jargonPer100Words / 5)
  const f4 = 1 - text.unexplainedAcronyms / Math.max(1, text.acronyms)
  return 100 * (0.4 * f1 + 0.2 * f2 + 0.2 * f3 + 0.2 * f4)
}

/** Sums of one day or of many: capped weights of the messages that a mean is over, and weight · value. */
export type WeightedSum = { readonly weight: number; readonly sum: number }

export const meanOf = ({ weight, sum }: WeightedSum): number | null => (weight > 0 ? sum / weight : null)

/**
 * C4 "Bahasa jelas", 0–100: the weighted mean of the texts' scores, over Indonesian texts of 30 words or more. `texts.sum` is
 * Σ weight · score (0–100). Null without such texts. Source: domain 5.2.2; n is `texts.weight`, 12 at least.
 */
export const plainLanguage = (texts: WeightedSum): number | null => meanOf(texts)
