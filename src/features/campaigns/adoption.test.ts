import { afterAll, beforeAll, expect, test } from 'vitest'
import { campaignDraft, kitCore } from '../../../test/support/kit.ts'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { openWorkingCalendars } from '../../platform/calendar/working-time.ts'
import { newId } from '../../platform/ids.ts'
import { findMission } from '../missions/index.ts'
import { howUsed } from './how-used.ts'
import { createCampaign, findCampaign, listCampaigns, releaseCampaign } from './index.ts'
import { listOverlaps } from './list-overlaps.ts'
import type { CampaignDraft } from './model.ts'
import { endOffer, offerItem } from './offer-item.ts'
import { viewAdoption } from './view-adoption.ts'

type Someone = Awaited<ReturnType<World['person']>>
const cairo = 'kbri-cairo'
const berlin = 'kbri-berlin'
let world: World
let strategist: Someone
let officer: Someone
let peer: Someone
let outsider: Someone
const calendars = () => ({ db: world.db, openCalendars: () => openWorkingCalendars('ID') })

beforeAll(async () => {
  world = await createWorld()
  strategist = await world.person('Ratih', 'strategist', 'all')
  officer = await world.person('Nadia', 'mission_officer', [cairo])
  const missions = await world.db.selectFrom('mission').select('id').where('isHeadquarters', '=', false).execute()
  const groups = new Map<string, string[]>()
  for (const { id } of missions) {
    const group = (await findMission(world.db, strategist, id))?.peerGroup ?? ''
    groups.set(group, [...(groups.get(group) ?? []), id])
  }
  const own = (await findMission(world.db, strategist, cairo))?.peerGroup ?? ''
  peer = await world.person('Lena', 'mission_officer', [(groups.get(own) ?? []).find((id) => id !== cairo) ?? ''])
  const other = [...groups].find(([group]) => group !== own)?.[1][0]
  outsider = await world.person('Tomo', 'mission_officer', [other ?? ''])
})
afterAll(() => world.database.drop())

async function published(campaignId: string, missionId: string, at: string, text: string, action = 'Daftar') {
  const itemId = newId()
  const now = world.clock.now()
  const row = { id: itemId, missionId, campaignId, authorId: officer.personId, kind: 'purpose', status: 'approved' }
  await world.db
    .insertInto('item')
    .values({ ...row, desiredAction: action, createdAt: now, updatedAt: now })
    .execute()
  const message = { id: newId(), missionId, localDay: at.slice(0, 10), text, campaignId, itemId, createdAt: now }
  await world.db
    .insertInto('message')
    .values({ ...message, firstPublishedAt: new Date(at) })
    .execute()
}

// Released on Wednesday 25 November 2026 at 10.00 in Jakarta, 05.00 in Cairo, where Friday and Saturday are free.
test('hours to publication are working hours of the mission: a weekend of Friday and Saturday, eight hours a day', async () => {
  const { id } = await createCampaign(world.deps, strategist, campaignDraft({ targetAt: '2026-11-26T06:00:00.000Z' }))
  const campaign = await releaseCampaign(world.deps, strategist, id, { to: 'missions', missionIds: [cairo, berlin] })
  // Sunday 29 November 10.00 in Cairo (UTC+2): Wednesday 8 h, Thursday 8 h, Sunday 2 h.
  await published(id, cairo, '2026-11-29T08:00:00Z', `Kahwa pagi di Kairo. ${kitCore} Datang ke kedai kami Sabtu ini.`)
  await published(id, berlin, '2026-11-27T09:00:00Z', `Cari kopi? ${kitCore} #kopi https://contoh.id/a`)
  const view = await viewAdoption(calendars(), strategist, campaign)
  const row = (missionId: string) => view.missions.find((one) => one.missionId === missionId)?.publication
  expect(row(cairo)).toMatchObject({ how: 'adapted', workingHours: 18 })
  // After the target, Thursday 08.00 in Cairo: Thursday 8 h and Sunday 2 h.
  expect(row(cairo)?.lateHours).toBe(10)
  // Berlin: Wednesday 08–16 (released 04.00 there), Thursday, Friday 10.00.
  expect(row(berlin)).toMatchObject({ how: 'as_is', workingHours: 18 })
  expect([view.published, view.medianHours]).toEqual([{ adapted: 1, asIs: 1 }, 18])
})

test('under an embargo hours begin with its end, and without a publication there is nothing to count', async () => {
  const { id } = await createCampaign(
    world.deps,
    strategist,
    campaignDraft({ embargoUntil: '2026-11-29T06:00:00.000Z' }),
  )
  const campaign = await releaseCampaign(world.deps, strategist, id, { to: 'missions', missionIds: [cairo, berlin] })
  await published(id, cairo, '2026-11-29T08:00:00Z', 'Kahwa pagi.')
  const view = await viewAdoption(calendars(), strategist, campaign)
  const hours = Object.fromEntries(view.missions.map((one) => [one.missionId, one.publication?.workingHours ?? null]))
  expect(hours).toEqual({ [cairo]: 2, [berlin]: null })
})

test.each([
  ['the example word for word', `Cari kopi? ${kitCore}`, true, 'as_is'],
  ['the core with a hashtag and a link', `${kitCore} #kopi https://contoh.id`, true, 'as_is'],
  ['an opening of its own', `Pagi di Kairo dimulai dengan kahwa, sore dengan kopi kita. ${kitCore}`, true, 'adapted'],
  [
    'its own words without a next step',
    `Pagi di Kairo dimulai dengan kahwa, sore dengan kopi kita. ${kitCore}`,
    false,
    'as_is',
  ],
  ['its own language', 'ثمانية مصدرين مستعدون لتلقي الطلبات', true, 'adapted'],
])('a post with %s is told apart', (_what, text, hasAction, how) => {
  expect(howUsed({ text, hasAction }, campaignDraft().kit.cores)).toBe(how)
})

test('two kits that ask the same missions for the same objective at the same time are shown to one another', async () => {
  const make = async (part: Partial<CampaignDraft>, missionIds: string[]) => {
    const { id } = await createCampaign(world.deps, strategist, campaignDraft({ objectiveCode: 'tourism', ...part }))
    return releaseCampaign(world.deps, strategist, id, { to: 'missions', missionIds })
  }
  const first = await make({ title: 'Labuan Bajo' }, [cairo, berlin])
  const second = await make({ title: 'Danau Toba', startsOn: '2027-01-10', endsOn: '2027-03-01' }, [cairo])
  await make({ title: 'Lain waktu', startsOn: '2027-02-01', endsOn: '2027-03-01' }, [cairo])
  await make({ title: 'Lain sasaran', objectiveCode: 'culture' }, [cairo])
  await make({ title: 'Lain perwakilan' }, ['kbri-seoul'])
  const found = await listOverlaps(world.db, strategist, first)
  expect(found).toEqual([
    {
      campaignId: second.id,
      title: 'Danau Toba',
      startsOn: '2027-01-10',
      endsOn: '2027-03-01',
      credit: null,
      from: '2027-01-10',
      to: '2027-01-31',
      missions: 1,
      shortNames: ['KBRI Kairo'],
    },
  ])
  expect((await listOverlaps(world.db, peer, first)).length).toBe(0)
})

async function ownItem(part: object = {}) {
  const id = newId()
  const at = world.clock.now()
  const row = {
    id,
    missionId: cairo,
    authorId: officer.personId,
    title: 'Kahwa dan kopi',
    kind: 'purpose',
    audience: 'RAHASIA',
  }
  await world.db
    .insertInto('item')
    .values({ ...row, status: 'approved', createdAt: at, updatedAt: at, ...part })
    .execute()
  await world.db
    .insertInto('itemObjective')
    .values({ itemId: id, objectiveCode: 'products', objectiveVersion: 1, weight: 1 })
    .execute()
  await world.db
    .insertInto('itemText')
    .values({
      itemId: id,
      language: 'id',
      text: 'Kahwa pagi di Kairo.',
      isMaster: true,
      gist: 'RAHASIA',
      updatedAt: at,
    })
    .execute()
  return id
}

test('a mission offers its own item to its peers with credit; they see the words and the mission, nobody and nothing else', async () => {
  const itemId = await ownItem()
  const offer = await offerItem(world.deps, officer, itemId, { to: 'peer_group', hint: 'Ganti kedainya.' })
  expect(offer).toMatchObject({ obligation: 'recommended', credit: { missionId: cairo, shortName: 'KBRI Kairo' } })
  expect(offer.createdBy?.name).toBe('Nadia')
  const seen = await findCampaign(world.db, peer, offer.id)
  expect(seen?.kit.cores.map((one) => [one.message, one.approvedBy])).toEqual([['Kahwa pagi di Kairo.', null]])
  expect([seen?.createdBy, seen?.counts.addressed, seen?.credit?.shortName]).toEqual([null, 0, 'KBRI Kairo'])
  for (const secret of ['RAHASIA', 'Nadia', officer.personId, itemId])
    expect(JSON.stringify(seen)).not.toContain(secret)
  expect(await findCampaign(world.db, outsider, offer.id)).toBeUndefined()
  const rows = await viewAdoption(calendars(), peer, offer)
  expect(rows.missions.map((row) => row.missionId)).not.toContain(cairo)
  expect(rows.missions).toHaveLength(1)

  expect((await refusalOf(offerItem(world.deps, officer, itemId, { to: 'region', hint: '' }))).key).toBe(
    'offer.already',
  )
  expect((await refusalOf(endOffer(world.deps, peer, offer.id))).code).toBe('forbidden')
  expect((await endOffer(world.deps, officer, offer.id)).status).toBe('ended')
  expect((await listCampaigns(world.db, peer, 'ended')).map((one) => one.id)).toEqual([offer.id])
})

test.each([
  ['a draft', { status: 'draft' }, 'offer.not_approved'],
  ['a sensitive item', { riskTier: 'sensitive' }, 'offer.sensitive'],
])('%s is not offered', async (_what, part, key) => {
  expect(
    (await refusalOf(offerItem(world.deps, officer, await ownItem(part), { to: 'peer_group', hint: '' }))).key,
  ).toBe(key)
})

test('an item whose kit changed is not offered until it is settled', async () => {
  const itemId = await ownItem()
  const recallId = newId()
  await world.db
    .insertInto('recall')
    .values({ id: recallId, cause: 'fact', reason: 'Salah', createdAt: world.clock.now() })
    .execute()
  const row = { recallId, itemId, missionId: cairo, itemStatus: 'approved', itemRevision: 1, heldCount: 0, outCount: 0 }
  await world.db.insertInto('recallItem').values(row).execute()
  expect((await refusalOf(offerItem(world.deps, officer, itemId, { to: 'peer_group', hint: '' }))).key).toBe(
    'offer.recalled',
  )
})

test('another mission offers nothing that is not its own', async () => {
  const offer = offerItem(world.deps, peer, await ownItem(), { to: 'peer_group', hint: '' })
  expect((await refusalOf(offer)).code).toBe('not_found')
})
