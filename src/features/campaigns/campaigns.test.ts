import { afterAll, beforeAll, expect, test } from 'vitest'
import { campaignDraft, kitCore } from '../../../test/support/kit.ts'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { previewAddressing } from './addressing.ts'
import { approveCore, saveCore } from './approve-core.ts'
import { listAdoption } from './assignment-store.ts'
import {
  acceptRefusal,
  answerKit,
  createCampaign,
  findCampaign,
  listCampaigns,
  releaseCampaign,
  updateCampaign,
} from './index.ts'
import { type CampaignDraft, kitDeviations } from './model.ts'

type Someone = Awaited<ReturnType<World['person']>>
const cairo = 'kbri-cairo'
const seoul = 'kbri-seoul'
let world: World
let strategist: Someone
let editor: Someone
let officer: Someone
let desk: Someone

const draft = campaignDraft()
draft.kit = {
  ...draft.kit,
  openParts: [{ kind: 'hook', hint: 'Kebiasaan setempat' }],
  mustSay: ['cara memesan'],
  mustNotSay: ['terbaik di dunia'],
}

beforeAll(async () => {
  world = await createWorld()
  strategist = await world.person('Ratih', 'strategist', 'all')
  editor = await world.person('Eko', 'editor', 'all')
  officer = await world.person('Nadia', 'mission_officer', [cairo])
  desk = await world.person('Dewi', 'regional_desk', [cairo])
})
afterAll(() => world.database.drop())

test.each<[string, Partial<CampaignDraft>, string]>([
  ['a goal without a number', { goal: 'lebih dikenal' }, 'goal: campaign.goal_not_measurable'],
  ['a baseline without a number', { baseline: 'belum dihitung' }, 'baseline: campaign.no_baseline'],
  ['an end before the start', { endsOn: '2026-11-01' }, 'endsOn: campaign.ends_before_start'],
  ['no core', { kit: { ...draft.kit, cores: [] } }, 'kit.cores: campaign.one_master'],
])('a campaign with %s may be kept but not released', async (_what, part, issue) => {
  const { id } = await createCampaign(world.deps, editor, { ...draft, ...part })
  const refusal = await refusalOf(releaseCampaign(world.deps, strategist, id, { to: 'all' }))
  expect(refusal).toMatchObject({ key: 'campaign.not_ready', issues: [issue] })
  expect((await findCampaign(world.db, strategist, id))?.status).toBe('draft')
})

test('two people who save one draft lose nothing: the second is told', async () => {
  const { id, revision } = await createCampaign(world.deps, editor, draft)
  await updateCampaign(world.deps, editor, id, revision, { ...draft, title: 'Satu' })
  const second = updateCampaign(world.deps, strategist, id, revision, { ...draft, title: 'Dua' })
  expect((await refusalOf(second)).key).toBe('campaign.changed_meanwhile')
  expect((await findCampaign(world.db, editor, id))?.title).toBe('Satu')
})

test('a kit goes to 133 missions, which take it, adapt it, or decline with a reason', async () => {
  const { id } = await createCampaign(world.deps, editor, draft)
  expect(await listCampaigns(world.db, officer)).toEqual([])
  expect((await refusalOf(releaseCampaign(world.deps, editor, id, { to: 'all' }))).key).toBe(
    'campaign.release_not_yours',
  )
  const released = await releaseCampaign(world.deps, strategist, id, { to: 'all' })
  // Wednesday at ten in Jakarta, and a working week later.
  expect(released).toMatchObject({ status: 'released', targetAt: '2026-12-02T03:00:00.000Z' })
  expect(released.counts).toMatchObject({ addressed: 133, pending: 133, denominator: 133 })
  expect((await listCampaigns(world.db, officer)).map((one) => one.id)).toEqual([id])
  expect((await refusalOf(updateCampaign(world.deps, editor, id, 2, draft))).key).toBe('campaign.released')

  const key = { campaignId: id, missionId: cairo }
  const decline = (reason?: string) => answerKit(world.deps, officer, key, { answer: 'declined', reason })
  expect((await refusalOf(decline('bosan'))).key).toBe('campaign.reason_needed')
  const foreign = answerKit(world.deps, officer, { ...key, missionId: seoul }, { answer: 'taken' })
  expect((await refusalOf(foreign)).code).toBe('not_found')
  await decline('Sedang masa berkabung nasional.')
  expect((await refusalOf(acceptRefusal(world.deps, officer, key))).code).toBe('forbidden')
  expect((await acceptRefusal(world.deps, desk, key)).refusalAcceptedBy?.name).toBe('Dewi')
  expect((await refusalOf(acceptRefusal(world.deps, desk, key))).key).toBe('campaign.no_refusal')
  const counts = (await findCampaign(world.db, strategist, id))?.counts
  expect(counts).toMatchObject({ declined: 1, refusalsAccepted: 1, denominator: 132 })

  // A new answer takes the accepted refusal back.
  await answerKit(world.deps, officer, key, { answer: 'adapted' })
  expect((await findCampaign(world.db, strategist, id))?.counts).toMatchObject({ adapted: 1, denominator: 133 })
  expect((await listAdoption(world.db, officer, id)).map((row) => row.shortName)).toEqual(['KBRI Kairo'])
})

test('a region and named missions may be addressed one after the other; a closed mission never', async () => {
  const { id } = await createCampaign(world.deps, editor, { ...draft, embargoUntil: '2026-12-01T00:00:00.000Z' })
  const first = await releaseCampaign(world.deps, strategist, id, { to: 'missions', missionIds: [cairo] })
  expect([first.counts.addressed, first.targetAt]).toEqual([1, '2026-12-07T09:00:00.000Z'])
  const second = await releaseCampaign(world.deps, strategist, id, { to: 'regions', regionIds: ['asean'] })
  expect(second.counts.addressed).toBeGreaterThan(1)
  const again = releaseCampaign(world.deps, strategist, id, { to: 'missions', missionIds: [cairo] })
  expect((await refusalOf(again)).key).toBe('campaign.no_addressee')
  await world.db.updateTable('mission').set({ closedOn: '2026-11-01' }).where('id', '=', seoul).execute()
  const closed = releaseCampaign(world.deps, strategist, id, { to: 'missions', missionIds: [seoul] })
  expect((await refusalOf(closed)).key).toBe('campaign.mission_unknown')
})

const approvedKit = {
  ...draft.kit,
  cores: draft.kit.cores.map((one) => ({ ...one, approvedBy: null, approvedAt: '2026-11-25T03:00:00.000Z' })),
}

test.each([
  ['the core word for word', 'id', `Halo.  ${kitCore}\nDaftar! Cara memesan di sini.`, []],
  ['a changed core', 'id', 'Sembilan eksportir siap. Cara memesan di sini.', ['core_changed']],
  ['what must not be said', 'id', `${kitCore} TERBAIK di dunia, cara memesan`, ['forbidden_words']],
  ['no word that must be said', 'id', kitCore, ['missing_words']],
  ['a language that headquarters approved no core in', 'ar', 'مرحبا', ['core_translated']],
])('a text with %s is told apart', (_what, language, text, kinds) => {
  expect(kitDeviations(approvedKit, language, text).map((deviation) => deviation.kind)).toEqual(kinds)
})

const english = { headline: 'Coffee', message: 'Eight exporters take orders.', facts: [], example: '' }

test('a language of the core reaches missions once somebody other than its writer at headquarters approved it', async () => {
  const cores = [...draft.kit.cores, { ...english, language: 'en', isMaster: false }]
  const { id } = await createCampaign(world.deps, editor, { ...draft, kit: { ...draft.kit, cores } })
  await releaseCampaign(world.deps, strategist, id, { to: 'missions', missionIds: [cairo] })
  const languages = async (who: Someone) =>
    (await findCampaign(world.db, who, id))?.kit.cores.map((one) => one.language)
  expect([await languages(officer), await languages(editor)]).toEqual([['id'], ['id', 'en']])
  expect((await refusalOf(approveCore(world.deps, editor, id, 'en'))).key).toBe('campaign.core_own_words')
  expect((await refusalOf(approveCore(world.deps, officer, id, 'en'))).code).toBe('forbidden')
  const approved = await approveCore(world.deps, strategist, id, 'en')
  expect(approved.kit.cores.map((one) => one.approvedBy?.name)).toEqual(['Ratih', 'Ratih'])
  expect(await languages(officer)).toEqual(['id', 'en'])

  // A further language may come after release; what missions use already changes by an amendment only.
  await saveCore(world.deps, editor, id, { ...english, language: 'ar', message: 'ثمانية مصدرين' })
  expect(await languages(officer)).toEqual(['id', 'en'])
  const late = saveCore(world.deps, strategist, id, { ...english, language: 'en', message: 'Nine exporters.' })
  expect((await refusalOf(late)).key).toBe('campaign.core_in_use')
})

test('a changed word of the core takes its approval back, an unchanged one keeps it', async () => {
  const cores = [...draft.kit.cores, { ...english, language: 'en', isMaster: false }]
  const first = await createCampaign(world.deps, editor, { ...draft, kit: { ...draft.kit, cores } })
  const approved = await approveCore(world.deps, strategist, first.id, 'en')
  const saved = await updateCampaign(world.deps, editor, first.id, approved.revision, { ...draft, kit: approved.kit })
  expect(saved.kit.cores.map((one) => one.approvedAt !== null)).toEqual([false, true])
  const changed = saved.kit.cores.map((one) => ({ ...one, message: `${one.message}!` }))
  const again = await updateCampaign(world.deps, editor, first.id, saved.revision, {
    ...draft,
    kit: { ...saved.kit, cores: changed },
  })
  expect(again.kit.cores.map((one) => one.approvedAt)).toEqual([null, null])
})

test('a kit may be addressed to peer groups and countries, and is counted before anybody is told', async () => {
  const { id } = await createCampaign(world.deps, editor, draft)
  const all = await previewAddressing(world.deps, strategist, id, { to: 'all' })
  expect(all.byRegion.reduce((sum, one) => sum + one.missions, 0)).toBe(all.missions)
  const groups = ['hardship', 'up_to_40_million', 'over_40_million'] as const
  const counts = await Promise.all(
    groups.map((group) => previewAddressing(world.deps, strategist, id, { to: 'peer_groups', peerGroups: [group] })),
  )
  expect(counts.reduce((sum, one) => sum + one.missions, 0)).toBe(all.missions)
  const egypt = await previewAddressing(world.deps, strategist, id, { to: 'countries', countries: ['EG'] })
  expect([egypt.missions, egypt.fresh]).toEqual([1, 1])
  // Accredited missions serve the country too: which ones, the register says.
  const { countryIso2 } = await world.db
    .selectFrom('accreditation')
    .select('countryIso2')
    .where('isConcurrent', '=', true)
    .executeTakeFirstOrThrow()
  const served = await previewAddressing(world.deps, strategist, id, { to: 'countries', countries: [countryIso2] })
  expect(served.missions).toBeGreaterThan(0)
  expect((await refusalOf(previewAddressing(world.deps, editor, id, { to: 'all' }))).code).toBe('forbidden')
  expect((await findCampaign(world.db, strategist, id))?.counts.addressed).toBe(0)
  const released = await releaseCampaign(world.deps, strategist, id, { to: 'countries', countries: ['EG'] })
  expect(released.counts.addressed).toBe(1)
  expect(await previewAddressing(world.deps, strategist, id, { to: 'all' })).toMatchObject({ fresh: all.missions - 1 })
})
