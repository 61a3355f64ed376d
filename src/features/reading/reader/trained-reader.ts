import type { LanguageIdentifier } from '../language/identify-language.ts'
import type { CueLexicon } from './cue-lexicon.ts'
import { createFeaturiser, type Features } from './features.ts'
import { type Model, OUTPUTS } from './model.ts'
import { type Because, MAX_TEXT_LENGTH, type Reader, TOPICS, type Topic } from './reader.ts'
import { type Decision, reasonsFor } from './reasons.ts'
import { best, calibrate, confidenceOf, rawScores } from './score.ts'

/** The reader proper. It owns buffers, so one of it serves one thread; a reading is made in one go. */
export function createTrainedReader(model: Model, lexicon: CueLexicon, identify: LanguageIdentifier): Reader {
  const featurise = createFeaturiser(lexicon)
  const z = new Float64Array(OUTPUTS)
  const modelVersion = model.head.version
  return {
    modelVersion,
    read(input) {
      const text = input.text.length > MAX_TEXT_LENGTH ? input.text.slice(0, MAX_TEXT_LENGTH) : input.text
      const language = input.lang ?? identify(text, input.languages)
      const features = featurise(text, language.split('-')[0] ?? null)
      rawScores(model, features, z)
      calibrate(model, z)
      const objectiveAt = best(z, 0, 8)
      const objective: Topic = TOPICS[objectiveAt] ?? 'none'
      const purpose = best(z, 8, 3) as 0 | 1 | 2
      const benefit = purpose > 0 && (z[12] as number) >= model.head.thresholds.benefit
      const cta = (z[14] as number) >= model.head.thresholds.cta
      const empty = features.tokens.tokens.length === 0
      const confidence = empty ? 0 : confidenceOf(model, z[objectiveAt] as number, z[8 + purpose] as number)
      return {
        language,
        objective,
        objectives: Object.fromEntries(TOPICS.map((name, k) => [name, rounded(z[k] as number)])) as Record<
          Topic,
          number
        >,
        purpose,
        benefit,
        cta,
        confidence: rounded(confidence),
        abstained: confidence < model.head.abstainBelow,
        because: because(model, features, text, objectiveAt, purpose, benefit, cta),
        modelVersion,
      }
    },
  }
}

function because(
  model: Model,
  features: Features,
  text: string,
  objective: number,
  purpose: number,
  benefit: boolean,
  cta: boolean,
): Because[] {
  const decisions: Decision[] = [
    { label: 'objective', value: TOPICS[objective] ?? 'none', base: 0, size: 8, chosen: objective },
    { label: 'purpose', value: String(purpose), base: 8, size: 3, chosen: purpose },
  ]
  if (benefit) decisions.push({ label: 'benefit', value: 'true', base: 11, size: 2, chosen: 1 })
  if (cta) decisions.push({ label: 'cta', value: 'true', base: 13, size: 2, chosen: 1 })
  return reasonsFor(model, features, text, decisions)
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
