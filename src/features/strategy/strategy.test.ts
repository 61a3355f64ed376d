import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { listMissions } from '../missions/index.ts'
import { changeObjective } from './change-objective.ts'
import { agreeMix, listObjectives, missionMix, missionMixes, proposeMix } from './index.ts'
import { mixPeers } from './mix-peers.ts'
import { listMixHistory } from './mix-store.ts'
import { listObjectiveVersions } from './objective-store.ts'
import { placeObjective } from './place-objective.ts'
import { retireObjective } from './retire-objective.ts'

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

test('lists show only missions in scope', async () => {
  expect((await missionMixes(world.deps, head, '2026-Q4')).map((mix) => mix.missionId)).toEqual([cairo])
  expect(await missionMixes(world.deps, strategist, '2026-Q4')).toHaveLength(133)
})

test('a mission answers with a proposal of its own, headquarters agrees, and every step stays in the history', async () => {
  const quarter = '2027-Q1'
  const answer = [
    { objectiveCode: 'culture', percent: 60 },
    { objectiveCode: 'tourism', percent: 40 },
  ]
  const own = (scope: typeof head) =>
    proposeMix(world.deps, scope, cairo, { quarter, shares: answer, note: 'Tahun budaya' })
  expect((await refusalOf(own(head))).key).toBe('mix.nothing_to_answer')
  const first = await propose(half, quarter)
  expect((await refusalOf(own(stranger))).key).toBe('mission.not_found')
  const second = await own(head)
  expect(second).toMatchObject({ proposedSide: 'mission', note: 'Tahun budaya', proposedBy: { name: 'Bagus' } })
  expect((await refusalOf(agreeMix(world.deps, head, second.id))).key).toBe('mix.agree_waits_for_hq')
  expect((await refusalOf(agreeMix(world.deps, strategist, first.id))).key).toBe('mix.agree_not_yours')
  const agreed = await agreeMix(world.deps, strategist, second.id)
  expect(agreed).toMatchObject({ status: 'agreed', agreedBy: { name: 'Ratih' }, shares: answer })
  const history = (await listMixHistory(world.db, head, cairo)).filter((mix) => mix.quarter === quarter)
  expect(history.map((mix) => [mix.id, mix.status])).toEqual([
    [second.id, 'agreed'],
    [first.id, 'superseded'],
  ])
})

test('the median of peers is a hint from five missions on, without the mission itself', async () => {
  const peers = (await listMissions(world.db, strategist, '2026-11-25')).filter(
    (one) => one.peerGroup === 'over_40_million',
  )
  const [asking, ...others] = peers.map((peer) => peer.id)
  if (!asking) throw new Error('no peers')
  const quarter = '2028-Q1'
  const hint = () => mixPeers(world.deps, strategist, asking, quarter)
  for (const [index, missionId] of others.slice(0, 5).entries()) {
    expect((await hint()).medians).toEqual([])
    const percent = 40 + index * 5
    const shares = [
      { objectiveCode: 'products', percent },
      { objectiveCode: index === 0 ? 'culture' : 'tourism', percent: 100 - percent },
    ]
    const mix = await proposeMix(world.deps, strategist, missionId, { quarter, shares })
    await agreeMix(world.deps, world.system, mix.id)
  }
  expect(await hint()).toMatchObject({
    missions: 5,
    medians: [
      { objectiveCode: 'products', percent: 50 },
      { objectiveCode: 'tourism', percent: 45 },
      { objectiveCode: 'culture', percent: 0 },
    ],
  })
  expect((await refusalOf(mixPeers(world.deps, stranger, asking, quarter))).code).toBe('not_found')
})

const objectiveOn = async (code: string, day: string) =>
  (await listObjectives(world.db, strategist, day)).find((one) => one.code === code)
const contentOf = async (code: string, day = '2026-11-25') => {
  const found = await objectiveOn(code, day)
  if (!found) throw new Error(`no ${code}`)
  const { code: _code, version: _version, validFrom: _from, validTo: _to, changedBy: _by, ...content } = found
  return content
}

test('a changed name makes a new version; the old one keeps its days and its name', async () => {
  const [before] = (await listObjectives(world.db, strategist, '2026-11-25')).filter((one) => one.code === 'tourism')
  if (!before) throw new Error('no tourism')
  const content = await contentOf('tourism')
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

test('a version may be announced for a later day; until then the old one holds, and only one is announced', async () => {
  const content = await contentOf('culture')
  const from = '2027-01-01'
  const next = await changeObjective(world.deps, strategist, 'culture', { ...content, nameId: 'Budaya' }, from)
  expect(next).toMatchObject({ validFrom: from, changedBy: { name: 'Ratih' } })
  expect((await objectiveOn('culture', '2026-12-31'))?.nameId).toBe(content.nameId)
  expect((await objectiveOn('culture', from))?.nameId).toBe('Budaya')
  const sooner = changeObjective(world.deps, strategist, 'culture', { ...content, nameId: 'Seni' })
  expect((await refusalOf(sooner)).key).toBe('objective.announced')
  const past = changeObjective(world.deps, strategist, 'products', content, '2026-11-24')
  expect((await refusalOf(past)).key).toBe('objective.from_past')
})

test('an objective ends after a day and comes back as a new version; none is deleted', async () => {
  const content = { ...(await contentOf('services')), parentCode: 'services', nameId: 'Jasa digital' }
  await changeObjective(world.deps, strategist, 'services.digital', content)
  const parent = retireObjective(world.deps, strategist, 'services', '2026-12-31')
  expect((await refusalOf(parent)).key).toBe('objective.has_children')
  expect((await refusalOf(retireObjective(world.deps, head, 'services.digital', '2026-12-31'))).code).toBe('forbidden')
  await retireObjective(world.deps, strategist, 'services.digital', '2026-12-31')
  expect(await objectiveOn('services.digital', '2026-12-31')).toBeDefined()
  expect(await objectiveOn('services.digital', '2027-01-01')).toBeUndefined()
  await retireObjective(world.deps, strategist, 'services', '2026-12-31')
  await changeObjective(world.deps, strategist, 'services', await contentOf('services'), '2027-02-01')
  const versions = await listObjectiveVersions(world.db, strategist, 'services')
  expect(versions.map((one) => [one.version, one.validTo])).toEqual([
    [1, '2026-12-31'],
    [2, null],
  ])
})

test('an objective moves among its siblings without a version, and below another parent with one', async () => {
  const order = async () => (await listObjectives(world.db, strategist, '2026-11-25')).map((one) => one.code)
  const [first, second] = ['products', 'investment']
  const before = await objectiveOn(second, '2026-11-25')
  await placeObjective(world.deps, strategist, second, { parentCode: null, after: null })
  expect((await order())[0]).toBe(second)
  expect((await objectiveOn(second, '2026-11-25'))?.version).toBe(before?.version)
  const moved = await placeObjective(world.deps, strategist, second, { parentCode: first, after: null })
  expect(moved).toMatchObject({ parentCode: first, version: (before?.version ?? 0) + 1 })
  const codes = await order()
  expect(codes.indexOf(second)).toBe(codes.indexOf(first) + 1)
  const circle = placeObjective(world.deps, strategist, first, { parentCode: second, after: null })
  expect((await refusalOf(circle)).key).toBe('objective.stray_parent')
})
