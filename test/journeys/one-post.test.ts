import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeBluesky, startFakeBluesky } from '../../src/networks/bluesky/fake.ts'
import { newId } from '../../src/platform/ids.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { type SignedInPerson, signInAs } from '../support/sign-in.ts'
import {
  adaptAndApprove,
  call,
  composeOutside,
  core,
  deliverAll,
  type Mission,
  observe,
  releaseKit,
  rollUp,
  settleMission,
} from './one-post.ts'

type Drilled = { rows: { id: string }[]; next?: string }
type Component = { value: number | null; n: number; state: string }

let server: TestServer
let bluesky: FakeBluesky
let strategist: SignedInPerson
let outside: Awaited<ReturnType<typeof composeOutside>>
let missions: Mission[]
let items: string[]
const collection = 'app.bsky.feed.post'

beforeAll(async () => {
  bluesky = await startFakeBluesky()
  server = await startTestServer({
    at: '2026-11-24T03:00:00Z',
    env: { SELARAS_ALLOWED_PRIVATE_HOSTS: new URL(bluesky.url).host },
  })
  outside = await composeOutside(server.installation)
  strategist = await signInAs(server, { role: 'strategist' })
  const side = { url: bluesky.url, createAccount: async (name: string) => bluesky.addAccount(`${name}.test`) }
  missions = []
  for (const id of ['kbri-tokyo', 'kbri-cairo', 'kbri-ottawa'])
    missions.push(await settleMission(server, outside, side, strategist, id))
})
afterAll(async () => {
  await server.stop()
  await bluesky.close()
})

test('headquarters releases a kit to every mission; one declines with a reason and leaves the denominator', async () => {
  const campaignId = await releaseKit(server, strategist)
  const [tokyo, cairo, ottawa] = missions
  if (!tokyo || !cairo || !ottawa) throw new Error('three missions')
  await call(
    server,
    ottawa.officer,
    'PUT',
    `/api/v1/campaigns/${campaignId}/answers/kbri-ottawa`,
    { answer: 'declined' },
    [422],
  )
  const reason = 'Acara serupa baru diadakan di Ottawa pekan lalu.'
  await call(server, ottawa.officer, 'PUT', `/api/v1/campaigns/${campaignId}/answers/kbri-ottawa`, {
    answer: 'declined',
    reason,
  })
  const desk = await signInAs(server, { role: 'regional_desk' })
  await call(server, desk, 'POST', `/api/v1/campaigns/${campaignId}/answers/kbri-ottawa/accept`)
  items = [
    await adaptAndApprove(server, tokyo, campaignId, '2026-11-24T13:00', 'Kafe di Tokyo mencari kopi ☕?'),
    await adaptAndApprove(server, cairo, campaignId, '2026-11-24T07:00', 'قهوة إندونيسية 🇮🇩'),
  ]
  const { counts } = await call<{ counts: object }>(
    server,
    strategist,
    'GET',
    `/api/v1/campaigns/${campaignId}/adoption`,
  )
  expect(counts).toMatchObject({ addressed: 133, adapted: 2, declined: 1, refusalsAccepted: 1, denominator: 132 })
})

test('exactly what was approved goes out once, at the mission’s own local time', async () => {
  server.clock.set('2026-11-24T05:30:00Z')
  await deliverAll(server, outside, items)
  const texts = bluesky.ledger
    .filter((entry) => entry.collection === collection)
    .map((entry) => String(entry.record.text))
  expect(texts).toHaveLength(2)
  expect(texts.every((text) => text.includes(core))).toBe(true)
  const due = await server.db
    .selectFrom('delivery')
    .select(['missionId', 'dueAt'])
    .where('itemId', 'in', items)
    .execute()
  expect(new Map(due.map((row) => [row.missionId, row.dueAt.toISOString()]))).toEqual(
    new Map([
      ['kbri-tokyo', '2026-11-24T04:00:00.000Z'],
      ['kbri-cairo', '2026-11-24T05:00:00.000Z'],
    ]),
  )
})

test('posts made outside Selaras are found, join messages, and a deletion stays counted', async () => {
  const [tokyo, cairo, ottawa] = missions
  if (!tokyo || !cairo || !ottawa) throw new Error('three missions')
  // Three a day on four days: within the daily cap, so that every message has weight 1.
  for (const mission of [tokyo, cairo, ottawa])
    for (let n = 0; n < 12; n++) {
      const createdAt = new Date(Date.UTC(2026, 10, 10 + Math.floor(n / 3), 4, n)).toISOString()
      bluesky.write(
        mission.did,
        collection,
        `3kzzz${mission.id.slice(5, 8)}${String(n).padStart(5, '2')}`.padEnd(13, '2'),
        {
          $type: collection,
          text: `${mission.id} kiriman nomor ${n} tentang hal ke-${n * 7} di kota kami`,
          createdAt,
        },
      )
    }
  await observe(server, outside, missions)
  const count = async (id: string) =>
    (await server.db.selectFrom('message').select('id').where('missionId', '=', id).execute()).length
  expect([await count('kbri-tokyo'), await count('kbri-cairo'), await count('kbri-ottawa')]).toEqual([13, 13, 12])
  const gone = bluesky.ledger.find((entry) => entry.did === ottawa.did) ?? {
    uri: `at://${ottawa.did}/${collection}/3kzzzott222222`,
  }
  bluesky.remove(gone.uri)
  const liked = bluesky.ledger.find((entry) => entry.did === tokyo.did && String(entry.record.text).includes(core))
  bluesky.setCounts(liked?.uri ?? '', { likes: 7, replies: 2 })
  // Numbers are asked an hour after publishing; an account that was quiet for a week is looked at every three hours.
  server.clock.advance(11_100_000)
  await observe(server, outside, missions)
  expect(await count('kbri-ottawa')).toBe(12)
  const counted = await server.db.selectFrom('post').select(['likes', 'replies']).where('likes', '>', 0).execute()
  expect(counted).toEqual([{ likes: 7, replies: 2 }])
  const deleted = await server.db
    .selectFrom('post')
    .select('id')
    .where('missionId', '=', 'kbri-ottawa')
    .where('deletedAt', 'is not', null)
    .execute()
  expect(deleted).toHaveLength(1)
})

test('C1 and C3 of three missions are those worked by hand', async () => {
  // Rated by two people, so that no machine stands in the numbers. Tokyo: products and tourism in turn (its kit's item
  // makes 7 of 13 products), purpose 2. Cairo: products only, purpose 1. Ottawa: half ceremony.
  const plans: Record<string, (n: number) => { objective: string; purpose: number }> = {
    'kbri-tokyo': (n) => ({ objective: n % 2 === 0 ? 'products' : 'tourism', purpose: 2 }),
    'kbri-cairo': () => ({ objective: 'products', purpose: 1 }),
    'kbri-ottawa': (n) => (n % 2 === 0 ? { objective: 'none', purpose: 0 } : { objective: 'tourism', purpose: 2 }),
  }
  for (const [missionId, plan] of Object.entries(plans)) {
    const messages = await server.db
      .selectFrom('message')
      .select('id')
      .where('missionId', '=', missionId)
      .orderBy('firstPublishedAt')
      .execute()
    for (const [n, { id }] of messages.entries())
      await server.db
        .insertInto('label')
        .values({
          id: newId(),
          messageId: id,
          source: 'adjudicated',
          personId: strategist.personId,
          ...plan(n),
          benefit: false,
          cta: false,
          createdAt: server.clock.now(),
        })
        .execute()
  }
  await rollUp(server)
  const of = async (id: string) =>
    call<{ c1: Component; c3: Component }>(server, strategist, 'GET', `/api/v1/missions/${id}/alignment?window=2026-Q4`)
  // E0 = ½ Σ √(2τ(1−τ)/(πn)) with τ = ½, ½ and n = 13: 0.1106. Tokyo: TV = |7/13 − ½| = 0.0385 < E0, so 100.
  const tokyo = await of('kbri-tokyo')
  expect(tokyo.c1.value).toBeCloseTo(100, 1)
  // π = 1 for all: min(1, 1/0.6) = 1.
  expect(tokyo.c3.value).toBeCloseTo(100, 1)
  // Cairo: TV = 0.5; C1 = 100 (1 − (0.5 − 0.1106)/(1 − 0.1106)) = 56.22. C3 = 100 · 0.5/0.6 = 83.33.
  const cairo = await of('kbri-cairo')
  expect(cairo.c1.value).toBeCloseTo(56.22, 1)
  expect(cairo.c3.value).toBeCloseTo(83.33, 1)
  // Ottawa: six bearing messages of twelve are too few for C1; C3 = 100 · 0.5/0.6 = 83.33.
  const ottawa = await of('kbri-ottawa')
  expect(ottawa.c1).toMatchObject({ value: null, state: 'too_few' })
  expect(ottawa.c3.value).toBeCloseTo(83.33, 1)
})

test('a drill-down opens exactly the messages behind a number, and nobody else’s officer sees them', async () => {
  const [tokyo, cairo] = missions
  if (!tokyo || !cairo) throw new Error('missions')
  const drilled = await call<Drilled>(
    server,
    tokyo.officer,
    'GET',
    '/api/v1/missions/kbri-tokyo/messages?window=2026-Q4&objective=tourism&limit=100',
  )
  const expected = await server.db
    .selectFrom('label')
    .innerJoin('message', 'message.id', 'label.messageId')
    .select('message.id')
    .where('missionId', '=', 'kbri-tokyo')
    .where('objective', '=', 'tourism')
    .execute()
  expect(drilled.rows.map((row) => row.id).sort()).toEqual(expected.map((row) => row.id).sort())
  await call(server, cairo.officer, 'GET', '/api/v1/missions/kbri-tokyo/messages?window=2026-Q4', undefined, [404])
})
