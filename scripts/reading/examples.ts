import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CueFile, type CueLexicon, createCueLexicon } from '../../src/features/reading/reader/cue-lexicon.ts'
import { createFeaturiser } from '../../src/features/reading/reader/features.ts'
import { TOPICS } from '../../src/features/reading/reader/reader.ts'
import type { Row } from './corpus.ts'
import type { Example } from './learn.ts'

export const CUES = join(import.meta.dirname, '../../data/reading/cues')

export function readCues(folder = CUES): CueLexicon {
  const files: CueFile[] = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({ language: name.replace('.txt', ''), content: readFileSync(join(folder, name), 'utf8') }))
  return createCueLexicon(files)
}

/** Rows as the learner sees them; `groupWeights` weigh the kinds of features against each other. */
export function toExamples(rows: readonly Row[], lexicon: CueLexicon, groupWeights: readonly number[]): Example[] {
  const featurise = createFeaturiser(lexicon)
  return rows.map((row) => {
    const f = featurise(row.text, row.lang)
    const values = new Float32Array(f.count)
    for (let i = 0; i < f.count; i++) {
      const group = f.groups[i] as number
      values[i] = (groupWeights[group] as number) / Math.sqrt(f.sizes[group] as number)
    }
    return {
      rows: f.rows.slice(0, f.count),
      values,
      targets: [TOPICS.indexOf(row.objective), row.purpose, row.benefit ? 1 : 0, row.cta ? 1 : 0],
      weight: 1,
    }
  })
}
