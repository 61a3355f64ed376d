import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAccount, writeMix, writePost, writeReading, writeWorld } from '../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { json } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { syncMessages } from '../messages/index.ts'
import { personScope, systemScope } from '../missions/index.ts'
import { findAges } from './ages-store.ts'
import { freezeQuarter } from './freeze-quarter.ts'
import { alignmentOpenData, recomputeDirty, viewMission } from './index.ts'
import { listMissionMessages } from './list-messages.ts'
import { viewReasons } from './reasons.ts'
import { questionsAnswered } from './steering/hq-support.ts'

const now = () => new Date('2027-01-20T03:00:00Z')
const quarter = '2026-Q4'
const scope = systemScope('test')
let database: TestDatabase
/** Of a public with 10 questions: 7 answered in time, 6 resolved. */
const sources = {
  questions: async () => new Map([['kairo', { actionable: 10, inTime: 7, resolved: 6 }]]),
  ages: async () =>
    [0.2, 0.3, 0.4, 0.5, 0.6].map((share, at) => ({
      missionId: at === 0 ? 'kairo' : 'suva',
      network: 'instagram',
      young: share * 1000,
      known: 1000,
    })),
}
const deps = () => ({ db: database.db, now, homeZone: 'Asia/Jakarta', sources })

// 30 words in three sentences of ten; one word of more than six letters (kantong), no jargon, no acronym: LIX = 10 + 100/30 = 13.3.
const plain =
  'Kopi Gayo kini dijual di toko kita di kota Kairo. Anda bisa beli kopi itu mulai hari ini juga ya. Harga kopi satu kantong hanya dua ratus pound saja ya.'
// One sentence of 30 words with an unexplained acronym: f2 = 0.
const heavy =
  'Dalam kegiatan tersebut perwakilan menyampaikan apresiasi setinggi-tingginya kepada seluruh pemangku kepentingan yang telah berpartisipasi secara aktif dalam penyelenggaraan sosialisasi implementasi kesepakatan bilateral PTRI dengan kementerian perdagangan setempat pada hari itu.'

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  await writeWorld(db, [
    { id: 'kairo', timezone: 'Africa/Cairo' },
    { id: 'suva', timezone: 'Pacific/Fiji' },
  ])
  await writeMix(db, 'kairo', quarter, { products: 100 })
  const accountId = await writeAccount(db, 'kairo', 'x')
  const texts = [
    ...Array.from({ length: 9 }, (_, at) => `${plain} ${'abcdefghi'[at]}`),
    ...Array.from({ length: 3 }, (_, at) => `${heavy} ${'xyz'[at]}`),
  ]
  const posts: string[] = []
  // Six days apart: copies of a text within 48 hours would be one message.
  for (const [at, text] of texts.entries())
    posts.push(
      await writePost(db, {
        missionId: 'kairo',
        accountId,
        text,
        publishedAt: new Date(Date.UTC(2026, 9, 2 + 6 * at, 9)),
      }),
    )
  await db.transaction().execute((tx) => syncMessages(tx, now(), posts))
  const messages = await db.selectFrom('message').select('id').orderBy('localDay').execute()
  for (const { id } of messages) await writeReading(db, id, { objective: 'products', purpose: 2 })
  await rate(messages.map(({ id }) => id))
  await recomputeDirty(db, now())
})
afterAll(() => database.drop())

/** Two raters on every message: 3 of 4 elements on the first six; must-say 2 of 3, figures 4 of 5 on all; the last one contradicts, both say so. */
async function rate(ids: readonly string[]): Promise<void> {
  const { db } = database
  const raters = [newId(), newId()]
  for (const id of raters)
    await db
      .insertInto('person')
      .values({ id, name: 'Penilai', email: `${id}@example.org`, createdAt: now(), updatedAt: now() })
      .execute()
  for (const [at, messageId] of ids.entries()) {
    const taskId = newId()
    await db
      .insertInto('ratingTask')
      .values({
        id: taskId,
        messageId,
        origin: 'sample',
        languageGroup: 'id',
        labelSource: 'machine',
        orderKey: String(at),
        needed: 2,
        state: 'settled',
        createdAt: now(),
      })
      .execute()
    for (const personId of raters) {
      const rating = newId()
      await db
        .insertInto('rating')
        .values({
          id: rating,
          taskId,
          personId,
          capacity: 'blind',
          objective: 'products',
          purpose: 2,
          benefit: true,
          cta: true,
          benefitElements: at < 6 ? ['who', 'gain', 'evidence'] : null,
          mustSayRequired: 3,
          mustSayPresent: 2,
          contradicts: at === ids.length - 1,
          figuresUsed: 5,
          figuresMatching: 4,
          elapsedMs: 1000,
          createdAt: now(),
        })
        .execute()
      await db
        .insertInto('label')
        .values({
          id: newId(),
          messageId,
          source: 'blind',
          personId,
          objective: 'products',
          purpose: 2,
          createdAt: now(),
          ratingId: rating,
        })
        .execute()
    }
  }
}

const figureOf = async (id: string) =>
  (await viewMission(deps(), scope, 'kairo', quarter)).components.find((one) => one.id === id)?.value

describe('from raw messages, by hand', () => {
  it('C4: nine plain texts and three of officialese', async () => {
    const { rows, opened } = await listMissionMessages(deps(), scope, 'kairo', {
      window: quarter,
      limit: 100,
      component: 'C4',
    })
    expect(rows).toHaveLength(12)
    const scores = rows.map(({ contribution }) => (contribution ?? 0) * 12)
    // Plain: LIX under 40, ten words a sentence, no jargon, no acronym: f1 = f2 = f3 = f4 = 1.
    expect(scores.slice(3).every((score) => Math.abs(score - 100) < 0.2)).toBe(true)
    expect(scores.slice(0, 3).every((score) => score < 30)).toBe(true)
    expect(opened.value).toBeCloseTo(scores.reduce((a, b) => a + b, 0) / 12, 6)
  })
  it('C5: six policy messages with 3 of 4 elements: 75', async () => {
    expect(await figureOf('C5')).toBeCloseTo(75, 6)
  })
  it('C6: 0.2 of 18 to 34 where the group’s median is 0.4: 50', async () => {
    expect(await figureOf('C6')).toBeCloseTo(50, 6)
  })
  it('C7: eleven messages with 2 of 3 points, one contradicted, figures 4 of 5: 100·(0.6·(11·2/3)/12 + 0.4·0.8) = 68.7', async () => {
    expect(await figureOf('C7')).toBeCloseTo(100 * (0.6 * ((11 * 2) / 3 / 12) + 0.4 * 0.8), 6)
  })
  it('C8: 7 of 10 in time and 6 resolved: 67', async () => {
    expect(await figureOf('C8')).toBeCloseTo(67, 6)
  })
  it('D4: 3 of 4 questions to headquarters in time: 75', () => {
    expect(questionsAnswered({ answeredInTime: 3, all: 4 })).toBeCloseTo(75, 9)
  })
})

it('contributions of messages add up to C4, C5 and C7, and components to the index', async () => {
  for (const component of ['C4', 'C5', 'C7'] as const) {
    const { rows, opened } = await listMissionMessages(deps(), scope, 'kairo', {
      window: quarter,
      limit: 100,
      component,
    })
    expect(rows.reduce((sum, row) => sum + (row.contribution ?? 0), 0)).toBeCloseTo(opened.value ?? Number.NaN, 6)
  }
  const view = await viewMission(deps(), scope, 'kairo', quarter)
  expect(view.components.reduce((sum, { share, value }) => sum + (share * (value ?? 0)) / 100, 0)).toBeCloseTo(
    view.index ?? 0,
    6,
  )
  expect(view.components.reduce((sum, { lossPoints }) => sum + lossPoints, view.index ?? 0)).toBeCloseTo(100, 6)
})

it('ages come from the newest snapshot of each account, masked cells in neither sum', async () => {
  const accountId = await writeAccount(database.db, 'suva', 'instagram')
  const snapshot = {
    accountId,
    missionId: 'suva',
    network: 'instagram',
    followers: 2000,
    maskedCells: 1,
    readAt: now(),
  }
  const ages = (counts: Record<string, number | null>) =>
    json([
      { trait: 'age', counts },
      { trait: 'gender', counts: { f: 900 } },
    ])
  await database.db
    .insertInto('audienceSnapshot')
    .values([
      { ...snapshot, day: '2026-10-05', byTrait: ages({ '18-24': 900, '35-44': 100 }) },
      { ...snapshot, day: '2026-11-05', byTrait: ages({ '13-17': null, '18-24': 200, '25-34': 300, '35-44': 500 }) },
    ])
    .execute()
  expect(await findAges(database.db, scope, { first: '2026-10-01', last: '2026-12-31' })).toEqual([
    { missionId: 'suva', network: 'instagram', young: 500, known: 1000 },
  ])
})

it('followers, likes and the order of rows change nothing, and a deleted post stays counted', async () => {
  const before = await viewMission(deps(), scope, 'kairo', quarter)
  const { db } = database
  await db.updateTable('post').set({ likes: 1_000_000, views: 9_000_000, reposts: 5 }).execute()
  const first = await db.selectFrom('message').select('id').orderBy('localDay').executeTakeFirstOrThrow()
  await db.updateTable('message').set({ deletedAt: now() }).where('id', '=', first.id).execute()
  await recomputeDirty(db, now())
  const after = await viewMission(deps(), scope, 'kairo', quarter)
  expect({ ...after, deleted: 0, computedAt: null }).toEqual({ ...before, deleted: 0, computedAt: null })
  expect(after.deleted).toBe(1)
})

it('the three largest losses come with their posts, worst first', async () => {
  const { losses } = await viewReasons(deps(), scope, 'kairo', quarter)
  expect(losses.map(({ component }) => component)).toHaveLength(3)
  expect(losses.every((loss, at) => at === 0 || loss.points <= (losses[at - 1]?.points ?? 0))).toBe(true)
  const facts = losses.find(({ component }) => component === 'C7')
  expect(facts?.posts[0]?.value).toBe(0)
})

it('a frozen quarter stays as it was; later labels are shown beside it, and open data has no mission', async () => {
  const { db } = database
  const before = await viewMission(deps(), scope, 'kairo', quarter)
  await expect(freezeQuarter(deps(), scope, '2027-Q1')).rejects.toMatchObject({ key: 'index.quarter_running' })
  const officer = personScope(newId(), [
    { role: 'mission_officer', missions: new Set(['kairo']), objectives: 'all', accounts: 'all' },
  ])
  await expect(freezeQuarter(deps(), officer, quarter)).rejects.toMatchObject({ key: 'index.freeze_not_yours' })
  expect(await freezeQuarter(deps(), scope, quarter)).toMatchObject({ quarter, missions: 2 })
  await expect(freezeQuarter(deps(), scope, quarter)).rejects.toMatchObject({ key: 'index.already_frozen' })
  await db.updateTable('label').set({ purpose: 0 }).execute()
  await recomputeDirty(db, now())
  const later = await viewMission(deps(), scope, 'kairo', quarter)
  expect(later.index ?? 0).toBeLessThan((before.index ?? 0) - 5)
  const { frozen } = await viewReasons(deps(), scope, 'kairo', quarter)
  expect(frozen).toMatchObject({
    quarter,
    index: before.index,
    interval: before.interval,
    inputsHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  await expect(db.updateTable('indexSnapshot').set({ indexValue: 99 }).execute()).rejects.toThrow('never changed')
  await expect(db.deleteFrom('indexSnapshot').execute()).rejects.toThrow('never changed')
  const open = await alignmentOpenData(db, { kind: 'public' })
  expect(open.rows).toMatchObject([{ quarter, messages: 12 }])
  expect(JSON.stringify(open)).not.toMatch(/kairo|suva/)
})
