import type { CueLexicon } from '../../src/features/reading/reader/cue-lexicon.ts'
import { createFeaturiser } from '../../src/features/reading/reader/features.ts'
import { TOPICS } from '../../src/features/reading/reader/reader.ts'
import { groupValues } from '../../src/features/reading/reader/score.ts'
import type { Row } from './corpus.ts'
import type { Example } from './learn.ts'

/** Rows as the learner sees them; `groupWeights` weigh the kinds of features against each other. */
export function toExamples(rows: readonly Row[], lexicon: CueLexicon, groupWeights: readonly number[]): Example[] {
  const featurise = createFeaturiser(lexicon)
  const perGroup = new Float32Array(16)
  return rows.map((row) => {
    const f = featurise(row.text, row.lang.split('-')[0] ?? null)
    groupValues(f, groupWeights, perGroup)
    const values = new Float32Array(f.count)
    for (let i = 0; i < f.count; i++) values[i] = perGroup[f.groups[i] as number] as number
    return {
      rows: f.rows.slice(0, f.count),
      values,
      targets: [TOPICS.indexOf(row.objective), row.purpose, row.benefit ? 1 : 0, row.cta ? 1 : 0],
      weight: 1,
    }
  })
}
