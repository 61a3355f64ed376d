import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { itemDraft } from '../../contract/items.ts'
import { newId } from '../../platform/ids.ts'
import { changeFact, createFact } from '../strategy/change-fact.ts'
import { affectedByFact } from '../strategy/index.ts'
import { createNarrative } from '../strategy/save-narrative.ts'
import { createItem, updateItem } from './index.ts'

const cairo = 'kbri-cairo'
let world: World
let strategist: Awaited<ReturnType<World['person']>>
let officer: typeof strategist
let factId: string

const fact = {
  nameId: 'Nilai ekspor RI ke Mesir, 2025',
  nameEn: '',
  value: '1,4',
  unit: 'miliar dolar AS',
  asOf: null,
  source: 'BPS (contoh)',
  sourceUrl: null,
  validUntil: '2027-12-31',
}
const draft = (facts?: string[]) =>
  itemDraft.parse({
    kind: 'purpose',
    title: 'Ekspor',
    texts: [{ language: 'id', text: 'Naik' }],
    ...(facts && { facts }),
  })

beforeAll(async () => {
  world = await createWorld()
  strategist = await world.person('Ratih', 'strategist', 'all')
  officer = await world.person('Sekar', 'mission_officer', [cairo])
  factId = (await createFact(world.deps, strategist, fact)).id
})
afterAll(() => world.database.drop())

const change = (version: number, part: Partial<typeof fact>) =>
  changeFact({ ...world.deps, onFactChanged: async () => {} }, strategist, factId, {
    ...fact,
    ...part,
    version,
    reason: 'Angka tetap BPS',
    isCorrection: true,
  })
const users = async () =>
  (await affectedByFact(world.db, world.system, factId)).map((use) => [use.id, use.version, use.isFormer])

test('an item names the facts it leans on, keeps them when a save leaves them out, and lets go of them', async () => {
  const { item } = await createItem(world.deps, officer, cairo, draft([factId]))
  expect(item.facts).toEqual([factId])
  const kept = await updateItem(world.deps, officer, item.id, item.revision, { ...draft(), title: 'Ekspor naik' })
  expect(kept.item.facts).toEqual([factId])
  expect(await users()).toEqual([[item.id, 1, false]])
  const left = await updateItem(world.deps, officer, item.id, kept.item.revision, {
    ...draft([]),
    title: 'Ekspor naik',
  })
  expect(left.item.facts).toEqual([])
  expect(await users()).toEqual([[item.id, 1, true]])
})

test('a fact that changed or expired is pointed out until the text is saved anew', async () => {
  const { item } = await createItem(world.deps, officer, cairo, draft([factId]))
  await change(1, { value: '1,52' })
  const save = (title: string, revision: number) =>
    updateItem(world.deps, officer, item.id, revision, { ...draft(), title })
  const remarks = (view: Awaited<ReturnType<typeof save>>) =>
    view.findings.filter((one) => one.path === 'facts').map((one) => [one.key, one.severity, one.params.value])
  // The same content again is no new look at it.
  expect(remarks(await updateItem(world.deps, officer, item.id, item.revision, draft([factId])))).toEqual([
    ['item.fact_newer', 'warn', '1,52 miliar dolar AS'],
  ])
  const looked = await save('Ekspor, angka baru', item.revision)
  expect(remarks(looked)).toEqual([])
  await change(2, { value: '1,52', validUntil: '2026-11-24' })
  expect(remarks(await save('Ekspor, angka lama', looked.item.revision))).toEqual([
    ['item.fact_expired', 'warn', '1,52 miliar dolar AS'],
  ])
})

test('an item cannot lean on what is no fact, and nothing of the save is kept', async () => {
  expect((await refusalOf(createItem(world.deps, officer, cairo, draft([newId()])))).key).toBe('fact.not_found')
})

test('a narrative past its days is taken on only with a reason; one taken on in its days stays', async () => {
  const write = (title: string, validUntil: string | null) =>
    createNarrative(world.deps, strategist, {
      ...{ title, objectiveCodes: ['products'], ownerUnit: '', source: '', factIds: [], validFrom: '2026-01-01' },
      ...{ validUntil, texts: [{ language: 'id', message: 'Halo', mustSay: [], mustNotSay: [] }] },
    })
  const [holds, over] = [await write('Berlaku', '2026-11-25'), await write('Lewat', '2026-11-24')]
  const save = (narratives: { id: string; overrideReason: string }[]) =>
    createItem(world.deps, officer, cairo, { ...draft(), narratives })
  const wish = (id: string, overrideReason = '') => ({ id, overrideReason })
  expect((await refusalOf(save([wish(over.id)]))).issues).toEqual(['narratives.0: narrative.needs_reason'])
  expect((await refusalOf(save([wish(newId())]))).key).toBe('narrative.not_found')
  const { item } = await save([wish(holds.id), wish(over.id, 'Kutipan pidato lama, atas permintaan')])
  expect(item.narratives.map((one) => [one.title, one.overrideReason])).toEqual([
    ['Berlaku', ''],
    ['Lewat', 'Kutipan pidato lama, atas permintaan'],
  ])
  const remarks = (view: Awaited<ReturnType<typeof save>>) =>
    view.findings.filter((one) => one.path === 'narratives').map((one) => [one.key, one.params.title])
  expect(remarks(await save([wish(over.id, 'Kutipan pidato lama')]))).toEqual([
    ['item.narrative_over_because', 'Lewat'],
  ])
  world.clock.advance(3 * 86_400_000)
  const later = await updateItem(world.deps, officer, item.id, item.revision, {
    ...draft(),
    title: 'Judul lain',
    narratives: [wish(holds.id)],
  })
  expect(later.item.narratives.map((one) => one.title)).toEqual(['Berlaku'])
  expect(remarks(later)).toEqual([['item.narrative_over', 'Berlaku']])
  const kept = await updateItem(world.deps, officer, item.id, later.item.revision, {
    ...draft(),
    title: 'Judul ketiga',
  })
  expect(kept.item.narratives.map((one) => one.title)).toEqual(['Berlaku'])
})
