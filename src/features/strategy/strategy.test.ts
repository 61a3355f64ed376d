import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { changeObjective } from './change-objective.ts'
import { agreeMix, listObjectives, missionMix, missionMixes, proposeMix } from './index.ts'

const cairo = 'kbri-cairo'
const seoul = 'kbri-seoul'
let world: World
let strategist: Awaited<ReturnType<World['person']>>
let head: typeof strategist
let stranger: typeof strategist

beforeAll(async () => {
  world = await createWorld()
  strategist = await world.person('Ratih', 'strategist', 'all')
  head = await world.person('Bagus', 'head_of_mission', [cairo])
  stranger = await world.person('Sri', 'head_of_mission', [seoul])
})
afterAll(() => world.database.drop())

const half = [
  { objectiveCode: 'products', percent: 50 },
  { objectiveCode: 'tourism', percent: 50 },
]
const propose = (shares: typeof half, quarter = '2026-Q4') =>
  proposeMix(world.deps, strategist, cairo, { quarter, shares })

test('the tree has codes of their own for what the ministry tells apart', async () => {
  const codes = (await listObjectives(world.db, strategist, '2026-11-25')).map((objective) => objective.code)
  expect(codes).toEqual(
    expect.arrayContaining(['products', 'services', 'tourism', 'investment', 'protection', 'culture']),
  )
})

test.each([
  ['90 percent', [{ objectiveCode: 'products', percent: 90 }], 'mix.not_100'],
  ['100.01 percent', [...half.slice(1), { objectiveCode: 'products', percent: 50.01 }], 'mix.not_100'],
  ['one objective twice', [half[0], half[0]], 'mix.twice'],
  ['an unknown objective', [{ objectiveCode: 'magic', percent: 100 }], 'mix.unknown_objective'],
])('a mix of %s is refused and nothing is kept', async (_what, shares, key) => {
  expect((await refusalOf(propose(shares as typeof half, '2027-Q3'))).key).toBe(key)
  expect((await missionMix(world.deps, head, cairo, '2027-Q3')).proposed).toBeNull()
})

test('thirds that make exactly 100 are accepted', async () => {
  const thirds = [33.33, 33.33, 33.34].map((percent, index) => ({
    objectiveCode: ['products', 'tourism', 'culture'][index] ?? '',
    percent,
  }))
  expect((await propose(thirds, '2027-Q2')).status).toBe('proposed')
})

test('a mix is proposed by headquarters and agreed by the mission, both with name and time', async () => {
  const mix = await propose(half)
  expect(await refusalOf(agreeMix(world.deps, strategist, mix.id))).toMatchObject({ key: 'mix.agree_not_yours' })
  expect(await refusalOf(agreeMix(world.deps, stranger, mix.id))).toMatchObject({ code: 'not_found' })
  const agreed = await agreeMix(world.deps, head, mix.id)
  expect(agreed).toMatchObject({
    status: 'agreed',
    proposedBy: { name: 'Ratih' },
    agreedBy: { name: 'Bagus' },
    agreedAt: '2026-11-25T03:00:00.000Z',
    shares: half,
  })
  expect((await missionMix(world.deps, head, cairo)).isFrozen).toBe(true)
  expect((await refusalOf(agreeMix(world.deps, head, mix.id))).key).toBe('mix.not_open')
})

test('an agreed mix stays until a new proposal is agreed too', async () => {
  const next = await propose([
    { objectiveCode: 'products', percent: 70 },
    { objectiveCode: 'culture', percent: 30 },
  ])
  const between = await missionMix(world.deps, head, cairo)
  expect([between.agreed?.shares, between.proposed?.id]).toEqual([half, next.id])
  await agreeMix(world.deps, head, next.id)
  const after = await missionMix(world.deps, head, cairo)
  expect([after.agreed?.id, after.proposed]).toEqual([next.id, null])
})

test('only headquarters proposes, and lists show only missions in scope', async () => {
  const own = proposeMix(world.deps, head, cairo, { quarter: '2027-Q1', shares: half })
  expect((await refusalOf(own)).key).toBe('mix.propose_not_yours')
  expect((await missionMixes(world.deps, head, '2026-Q4')).map((mix) => mix.missionId)).toEqual([cairo])
  expect(await missionMixes(world.deps, strategist, '2026-Q4')).toHaveLength(133)
})

test('a changed name makes a new version; the old one keeps its days and its name', async () => {
  const [before] = (await listObjectives(world.db, strategist, '2026-11-25')).filter((one) => one.code === 'tourism')
  if (!before) throw new Error('no tourism')
  const { code: _code, version: _version, validFrom: _from, validTo: _to, ...content } = before
  const renamed = { ...content, nameId: 'Wisata Indonesia' }
  const after = await changeObjective(world.deps, strategist, 'tourism', renamed)
  expect(after.version).toBe(before.version + 1)
  expect((await changeObjective(world.deps, strategist, 'tourism', renamed)).version).toBe(after.version)
  const nameOn = async (day: string) =>
    (await listObjectives(world.db, strategist, day)).find((one) => one.code === 'tourism')?.nameId
  expect([await nameOn('2026-11-24'), await nameOn('2026-11-25')]).toEqual([before.nameId, 'Wisata Indonesia'])
  expect((await refusalOf(changeObjective(world.deps, head, 'tourism', content))).key).toBe(
    'objective.change_not_yours',
  )
})
