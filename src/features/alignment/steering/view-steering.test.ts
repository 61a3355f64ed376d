import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../../test/support/world.ts'
import { newId } from '../../../platform/ids.ts'
import { viewBoardSteering, viewMissionSteering } from './view-steering.ts'

type Someone = Awaited<ReturnType<World['person']>>
const berlin = 'kbri-berlin'
const cairo = 'kbri-cairo'
const quarter = '2026-Q4'
let world: World
let strategist: Someone
let head: Someone
let stranger: Someone

beforeAll(async () => {
  world = await createWorld()
  world.clock.set('2026-12-20T03:00:00Z')
  strategist = await world.person('Ratih', 'strategist', 'all')
  head = await world.person('Bagus', 'head_of_mission', [berlin])
  stranger = await world.person('Nadia', 'mission_officer', [cairo])
})
afterAll(() => world.database.drop())

type Kit = {
  obligation?: string
  released?: string
  target: string
  languages?: string[]
  missions?: Record<string, { at?: string; text?: string; accepted?: boolean; byHand?: boolean } | null>
}

/** A kit as it stands long after its release, with what missions published of it. */
async function plant(kit: Kit): Promise<string> {
  const id = newId()
  const kitId = newId()
  const releasedAt = new Date(kit.released ?? '2026-10-01T02:00:00Z')
  await world.db
    .insertInto('campaign')
    .values({
      id,
      title: 'Kopi',
      objectiveCode: 'products',
      goal: '',
      baseline: '',
      startsOn: '2026-10-01',
      endsOn: '2026-12-31',
      obligation: kit.obligation ?? 'mandatory',
      status: 'released',
      releasedAt,
      targetAt: new Date(kit.target),
      createdBy: strategist.personId,
      createdAt: releasedAt,
      updatedAt: releasedAt,
    })
    .execute()
  await world.db.insertInto('kit').values({ id: kitId, campaignId: id }).execute()
  for (const language of kit.languages ?? ['id'])
    await world.db
      .insertInto('kitCore')
      .values({
        kitId,
        language,
        headline: '',
        message: 'Delapan eksportir siap.',
        isMaster: language === 'id',
        approvedAt: releasedAt,
      })
      .execute()
  for (const [missionId, done] of Object.entries(kit.missions ?? { [berlin]: null })) {
    const accepted = done?.accepted ? { status: 'declined', refusalAcceptedAt: releasedAt } : { status: 'pending' }
    await world.db
      .insertInto('assignment')
      .values({ campaignId: id, missionId, ...accepted })
      .execute()
    if (!done?.at) continue
    const at = new Date(done.at)
    const itemId = newId()
    const item = { id: itemId, missionId, campaignId: id, authorId: head.personId, kind: 'purpose', status: 'approved' }
    await world.db
      .insertInto('item')
      .values({ ...item, desiredAction: 'Daftar', createdAt: at, updatedAt: at })
      .execute()
    await world.db
      .insertInto('message')
      .values({
        id: newId(),
        missionId,
        localDay: done.at.slice(0, 10),
        text: done.text ?? 'Kaffee am Morgen in Berlin, direkt von der Genossenschaft.',
        campaignId: id,
        itemId: done.byHand ? null : itemId,
        firstPublishedAt: at,
        createdAt: at,
      })
      .execute()
  }
  return id
}

// The worked example of domain 5.2.5 as rows: on time, as is 24 working hours late, nothing, 60 working hours late.
test('C2 from stored rows is the worked example, 65.2', async () => {
  const target = '2026-11-04T07:00:00Z' // Wednesday 08.00 in Berlin
  await plant({ target, missions: { [berlin]: { at: '2026-11-03T10:00:00Z' } } })
  // Three working days of eight hours: Wednesday, Thursday, Friday to 16.00.
  await plant({ target, missions: { [berlin]: { at: '2026-11-06T15:00:00Z', text: 'Delapan eksportir siap. #kopi' } } })
  await plant({ target, obligation: 'recommended' })
  // Seven and a half working days: to Friday 13 November at noon.
  await plant({ target, missions: { [berlin]: { at: '2026-11-13T11:00:00Z' } } })
  // Neither a refusal that the desk accepted nor a target that is yet to come counts.
  await plant({ target, missions: { [berlin]: { accepted: true } } })
  await plant({ target: '2026-12-28T07:00:00Z' })
  const view = await viewMissionSteering(world.deps, head, berlin, quarter)
  expect(view.campaigns.map((one) => [one.how, one.lateHours])).toEqual([
    ['adapted', 0],
    ['as_is', 24],
    [null, 0],
    ['adapted', 60],
  ])
  expect([view.c2.state, view.c2.n, view.refusals]).toEqual(['scored', 3.5, { accepted: 1, open: 0 }])
  expect(Math.abs((view.c2.value ?? 0) - 65.2)).toBeLessThanOrEqual(0.05)
  const lost = view.campaigns.reduce((sum, one) => sum + one.lossPoints, 0)
  expect(100 - lost).toBeCloseTo(view.c2.value ?? 0, 9)
})

test('a kit that came two working days before its target costs nothing, and is shown as late', async () => {
  const before = await viewMissionSteering(world.deps, head, berlin, quarter)
  await plant({ released: '2026-11-17T02:00:00Z', target: '2026-11-19T07:00:00Z' })
  const after = await viewMissionSteering(world.deps, head, berlin, quarter)
  expect(after.c2.value).toBe(before.c2.value)
  expect(after.campaigns.at(-1)).toMatchObject({ isKitLate: true, counts: false, leadDays: 2, lossPoints: 0 })
})

test('D1 and D3 come from the same kits; D4 is missing and named as missing', async () => {
  const view = await viewMissionSteering(world.deps, head, berlin, quarter)
  const part = (id: string) => view.support.parts.find((one) => one.id === id)
  // Five of six kits in time (an accepted refusal was a kit too), none of them in German.
  expect([part('D1')?.n, part('D1')?.good, part('D3')?.value]).toEqual([6, 5, 0])
  expect(part('D4')).toMatchObject({ value: null, n: 0 })
  await plant({
    target: '2026-11-24T07:00:00Z',
    languages: ['id', 'de'],
    missions: { [berlin]: { at: '2026-11-20T10:00:00Z' } },
  })
  const next = await viewMissionSteering(world.deps, head, berlin, quarter)
  expect(next.support.parts.find((one) => one.id === 'D3')).toMatchObject({ n: 7, good: 1 })
})

test('D2 comes from what the desk and headquarters took, an overdue review with its age so far', async () => {
  const at = new Date('2026-12-01T02:00:00Z')
  const row = { missionId: berlin, authorId: head.personId, kind: 'purpose', createdAt: at, updatedAt: at }
  const wait = async (step: string, workedMinutes: number | null, openedAt = at) => {
    const id = newId()
    await world.db
      .insertInto('item')
      .values({ ...row, id, status: 'in_review', submittedAt: at })
      .execute()
    await world.db
      .insertInto('reviewWait')
      .values({
        id: newId(),
        itemId: id,
        missionId: berlin,
        step,
        clockMissionId: 'hq',
        openedAt,
        dueAt: at,
        workedMinutes,
        ...(workedMinutes === null ? {} : { closedAt: at, outcome: 'approved' }),
      })
      .execute()
  }
  await wait('desk', 8 * 60)
  await wait('desk', 20 * 60)
  await wait('mission', 9_000)
  // Open since Monday 7 December 10.00 WIB: far over the 16 hours of a desk.
  await wait('desk', null, new Date('2026-12-07T03:00:00Z'))
  // Open since this morning: no judgement yet.
  await wait('desk', null, new Date('2026-12-18T08:00:00Z'))
  const view = await viewMissionSteering(world.deps, head, berlin, quarter)
  const part = view.support.parts.find((one) => one.id === 'D2')
  // 8, 20 and about 70 hours against 16: the median is 20.
  expect([part?.n, part?.value]).toEqual([3, 80])
})

test('where only a machine says how a kit was used, the figure says so', async () => {
  for (const day of ['05', '06', '07'])
    await plant({
      target: `2026-11-${day}T07:00:00Z`,
      missions: { [cairo]: { at: '2026-11-03T10:00:00Z', byHand: true } },
    })
  const view = await viewMissionSteering(world.deps, stranger, cairo, quarter)
  expect([view.c2.state, view.campaigns[0]?.isEstimated]).toEqual(['unaudited', true])
})

test('under three campaigns of weight there is no value, and scores of others are not there', async () => {
  const seoul = await world.person('Sari', 'head_of_mission', ['kbri-seoul'])
  expect((await viewMissionSteering(world.deps, seoul, 'kbri-seoul', quarter)).c2).toMatchObject({
    state: 'too_few',
    value: null,
  })
  expect((await refusalOf(viewMissionSteering(world.deps, stranger, berlin, quarter))).code).toBe('not_found')
  const board = await viewBoardSteering(world.deps, stranger, quarter)
  expect(board.missions.map((one) => one.missionId)).toEqual([cairo])
})

test('the board of 133 missions and 12 kits is ready in a moment', async () => {
  const missions = await world.db.selectFrom('mission').select('id').where('isHeadquarters', '=', false).execute()
  const all = Object.fromEntries(
    missions.map(({ id }, index) => [id, index % 2 ? { at: '2026-11-20T10:00:00Z' } : null]),
  )
  for (let kit = 0; kit < 12; kit++)
    await plant({ target: `2026-11-${String(kit + 2).padStart(2, '0')}T07:00:00Z`, missions: all })
  await viewBoardSteering(world.deps, strategist, quarter)
  const started = performance.now()
  const board = await viewBoardSteering(world.deps, strategist, quarter)
  const tookMs = performance.now() - started
  expect(board.missions).toHaveLength(133)
  expect(board.regions.length).toBeGreaterThan(3)
  expect(tookMs).toBeLessThan(5000)
}, 60_000)
