import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  writeAccount,
  writePerson,
  writePost,
  writeReading,
  writeSentItem,
  writeWorld,
} from '../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { sumsOfRawRows, sumsOfRollUps } from '../../../test/support/raw-roll-up.ts'
import { newId } from '../../platform/ids.ts'
import { syncMessages } from '../messages/index.ts'
import { recomputeDirty } from './index.ts'

const now = new Date('2026-11-24T03:00:00Z')
let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const catchUp = async () => {
  while ((await recomputeDirty(database.db, now, 7)) > 0);
}

/** Random with a seed, so that a failure can be repeated. */
function randomOf(seed: number) {
  let state = seed
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  return { next, pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T }
}

it.each([11, 4711])('roll-ups equal the raw rows after 250 random changes (seed %i)', async (seed) => {
  const random = randomOf(seed)
  await writeWorld(database.db, [
    { id: 'suva', timezone: 'Pacific/Fiji' },
    { id: 'lima', timezone: 'America/Lima' },
  ])
  const accounts = new Map<string, string>()
  for (const id of ['suva', 'lima']) accounts.set(id, await writeAccount(database.db, id, 'x'))
  const authorId = await writePerson(database.db, 'Rani')
  const { db } = database
  const someMessage = async () =>
    await db
      .selectFrom('message')
      .select(['id', 'itemId'])
      .orderBy(sql`md5(id::text || ${String(random.next())})`)
      .limit(1)
      .executeTakeFirst()
  const label = async (source: string) => {
    const message = await someMessage()
    if (!message) return
    await db
      .insertInto('label')
      .values({
        id: newId(),
        messageId: message.id,
        source,
        objective: random.pick(['products', 'tourism', 'none']),
        purpose: random.pick([0, 1, 2]),
        createdAt: new Date(now.getTime() + Math.floor(random.next() * 1e6)),
      })
      .execute()
  }
  const post = async (): Promise<string> => {
    const missionId = random.pick(['suva', 'lima'])
    const accountId = accounts.get(missionId) as string
    const publishedAt = new Date(Date.UTC(2026, 10, 1) + Math.floor(random.next() * 5 * 86_400_000))
    const isItem = random.next() < 0.3
    const kind = random.pick(['purpose', 'activity_purpose', 'protocol'])
    const text = crypto.randomUUID() + crypto.randomUUID()
    const weights = kind === 'protocol' ? {} : { products: 0.7, tourism: 0.3 }
    const sent = isItem ? await writeSentItem(db, { missionId, accountId, authorId, kind, weights, text }) : undefined
    return writePost(db, { missionId, accountId, publishedAt, text, ...(sent ? { deliveryId: sent.deliveryId } : {}) })
  }
  const changes: (() => Promise<unknown>)[] = [
    async () => {
      const id = await post()
      await db.transaction().execute((tx) => syncMessages(tx, now, [id]))
    },
    async () => {
      const message = await someMessage()
      if (message)
        await writeReading(db, message.id, {
          objective: random.pick(['products', 'tourism', 'none']),
          purpose: random.pick([0, 1, 2]),
          abstained: random.next() < 0.3,
        })
    },
    () => label('officer'),
    () => label('blind'),
    () => label('adjudicated'),
    async () => {
      const message = await someMessage()
      if (message)
        await db
          .updateTable('message')
          .set({ excludedReason: random.pick(['pause', null]) })
          .where('id', '=', message.id)
          .execute()
    },
    async () => {
      const message = await someMessage()
      if (message)
        await db
          .updateTable('message')
          .set({ localDay: random.pick(['2026-11-02', '2026-11-03']), language: random.pick(['id', 'en', 'ar']) })
          .where('id', '=', message.id)
          .execute()
    },
    async () => {
      const message = await someMessage()
      if (message?.itemId)
        await db
          .updateTable('item')
          .set({ kind: random.pick(['purpose', 'activity_purpose', 'protocol']) })
          .where('id', '=', message.itemId)
          .execute()
    },
    async () => {
      const message = await someMessage()
      if (message?.itemId)
        await db
          .deleteFrom('itemObjective')
          .where('itemId', '=', message.itemId)
          .where('objectiveCode', '=', 'tourism')
          .execute()
      if (message?.itemId)
        await db.updateTable('itemObjective').set({ weight: 1 }).where('itemId', '=', message.itemId).execute()
    },
    async () => {
      const message = await someMessage()
      if (message && random.next() < 0.3) {
        await db.updateTable('post').set({ messageId: null }).where('messageId', '=', message.id).execute()
        await db.deleteFrom('message').where('id', '=', message.id).execute()
      }
    },
  ]
  for (let n = 0; n < 250; n++) {
    await random.pick(n < 40 ? changes.slice(0, 2) : changes)()
    if (n % 50 === 49) {
      await catchUp()
      expect(await sumsOfRollUps(database.db)).toEqual(await sumsOfRawRows(database.db))
    }
  }
})

it('a change that commits while its cell is being computed is met in the next round', async () => {
  await writeWorld(database.db, [{ id: 'lima', timezone: 'America/Lima' }])
  const accountId = await writeAccount(database.db, 'lima', 'x')
  const add = async () => {
    const id = await writePost(database.db, {
      missionId: 'lima',
      accountId,
      publishedAt: new Date('2026-11-02T16:00:00Z'),
    })
    await database.db.transaction().execute((tx) => syncMessages(tx, now, [id]))
  }
  await Promise.all([
    ...Array.from({ length: 12 }, add),
    ...Array.from({ length: 12 }, () => recomputeDirty(database.db, now)),
  ])
  await catchUp()
  const row = await database.db.selectFrom('alignmentDay').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ messages: 12, labelSource: 'none' })
  expect(row.weight).toBeCloseTo(3, 9)
})

it('a bulk of messages marks each day once a statement, and an unmarked day is left alone', async () => {
  await writeWorld(database.db, [{ id: 'lima', timezone: 'America/Lima' }])
  expect(await recomputeDirty(database.db, now)).toBe(0)
  await database.db
    .insertInto('message')
    .values(
      Array.from({ length: 200 }, (_, i) => ({
        id: newId(),
        missionId: 'lima',
        localDay: `2026-11-0${(i % 4) + 1}`,
        text: '',
        firstPublishedAt: now,
        createdAt: now,
      })),
    )
    .execute()
  expect(await recomputeDirty(database.db, now)).toBe(4)
})
