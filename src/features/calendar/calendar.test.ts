import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { itemDraft } from '../../contract/items.ts'
import { json } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { createItem } from '../items/index.ts'
import { planItem } from '../items/plan-item.ts'
import { readObservances } from './days.ts'
import { type Clashing, clashesOf } from './model.ts'
import { commentPlan, readPlan, savePlan } from './save-plan.ts'
import { type CalendarDeps, viewCalendar } from './view-calendar.ts'

const cairo = 'kbri-cairo'
const zone = 'Africa/Cairo'
let world: World
let officer: Awaited<ReturnType<World['person']>>
let desk: typeof officer
let stranger: typeof officer
let deps: CalendarDeps & { homeZone: string; homeLanguage: string }

beforeAll(async () => {
  world = await createWorld()
  officer = await world.person('Nadia', 'mission_officer', [cairo])
  desk = await world.person('Hasan', 'regional_desk', [cairo])
  stranger = await world.person('Sri', 'mission_officer', ['kbri-seoul'])
  deps = { ...world.deps, homeCountry: 'ID', observances: await readObservances('data') }
})
afterAll(() => world.database.drop())

const draftAt = (plannedLocal: string, objective = 'products', plannedZone = zone) =>
  createItem(
    deps,
    officer,
    cairo,
    itemDraft.parse({
      kind: 'purpose',
      title: plannedLocal,
      objectives: [{ code: objective, weight: 1 }],
      plannedLocal,
      plannedZone,
    }),
  )

async function deliver(itemId: string, dueAt: string, state: string, network = 'x') {
  const at = world.clock.now()
  const accountId = await world.account(cairo, network)
  const variantId = newId()
  await world.db
    .insertInto('variant')
    .values({ id: variantId, itemId, accountId, language: 'id', updatedAt: at })
    .execute()
  const id = newId()
  await world.db
    .insertInto('delivery')
    .values({
      ...{ id, itemId, variantId, accountId, missionId: cairo, network, state },
      bundleHash: 'x',
      content: json({ text: '', languages: ['id'], link: null, images: [] }),
      itemKind: 'purpose',
      recordKey: id,
      idempotencyKey: id,
      recordCreatedAt: at,
      dueLocal: dueAt.slice(0, 16),
      dueZone: 'UTC',
      dueAt: new Date(dueAt),
      stateChangedAt: at,
      nextAt: new Date(dueAt),
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  return id
}

const view = (from: string, to: string, who = officer) => viewCalendar(deps, who, cairo, { from, to })

describe('a mission’s calendar', () => {
  test('shows an item in the mission’s own time, on its own day', async () => {
    const { item } = await draftAt('2026-12-07T23:30')
    const day = await view('2026-12-07', '2026-12-07')
    expect(day.entries).toMatchObject([{ itemId: item.id, local: '2026-12-07T23:30', at: '2026-12-07T21:30:00.000Z' }])
    expect((await view('2026-12-08', '2026-12-08')).entries).toEqual([])
  })

  test('puts what was planned in another zone on the day it falls on here', async () => {
    const { item } = await draftAt('2026-12-09T02:00', 'culture', 'Asia/Jakarta')
    const day = await view('2026-12-08', '2026-12-08')
    expect(day.entries).toMatchObject([{ itemId: item.id, local: '2026-12-08T21:00', dueLocal: '2026-12-09T02:00' }])
  })

  test('shows an item once: by its deliveries as soon as there are any, those that stand alike together', async () => {
    const { item } = await draftAt('2026-12-14T09:00')
    const first = await deliver(item.id, '2026-12-15T08:00:00Z', 'scheduled')
    const second = await deliver(item.id, '2026-12-15T08:00:00Z', 'scheduled', 'bluesky')
    await deliver(item.id, '2026-12-15T08:00:00Z', 'sent', 'facebook')
    const { entries } = await view('2026-12-14', '2026-12-15')
    expect(entries.map((one) => [one.stage, one.canMove, one.networks.toSorted()])).toEqual([
      ['scheduled', true, ['bluesky', 'x']],
      ['sent', false, ['facebook']],
    ])
    expect(entries[0]?.deliveryIds.toSorted()).toEqual([first, second].toSorted())
    expect(entries[0]?.local).toBe('2026-12-15T10:00')
  })

  test('knows the days off of the host, of home, and what the United Nations mark', async () => {
    const { days, weekend, knowsHolidays } = await view('2026-10-01', '2026-10-31')
    expect(weekend).toEqual([5, 6])
    expect(knowsHolidays).toBe(true)
    const on = (day: string) => days.filter((note) => note.day === day).map((note) => `${note.kind}: ${note.nameId}`)
    expect(on('2026-10-06').join()).toMatch(/^host: /)
    expect(on('2026-10-24')).toEqual(['un: Hari Perserikatan Bangsa-Bangsa'])
    expect(on('2026-10-28')).toEqual(['national: Hari Sumpah Pemuda'])
    expect((await view('2026-12-25', '2026-12-25')).days.map((note) => note.kind)).toEqual(['home'])
  })

  test('is nobody else’s, and no longer than 62 days', async () => {
    expect((await refusalOf(view('2026-12-01', '2026-12-07', stranger))).code).toBe('not_found')
    expect((await refusalOf(view('2026-12-01', '2027-02-01'))).key).toBe('calendar.too_long')
    expect((await view('2026-12-01', '2027-01-31')).entries.length).toBeGreaterThan(0)
  })

  test('a desk reads it and moves nothing', async () => {
    await draftAt('2026-12-21T09:00')
    expect((await view('2026-12-21', '2026-12-21', desk)).entries.map((one) => one.canMove)).toEqual([false])
  })
})

test('a draft is moved and moved back; what is in review is not', async () => {
  const { item } = await draftAt('2026-12-28T09:00')
  const plan = (revision: number, plannedLocal: string) =>
    planItem(deps, officer, item.id, { revision, plannedLocal, plannedZone: zone })
  const moved = await plan(item.revision, '2026-12-28T10:00')
  expect(moved.item).toMatchObject({ plannedLocal: '2026-12-28T10:00', title: item.title })
  expect((await refusalOf(plan(item.revision, '2026-12-28T11:00'))).key).toBe('item.changed_meanwhile')
  expect((await plan(moved.item.revision, '2026-12-28T09:00')).item.plannedLocal).toBe('2026-12-28T09:00')
  await world.db.updateTable('item').set({ status: 'in_review' }).where('id', '=', item.id).execute()
  expect((await refusalOf(plan(moved.item.revision + 1, '2026-12-28T10:00'))).key).toBe('item.plan_decided')
})

const at = (time: string) => new Date(`2026-12-01T${time}:00Z`)
const entry = (key: string, time: string, part: Partial<Clashing> = {}): Clashing => ({
  key,
  itemId: key,
  objectiveCode: 'products',
  stage: 'scheduled',
  at: at(time),
  localDay: '2026-12-01',
  accountIds: [],
  embargoUntil: null,
  ...part,
})

test.each<[string, Clashing[], [string, string[], string][]]>([
  ['nothing alone', [entry('a', '09:00')], []],
  [
    'two of one objective within the hour',
    [entry('b', '09:59'), entry('a', '09:00')],
    [['same_objective', ['a', 'b'], 'products']],
  ],
  ['an hour apart', [entry('a', '09:00'), entry('b', '10:00')], []],
  [
    'two on one account, rather than their objective',
    [entry('a', '09:00', { accountIds: ['x1'] }), entry('b', '09:30', { accountIds: ['x1', 'x2'] })],
    [['same_account', ['a', 'b'], 'net-x1']],
  ],
  ['two of different objectives', [entry('a', '09:00'), entry('b', '09:00', { objectiveCode: 'culture' })], []],
  ['two of none', [entry('a', '09:00', { objectiveCode: null }), entry('b', '09:00', { objectiveCode: null })], []],
  ['two entries of one item', [entry('a', '09:00'), entry('b', '09:00', { itemId: 'a' })], []],
  ['two that are out', [entry('a', '09:00', { stage: 'sent' }), entry('b', '09:00', { stage: 'sent' })], []],
  [
    'one that is out and one that waits',
    [entry('a', '09:00', { stage: 'sent' }), entry('b', '09:10')],
    [['same_objective', ['a', 'b'], 'products']],
  ],
  ['a closed day', [entry('a', '09:00', { localDay: '2026-12-02' })], [['holiday', ['a'], 'Hari Nasional']]],
  ['a closed day, already out', [entry('a', '09:00', { localDay: '2026-12-02', stage: 'sent' })], []],
  [
    'before the embargo ends',
    [entry('a', '09:00', { embargoUntil: at('10:00') })],
    [['embargo', ['a'], '2026-12-01T10:00:00.000Z']],
  ],
  ['at the end of the embargo', [entry('a', '10:00', { embargoUntil: at('10:00') })], []],
  ['a draft whose time has passed', [entry('a', '07:00', { stage: 'draft' })], [['missed', ['a'], '']]],
  ['a delivery whose time has passed, for the queue brings it on', [entry('a', '07:00')], []],
])('clashes: %s', (_what, entries, expected) => {
  const found = clashesOf(entries, new Map([['2026-12-02', 'Hari Nasional']]), (id) => `net-${id}`, at('08:00'))
  expect(found.map((clash) => [clash.kind, clash.keys, clash.what])).toEqual(expected)
})

test('a mission writes its plan, the desk comments, and neither overwrites the other unseen', async () => {
  const key = { missionId: cairo, quarter: '2027-Q1' }
  const texts = { aims: 'Pembeli rempah', audience: 'Importir', channels: 'IG', partners: 'KADIN', measures: '12 temu' }
  expect(await readPlan(deps, officer, key)).toMatchObject({ revision: 0, aims: '' })
  const saved = await savePlan(deps, officer, key, { ...texts, revision: 0 })
  expect(saved).toMatchObject({ ...texts, revision: 1, updatedBy: { name: 'Nadia' } })
  expect((await refusalOf(savePlan(deps, officer, key, { ...texts, revision: 0 }))).key).toBe('plan.changed_meanwhile')
  expect((await refusalOf(commentPlan(deps, officer, key, 'Bagus'))).key).toBe('plan.comment_not_yours')
  expect((await refusalOf(savePlan(deps, desk, key, { ...texts, revision: 1 }))).key).toBe('plan.write_not_yours')
  expect((await refusalOf(readPlan(deps, stranger, key))).code).toBe('not_found')
  const commented = await commentPlan(deps, desk, key, 'Tambah mitra kampus')
  expect(commented).toMatchObject({ ...texts, deskComment: 'Tambah mitra kampus', deskCommentBy: { name: 'Hasan' } })
  expect((await savePlan(deps, officer, key, { ...texts, aims: 'Lain', revision: 1 })).deskComment).toBe(
    'Tambah mitra kampus',
  )
})
