import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Recall } from '../../src/contract/campaigns.ts'
import { json } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'
import { call } from './one-post.ts'

let server: TestServer
let strategist: SignedInPerson

beforeAll(async () => {
  server = await startTestServer({ at: '2026-11-24T03:00:00Z' })
  strategist = await signInAs(server, { role: 'strategist' })
})
afterAll(() => server.stop())

const content = {
  nameId: 'Eksportir kopi yang siap',
  nameEn: 'Coffee exporters that are ready',
  value: '8',
  unit: 'eksportir',
  asOf: '2026-11-01',
  source: 'Kementerian Perdagangan, 1 November 2026',
  sourceUrl: null,
  validUntil: null,
}
const languages = Array.from(
  { length: 69 },
  (_, index) => `q${String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26))}`,
)

async function releaseKit(factId: string): Promise<string> {
  const core = (language: string) => ({ language, headline: '', message: `8 eksportir siap (${language})` })
  const { id } = await call<{ id: string }>(server, strategist, 'POST', '/api/v1/campaigns', {
    title: 'Kopi Nusantara',
    objectiveCode: 'products',
    goal: '120 calon pembeli',
    baseline: '41 calon pembeli',
    startsOn: '2026-11-24',
    endsOn: '2027-01-31',
    obligation: 'mandatory',
    embargoUntil: null,
    targetAt: '2026-12-01T02:00:00Z',
    kit: {
      cores: [{ ...core('id'), isMaster: true }, ...languages.map(core)],
      openParts: [],
      mustSay: [],
      mustNotSay: [],
      factIds: [factId],
    },
  })
  await call(server, strategist, 'POST', `/api/v1/campaigns/${id}/release`, { to: 'all' })
  return id
}

/** A mission's item of the kit with one delivery in this state; what is sent is a message too. */
async function plant(campaignId: string, missionId: string, language: string, state: string): Promise<void> {
  const at = server.clock.now()
  const [itemId, accountId, deliveryId] = [newId(), newId(), newId()]
  const row = { id: itemId, missionId, campaignId, authorId: strategist.personId, kind: 'purpose', status: 'approved' }
  await server.db
    .insertInto('item')
    .values({ ...row, createdAt: at, updatedAt: at })
    .execute()
  await server.db
    .insertInto('itemText')
    .values({ itemId, language, text: '8 eksportir', isMaster: true, updatedAt: at })
    .execute()
  const account = {
    id: accountId,
    missionId,
    network: 'x',
    handle: accountId,
    handleKey: accountId,
    url: 'https://x.com',
  }
  await server.db
    .insertInto('account')
    .values({ ...account, status: 'active', statusChangedAt: at, createdAt: at })
    .execute()
  await server.db
    .insertInto('delivery')
    .values({
      id: deliveryId,
      itemId,
      variantId: newId(),
      accountId,
      missionId,
      network: 'x',
      bundleHash: 'x',
      content: json({ text: '8 eksportir', languages: [language], link: null, images: [] }),
      itemKind: 'purpose',
      recordKey: deliveryId,
      idempotencyKey: deliveryId,
      recordCreatedAt: at,
      dueLocal: '2026-11-26T09:00',
      dueZone: 'Asia/Jakarta',
      dueAt: at,
      state,
      stateChangedAt: at,
      nextAt: at,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  if (state !== 'sent') return
  const message = { id: newId(), missionId, localDay: '2026-11-24', text: '8 eksportir', language, campaignId, itemId }
  await server.db
    .insertInto('message')
    .values({ ...message, firstPublishedAt: at, createdAt: at })
    .execute()
}

test('a fact turns out wrong after 90 of 133 missions have published a kit in 70 languages: none is missed', async () => {
  const fact = await call<{ id: string; version: number }>(server, strategist, 'POST', '/api/v1/facts', content)
  const campaignId = await releaseKit(fact.id)
  const missions = await server.db.selectFrom('mission').select('id').where('isHeadquarters', '=', false).execute()
  expect(missions).toHaveLength(133)
  for (const [index, { id }] of missions.entries())
    await plant(campaignId, id, languages[index % 69] ?? 'id', index < 90 ? 'sent' : 'scheduled')
  const bystander = await releaseKit(
    (await call<{ id: string }>(server, strategist, 'POST', '/api/v1/facts', { ...content, value: '12' })).id,
  )
  await plant(bystander, missions[0]?.id ?? '', 'id', 'scheduled')

  const change = { ...content, version: fact.version, value: '9', reason: 'Sembilan, bukan delapan.' }
  await call(server, strategist, 'PUT', `/api/v1/facts/${fact.id}`, { ...change, isCorrection: true })

  const { rows } = await sql<{ state: string; kit: string; count: number }>`
    select d.state, i.campaign_id as kit, count(*) from delivery d join item i on i.id = d.item_id
    group by 1, 2 order by 1, 2`.execute(server.db)
  const counted = new Map(rows.map((row) => [`${row.kit === campaignId ? 'kit' : 'other'} ${row.state}`, row.count]))
  expect(Object.fromEntries(counted)).toEqual({ 'kit held': 43, 'kit sent': 90, 'other scheduled': 1 })

  const { id: recallId } = await server.db.selectFrom('recall').select('id').executeTakeFirstOrThrow()
  const recall = await call<Recall>(server, strategist, 'GET', `/api/v1/recalls/${recallId}`)
  expect(recall).toMatchObject({ cause: 'fact', factId: fact.id, reason: 'Sembilan, bukan delapan.' })
  expect(recall.counts).toMatchObject({ missions: 133, items: 133, held: 43, out: 90, tasks: 90, tasksDone: 0 })
  // By hand: every mission is either held or has its task, never neither.
  const published = new Set(missions.slice(0, 90).map((mission) => mission.id))
  for (const mission of recall.missions) {
    expect(mission.task !== null, mission.missionId).toBe(published.has(mission.missionId))
    expect(mission.items.map((item) => item.held)).toEqual([published.has(mission.missionId) ? 0 : 1])
  }
  const one = missions[0]?.id ?? ''
  const officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(one) })
  const own = await call<{ recalls: Recall[] }>(server, officer, 'GET', `/api/v1/missions/${one}/corrections`)
  expect(own.recalls.map((it) => it.missions.map((mission) => mission.missionId))).toEqual([[one]])
}, 60_000)
