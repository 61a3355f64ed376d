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

/** The same sums, straight from the raw rows in one plain statement. */
const fromRawRows = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    with counted as (
      select m.*, least(1, 3.0 / count(*) over (partition by m.mission_id, m.local_day))::float8 as w
      from message m where m.excluded_reason is null
    ), said as (
      select c.id, c.mission_id, c.local_day, c.w, c.language, r.abstained, i.kind, c.item_id,
        (select l.id from label l where l.message_id = c.id and l.source = 'adjudicated' order by l.created_at desc, l.id desc limit 1) as adjudicated,
        exists (select from label l where l.message_id = c.id and l.source = 'blind') as blind,
        (select l.id from label l where l.message_id = c.id and l.source = 'officer' order by l.created_at desc, l.id desc limit 1) as corrected,
        r.objective as read_objective, r.purpose as read_purpose
      from counted c left join reading r on r.message_id = c.id left join item i on i.id = c.item_id
    ), standing as (
      select s.id, mission_id, local_day, w,
        case when s.language in ('id', 'en') then s.language else 'other' end as language_group,
        case when adjudicated is not null or blind then 'rated' when corrected is not null or item_id is not null then 'officer'
          when read_objective is not null then 'machine' else 'none' end as label_source,
        case when adjudicated is not null then (select purpose / 2.0 from label where id = adjudicated)
          when blind then (select avg(purpose / 2.0) from label where message_id = s.id and source = 'blind')
          when corrected is not null then (select purpose / 2.0 from label where id = corrected)
          when item_id is not null then case kind when 'activity_purpose' then 0.5 when 'purpose' then 1 else 0 end
          else coalesce(read_purpose / 2.0, 0) end as pi,
        case when adjudicated is not null or blind or corrected is not null or item_id is not null then 1
          when read_objective is not null and not abstained then 1 else 0 end as readable,
        case when adjudicated is not null then (select (objective = 'products')::int from label where id = adjudicated)
          when blind then (select avg((objective = 'products')::int) from label where message_id = s.id and source = 'blind')
          when corrected is not null then (select (objective = 'products')::int from label where id = corrected)
          when item_id is not null then coalesce((select weight from item_objective o where o.item_id = s.item_id and objective_code = 'products'), 0)
          else coalesce((read_objective = 'products')::int, 0) end as products
      from said s
    )
    select mission_id, local_day::text, language_group, label_source, count(*)::int as messages,
      round(sum(w)::numeric, 6) as weight, round(sum(w * pi)::numeric, 6) as purpose,
      round(sum(w * readable)::numeric, 6) as readable, round(sum(w * products)::numeric, 6) as products
    from standing group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(database.db)
  return rows
}

const fromRollUp = async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select mission_id, local_day::text, language_group, label_source, messages, round(weight::numeric, 6) as weight,
      round(purpose_weight::numeric, 6) as purpose, round(readable_weight::numeric, 6) as readable,
      round(coalesce((objective_weights ->> 'products')::numeric, 0), 6) as products
    from alignment_day order by 1, 2, 3, 4`.execute(database.db)
  return rows
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
      expect(await fromRollUp()).toEqual(await fromRawRows())
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
