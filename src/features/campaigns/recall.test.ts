import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemDraft } from '../../../test/support/item.ts'
import { campaignDraft, kitCore } from '../../../test/support/kit.ts'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import type { ItemDraft } from '../../contract/items.ts'
import { openTrips } from '../../platform/database/one-trip.ts'
import { newId } from '../../platform/ids.ts'
import { buildBundle } from '../approvals/build-bundle.ts'
import { approveBundle } from '../approvals/decide.ts'
import { submitItem } from '../approvals/index.ts'
import { claimDue } from '../deliveries/engine/claim.ts'
import { liftHold } from '../deliveries/holds.ts'
import { cancelItemDeliveries, createDeliveries, holdItems, liftItemHolds } from '../deliveries/index.ts'
import { createItem, findItem, updateItem, viewItem } from '../items/index.ts'
import { createCampaign, findCampaign, releaseCampaign } from './index.ts'
import type { CampaignDraft, Recall } from './model.ts'
import { recallFact } from './recall-fact.ts'
import { amendKit, undoWithdrawal, withdrawKit } from './recall-kit.ts'
import { findRecall, listOpenRecalls } from './recall-store.ts'
import { keepItem, noteOut, settleApproved, settleCorrection } from './settle-recall.ts'

type Someone = Awaited<ReturnType<World['person']>>
const cairo = 'kbri-cairo'
const berlin = 'kbri-berlin'
const words = { reason: 'Jumlah eksportir sudah sembilan.', notice: 'Ralat: sembilan eksportir.' }
const languages = Array.from(
  { length: 69 },
  (_, index) => `x${String.fromCharCode(97 + Math.floor(index / 26))}${String.fromCharCode(97 + (index % 26))}`,
)
let world: World
let strategist: Someone
let officer: Someone
let head: Someone
let stranger: Someone
const ports = { holdItems, liftHolds: liftItemHolds }
const recalls = () => ({ ...world.deps, recalls: ports })
const approvals = () => ({
  ...world.deps,
  takeBack: cancelItemDeliveries,
  onApproved: async (
    tx: Parameters<typeof createDeliveries>[0],
    approved: Parameters<typeof createDeliveries>[1],
    at: Date,
  ) => {
    await createDeliveries(tx, approved, at)
    await settleApproved(ports, tx, approved.item.id, at)
  },
})

beforeAll(async () => {
  world = await createWorld()
  strategist = await world.person('Ratih', 'strategist', 'all')
  officer = await world.person('Nadia', 'mission_officer', [cairo])
  head = await world.person('Bagus', 'head_of_mission', [cairo])
  stranger = await world.person('Lena', 'head_of_mission', [berlin])
})
afterAll(() => world.database.drop())

async function releasedKit(part: Partial<CampaignDraft> = {}) {
  const { id } = await createCampaign(world.deps, strategist, campaignDraft(part))
  return releaseCampaign(world.deps, strategist, id, { to: 'all' })
}

const itemOf = (campaignId: string, accountId: string, part: Partial<ItemDraft> = {}): ItemDraft =>
  itemDraft(accountId, {
    campaignId,
    texts: [{ language: 'id', text: `Cari kopi? ${kitCore}`, gist: '', translatorName: '' }],
    ...part,
  })

async function approved(campaignId: string, part: Partial<ItemDraft> = {}) {
  const accountId = await world.account(cairo, 'bluesky')
  const { item } = await createItem(world.deps, officer, cairo, itemOf(campaignId, accountId, part))
  await submitItem(world.deps, officer, item.id, 1)
  await approve(item.id)
  return { id: item.id, accountId }
}

async function approve(itemId: string) {
  const found = await findItem(world.db, officer, itemId)
  if (!found) throw new Error('gone')
  return approveBundle(approvals(), head, itemId, buildBundle(found).hash)
}

const stateOf = async (itemId: string) => {
  const rows = await world.db
    .selectFrom('delivery')
    .select(['state', 'stateReason'])
    .where('itemId', '=', itemId)
    .execute()
  return rows.map((row) => row.state)
}
const nine = {
  ...campaignDraft().kit,
  cores: [{ ...campaignDraft().kit.cores[0], message: 'Sembilan eksportir siap.' }],
} as CampaignDraft['kit']

/** A mission's item as if it had been written, approved and delivered long ago, straight into the tables. */
async function plant(
  campaignId: string,
  missionId: string,
  language: string,
  state: string | null,
  status = 'approved',
) {
  const id = newId()
  const at = world.clock.now()
  const row = { id, missionId, campaignId, authorId: strategist.personId, title: missionId, kind: 'purpose', status }
  await world.db
    .insertInto('item')
    .values({ ...row, createdAt: at, updatedAt: at })
    .execute()
  await world.db
    .insertInto('itemText')
    .values({ itemId: id, language, text: kitCore, isMaster: true, updatedAt: at })
    .execute()
  if (state === null) return { id, deliveryId: null }
  const accountId = await world.account(missionId, 'x')
  const deliveryId = newId()
  await world.db
    .insertInto('delivery')
    .values({
      id: deliveryId,
      itemId: id,
      variantId: newId(),
      accountId,
      missionId,
      network: 'x',
      bundleHash: 'x',
      content: '{}' as never,
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
      ...(state === 'sent' ? { sentAt: at, remoteId: deliveryId, url: `https://x.com/${deliveryId}` } : {}),
    })
    .execute()
  if (state === 'sent') await plantMessage(missionId, campaignId, id, language)
  return { id, deliveryId }
}

async function plantMessage(missionId: string, campaignId: string, itemId: string | null, language: string) {
  const at = world.clock.now()
  await world.db
    .insertInto('message')
    .values({
      id: newId(),
      missionId,
      localDay: '2026-11-20',
      text: kitCore,
      language,
      campaignId,
      itemId,
      firstPublishedAt: at,
      createdAt: at,
    })
    .execute()
}

/** What a person would find by reading every row: items, held deliveries, missions with something published. */
async function bruteForce(campaignId: string) {
  const items = (await world.db.selectFrom('item').selectAll().execute()).filter(
    (item) => item.campaignId === campaignId && item.status !== 'withdrawn',
  )
  const ids = new Set(items.map((item) => item.id))
  const deliveries = (await world.db.selectFrom('delivery').selectAll().execute()).filter((one) => ids.has(one.itemId))
  const messages = (await world.db.selectFrom('message').selectAll().execute()).filter(
    (one) =>
      one.deletedAt === null && (ids.has(one.itemId ?? '') || (one.itemId === null && one.campaignId === campaignId)),
  )
  const isOut = (state: string) => ['sending', 'pending', 'sent', 'unknown'].includes(state)
  const out = deliveries.filter((one) => isOut(one.state))
  return {
    items: [...ids].sort(),
    waiting: deliveries.filter((one) => !isOut(one.state) && one.state !== 'cancelled').length,
    out: out.length,
    toCorrect: [...new Set([...out, ...messages].map((one) => one.missionId))].sort(),
    startable: deliveries.filter((one) => ['scheduled', 'awaiting_person'].includes(one.state)).length,
  }
}

const foundBy = (recall: Recall | null) => ({
  items: (recall?.missions ?? []).flatMap((mission) => mission.items.map((item) => item.itemId)).sort(),
  waiting: recall?.counts.held,
  out: recall?.counts.out,
  toCorrect: (recall?.missions ?? [])
    .filter((mission) => mission.task)
    .map((mission) => mission.missionId)
    .sort(),
})

test('a kit to 133 missions in 70 languages changes after 90 have published: every item is listed, held or to be corrected', async () => {
  const cores = languages.map((language) => ({
    language,
    headline: '',
    message: `${kitCore} ${language}`,
    facts: [],
    example: '',
    isMaster: false,
  }))
  const kit = await releasedKit({ kit: { ...campaignDraft().kit, cores: [...campaignDraft().kit.cores, ...cores] } })
  expect([kit.counts.addressed, kit.kit.cores.length]).toEqual([133, 70])
  const missions = await world.db
    .selectFrom('mission')
    .select('id')
    .where('isHeadquarters', '=', false)
    .orderBy('id')
    .execute()
  const unsent = ['scheduled', 'held', 'needs_confirmation', 'awaiting_person', 'refused', 'unknown', 'sending', null]
  for (const [index, { id }] of missions.entries()) {
    const language = index % 3 === 0 ? 'id' : (languages[index % languages.length] ?? 'id')
    const state = index < 90 ? 'sent' : unsent[index % unsent.length]
    await plant(kit.id, id, language, state ?? null, state === null ? (index % 2 ? 'draft' : 'in_review') : 'approved')
    // Some have a second item that waits, some published by hand without Selaras.
    if (index % 10 === 0) await plant(kit.id, id, language, 'scheduled')
    if (index % 25 === 7) await plantMessage(id, kit.id, null, 'und')
  }
  const other = await releasedKit()
  await plant(other.id, cairo, 'id', 'scheduled')
  const expected = await bruteForce(kit.id)
  const { recall } = await amendKit(recalls(), strategist, kit.id, kit.revision, {
    ...words,
    kit: { ...kit.kit, cores: kit.kit.cores.map((one) => (one.isMaster ? { ...one, message: 'Sembilan.' } : one)) },
  })
  const { startable: _startable, ...rest } = expected
  expect(foundBy(recall)).toEqual(rest)
  expect(expected.toCorrect.length).toBeGreaterThanOrEqual(90)
  expect((await bruteForce(kit.id)).startable).toBe(0)
  expect((await bruteForce(other.id)).startable).toBe(1)
  const claim = {
    now: new Date('2026-12-01T00:00:00Z'),
    processId: newId(),
    leaseMs: 1000,
    limit: 1000,
    lateBefore: new Date(0),
    limits: new Map(),
  }
  await world.db.updateTable('account').set({ connectionState: 'connected' }).execute()
  const trips = openTrips(world.db, { url: world.database.url }, 1)
  expect((await claimDue(trips.run, claim)).claimed.filter((one) => one.state === 'scheduled')).toEqual([])
  await trips.close()
}, 60_000)

test('a change in one language reaches only what was written in it; a new hint recalls nothing', async () => {
  const english = { language: 'en', headline: '', message: 'Eight exporters.', facts: [], example: '', isMaster: false }
  const kit = await releasedKit({ kit: { ...campaignDraft().kit, cores: [...campaignDraft().kit.cores, english] } })
  await world.db.updateTable('kitCore').set({ approvedAt: world.clock.now() }).where('language', '=', 'en').execute()
  const inEnglish = await plant(kit.id, berlin, 'en', 'scheduled')
  const inIndonesian = await plant(kit.id, cairo, 'id', 'scheduled')
  const hint = { ...kit.kit, openParts: [{ kind: 'hook' as const, hint: 'Baru' }] }
  const calm = await amendKit(recalls(), strategist, kit.id, kit.revision, { ...words, kit: hint })
  expect(calm.recall).toBeNull()
  const cores = calm.campaign.kit.cores.map((one) => (one.language === 'en' ? { ...one, message: 'Nine.' } : one))
  const { recall } = await amendKit(recalls(), strategist, kit.id, calm.campaign.revision, {
    ...words,
    kit: { ...hint, cores },
  })
  expect(recall?.missions.flatMap((mission) => mission.items.map((item) => item.itemId))).toEqual([inEnglish.id])
  expect([await stateOf(inEnglish.id), await stateOf(inIndonesian.id)]).toEqual([['held'], ['scheduled']])
})

test('an item held by an amendment goes out again after a new wording is approved, not before', async () => {
  const kit = await releasedKit()
  const { id, accountId } = await approved(kit.id)
  expect(await stateOf(id)).toEqual(['scheduled'])
  const { recall } = await amendKit(recalls(), strategist, kit.id, kit.revision, { ...words, kit: nine })
  expect(await stateOf(id)).toEqual(['held'])
  const holdId = (await world.db.selectFrom('hold').select('id').where('scopeValue', '=', id).executeTakeFirstOrThrow())
    .id
  expect((await refusalOf(liftHold(world.deps, head, holdId))).key).toBe('hold.by_recall')
  const item = await findItem(world.db, officer, id)
  if (!item) throw new Error('gone')
  const view = await viewItem(world.deps, world.db, officer, item)
  expect(view.findings.map((finding) => finding.key)).toContain('item.kit_amended')

  const text = { language: 'id', text: 'Cari kopi? Sembilan eksportir siap.', gist: '', translatorName: '' }
  await updateItem(
    { ...world.deps, takeBack: cancelItemDeliveries },
    officer,
    id,
    1,
    itemOf(kit.id, accountId, { texts: [text] }),
  )
  await submitItem(world.deps, officer, id, 2)
  await approve(id)
  expect(await stateOf(id)).toEqual(['scheduled'])
  const after = await findRecall(world.db, head, recall?.id ?? '')
  expect(after?.missions[0]?.items[0]?.state).toBe('revised')
  const held = await world.db.selectFrom('hold').select('liftedAt').where('id', '=', holdId).executeTakeFirstOrThrow()
  expect(held.liftedAt).not.toBeNull()
})

test('the head of mission may find an item right as it is; then it waits for a confirmation', async () => {
  const kit = await releasedKit()
  const { id } = await approved(kit.id)
  const { recall } = await amendKit(recalls(), strategist, kit.id, kit.revision, { ...words, kit: nine })
  const key = { recallId: recall?.id ?? '', itemId: id }
  expect((await refusalOf(keepItem(recalls(), officer, key))).code).toBe('forbidden')
  expect((await refusalOf(keepItem(recalls(), stranger, key))).code).toBe('not_found')
  expect((await keepItem(recalls(), head, key)).missions[0]?.items[0]?.state).toBe('kept')
  const rows = await world.db.selectFrom('hold').select('liftedAt').where('scopeValue', '=', id).execute()
  expect(rows.every((row) => row.liftedAt !== null)).toBe(true)
})

test('an item in review while its kit changes is not approved as it was read', async () => {
  const kit = await releasedKit()
  const accountId = await world.account(cairo, 'bluesky')
  const { item } = await createItem(world.deps, officer, cairo, itemOf(kit.id, accountId))
  await submitItem(world.deps, officer, item.id, 1)
  await amendKit(recalls(), strategist, kit.id, kit.revision, { ...words, kit: nine })
  expect((await refusalOf(approve(item.id))).key).toBe('approval.blocked')
})

test('a withdrawn kit lets nothing out and takes no answer; its withdrawal can be taken back', async () => {
  const kit = await releasedKit()
  const { id } = await approved(kit.id)
  const sent = await plant(kit.id, cairo, 'id', 'sent')
  expect((await refusalOf(withdrawKit(recalls(), head, kit.id, words))).code).toBe('forbidden')
  const { recall, campaign } = await withdrawKit(recalls(), strategist, kit.id, words)
  expect([campaign.status, recall.counts]).toEqual([
    'withdrawn',
    { missions: 1, items: 2, open: 2, held: 1, out: 1, tasks: 1, tasksDone: 0 },
  ])
  const key = { recallId: recall.id, itemId: id }
  expect((await refusalOf(keepItem(recalls(), head, key))).key).toBe('recall.withdrawn_stays')
  expect((await listOpenRecalls(world.db, officer, cairo)).map((one) => one.id)).toContain(recall.id)
  expect((await undoWithdrawal(recalls(), strategist, kit.id)).status).toBe('released')
  const after = await findRecall(world.db, officer, recall.id)
  expect(after?.missions[0]?.task?.state).toBe('cancelled')
  expect(after?.missions[0]?.items.map((item) => item.state)).toEqual(['undone', 'undone'])
  expect(await stateOf(sent.id)).toEqual(['sent'])
  expect((await refusalOf(undoWithdrawal(recalls(), strategist, kit.id))).key).toBe('campaign.not_withdrawn')
})

test('a correction is linked to its original, and both stay', async () => {
  const kit = await releasedKit()
  const original = await plant(kit.id, cairo, 'id', 'sent')
  const { recall } = await amendKit(recalls(), strategist, kit.id, kit.revision, { ...words, kit: nine })
  const key = { recallId: recall?.id ?? '', missionId: cairo }
  const settle = (who: Someone, part: object) =>
    settleCorrection(recalls(), who, key, { state: 'corrected', note: '', ...part } as Parameters<
      typeof settleCorrection
    >[3])
  expect((await refusalOf(settle(officer, {}))).key).toBe('recall.correction_unproven')
  expect((await refusalOf(settle(officer, { state: 'not_needed' }))).key).toBe('recall.note_needed')
  expect((await refusalOf(settle(stranger, {}))).code).toBe('not_found')
  const foreign = await plant(kit.id, berlin, 'id', null)
  expect((await refusalOf(settle(officer, { correctionItemId: foreign.id }))).key).toBe('recall.correction_not_yours')
  const correction = await plant(kit.id, cairo, 'id', null)
  const done = await settle(officer, { correctionItemId: correction.id })
  expect([done.counts.tasksDone, done.missions[0]?.task?.state]).toEqual([1, 'corrected'])
  const links = await world.db.selectFrom('itemCorrection').select(['originalItemId', 'correctionItemId']).execute()
  expect(links).toEqual([{ originalItemId: original.id, correctionItemId: correction.id }])
  expect(await findItem(world.db, officer, original.id)).toBeDefined()
})

test('what a mission sees of a recall is its own', async () => {
  const kit = await releasedKit()
  await plant(kit.id, cairo, 'id', 'sent')
  await plant(kit.id, berlin, 'id', 'scheduled')
  const { recall } = await amendKit(recalls(), strategist, kit.id, kit.revision, { ...words, kit: nine })
  const seen = await findRecall(world.db, stranger, recall?.id ?? '')
  expect([seen?.missions.map((mission) => mission.missionId), seen?.counts.items]).toEqual([[berlin], 1])
  expect((await findCampaign(world.db, stranger, kit.id))?.status).toBe('released')
})

test('a post that goes out by hand after the recall gets its correction task', async () => {
  const kit = await releasedKit()
  const { id } = await approved(kit.id)
  const { recall } = await amendKit(recalls(), strategist, kit.id, kit.revision, { ...words, kit: nine })
  expect(recall?.counts.tasks).toBe(0)
  await world.db
    .updateTable('delivery')
    .set({ state: 'sent', sentAt: world.clock.now() })
    .where('itemId', '=', id)
    .execute()
  for (const _time of [1, 2]) await world.db.transaction().execute((tx) => noteOut(tx, id, world.clock.now()))
  expect((await findRecall(world.db, officer, recall?.id ?? ''))?.counts).toMatchObject({ tasks: 1, out: 1 })
})

test('a fact that was wrong goes the way of an amended kit; a newer figure holds nothing', async () => {
  const kit = await releasedKit()
  const waiting = await plant(kit.id, cairo, 'id', 'scheduled')
  const own = await plant((await releasedKit()).id, berlin, 'id', 'sent')
  const uses = [
    { kind: 'kit' as const, id: kit.id, missionId: null, version: 1, isFormer: false },
    { kind: 'item' as const, id: own.id, missionId: berlin, version: 1, isFormer: true },
  ]
  const change = { factId: newId(), version: 2, reason: 'Sembilan, bukan delapan.', uses }
  const tell = (isCorrection: boolean) =>
    world.db
      .transaction()
      .execute((tx) => recallFact(ports, tx, strategist, { ...change, isCorrection }, world.clock.now()))
  await tell(false)
  expect(await stateOf(waiting.id)).toEqual(['scheduled'])
  await tell(true)
  expect(await stateOf(waiting.id)).toEqual(['held'])
  const [recall] = await listOpenRecalls(world.db, stranger, berlin)
  expect([recall?.cause, recall?.missions[0]?.task?.state]).toEqual(['fact', 'open'])
})

test('approvals and new items that race with a recall slip nothing past it', async () => {
  const kit = await releasedKit()
  const waiting: string[] = []
  for (let index = 0; index < 12; index++) {
    const accountId = await world.account(cairo, 'bluesky')
    const { item } = await createItem(world.deps, officer, cairo, itemOf(kit.id, accountId))
    await submitItem(world.deps, officer, item.id, 1)
    waiting.push(item.id)
  }
  const fresh = Array.from({ length: 6 }, async () => {
    const accountId = await world.account(cairo, 'bluesky')
    const { item } = await createItem(world.deps, officer, cairo, itemOf(kit.id, accountId))
    await submitItem(world.deps, officer, item.id, 1)
    return approve(item.id)
  })
  const amended = amendKit(recalls(), strategist, kit.id, kit.revision, { ...words, kit: nine })
  await Promise.allSettled([...waiting.map(approve), ...fresh, amended])
  const { recall } = await amended
  // Whatever was approved before the recall is held; whatever comes after it changes the core, so it waits for the desk.
  expect((await bruteForce(kit.id)).startable).toBe(0)
  const listed = new Set(recall?.missions.flatMap((mission) => mission.items.map((item) => item.itemId)))
  expect(waiting.filter((id) => !listed.has(id))).toEqual([])
})

test('a recall waits for an approval that is under way, and holds what it made', async () => {
  const kit = await releasedKit()
  const accountId = await world.account(cairo, 'bluesky')
  const { item } = await createItem(world.deps, officer, cairo, itemOf(kit.id, accountId))
  await submitItem(world.deps, officer, item.id, 1)
  const found = await findItem(world.db, officer, item.id)
  if (!found) throw new Error('gone')
  const begun = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const slow = {
    ...approvals(),
    onApproved: async (...about: Parameters<ReturnType<typeof approvals>['onApproved']>) => {
      begun.resolve()
      await gate.promise
      await approvals().onApproved(...about)
    },
  }
  const approving = approveBundle(slow, head, item.id, buildBundle(found).hash)
  await begun.promise
  const amending = amendKit(recalls(), strategist, kit.id, kit.revision, { ...words, kit: nine })
  const first = await Promise.race([
    amending.then(() => 'recall'),
    new Promise((done) => setTimeout(done, 300, 'waiting')),
  ])
  expect(first).toBe('waiting')
  gate.resolve()
  await approving
  const { recall } = await amending
  expect(recall?.missions[0]?.items[0]).toMatchObject({ itemStatus: 'approved', held: 1, state: 'open' })
  expect(await stateOf(item.id)).toEqual(['held'])
})
