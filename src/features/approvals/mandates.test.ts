import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemDraft } from '../../../test/support/item.ts'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import type { ItemDraft } from '../../contract/items.ts'
import { createCampaign, releaseCampaign } from '../campaigns/index.ts'
import { createItem, findItem } from '../items/index.ts'
import { systemScope } from '../missions/index.ts'
import { buildBundle } from './build-bundle.ts'
import { approveBundle, returnBundle } from './decide.ts'
import { escalateOverdue } from './escalate.ts'
import { giveMandate, type NewMandate, revokeMandate, viewMandates } from './give-mandate.ts'
import { listQueue, submitItem } from './index.ts'
import { listInformed } from './list-informed.ts'
import { stepsOf } from './model.ts'
import { reviewTimes } from './review-wait.ts'

type Someone = Awaited<ReturnType<World['person']>>
const cairo = 'kbri-cairo'
const tokyo = 'kbri-tokyo'
let world: World
let officer: Someone
let deputy: Someone
let head: Someone
let desk: Someone
let deskMate: Someone
let editor: Someone
let strategist: Someone
let account: string
const deps = () => ({ ...world.deps, onApproved: async () => undefined })

beforeAll(async () => {
  world = await createWorld()
  officer = await world.person('Nadia', 'mission_officer', [cairo])
  deputy = await world.person('Raka', 'mission_officer', [cairo])
  head = await world.person('Bagus', 'head_of_mission', [cairo])
  desk = await world.person('Dewi', 'regional_desk', [cairo, tokyo])
  deskMate = await world.person('Yusuf', 'regional_desk', [cairo, tokyo])
  editor = await world.person('Eko', 'editor', 'all')
  strategist = await world.person('Ratih', 'strategist', 'all')
  account = await world.account(cairo, 'bluesky')
})
afterAll(() => world.database.drop())

const draftOf = (part: Partial<ItemDraft> = {}): ItemDraft =>
  itemDraft(account, {
    texts: [{ language: 'id', text: 'Cari kopi?', gist: '', translatorName: '' }],
    plannedLocal: '2026-12-26T11:00',
    ...part,
  })

async function submitted(part: Partial<ItemDraft> = {}, author: Someone = officer, missionId = cairo) {
  const { item } = await createItem(world.deps, author, missionId, draftOf(part))
  await submitItem(world.deps, author, item.id, 1)
  const found = await findItem(world.db, author, item.id)
  if (!found) throw new Error('gone')
  return { id: item.id, hash: buildBundle(found).hash }
}

const delegation = (part: Partial<NewMandate> = {}): NewMandate => ({
  kind: 'delegation',
  personId: deputy.personId,
  tiers: ['routine'],
  startsOn: '2026-11-25',
  endsOn: '2026-12-10',
  reason: 'Cuti',
  ...part,
})
const capacityOf = async (who: Someone, id: string, hash: string) =>
  (await approveBundle(deps(), who, id, hash)).reviews.at(-1)?.capacity
const waitOf = (itemId: string) =>
  world.db.selectFrom('reviewWait').selectAll().where('itemId', '=', itemId).orderBy('openedAt').execute()

test.each([
  ['routine', 'purpose', ['mission']],
  ['sensitive', 'purpose', ['mission', 'desk']],
  ['policy', 'purpose', ['mission', 'desk', 'headquarters']],
  ['policy', 'emergency', ['mission']],
] as const)('an item of tier %s and kind %s passes %j', (tier, kind, steps) => {
  expect(stepsOf(tier, kind)).toEqual(steps)
})

test('headquarters’ own sensitive item is decided by a second person there, for no desk stands over it', async () => {
  const hqAccount = await world.account('hq', 'bluesky')
  const second = await world.person('Sinta', 'strategist', 'all')
  const part = { isSensitive: true, sensitiveReason: 'Sengketa', plannedZone: 'Asia/Jakarta' }
  const variants = [{ accountId: hqAccount, language: 'id', textOverride: null, link: null }]
  const { id, hash } = await submitted({ ...part, variants }, strategist, 'hq')
  expect(await capacityOf(second, id, hash)).toBe('strategist')
  expect((await refusalOf(approveBundle(deps(), second, id, hash))).key).toBe('approval.second_person')
  expect((await approveBundle(deps(), editor, id, hash)).status).toBe('approved')
})

test('a policy item passes the head, the desk and an editor, each another person', async () => {
  const { id, hash } = await submitted({ isPolicy: true })
  expect((await refusalOf(approveBundle(deps(), editor, id, hash))).key).toBe('approval.not_yours_mission')
  expect(await capacityOf(head, id, hash)).toBe('head_of_mission')
  expect((await refusalOf(approveBundle(deps(), editor, id, hash))).key).toBe('approval.not_yours_desk')
  expect(await capacityOf(desk, id, hash)).toBe('regional_desk')
  expect((await listQueue(deps(), editor)).map((row) => [row.id, row.step, row.capacity])).toEqual([
    [id, 'headquarters', 'editor'],
  ])
  const approval = await approveBundle(deps(), editor, id, hash)
  expect([approval.status, approval.tier, approval.reviews.length]).toEqual(['approved', 'policy', 3])
})

test('a delegate approves what the delegation covers, until its end, and not own words', async () => {
  const early = await submitted()
  expect((await refusalOf(approveBundle(deps(), deputy, early.id, early.hash))).key).toBe('approval.not_yours_mission')
  const given = await giveMandate(world.deps, head, cairo, delegation())
  const mandateId = given.mandates[0]?.id ?? ''
  expect((await listQueue(deps(), deputy)).map((row) => row.id)).toContain(early.id)
  expect(await capacityOf(deputy, early.id, early.hash)).toBe('delegate_of_head')
  const own = await submitted({}, deputy)
  expect((await refusalOf(approveBundle(deps(), deputy, own.id, own.hash))).key).toBe('approval.own_words')
  const sensitive = await submitted({ isSensitive: true, sensitiveReason: 'Sengketa' })
  expect((await refusalOf(approveBundle(deps(), deputy, sensitive.id, sensitive.hash))).code).toBe('forbidden')
  const urgent = await submitted({ kind: 'emergency' })
  expect((await refusalOf(approveBundle(deps(), deputy, urgent.id, urgent.hash))).code).toBe('forbidden')

  const now = world.clock.now()
  // 10 December ends in Cairo at 22.00 UTC.
  world.clock.set('2026-12-10T21:59:00Z')
  const last = await submitted()
  expect((await listQueue(deps(), deputy)).map((row) => row.id)).toContain(last.id)
  world.clock.set('2026-12-10T22:01:00Z')
  expect((await refusalOf(approveBundle(deps(), deputy, last.id, last.hash))).code).toBe('forbidden')
  world.clock.set(now.toISOString())
  expect((await revokeMandate(world.deps, deputy, mandateId)).mandates[0]?.state).toBe('over')
  expect((await refusalOf(approveBundle(deps(), deputy, last.id, last.hash))).code).toBe('forbidden')
})

test.each<[string, () => [Someone, Partial<NewMandate>], string]>([
  ['no end', () => [head, { endsOn: null }], 'mandate.needs_end'],
  ['an end before its start', () => [head, { endsOn: '2026-11-24' }], 'mandate.ends_before_start'],
  ['a year', () => [head, { endsOn: '2027-11-24' }], 'mandate.too_long'],
  ['oneself', () => [head, { personId: head.personId }], 'mandate.person_elsewhere_delegation'],
  ['somebody of the desk', () => [head, { personId: desk.personId }], 'mandate.person_elsewhere_delegation'],
  ['an officer as giver', () => [officer, {}], 'mandate.not_yours_delegation'],
  ['a KUAI named by the head', () => [head, { kind: 'charge' }], 'mandate.not_yours_charge'],
])('a delegation with %s is refused', async (_what, make, key) => {
  const [who, part] = make()
  expect((await refusalOf(giveMandate(world.deps, who, cairo, delegation(part)))).key).toBe(key)
})

test('a KUAI acts in the place of the head while the post is vacant, and the log says so', async () => {
  const given = await giveMandate(world.deps, desk, cairo, {
    ...delegation({ kind: 'charge', endsOn: null }),
    tiers: ['routine', 'sensitive', 'policy', 'emergency'],
  })
  expect(given.mandates.find((one) => one.kind === 'charge')?.state).toBe('idle')
  const during = await submitted()
  expect((await refusalOf(approveBundle(deps(), deputy, during.id, during.hash))).code).toBe('forbidden')
  await world.db.updateTable('roleGrant').set({ validTo: '2026-11-24' }).where('personId', '=', head.personId).execute()
  expect(await viewMandates(world.deps, desk, cairo)).toMatchObject({ isVacant: true })
  expect(await capacityOf(deputy, during.id, during.hash)).toBe('charge_ad_interim')
  const urgent = await submitted({ kind: 'emergency' })
  expect(await capacityOf(deputy, urgent.id, urgent.hash)).toBe('charge_ad_interim')
  await world.db.updateTable('roleGrant').set({ validTo: null }).where('personId', '=', head.personId).execute()
  await revokeMandate(world.deps, desk, given.mandates.find((one) => one.kind === 'charge')?.id ?? '')
})

test('a post of one person has its remote approver at the desk; a named one goes before the others', async () => {
  const alone = await world.person('Sari', 'head_of_mission', [tokyo])
  const tokyoAccount = await world.account(tokyo, 'bluesky')
  const variants = [{ accountId: tokyoAccount, language: 'id', textOverride: null, link: null }]
  const own = await submitted({ variants }, alone, tokyo)
  expect((await refusalOf(approveBundle(deps(), alone, own.id, own.hash))).key).toBe('approval.own_words')
  expect(await capacityOf(deskMate, own.id, own.hash)).toBe('regional_desk_for_head')
  await giveMandate(world.deps, desk, tokyo, {
    ...delegation({ kind: 'remote', personId: desk.personId, endsOn: null }),
    tiers: ['routine', 'sensitive'],
  })
  const next = await submitted({ variants }, alone, tokyo)
  expect((await refusalOf(approveBundle(deps(), deskMate, next.id, next.hash))).code).toBe('forbidden')
  expect(await capacityOf(desk, next.id, next.hash)).toBe('remote_approver')
  // The remote approver works in Jakarta: eight working hours from Wednesday 10.00 WIB end on Thursday at 10.00.
  const [wait] = await waitOf(next.id)
  expect([wait?.clockMissionId, wait?.dueAt.toISOString()]).toEqual(['hq', '2026-11-26T03:00:00.000Z'])
})

test('a review is due in the working hours of whoever decides it, and goes on to the next in line when they are over', async () => {
  const now = world.clock.now().toISOString()
  // Thursday 26 November, 14.00 in Cairo; Friday and Saturday are free: two hours on Thursday, six on Sunday.
  world.clock.set('2026-11-26T12:00:00Z')
  const { id, hash } = await submitted()
  const [wait] = await waitOf(id)
  expect(wait?.dueAt.toISOString()).toBe('2026-11-29T12:00:00.000Z')
  expect((await listQueue(deps(), head)).find((row) => row.id === id)?.dueAt).toBe('2026-11-29T12:00:00.000Z')
  world.clock.set('2026-11-28T12:00:00Z')
  await escalateOverdue(world.db, world.clock.now())
  expect((await refusalOf(approveBundle(deps(), desk, id, hash))).code).toBe('forbidden')
  world.clock.set('2026-11-29T12:00:00Z')
  expect(await escalateOverdue(world.db, world.clock.now())).toBeGreaterThan(0)
  expect(await escalateOverdue(world.db, world.clock.now())).toBe(0)
  const row = (await listQueue(deps(), desk)).find((one) => one.id === id)
  expect([row?.capacity, row?.escalatedAt]).toEqual(['regional_desk_escalated', '2026-11-29T12:00:00.000Z'])
  expect(await capacityOf(desk, id, hash)).toBe('regional_desk_escalated')
  expect((await waitOf(id))[0]).toMatchObject({ outcome: 'approved', workedMinutes: 480 })
  world.clock.set(now)
})

test('the desk that lets its time pass hands on to headquarters, and both waits are on the record', async () => {
  const now = world.clock.now().toISOString()
  world.clock.set('2026-11-30T02:00:00Z')
  const { id, hash } = await submitted({ isSensitive: true, sensitiveReason: 'Sengketa' })
  world.clock.set('2026-11-30T07:00:00Z')
  await approveBundle(deps(), head, id, hash)
  // Monday 14.00 WIB: two hours on Monday, eight on Tuesday, six on Wednesday.
  expect((await waitOf(id))[1]?.dueAt.toISOString()).toBe('2026-12-02T07:00:00.000Z')
  world.clock.set('2026-12-02T07:00:00Z')
  expect((await refusalOf(approveBundle(deps(), strategist, id, hash))).key).toBe('approval.not_yours_desk')
  await escalateOverdue(world.db, world.clock.now())
  expect(await capacityOf(strategist, id, hash)).toBe('strategist_for_desk')
  const times = await reviewTimes(deps(), systemScope('test'))
  const deskTimes = times.steps.find((one) => one.step === 'desk')
  expect(deskTimes?.decided).toBeGreaterThan(0)
  expect(deskTimes?.allowedHours).toBe(16)
  world.clock.set(now)
})

test('a review that its author took back does not count; a return does', async () => {
  const first = await submitted()
  await returnBundle(deps(), head, first.id, first.hash, 'Sebut tanggal.')
  expect((await waitOf(first.id)).map((wait) => wait.outcome)).toEqual(['returned'])
  await submitItem(world.deps, officer, first.id, 1)
  await world.db.updateTable('item').set({ status: 'draft' }).where('id', '=', first.id).execute()
  await escalateOverdue(world.db, world.clock.now())
  expect((await waitOf(first.id)).map((wait) => wait.outcome)).toEqual(['returned', 'taken_back'])
})

test('mandates of another mission do not exist for a stranger', async () => {
  expect((await refusalOf(viewMandates(world.deps, officer, tokyo))).code).toBe('not_found')
})

test('headquarters and the desk read along what a mission published in an emergency; the mission is not asked twice', async () => {
  const { id, hash } = await submitted({ kind: 'emergency', title: 'Siaga 1' })
  const seen = async (who: Someone) => (await listInformed(deps(), who)).find((row) => row.itemId === id)
  expect(await seen(editor)).toBeUndefined()
  await approveBundle(deps(), head, id, hash)
  expect(await seen(editor)).toMatchObject({
    title: 'Siaga 1',
    approvedBy: { name: 'Bagus' },
    capacity: 'head_of_mission',
  })
  expect(await seen(desk)).toBeDefined()
  expect(await seen(officer)).toBeUndefined()
})

const core = 'Delapan eksportir siap menerima pesanan mulai 60 kg.'
const kitOf = (riskTier: 'routine' | 'sensitive' | 'policy') => ({
  title: 'Kopi',
  objectiveCode: 'products',
  goal: '120 pembeli',
  baseline: '41 pembeli',
  audience: '',
  strategy: '',
  implementation: '',
  scoring: '',
  riskTier,
  startsOn: '2026-11-16',
  endsOn: '2027-01-31',
  obligation: 'mandatory' as const,
  embargoUntil: null,
  targetAt: null,
  kit: {
    cores: [{ language: 'id', headline: '', message: core, facts: [], example: '', isMaster: true }],
    openParts: [],
    mustSay: [],
    mustNotSay: [],
  },
})
const saying = (text: string): Partial<ItemDraft> => ({
  texts: [{ language: 'id', text, gist: '', translatorName: '' }],
})

test.each([
  ['routine', ['mission', 'desk']],
  ['sensitive', ['mission', 'desk']],
  ['policy', ['mission', 'desk', 'headquarters']],
] as const)(
  'a kit cleared as %s needs no second clearance while its core stays; a changed core goes through %j',
  async (tier, steps) => {
    const { id: campaignId } = await createCampaign(world.deps, strategist, kitOf(tier))
    await releaseCampaign(world.deps, strategist, campaignId, { to: 'missions', missionIds: [cairo] })
    const stepsFor = async (text: string) => {
      const { id } = await submitted({ campaignId, ...saying(text) })
      const item = await findItem(world.db, officer, id)
      return item && stepsOf(item.riskTier, item.kind)
    }
    expect(await stepsFor(`Pagi di Kairo dimulai dengan kahwa. ${core} Datang Sabtu ini.`)).toEqual(['mission'])
    expect(await stepsFor('Pagi di Kairo. Sembilan eksportir siap.')).toEqual(steps)
  },
)

test('what a peer shared locks nothing: its words may be changed without a second clearance', async () => {
  const { id: campaignId } = await createCampaign(world.deps, strategist, kitOf('routine'))
  await releaseCampaign(world.deps, strategist, campaignId, { to: 'missions', missionIds: [cairo] })
  await world.db.updateTable('campaign').set({ creditMissionId: tokyo }).where('id', '=', campaignId).execute()
  const { id } = await submitted({ campaignId, ...saying('Kata-kata kami sendiri.') })
  expect((await findItem(world.db, officer, id))?.riskTier).toBe('routine')
})
