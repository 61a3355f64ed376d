import { expect, it } from 'vitest'
import { readCorpus } from '../../scripts/reading/corpus.ts'
import { trainModel } from '../../scripts/reading/train-model.ts'
import { similarityOf, sketch } from '../../src/features/reading/index.ts'
import { READING_DATA, readCueLexicon } from '../../src/features/reading/reader/load-reader.ts'
import { loadModel } from '../../src/features/reading/reader/model.ts'

const rows = readCorpus()

it('learning twice from the same rows gives the same bytes', () => {
  const few = rows.filter((_, i) => i % 160 === 0)
  const lexicon = readCueLexicon()
  const size = { models: 2, folds: 2 }
  const once = trainModel(few, lexicon, 'test', size).bytes
  expect(once.equals(trainModel(few, lexicon, 'test', size).bytes)).toBe(true)
}, 60_000)

it('the committed model was trained with the committed cues and is small', () => {
  const { head, weights } = loadModel(`${READING_DATA}/reader.model`)
  expect(head.cues).toBe(readCueLexicon().version)
  expect(weights.length).toBeLessThan(16_000_000)
  for (const t of head.temperatures) expect(t).toBeGreaterThan(0.3)
})

it('the corpus has 6,000 rows in 16 languages, each with batch and style, and no id twice', () => {
  expect(rows.length).toBeGreaterThanOrEqual(6000)
  expect(new Set(rows.map((row) => row.lang)).size).toBeGreaterThanOrEqual(16)
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
  expect(rows.every((row) => row.batch !== '' && row.style !== '')).toBe(true)
})

it('no two posts of the corpus are near-duplicates', () => {
  const byShingle = new Map<number, number[]>()
  const sketches = rows.map((row) => sketch(row.text))
  const alike: string[] = []
  sketches.forEach((own, i) => {
    const seen = new Set<number>()
    for (const shingle of own) {
      const others = byShingle.get(shingle) ?? []
      for (const j of others) seen.add(j)
      others.push(i)
      byShingle.set(shingle, others)
    }
    for (const j of seen) {
      const other = sketches[j]
      // Greetings of a few words may meet; from eight shingles on nothing may.
      if (other && own.length >= 8 && other.length >= 8 && similarityOf(own, other) > 0.5) {
        alike.push(`${rows[j]?.id} ${rows[i]?.id}`)
      }
    }
  })
  expect(alike).toEqual([])
})
