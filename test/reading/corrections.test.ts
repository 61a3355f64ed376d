import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { readCorpus, readCorrections } from '../../scripts/reading/corpus.ts'
import { trainModel } from '../../scripts/reading/train-model.ts'
import { systemScope } from '../../src/features/missions/index.ts'
import { correctLabel, exportCorrections } from '../../src/features/rating/index.ts'
import { readCueLexicon } from '../../src/features/reading/reader/load-reader.ts'
import { loadModel } from '../../src/features/reading/reader/model.ts'
import { createTrainedReader } from '../../src/features/reading/reader/trained-reader.ts'
import { newId } from '../../src/platform/ids.ts'
import { writeWorld } from '../support/alignment-world.ts'
import { withTestDatabase } from '../support/database.ts'

const database = withTestDatabase()
const scope = systemScope('test')
const now = () => new Date('2026-11-25T10:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'corrections-'))

beforeAll(async () => {
  await writeWorld(database().db, [{ id: 'kbri-a', timezone: 'Asia/Tokyo' }])
})

async function writeMessage(text: string): Promise<string> {
  const id = newId()
  await database()
    .db.insertInto('message')
    .values({
      id,
      missionId: 'kbri-a',
      localDay: '2026-11-20',
      text,
      language: 'id',
      firstPublishedAt: now(),
      createdAt: now(),
    })
    .execute()
  return id
}

it('the newest word of a person is what is exported, as a topic of the reader, and nobody is named', async () => {
  const message = await writeMessage('Temu Zorbulan ke-3.')
  await correctLabel({ db: database().db, now }, scope, message, { objective: 'policy', purpose: 0 })
  const later = () => new Date('2026-11-25T11:00:00Z')
  await correctLabel({ db: database().db, now: later }, scope, message, { objective: 'tourism', purpose: 2, cta: true })
  expect(await exportCorrections(database().db, scope)).toEqual([
    {
      id: `label-${message}`,
      lang: 'id',
      text: 'Temu Zorbulan ke-3.',
      objective: 'tourism',
      secondary: null,
      purpose: 2,
      benefit: null,
      cta: true,
      hard: false,
      batch: 'label-2026-11-20',
      style: 'formal',
      source: 'officer',
    },
  ])
})

it('what people corrected is learnt: the next model reads a word that only they knew', async () => {
  for (const words of ['Pekan Zorbulan dibuka.', 'Zorbulan tahun ini lebih ramai.', 'Zorbulan di alun-alun.']) {
    const message = await writeMessage(words)
    await correctLabel({ db: database().db, now }, scope, message, { objective: 'tourism', purpose: 1 })
  }
  const lines = (await exportCorrections(database().db, scope)).map((one) => JSON.stringify(one)).join('\n')
  writeFileSync(join(folder, 'labels.jsonl'), lines)
  const rows = readCorpus().filter((row, i) => row.lang === 'id' && i % 12 === 0)
  const lexicon = readCueLexicon()
  const readerOf = (name: string, learnt: Parameters<typeof trainModel>[0]) => {
    const path = join(folder, name)
    writeFileSync(path, trainModel(learnt, lexicon, name, { models: 1, folds: 2 }).bytes)
    return createTrainedReader(loadModel(path), lexicon, () => 'id')
  }
  const text = 'Zorbulan'
  const before = readerOf('before.model', rows).read({ text })
  const after = readerOf('after.model', [...rows, ...readCorrections(folder)]).read({ text })
  expect(after.objectives.tourism).toBeGreaterThan(before.objectives.tourism + 0.2)
  expect(after.objective).toBe('tourism')
  expect(after.modelVersion).toBe('after.model')
}, 120_000)

it('where nobody exported anything, training goes on without', () => {
  expect(readCorrections(join(folder, 'nowhere'))).toEqual([])
})
