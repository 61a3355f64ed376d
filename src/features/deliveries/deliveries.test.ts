import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { localTimeOf } from '../../platform/calendar/zones.ts'
import { json } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { PersonScope } from '../missions/index.ts'
import { claimByHand, releaseByHand, reportByHand, undoReport } from './by-hand.ts'
import { cancelDelivery, confirmDelivery, rescheduleDelivery, retryDelivery } from './change-delivery.ts'
import { dueInstant } from './due.ts'
import { likenessPercent } from './engine/likeness.ts'
import { sweep } from './engine/sweeps.ts'
import { fakeNetwork } from './fixtures/fake-network.ts'
import { type Stage, setStage } from './fixtures/stage.ts'
import { cancelItemDeliveries, createDeliveries } from './index.ts'
import type { PastedLink } from './pasted-link.ts'
import { present } from './present.ts'
import { countDeliveries, findDelivery, listAttempts, listDeliveries } from './read-deliveries.ts'
import { resolveUnknown } from './resolve-unknown.ts'

let database: TestDatabase
let stage: Stage
let officer: PersonScope
let colleague: PersonScope
let stranger: PersonScope
let auditor: PersonScope

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await setStage(database, [fakeNetwork('looking', { lookUp: true }).network])
  officer = stage.scopeOf(await stage.addPerson('Nadia'), 'mission_officer', ['kbri-kairo'])
  colleague = stage.scopeOf(await stage.addPerson('Budi'), 'head_of_mission', ['kbri-kairo'])
  stranger = stage.scopeOf(await stage.addPerson('Rosa'), 'mission_officer', ['kbri-lima'])
  auditor = stage.scopeOf(await stage.addPerson('Wati'), 'auditor', 'all')
})
afterAll(() => database.drop())
beforeEach(() => stage.clock.set('2026-11-25T05:00:00Z'))

/** Links as in the fake network; `fake.example/@x` is a profile. */
function parseNetworkUrl(url: string): PastedLink | null {
  if (url.startsWith('https://s.example/')) return { network: 'looking', kind: 'short', url }
  if (url.startsWith('https://other.example/')) return { network: 'other', kind: 'post', postId: '1', url }
  const match = /^https:\/\/fake\.example\/([^/]+)(?:\/post\/(.+))?$/.exec(url)
  if (!match) return null
  const name = match[1] ?? ''
  const handle = { shown: name, key: name, opaque: false }
  return match[2]
    ? { network: 'looking', kind: 'post', handle, postId: match[2], url }
    : { network: 'looking', kind: 'profile', handle, url }
}

const deps = () => ({ db: stage.db, now: stage.now, networks: stage.networks, parseNetworkUrl })
let count = 0
async function put(state: string, more: object = {}): Promise<{ id: string; handle: string }> {
  const handle = `akun${++count}`
  const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', handle)])
  await stage.db
    .updateTable('delivery')
    .set({ state, ...more })
    .where('id', '=', id)
    .execute()
  return { id, handle }
}
const post = (handle: string, key = '1'): string => `https://fake.example/${handle}/post/${key}`
const refusal = (key: string) => expect.objectContaining({ key })

describe('the time of an intent', () => {
  test.each([
    ['an ordinary day', '2026-11-25T09:00', 'Africa/Cairo', '2026-11-25T07:00:00.000Z'],
    ['the day before summer time', '2026-03-28T09:00', 'Europe/Paris', '2026-03-28T08:00:00.000Z'],
    ['the day summer time begins', '2026-03-29T09:00', 'Europe/Paris', '2026-03-29T07:00:00.000Z'],
    ['a time that the change skips', '2026-03-29T02:30', 'Europe/Paris', '2026-03-29T01:30:00.000Z'],
    ['a time that occurs twice means the first', '2026-10-25T02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z'],
    ['half an hour of summer time', '2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['Egypt, whose change falls on midnight', '2026-04-24T00:30', 'Africa/Cairo', '2026-04-23T22:30:00.000Z'],
    ['a zone of 45 minutes', '2026-11-25T09:00', 'Asia/Kathmandu', '2026-11-25T03:15:00.000Z'],
    ['the far side of the date line', '2026-11-25T09:00', 'Pacific/Apia', '2026-11-24T20:00:00.000Z'],
  ])('%s', (_what, local, zone, instant) => {
    expect(dueInstant(local, zone).toISOString()).toBe(instant)
  })

  test('every wall time of a year that exists comes back as it was', () => {
    for (let day = 0; day < 365; day++) {
      const at = new Date(Date.UTC(2026, 0, 1 + day, 12))
      for (const zone of ['Europe/Paris', 'America/Lima', 'Africa/Cairo', 'Australia/Lord_Howe'])
        expect(dueInstant(localTimeOf(at, zone), zone)).toEqual(at)
    }
  })

  test('an unknown zone and an impossible day are refused', () => {
    expect(() => dueInstant('2026-11-25T09:00', 'Mars/Base')).toThrow(refusal('delivery.zone_unknown'))
    expect(() => dueInstant('2026-02-30T09:00', 'Asia/Jakarta')).toThrow(refusal('delivery.time_impossible'))
  })
})

describe('approval', () => {
  async function approve(accountId: string, itemId: string, hash: string): Promise<readonly string[]> {
    const content = { text: hash, languages: ['id'], link: null, images: [] }
    const plan = {
      item: { id: itemId, missionId: 'kbri-kairo', kind: 'purpose' as const },
      bundleHash: hash,
      variants: [{ variantId: newId(), accountId, network: 'looking', content }],
      dueLocal: '2026-11-25T12:00',
      dueZone: 'Africa/Cairo',
    }
    return stage.db.transaction().execute((tx) => createDeliveries(tx, plan, stage.now()))
  }

  test('a second approval gives the same delivery the new content, with the same keys', async () => {
    const accountId = await stage.addAccount('looking', 'ulang')
    const [id = ''] = await stage.addDeliveries([accountId])
    const first = await stage.find(id)
    await stage.db.transaction().execute((tx) => cancelItemDeliveries(tx, first.itemId, 'item_changed', stage.now()))
    expect((await stage.find(id)).state).toBe('cancelled')
    expect(await approve(accountId, first.itemId, 'b'.repeat(64))).toEqual([id])
    const second = await stage.find(id)
    expect(second).toMatchObject({ state: 'scheduled', bundleHash: 'b'.repeat(64), recordKey: first.recordKey })
    expect(second.idempotencyKey).toBe(first.idempotencyKey)
    expect(second.recordCreatedAt).toEqual(first.recordCreatedAt)
  })

  test.each(['sending', 'pending', 'sent', 'unknown'])(
    'what is %s is neither taken back nor doubled',
    async (state) => {
      const { id } = await put(state)
      const before = await stage.find(id)
      const taken = await stage.db
        .transaction()
        .execute((tx) => cancelItemDeliveries(tx, before.itemId, 'item_changed', stage.now()))
      expect(taken).toEqual({ cancelled: 0, out: 1 })
      expect(await approve(before.accountId, before.itemId, 'c'.repeat(64))).toEqual([])
      expect(await stage.find(id)).toEqual(before)
    },
  )
})

describe('moving and cancelling', () => {
  test('a moved delivery keeps its keys and takes the new instant', async () => {
    const { id } = await put('needs_confirmation')
    const before = await stage.find(id)
    await rescheduleDelivery(deps(), officer, id, { dueLocal: '2026-11-26T09:00', dueZone: 'Africa/Cairo' })
    const after = await stage.find(id)
    expect(after).toMatchObject({ state: 'scheduled', recordKey: before.recordKey, fence: before.fence + 1 })
    expect(after.dueAt.toISOString()).toBe('2026-11-26T07:00:00.000Z')
    expect(after.nextAt).toEqual(after.dueAt)
  })

  test('a time that is past is refused and nothing changes', async () => {
    const { id } = await put('scheduled')
    const before = await stage.find(id)
    const past = { dueLocal: '2026-11-25T06:00', dueZone: 'Africa/Cairo' }
    await expect(rescheduleDelivery(deps(), officer, id, past)).rejects.toEqual(refusal('delivery.due_in_past'))
    expect(await stage.find(id)).toEqual(before)
  })

  test('a time inside the campaign embargo is refused', async () => {
    const { id } = await put('scheduled')
    const campaignId = newId()
    const at = stage.now()
    const embargoUntil = new Date('2026-11-27T00:00:00Z')
    const { itemId } = await stage.find(id)
    const { authorId } = await stage.db
      .selectFrom('item')
      .select('authorId')
      .where('id', '=', itemId)
      .executeTakeFirstOrThrow()
    await stage.db
      .insertInto('campaign')
      .values({
        id: campaignId,
        title: 'Kopi',
        objectiveCode: 'x',
        goal: '',
        baseline: '',
        startsOn: '2026-11-01',
        endsOn: '2026-12-01',
        obligation: 'recommended',
        status: 'released',
        embargoUntil,
        createdBy: authorId,
        createdAt: at,
        updatedAt: at,
      })
      .execute()
    await stage.db.updateTable('item').set({ campaignId }).where('id', '=', itemId).execute()
    const early = { dueLocal: '2026-11-26T09:00', dueZone: 'Africa/Cairo' }
    await expect(rescheduleDelivery(deps(), officer, id, early)).rejects.toEqual(refusal('delivery.before_embargo'))
  })

  test.each([
    ['sending', 'is_going_out'],
    ['pending', 'is_going_out'],
    ['unknown', 'is_unknown'],
    ['sent', 'is_sent'],
  ])('what is %s is neither moved nor cancelled', async (state, key) => {
    const { id } = await put(state)
    const due = { dueLocal: '2026-11-26T09:00', dueZone: 'Africa/Cairo' }
    await expect(cancelDelivery(deps(), officer, id)).rejects.toEqual(refusal(`delivery.${key}`))
    await expect(rescheduleDelivery(deps(), officer, id, due)).rejects.toEqual(refusal(`delivery.${key}`))
  })

  test('cancelling twice is cancelling once, and is audited once', async () => {
    const { id } = await put('scheduled')
    await cancelDelivery(deps(), officer, id, 'cukup di Instagram')
    await cancelDelivery(deps(), officer, id)
    expect(await stage.find(id)).toMatchObject({
      state: 'cancelled',
      stateReason: 'cancelled.because|cukup di Instagram',
    })
    const events = await stage.db.selectFrom('auditEvent').select('action').where('subjectId', '=', id).execute()
    expect(events).toEqual([{ action: 'delivery.cancelled' }])
  })

  test('a confirmed or retried delivery is due now and counts as fresh', async () => {
    const late = await put('needs_confirmation')
    const refused = await put('refused', { stateReason: 'refused.auth|expired' })
    stage.clock.set('2026-11-26T05:00:00Z')
    await confirmDelivery(deps(), officer, late.id)
    await retryDelivery(deps(), officer, refused.id)
    for (const { id } of [late, refused])
      expect(await stage.find(id)).toMatchObject({ state: 'scheduled', nextAt: stage.now(), confirmedAt: stage.now() })
    await expect(confirmDelivery(deps(), officer, late.id)).rejects.toEqual(refusal('delivery.not_needs_confirmation'))
  })
})

describe('by hand', () => {
  test('two officers cannot take the same text; after 30 minutes it is free again', async () => {
    const { id } = await put('awaiting_person')
    const both = await Promise.allSettled([claimByHand(deps(), officer, id), claimByHand(deps(), colleague, id)])
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const loser = both[0].status === 'rejected' ? officer : colleague
    await expect(claimByHand(deps(), loser, id)).rejects.toEqual(refusal('delivery.claimed_by_other'))
    stage.clock.advance(30 * 60_000)
    await claimByHand(deps(), loser, id)
    expect((await stage.find(id)).claimedBy).toBe(loser.personId)
  })

  test('only who has it gives it back or reports it', async () => {
    const { id, handle } = await put('awaiting_person')
    await claimByHand(deps(), officer, id)
    await expect(releaseByHand(deps(), colleague, id)).rejects.toEqual(refusal('delivery.claimed_by_other'))
    await expect(reportByHand(deps(), colleague, id, post(handle))).rejects.toEqual(
      refusal('delivery.claimed_by_other'),
    )
    await releaseByHand(deps(), officer, id)
    await claimByHand(deps(), colleague, id)
  })

  test.each([
    ['nonsense', 'delivery.link_unreadable'],
    ['https://other.example/1', 'delivery.link_other_network'],
    ['https://s.example/x', 'delivery.link_short'],
    ['https://fake.example/orang-lain/post/1', 'delivery.link_other_account'],
  ])('the link %s is refused in words', async (url, key) => {
    const { id } = await put('awaiting_person')
    await expect(reportByHand(deps(), officer, id, url)).rejects.toEqual(refusal(key))
    expect((await stage.find(id)).state).toBe('awaiting_person')
  })

  test('a link to the profile is refused, and one post is not two deliveries', async () => {
    const first = await put('awaiting_person')
    await expect(reportByHand(deps(), officer, first.id, `https://fake.example/${first.handle}`)).rejects.toEqual(
      refusal('delivery.link_profile'),
    )
    await reportByHand(deps(), officer, first.id, post(first.handle))
    await reportByHand(deps(), officer, first.id, post(first.handle))
    const { accountId } = await stage.find(first.id)
    const [second = ''] = await stage.addDeliveries([accountId])
    await stage.db.updateTable('delivery').set({ state: 'awaiting_person' }).where('id', '=', second).execute()
    await expect(reportByHand(deps(), officer, second, post(first.handle))).rejects.toEqual(
      refusal('delivery.link_used'),
    )
  })

  test('a report is taken back within 10 minutes, with what was made of it', async () => {
    const { id, handle } = await put('awaiting_person')
    await reportByHand(deps(), officer, id, post(handle))
    const undone: string[] = []
    const onUndone = async (_tx: unknown, delivery: { id: string }) => void undone.push(delivery.id)
    stage.clock.advance(9 * 60_000)
    await undoReport({ ...deps(), onUndone }, officer, id)
    expect(undone).toEqual([id])
    expect(await stage.find(id)).toMatchObject({ state: 'awaiting_person', url: null, remoteId: null, sentAt: null })
    await reportByHand(deps(), officer, id, post(handle))
    stage.clock.advance(10 * 60_000 + 1)
    await expect(undoReport(deps(), officer, id)).rejects.toEqual(refusal('delivery.undo_too_late'))
  })

  test('what Selaras sent itself cannot be taken back', async () => {
    const { id } = await put('sent', { remoteId: 'x', sentAt: stage.now() })
    await expect(undoReport(deps(), officer, id)).rejects.toEqual(refusal('delivery.nothing_to_undo'))
  })

  test('a refusal for the sake of the connection may be published by hand, one for the content may not', async () => {
    const account = await put('refused', { stateReason: 'refused.auth|expired' })
    await claimByHand(deps(), officer, account.id)
    expect((await stage.find(account.id)).state).toBe('awaiting_person')
    const content = await put('refused', { stateReason: 'refused.content|too long' })
    await expect(claimByHand(deps(), officer, content.id)).rejects.toEqual(refusal('delivery.not_awaiting_person'))
  })
})

describe('an unknown outcome', () => {
  const old = () => new Date(stage.now().getTime() - 60_000)

  test('it is this one: recorded with its link, and a doubt again when taken back', async () => {
    const { id, handle } = await put('unknown', { stateChangedAt: old(), attempts: 1 })
    const attempt = {
      id: newId(),
      deliveryId: id,
      number: 1,
      kind: 'publish',
      fence: 0,
      startedAt: old(),
      outcome: 'unknown',
      candidates: json([]),
    }
    await stage.db.insertInto('deliveryAttempt').values(attempt).execute()
    await resolveUnknown(deps(), officer, id, { answer: 'it_is_this', url: post(handle) })
    expect(await stage.find(id)).toMatchObject({ state: 'sent', remoteId: `${handle}/1` })
    await undoReport(deps(), officer, id)
    expect((await stage.find(id)).state).toBe('unknown')
  })

  test('look again later: it stays unknown and is looked at then', async () => {
    const { id } = await put('unknown', { stateChangedAt: old() })
    await resolveUnknown(deps(), officer, id, { answer: 'look_again', afterMinutes: 10 })
    const after = await stage.find(id)
    expect(after.state).toBe('unknown')
    expect(after.nextAt.getTime() - stage.now().getTime()).toBe(600_000)
  })

  test('not out: sent again with the same keys, but never while the cut call may still arrive', async () => {
    const { id } = await put('unknown', { stateChangedAt: stage.now() })
    const { recordKey } = await stage.find(id)
    await expect(resolveUnknown(deps(), officer, id, { answer: 'not_out' })).rejects.toEqual(
      refusal('delivery.too_early'),
    )
    stage.clock.advance(401)
    await resolveUnknown(deps(), officer, id, { answer: 'not_out' })
    expect(await stage.find(id)).toMatchObject({ state: 'scheduled', recordKey, nextAt: stage.now() })
    await expect(resolveUnknown(deps(), officer, id, { answer: 'not_out' })).rejects.toEqual(
      refusal('delivery.not_unknown'),
    )
  })
})

describe('who sees and who acts', () => {
  test('a delivery of a foreign mission does not exist', async () => {
    const { id, handle } = await put('awaiting_person')
    const acts = [
      () => findDelivery(stage.db, stranger, id, stage.now()),
      () => cancelDelivery(deps(), stranger, id),
      () => claimByHand(deps(), stranger, id),
      () => reportByHand(deps(), stranger, id, post(handle)),
      () => resolveUnknown(deps(), stranger, id, { answer: 'not_out' }),
    ]
    for (const act of acts) await expect(act()).rejects.toEqual(refusal('delivery.not_found'))
    const list = listDeliveries(stage.db, stranger, { missionId: 'kbri-kairo', view: 'today', limit: 50 }, stage.now())
    await expect(list).rejects.toEqual(refusal('mission.not_found'))
  })

  test('who only reads may not act', async () => {
    const { id } = await put('awaiting_person')
    await findDelivery(stage.db, auditor, id, stage.now())
    await expect(cancelDelivery(deps(), auditor, id)).rejects.toEqual(refusal('delivery.not_yours'))
  })
})

describe('lists', () => {
  test("a mission's own day, what needs a person, and seven days, in pages without gaps", async () => {
    const account = await stage.addAccount('looking', 'lima', { mission: 'kbri-lima' })
    const add = async (dueLocal: string): Promise<string> =>
      (await stage.addDeliveries([account], { dueLocal, mission: 'kbri-lima' }))[0] ?? ''
    // In Lima it is midnight of the 25th: what was due at 04:59 UTC belongs to the day before.
    const yesterday = await add('2026-11-25T04:59')
    const first = await add('2026-11-25T05:00')
    const night = await add('2026-11-26T04:59')
    const tomorrow = await add('2026-11-26T05:00')
    const nextWeek = await add('2026-12-02T05:00')
    await stage.db.updateTable('delivery').set({ state: 'sent' }).where('id', '=', yesterday).execute()
    const list = async (view: 'today' | 'needs_me' | 'week', limit = 50, after?: { dueMs: number; id: string }) =>
      (await listDeliveries(stage.db, stranger, { missionId: 'kbri-lima', view, limit, after }, stage.now())).map(
        (row) => row.id,
      )
    expect(await list('today')).toEqual([first, night])
    expect(await list('week')).toEqual([first, night, tomorrow])
    const firstRow = await findDelivery(stage.db, stranger, first, stage.now())
    expect(await list('week', 2, { dueMs: firstRow.dueAt.getTime(), id: first })).toEqual([night, tomorrow])
    await stage.db.updateTable('delivery').set({ state: 'unknown' }).where('id', '=', nextWeek).execute()
    expect(await list('needs_me')).toEqual([nextWeek])
    expect(await countDeliveries(stage.db, stranger, { missionId: 'kbri-lima' }, stage.now())).toEqual({
      today: 2,
      needsMe: 1,
      week: 3,
    })
  })

  test('every row says in words why it stands there and what to do', async () => {
    const { id } = await put('unknown', { stateReason: 'unknown.no_look', nextAt: new Date('9999-12-31T00:00:00Z') })
    const row = await findDelivery(stage.db, officer, id, stage.now())
    const shown = present(
      row,
      { attempts: await listAttempts(stage.db, officer, id), repeat: null, composeUrl: null },
      { scope: officer, locale: 'id', now: stage.now() },
    )
    expect(shown.reason?.detail).toBe('Sambungan putus, dan jaringan ini tidak bisa kami periksa')
    expect(shown.nextStep.detail).toBe('Periksa akun, lalu pastikan sudah terbit atau belum.')
    expect(shown).toMatchObject({
      needsPerson: true,
      nextAt: null,
      can: { resolve: true, cancel: false, claim: false },
    })
  })
})

test('a sweep hands what is by hand to people, whatever the hour', async () => {
  const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'tangan', { connection: 'none' })])
  stage.clock.advance(48 * 3_600_000)
  await sweep(stage.db, { now: stage.now(), lateBefore: new Date(stage.now().getTime() - 1), publishing: ['looking'] })
  expect((await stage.find(id)).state).toBe('awaiting_person')
})

test.each([
  ['Loket tutup 24–26 Desember', 'Loket tutup 24–26 Desember', 100],
  ['Loket tutup', 'LOKET  tutup ', 100],
  ['Hubungi hotline, 24 jam', 'Hubungi hotline kami, 24 jam', 86],
  ['abc', 'xyz', 0],
])('%j and %j are alike by %i %%', (a, b, percent) => {
  expect(likenessPercent(a, b)).toBe(percent)
})
