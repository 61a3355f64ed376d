import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../test/support/world.ts'
import { json } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { createFact } from '../strategy/change-fact.ts'
import { affectedByFact, registerFactUse } from '../strategy/index.ts'
import { describeFactUses } from './describe-fact-uses.ts'
import type { DeliveryState } from './model.ts'

let world: World
let strategist: Awaited<ReturnType<World['person']>>
const missions = ['kbri-cairo', 'kbri-seoul', 'kbri-berlin', 'kjri-osaka', 'kbri-lima']

beforeAll(async () => {
  world = await createWorld()
  strategist = await world.person('Ratih', 'strategist', 'all')
})
afterAll(() => world.database.drop())

const makeFact = (nameId: string) =>
  createFact(world.deps, strategist, {
    ...{ nameId, nameEn: '', value: '133', unit: '', asOf: null },
    ...{ source: 'Kemlu (contoh)', sourceUrl: null, validUntil: null },
  })

async function makeItem(
  missionId: string,
  status: string,
  campaignId: string | null,
  states: readonly DeliveryState[],
) {
  const at = world.clock.now()
  const id = newId()
  await world.db
    .insertInto('item')
    .values({
      ...{ id, missionId, authorId: strategist.personId, title: `Judul ${id}`, kind: 'purpose', status, campaignId },
      ...{ createdAt: at, updatedAt: at },
    })
    .execute()
  for (const state of states) {
    const [accountId, variantId, deliveryId] = [await world.account(missionId, 'x'), newId(), newId()]
    await world.db
      .insertInto('variant')
      .values({ id: variantId, itemId: id, accountId, language: 'id', updatedAt: at })
      .execute()
    await world.db
      .insertInto('delivery')
      .values({
        ...{ id: deliveryId, itemId: id, variantId, accountId, missionId, network: 'x', state, bundleHash: 'x' },
        content: json({ text: '', languages: ['id'], link: null, images: [] }),
        ...{ itemKind: 'purpose', recordKey: deliveryId, idempotencyKey: deliveryId, recordCreatedAt: at },
        ...{ dueLocal: '2026-12-01T09:00', dueZone: 'UTC', dueAt: at, stateChangedAt: at, nextAt: at },
        ...{ createdAt: at, updatedAt: at },
      })
      .execute()
  }
  return id
}

async function makeCampaign(title: string): Promise<string> {
  const at = world.clock.now()
  const id = newId()
  await world.db
    .insertInto('campaign')
    .values({
      ...{ id, title, objectiveCode: 'products', goal: '', baseline: '', startsOn: '2026-11-01', endsOn: '2026-12-31' },
      ...{
        obligation: 'recommended',
        status: 'released',
        createdBy: strategist.personId,
        createdAt: at,
        updatedAt: at,
      },
    })
    .execute()
  await world.db.insertInto('kit').values({ id: newId(), campaignId: id }).execute()
  return id
}

const use = (kind: 'item' | 'kit', id: string, missionId: string | null, factIds: string[]) =>
  world.db
    .transaction()
    .execute((tx) => registerFactUse(tx, world.system, { kind, id, missionId }, factIds, world.clock.now()))
const usersOf = async (factId: string, scope: typeof strategist = strategist) =>
  describeFactUses(world.db, scope, await affectedByFact(world.db, scope, factId))

test.each<[DeliveryState[], string]>([
  [[], 'unsent'],
  [['scheduled', 'awaiting_person'], 'unsent'],
  [['sent', 'scheduled'], 'partly'],
  [['sent', 'cancelled'], 'sent'],
  [['sent', 'refused'], 'sent'],
  [['cancelled'], 'unsent'],
  [['unknown', 'sent'], 'unknown'],
  [['sending'], 'unknown'],
])('an item whose deliveries are %j is %s', async (states, outcome) => {
  const fact = await makeFact('Satu butir')
  await use('item', await makeItem('kbri-cairo', 'approved', null, states), 'kbri-cairo', [fact.id])
  expect((await usersOf(fact.id)).map((user) => user.outcome)).toEqual([outcome])
})

test('every item that leans on a fact, itself or by its kit, is listed once: the same as by looking at each', async () => {
  const fact = await makeFact('Jumlah perwakilan')
  const other = await makeFact('Fakta lain')
  const withFact = await makeCampaign('Kit dengan fakta')
  const without = await makeCampaign('Kit tanpa fakta')
  await use('kit', withFact, null, [fact.id])
  await use('kit', without, null, [other.id])
  const states: DeliveryState[][] = [[], ['scheduled'], ['sent'], ['sent', 'held'], ['unknown'], ['cancelled']]
  const statuses = ['draft', 'in_review', 'approved', 'withdrawn']
  const expected: string[] = []
  let n = 0
  for (const missionId of missions)
    for (const deliveries of states)
      for (const campaignId of [null, withFact, without]) {
        n += 1
        const status = statuses[n % statuses.length] ?? 'draft'
        const id = await makeItem(missionId, status, campaignId, deliveries)
        const hasFact = n % 3 !== 0
        if (hasFact) await use('item', id, missionId, [fact.id, other.id])
        const letGo = hasFact && n % 5 === 0
        if (letGo) await use('item', id, missionId, [other.id])
        // By hand: who leans on it now, or sent something while it did.
        const isOut = deliveries.some((state) => state === 'sent' || state === 'unknown')
        const leansNow = (hasFact && !letGo) || campaignId === withFact
        if ((leansNow && (isOut || status !== 'withdrawn')) || (letGo && isOut)) expected.push(id)
      }
  const found = (await usersOf(fact.id)).filter((user) => user.kind === 'item').map((user) => user.id)
  expect(n).toBe(90)
  expect(found.toSorted()).toEqual(expected.toSorted())
  const officer = await world.person('Sekar', 'mission_officer', ['kbri-seoul'])
  const seen = (await usersOf(fact.id, officer)).filter((user) => user.kind === 'item')
  expect(seen.length).toBeGreaterThan(0)
  expect(new Set(seen.map((user) => user.missionId))).toEqual(new Set(['kbri-seoul']))
})

test('a kit is listed under its campaign, and its items say through which kit', async () => {
  const fact = await makeFact('Lewat kit')
  const campaignId = await makeCampaign('Kopi Nusantara')
  await use('kit', campaignId, null, [fact.id])
  const itemId = await makeItem('kbri-lima', 'approved', campaignId, ['sent'])
  expect(await usersOf(fact.id)).toMatchObject([
    { kind: 'item', id: itemId, viaKit: 'Kopi Nusantara', outcome: 'sent', missionId: 'kbri-lima' },
    { kind: 'kit', id: campaignId, title: 'Kopi Nusantara', outcome: 'idle', missionId: null },
  ])
})
