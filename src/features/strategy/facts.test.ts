import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { activeNarratives, narrativesAt } from './active-narratives.ts'
import { changeFact, createFact, type FactChange } from './change-fact.ts'
import { listFactVersions } from './fact-store.ts'
import { affectedByFact, factIdsOf, registerFactUse } from './index.ts'
import type { FactContent, NarrativeContent } from './model.ts'
import { listNarrativeVersions } from './narrative-store.ts'
import { changeNarrative, createNarrative } from './save-narrative.ts'

let world: World
let strategist: Awaited<ReturnType<World['person']>>
let officer: typeof strategist
let told: FactChange[]

beforeAll(async () => {
  world = await createWorld()
  strategist = await world.person('Ratih', 'strategist', 'all')
  officer = await world.person('Sekar', 'mission_officer', ['kbri-cairo'])
})
afterAll(() => world.database.drop())
beforeEach(() => {
  told = []
})

const exports: FactContent = {
  nameId: 'Nilai ekspor RI ke Jepang, 2025',
  nameEn: 'Exports to Japan, 2025',
  value: '17,2',
  unit: 'miliar dolar AS',
  asOf: '2025-12-31',
  source: 'BPS, rilis 5 Februari 2026 (contoh)',
  sourceUrl: 'https://example.org/bps',
  validUntil: null,
}
const deps = () => ({
  ...world.deps,
  onFactChanged: async (_tx: unknown, _scope: unknown, change: FactChange) => {
    told.push(change)
  },
})
const change = (id: string, version: number, part: Partial<FactContent>, isCorrection = false) =>
  changeFact(deps(), strategist, id, { ...exports, ...part, version, reason: 'Angka BPS diperbarui', isCorrection })
const use = (kind: 'item' | 'kit', id: string, factIds: string[]) =>
  world.db
    .transaction()
    .execute((tx) =>
      registerFactUse(
        tx,
        world.system,
        { kind, id, missionId: kind === 'item' ? 'kbri-cairo' : null },
        factIds,
        world.clock.now(),
      ),
    )

test('a changed fact keeps every version, with who changed it and why', async () => {
  const fact = await createFact(deps(), strategist, exports)
  await change(fact.id, 1, { value: '17,4' })
  const versions = await listFactVersions(world.db, strategist, fact.id)
  expect(versions.map((one) => [one.version, one.value, one.reason, one.changedBy?.name])).toEqual([
    [2, '17,4', 'Angka BPS diperbarui', 'Ratih'],
    [1, '17,2', '', 'Ratih'],
  ])
})

test('two changes of one version: the second is refused and nothing of the first is lost', async () => {
  const fact = await createFact(deps(), strategist, exports)
  await change(fact.id, 1, { value: '17,4' })
  expect((await refusalOf(change(fact.id, 1, { value: '18' }))).key).toBe('fact.changed_meanwhile')
  expect((await listFactVersions(world.db, strategist, fact.id)).map((one) => one.value)).toEqual(['17,4', '17,2'])
})

test('a change tells everything that used the fact, former users too, and the same content tells nothing', async () => {
  const fact = await createFact(deps(), strategist, exports)
  const other = await createFact(deps(), strategist, { ...exports, nameId: 'Lain sama sekali' })
  const [kept, left, kit] = [newId(), newId(), newId()]
  await use('item', kept, [fact.id, other.id])
  await use('item', left, [fact.id])
  await use('item', left, [other.id])
  await use('kit', kit, [fact.id])
  await change(fact.id, 1, {})
  expect(told).toEqual([])
  await change(fact.id, 1, { value: '16,9' }, true)
  expect(told).toMatchObject([{ factId: fact.id, version: 2, isCorrection: true }])
  const uses = (told[0]?.uses ?? []).map((one) => [one.kind, one.id, one.version, one.isFormer])
  expect(uses).toHaveLength(3)
  expect(uses).toEqual(
    expect.arrayContaining([
      ['item', kept, 1, false],
      ['item', left, 1, true],
      ['kit', kit, 1, false],
    ]),
  )
  await use('item', kept, [fact.id])
  const after = await affectedByFact(world.db, world.system, fact.id)
  expect(after.find((one) => one.id === kept)).toMatchObject({ version: 2, isFormer: false })
  expect(await factIdsOf(world.db, world.system, 'item', [kept, left])).toEqual(
    new Map([
      [kept, [fact.id]],
      [left, [other.id]],
    ]),
  )
})

test('where holding or correcting fails, the fact stays as it was', async () => {
  const fact = await createFact(deps(), strategist, exports)
  const failing = {
    ...world.deps,
    onFactChanged: () => Promise.reject(new Error('no hold')),
  }
  const { id } = fact
  const act = changeFact(failing, strategist, id, {
    ...exports,
    value: '1',
    version: 1,
    reason: 'x',
    isCorrection: true,
  })
  await expect(act).rejects.toThrow('no hold')
  expect(await listFactVersions(world.db, strategist, id)).toHaveLength(1)
})

test('an officer reads facts and narratives and writes none; an unknown fact cannot be used', async () => {
  expect((await refusalOf(createFact(deps(), officer, exports))).key).toBe('fact.write_not_yours')
  expect((await refusalOf(createNarrative(world.deps, officer, narrative))).key).toBe('narrative.write_not_yours')
  expect((await refusalOf(use('item', newId(), [newId()]))).key).toBe('fact.not_found')
})

const narrative: NarrativeContent = {
  title: 'Rempah Indonesia',
  objectiveCodes: ['products'],
  ownerUnit: 'Ditjen IDP',
  source: 'Keterangan pers (contoh)',
  texts: [
    { language: 'id', message: 'Rempah kami asli dan terlacak.', mustSay: ['terlacak'], mustNotSay: ['termurah'] },
    { language: 'ar', message: 'توابلنا أصلية.', mustSay: [], mustNotSay: [] },
  ],
  factIds: [],
  validFrom: '2026-11-01',
  validUntil: '2026-12-31',
}
const at = (day: string) => new Date(`${day}T05:00:00Z`)
const active = (objectives: string[], languages: string[], day = '2026-11-25') =>
  activeNarratives(world.deps, officer, { objectives, languages }, at(day))

test('a narrative is offered for its objectives, in its days, in the languages asked for or its master', async () => {
  const { id } = await createNarrative(world.deps, strategist, narrative)
  const offered = async (...asked: Parameters<typeof active>) =>
    (await active(...asked)).filter((one) => one.id === id).map((one) => one.texts.map((text) => text.language))
  expect(await offered(['products', 'culture'], ['ar'])).toEqual([['ar']])
  expect(await offered(['products'], ['ja'])).toEqual([['id']])
  expect(await offered([], ['id', 'ar'])).toEqual([['id', 'ar']])
  expect(await offered(['tourism'], ['id'])).toEqual([])
  expect(await offered(['products'], ['id'], '2026-10-31')).toEqual([])
  expect(await offered(['products'], ['id'], '2026-12-31')).toEqual([['id']])
  // 1 January in Jakarta is still 31 December in UTC.
  expect(
    await activeNarratives(world.deps, officer, { objectives: [], languages: [] }, new Date('2026-12-31T17:30:00Z')),
  ).toEqual([])
})

test('a narrative whose fact changed is stale until somebody looks at it anew', async () => {
  const fact = await createFact(deps(), strategist, exports)
  const content = { ...narrative, title: 'Ekspor naik', factIds: [fact.id] }
  const { id } = await createNarrative(world.deps, strategist, content)
  const state = async () =>
    (await narrativesAt(world.deps, officer, at('2026-11-25'))).find((one) => one.id === id)?.state
  expect(await state()).toBe('active')
  world.clock.advance(60_000)
  await change(fact.id, 1, { value: '17,4' })
  expect(await state()).toBe('stale')
  world.clock.advance(60_000)
  await changeNarrative(world.deps, strategist, id, 1, content)
  expect(await state()).toBe('active')
  expect((await affectedByFact(world.db, world.system, fact.id)).map((one) => [one.kind, one.version])).toEqual([
    ['narrative', 2],
  ])
})

test.each<[string, Partial<NarrativeContent>, string]>([
  ['ends before it begins', { validUntil: '2026-10-01' }, 'narrative.ends_before_start'],
  ['speaks for no objective that holds', { objectiveCodes: ['magic'] }, 'mix.unknown_objective'],
  [
    'says one language twice',
    { texts: [...narrative.texts.slice(0, 1), ...narrative.texts.slice(0, 1)] },
    'narrative.language_twice',
  ],
  ['leans on a fact that is none', { factIds: [newId()] }, 'fact.not_found'],
])('a narrative that %s is refused', async (_what, part, key) => {
  expect((await refusalOf(createNarrative(world.deps, strategist, { ...narrative, ...part }))).key).toBe(key)
})

test('a changed narrative keeps its versions, and a stale change is refused', async () => {
  const { id } = await createNarrative(world.deps, strategist, narrative)
  await changeNarrative(world.deps, strategist, id, 1, { ...narrative, validUntil: '2026-11-24' })
  const late = changeNarrative(world.deps, strategist, id, 1, narrative)
  expect((await refusalOf(late)).key).toBe('narrative.changed_meanwhile')
  const versions = await listNarrativeVersions(world.db, officer, id)
  expect(versions.map((one) => [one.version, one.validUntil])).toEqual([
    [2, '2026-11-24'],
    [1, '2026-12-31'],
  ])
  expect((await active(['products'], ['id'])).some((one) => one.id === id)).toBe(false)
})
