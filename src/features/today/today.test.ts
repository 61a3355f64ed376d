import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeAccount, writeMix, writePost, writeReading, writeWorld } from '../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { effectOf, measureMission, recomputeDirty } from '../alignment/index.ts'
import { syncMessages } from '../messages/index.ts'
import { systemScope } from '../missions/index.ts'
import { type OpenItem, suggestActs, type WaitingKit } from './suggest-acts.ts'

const now = () => new Date('2026-11-24T03:00:00Z')
const scope = systemScope('test')
let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
  await writeWorld(database.db, [{ id: 'kairo', timezone: 'Africa/Cairo' }])
})
afterEach(() => database.drop())

/** Twenty messages, one a day: 16 products with a purpose, 4 ceremonies; tourism and policy agreed but never served. */
async function measure() {
  const { db } = database
  await writeMix(db, 'kairo', '2026-Q4', { products: 40, tourism: 40, policy: 20 })
  const accountId = await writeAccount(db, 'kairo', 'x')
  const posts: string[] = []
  for (let day = 0; day < 20; day++) {
    const publishedAt = new Date(Date.UTC(2026, 9, 1 + day, 12))
    posts.push(await writePost(db, { missionId: 'kairo', accountId, publishedAt }))
  }
  await db.transaction().execute((tx) => syncMessages(tx, now(), posts))
  const messages = await db.selectFrom('message').select('id').orderBy('localDay').execute()
  for (const [n, { id }] of messages.entries())
    await writeReading(db, id, n < 16 ? { objective: 'products', purpose: 2 } : { objective: 'none', purpose: 0 })
  while ((await recomputeDirty(db, now())) > 0);
  return measureMission({ db, now, homeZone: 'Asia/Jakarta' }, scope, 'kairo', '90d')
}

const kit = (objectiveCode: string, isMandatory = false): WaitingKit => ({
  id: `kit-${objectiveCode}`,
  title: objectiveCode,
  objectiveCode,
  isMandatory,
  targetAt: null,
  languages: ['id'],
})
const item = (id: string, kind: string, status = 'draft'): OpenItem => ({
  id,
  title: id,
  status,
  kind,
  objectives: [{ code: 'products', weight: 1 }],
  plannedAt: null,
})

it('what the agreed mix lacks does more than what there is plenty of', async () => {
  const mission = await measure()
  const tourism = effectOf(mission, [{ objective: 'tourism', purposeValue: 1, weight: 1 }])
  const products = effectOf(mission, [{ objective: 'products', purposeValue: 1, weight: 1 }])
  const ceremony = effectOf(mission, [{ objective: 'none', purposeValue: 0, weight: 1 }])
  expect(tourism?.points).toBeGreaterThan((products?.points ?? 0) + 1)
  expect(ceremony?.points).toBeLessThanOrEqual(0)
  const acts = suggestActs(mission, [kit('products', true), kit('tourism')], [item('jamuan', 'activity')])
  expect(acts.map((act) => act.campaign?.title ?? act.objectiveCode)).toEqual(['tourism', 'policy', 'products'])
})

it('promises no points while nobody has audited the labels', async () => {
  const acts = suggestActs(await measure(), [kit('tourism')], [])
  expect(acts.length).toBeGreaterThan(0)
  expect(acts.map((act) => act.points)).toEqual(acts.map(() => null))
})

it('where effects are alike the mandatory kit comes first, and there are never more than three acts', async () => {
  const mission = await measure()
  const acts = suggestActs(
    mission,
    [
      { ...kit('products'), id: 'a' },
      { ...kit('products', true), id: 'b' },
    ],
    [item('kembali', 'purpose', 'returned'), item('jamuan', 'activity')],
  )
  expect(acts).toHaveLength(3)
  const places = new Map(acts.map((act, place) => [act.campaign?.id ?? act.kind, place]))
  expect(places.get('b') ?? 9).toBeLessThan(places.get('a') ?? 9)
})
