import { afterAll, beforeAll, expect, test } from 'vitest'
import { openNotices } from '../../../test/support/notices.ts'
import { createWorld, type World } from '../../../test/support/world.ts'
import { json } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { never } from './model.ts'
import { tellOfDeliveries } from './tell-people.ts'

type Someone = Awaited<ReturnType<World['person']>>
const tokyo = 'kbri-tokyo'
let world: World
let author: Someone
let officer: Someone
let head: Someone
let headOfBerlin: Someone

beforeAll(async () => {
  world = await createWorld()
  author = await world.person('Sari', 'editor', [tokyo])
  officer = await world.person('Nadia', 'mission_officer', [tokyo])
  head = await world.person('Bagus', 'head_of_mission', [tokyo])
  headOfBerlin = await world.person('Otto', 'head_of_mission', ['kbri-berlin'])
})
afterAll(() => world.database.drop())

/** A delivery of an item of its own in some state, written plainly. */
async function deliveryIn(state: string, missionId = tokyo, nextAt: Date = never): Promise<string> {
  const { db, clock } = world
  const at = clock.now()
  const [itemId, variantId, id] = [newId(), newId(), newId()]
  const accountId = await world.account(missionId, 'bluesky')
  await db
    .insertInto('item')
    .values({
      id: itemId,
      missionId,
      authorId: author.personId,
      title: 'Cicip kopi',
      kind: 'purpose',
      status: 'approved',
      plannedLocal: '2026-11-25T09:00',
      plannedZone: 'Asia/Tokyo',
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  await db.insertInto('variant').values({ id: variantId, itemId, accountId, language: 'id', updatedAt: at }).execute()
  await db
    .insertInto('delivery')
    .values({
      id,
      itemId,
      variantId,
      accountId,
      missionId,
      network: 'bluesky',
      bundleHash: 'x',
      content: json({ text: 'Kopi', languages: ['id'], link: null, images: [] }),
      itemKind: 'purpose',
      recordKey: id,
      idempotencyKey: id,
      recordCreatedAt: at,
      dueLocal: '2026-11-25T09:00',
      dueZone: 'Asia/Tokyo',
      dueAt: at,
      state,
      stateChangedAt: at,
      nextAt,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  return id
}

const told = async (): Promise<string[][]> => {
  await tellOfDeliveries(world.db, world.clock.now())
  return Promise.all([officer, author, head, headOfBerlin].map((one) => openNotices(world.db, one)))
}

test('officers and the author hear of what only a person can settle, once, until it is settled', async () => {
  // One that will still be looked up concerns nobody yet.
  await deliveryIn('unknown', tokyo, new Date(world.clock.now().getTime() + 60_000))
  await deliveryIn('sent')
  expect(await told()).toEqual([[], [], [], []])
  const unsure = await deliveryIn('unknown')
  expect(await told()).toEqual([['delivery.unknown'], ['delivery.unknown'], [], []])
  expect(await told()).toEqual([['delivery.unknown'], ['delivery.unknown'], [], []])
  await world.db.updateTable('delivery').set({ state: 'sent' }).where('id', '=', unsure).execute()
  expect(await told()).toEqual([[], [], [], []])
})

test('many late ones of a day are one matter; where no officer is, the head hears', async () => {
  const late = [await deliveryIn('needs_confirmation'), await deliveryIn('needs_confirmation')]
  expect(await told()).toEqual([['delivery.needs_confirmation'], ['delivery.needs_confirmation'], [], []])
  await world.db.updateTable('delivery').set({ state: 'cancelled' }).where('id', 'in', late).execute()
  await world.db
    .updateTable('person')
    .set({ disabledAt: world.clock.now() })
    .where('id', '=', author.personId)
    .execute()
  const refused = await deliveryIn('refused', 'kbri-berlin')
  expect(await told()).toEqual([[], [], [], ['delivery.refused']])
  // What has stood for two days is on the screen of deliveries; nobody is told of it late.
  await world.db.deleteFrom('notice').execute()
  await world.db
    .updateTable('delivery')
    .set({ stateChangedAt: new Date(world.clock.now().getTime() - 49 * 3_600_000) })
    .where('id', '=', refused)
    .execute()
  expect(await told()).toEqual([[], [], [], []])
})
