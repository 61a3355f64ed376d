import type { CueLexicon } from '../../src/features/reading/reader/cue-lexicon.ts'
import { createFeaturiser } from '../../src/features/reading/reader/features.ts'
import { TOPICS } from '../../src/features/reading/reader/reader.ts'
import { groupValues } from '../../src/features/reading/reader/score.ts'
import type { Row } from './corpus.ts'
import { type Example, UNKNOWN } from './learn.ts'

const NO_SENTENCE = 255

const known = (label: boolean | null): number => (label === null ? UNKNOWN : Number(label))

/** Rows as the learner sees them; `groupWeights` weigh the kinds of features against each other. */
export function toExamples(rows: readonly Row[], lexicon: CueLexicon, groupWeights: readonly number[]): Example[] {
  const featurise = createFeaturiser(lexicon)
  const perGroup = new Float32Array(16)
  return rows.map((row) => {
    const f = featurise(row.text, row.lang.split('-')[0] ?? null)
    groupValues(f, groupWeights, perGroup)
    const values = new Float32Array(f.count)
    const says = new Float32Array(f.count)
    const sentences = new Uint8Array(f.count)
    for (let i = 0; i < f.count; i++) {
      const group = f.groups[i] as number
      values[i] = perGroup[group] as number
      says[i] = groupWeights[group] ?? 0
      const owner = f.owners[i] as number
      sentences[i] = owner < 0 ? NO_SENTENCE : Math.min(NO_SENTENCE - 1, f.tokens.tokens[owner]?.sentence ?? 0)
    }
    return {
      rows: f.rows.slice(0, f.count),
      values,
      says,
      sentences,
      count: f.tokens.sentences,
      targets: [TOPICS.indexOf(row.objective), row.purpose, known(row.benefit), known(row.cta)],
      weight: row.weight ?? 1,
    }
  })
}
