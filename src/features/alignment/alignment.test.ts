import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type MachineLabel,
  writeAccount,
  writeMix,
  writePerson,
  writePost,
  writeReading,
  writeSentItem,
  writeWorld,
} from '../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/ids.ts'
import { syncMessages } from '../messages/index.ts'
import { personScope, type Role, type Scope, systemScope } from '../missions/index.ts'
import { recomputeDirty, viewBoard, viewMission } from './index.ts'
import { listMissionMessages } from './list-messages.ts'

const now = () => new Date('2026-11-24T03:00:00Z')
const scope = systemScope('test')
let database: TestDatabase
const deps = () => ({ db: database.db, now, homeZone: 'Asia/Jakarta' })

const zones = { kairo: 'Africa/Cairo', suva: 'Pacific/Fiji', lima: 'America/Lima' }
type MissionId = keyof typeof zones
let accounts: Record<MissionId, string>

beforeEach(async () => {
  database = await createTestDatabase()
  const missions = Object.entries(zones).map(([id, timezone]) => ({ id, timezone }))
  await writeWorld(database.db, missions)
  accounts = { kairo: '', suva: '', lima: '' }
  for (const id of Object.keys(zones) as MissionId[]) accounts[id] = await writeAccount(database.db, id, 'x')
})
afterEach(() => database.drop())

const noonOf = (day: number) => new Date(Date.UTC(2026, 9, day, 16, 0))
const catchUp = async () => {
  while ((await recomputeDirty(database.db, now())) > 0);
}

/** Posts of one mission, `day` counted from 1 October; answers the message ids. */
async function say(missionId: MissionId, labels: readonly (MachineLabel & { day: number })[]): Promise<string[]> {
  const posts: string[] = []
  for (const { day } of labels)
    posts.push(await writePost(database.db, { missionId, accountId: accounts[missionId], publishedAt: noonOf(day) }))
  await database.db.transaction().execute((tx) => syncMessages(tx, now(), posts))
  const rows = await database.db.selectFrom('post').select(['id', 'messageId']).where('id', 'in', posts).execute()
  const messages = new Map(rows.map((row) => [row.id, row.messageId as string]))
  const ids = posts.map((post) => messages.get(post) as string)
  for (const [i, label] of labels.entries()) await writeReading(database.db, ids[i] as string, label)
  return ids
}

const days = (from: number, count: number, label: MachineLabel) =>
  Array.from({ length: count }, (_, i) => ({ ...label, day: from + i }))

const list = (missionId: string, query: Partial<Parameters<typeof listMissionMessages>[3]> = {}, as: Scope = scope) =>
  listMissionMessages(deps(), as, missionId, { window: '2026-Q4', limit: 100, ...query })

/** Kairo: 8 products at 2, 4 tourism at 1, 4 policy at 0, 4 without objective, one a day. */
async function kairoSpeaks(): Promise<string[]> {
  await writeMix(database.db, 'kairo', '2026-Q4', { products: 50, tourism: 30, policy: 20 })
  return say('kairo', [
    ...days(1, 8, { objective: 'products', purpose: 2 }),
    ...days(9, 4, { objective: 'tourism', purpose: 1 }),
    ...days(13, 4, { objective: 'policy', purpose: 0 }),
    ...days(17, 4, { objective: 'none', purpose: 0 }),
  ])
}

describe('three missions, worked by hand', () => {
  it('Kairo: shares 0.5/0.25/0.25 of 16 are within what small numbers allow (TV 0.05 < E0 0.135): C1 100, C3 83.3', async () => {
    await kairoSpeaks()
    await catchUp()
    const view = await viewMission(deps(), scope, 'kairo', '2026-Q4')
    expect(view.coverage.tv).toBeCloseTo(0.05, 6)
    expect(view.coverage.e0).toBeCloseTo(0.1355, 3)
    expect(view.c1).toMatchObject({ state: 'unaudited', value: 100, n: 16 })
    expect(view.purpose.ratio).toBeCloseTo((8 + 4 * 0.5) / 20, 9)
    expect(view.c3.value).toBeCloseTo(83.33, 2)
    expect(view).toMatchObject({ index: null, band: null, messages: 20 })
  })

  it('Suva: six posts on one day weigh three together; C1 73.3, C3 41.7', async () => {
    await writeMix(database.db, 'suva', '2026-Q4', { tourism: 60, products: 40 })
    await say('suva', [
      ...Array.from({ length: 6 }, () => ({ objective: 'tourism', purpose: 2, day: 2 })),
      ...days(5, 9, { objective: 'products', purpose: 0 }),
    ])
    await catchUp()
    const view = await viewMission(deps(), scope, 'suva', '2026-Q4')
    expect(view.c1.n).toBeCloseTo(12, 9)
    expect(view.coverage.tv).toBeCloseTo(0.35, 9)
    expect(view.c1.value).toBeCloseTo(73.27, 1)
    expect(view.c3.value).toBeCloseTo((100 * 3) / 12 / 0.6, 9)
  })

  it('Lima: twelve declared items and four ceremonies, one deleted: it stays counted; C1 100, C3 62.5', async () => {
    await writeMix(database.db, 'lima', '2026-Q4', { products: 60, tourism: 40 })
    const authorId = await writePerson(database.db, 'Rani')
    for (let day = 1; day <= 12; day++) {
      const item = { missionId: 'lima', accountId: accounts.lima, authorId, kind: 'activity_purpose', text: '' }
      const sent = await writeSentItem(database.db, { ...item, weights: { products: 0.6, tourism: 0.4 } })
      const publishedAt = noonOf(day)
      const post = await writePost(database.db, {
        ...item,
        text: crypto.randomUUID(),
        publishedAt,
        deliveryId: sent.deliveryId,
      })
      await database.db.transaction().execute((tx) => syncMessages(tx, now(), [post]))
    }
    await say('lima', days(13, 4, { objective: 'none', purpose: 0 }))
    const gone = await database.db
      .selectFrom('post')
      .select('id')
      .orderBy('publishedAt', 'desc')
      .executeTakeFirstOrThrow()
    await database.db.updateTable('post').set({ deletedAt: now() }).where('id', '=', gone.id).execute()
    await database.db.transaction().execute((tx) => syncMessages(tx, now(), [gone.id]))
    await catchUp()
    const view = await viewMission(deps(), scope, 'lima', '2026-Q4')
    expect(view).toMatchObject({ messages: 16, deleted: 1 })
    expect(view.c1.value).toBeCloseTo(100, 9)
    expect(view.c3.value).toBeCloseTo((100 * (12 * 0.5)) / 16 / 0.6, 9)
    const deleted = await list('lima', { deleted: 'true' })
    expect(deleted.rows.map((row) => row.posts[0]?.id)).toEqual([gone.id])
  })
})

describe('drill-down', () => {
  it('a share opens exactly its messages, and their contributions are the share', async () => {
    const ids = await kairoSpeaks()
    await catchUp()
    const tourism = await list('kairo', { objective: 'tourism' })
    expect(tourism.rows.map((row) => row.id).sort()).toEqual(ids.slice(8, 12).sort())
    expect(tourism.opened.value).toBeCloseTo(25, 9)
    expect(sumOf(tourism)).toBeCloseTo(25, 9)
    const none = await list('kairo', { objective: 'none' })
    expect(none.opened.value).toBeCloseTo(20, 9)
    expect(sumOf(none)).toBeCloseTo(20, 9)
  })

  it('C3 opens all messages, whose contributions are C3; pages meet without gap or repeat', async () => {
    const ids = await kairoSpeaks()
    await catchUp()
    const all = await list('kairo')
    expect(sumOf(all)).toBeCloseTo(all.opened.value ?? 0, 9)
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await list('kairo', { limit: 7, ...(after ? { after } : {}) })
      seen.push(...page.rows.map((row) => row.id))
      after = page.next
    } while (after)
    expect(seen).toEqual([...ids].reverse())
    expect((await list('kairo', { purpose: 2 })).total).toBe(8)
    expect((await list('kairo', { source: 'rated' })).total).toBe(0)
  })

  const sumOf = ({ rows, opened }: Awaited<ReturnType<typeof list>>) =>
    [...rows, ...opened.lines].reduce((sum, { contribution }) => sum + (contribution ?? 0), 0)

  it('with an audited sample the correction is one line, and everything still adds up', async () => {
    await kairoSpeaks()
    await auditSample(30)
    await catchUp()
    const view = await viewMission(deps(), scope, 'kairo', '2026-Q4')
    // Raters found half of the sample's products to be ceremony: δ products −0.5, none +0.5, π −0.5.
    expect(view.c3.state).toBe('scored')
    expect(view.purpose.correction).toBeCloseTo(-0.5, 9)
    expect(view.c3.value).toBeCloseTo(0, 9)
    expect(view.c1.n).toBeCloseTo((20 * 8) / 22, 9)
    const all = await list('kairo')
    expect(all.opened.lines[0]).toMatchObject({ kind: 'audit_correction' })
    expect(sumOf(all)).toBeCloseTo(0, 9)
    for (const objective of ['products', 'tourism', 'policy', 'none']) {
      const share = await list('kairo', { objective })
      expect(sumOf(share)).toBeCloseTo(share.opened.value ?? -1, 9)
    }
    expect(view.c3.interval).not.toBeNull()
    // C1 has too few messages left to stand on: half of what a band speaks of is no ground for one.
    expect(view.band).toBeNull()
  })

  it('an officer’s correction neither costs a mission its score nor moves it before officers are audited', async () => {
    const ids = await kairoSpeaks()
    await auditSample(30)
    await catchUp()
    const before = await viewMission(deps(), scope, 'kairo', '2026-Q4')
    const personId = await writePerson(database.db, 'Petugas')
    const said = { objective: 'products', purpose: 2, benefit: true, cta: true, createdAt: now() }
    const row = { id: newId(), messageId: ids[0] as string, source: 'officer', personId, ...said }
    await database.db.insertInto('label').values(row).execute()
    await catchUp()
    const after = await viewMission(deps(), scope, 'kairo', '2026-Q4')
    expect(after.waiting).toBeCloseTo(1, 9)
    expect(after.c3).toEqual(before.c3)
    expect(after.purpose).toEqual(before.purpose)
    const all = await list('kairo')
    expect(sumOf(all)).toBeCloseTo(after.c3.value ?? -1, 9)
    const board = await viewBoard(deps(), scope, '2026-Q4')
    expect(board.missions.find(({ missionId }) => missionId === 'kairo')?.c3).toMatchObject({ state: 'scored' })
  })

  it('with 29 rated messages nothing is corrected and the figures stay unaudited', async () => {
    await kairoSpeaks()
    await auditSample(29)
    await catchUp()
    const view = await viewMission(deps(), scope, 'kairo', '2026-Q4')
    expect(view.c3).toMatchObject({ state: 'unaudited' })
    expect(view.strata).toMatchObject([{ languageGroup: 'id', source: 'machine', rated: 29, isAudited: false }])
    expect(view.purpose.correction).toBe(0)
  })

  /** A rated sample at Suva: the machine says products at 2; raters agree on every second only. */
  async function auditSample(count: number): Promise<void> {
    const ids = await say('suva', days(1, count, { objective: 'products', purpose: 2 }))
    for (const [i, messageId] of ids.entries())
      for (const _rater of [1, 2])
        await database.db
          .insertInto('label')
          .values({
            id: newId(),
            messageId,
            source: 'blind',
            objective: i % 2 ? 'none' : 'products',
            purpose: i % 2 ? 0 : 2,
            sampleQuarter: '2026-Q4',
            createdAt: now(),
          })
          .execute()
  }
})

describe('when there is no score', () => {
  it('eleven messages are too few, twelve are enough', async () => {
    await writeMix(database.db, 'kairo', '2026-Q4', { products: 100 })
    await say('kairo', days(1, 11, { objective: 'products', purpose: 2 }))
    await catchUp()
    expect((await viewMission(deps(), scope, 'kairo', '2026-Q4')).c3).toMatchObject({ state: 'too_few', value: null })
    await say('kairo', days(12, 1, { objective: 'products', purpose: 2 }))
    await catchUp()
    expect((await viewMission(deps(), scope, 'kairo', '2026-Q4')).c3).toMatchObject({ state: 'unaudited', value: 100 })
  })
  it('where the reader abstained from more than three in ten', async () => {
    await say('kairo', days(1, 13, { objective: 'products', purpose: 2 }))
    await say('kairo', days(14, 6, { objective: 'none', purpose: 0, abstained: true }))
    await catchUp()
    const view = await viewMission(deps(), scope, 'kairo', '2026-Q4')
    expect(view.readableShare).toBeCloseTo(13 / 19, 9)
    expect(view.c3).toMatchObject({ state: 'unreadable', value: null })
    expect(view.c1.state).toBe('no_target')
  })
})

describe('the ministry’s board', () => {
  it('counts every mission in sight, by region and name, and never by score', async () => {
    await kairoSpeaks()
    await catchUp()
    const board = await viewBoard(deps(), scope, '2026-Q4')
    expect(board).toMatchObject({ missionCount: 3, activeCount: 1, behind: false })
    expect(board.missions.map((mission) => mission.missionId)).toEqual(['kairo', 'lima', 'suva'])
    expect(board.counts).toEqual({ scored: 0, unaudited: 1, tooFew: 0, unreadable: 0, noTarget: 2 })
    expect(board.total).toMatchObject({ messages: 20, posts: 20, deleted: 0 })
    expect(board.total.c3.value).toBeCloseTo(83.33, 2)
    expect(board.regions[0]?.mix.find((share) => share.objective === 'tourism')).toMatchObject({
      target: 0.3,
      share: 0.25,
    })
    expect(board.missions[0]).toMatchObject({ band: null, gap: null, needs: ['unaudited'] })
  })

  it('closing a mission takes it from counts and shares, opening one adds it', async () => {
    await kairoSpeaks()
    await writeMix(database.db, 'suva', '2026-Q4', { tourism: 100 })
    await say('suva', days(1, 20, { objective: 'tourism', purpose: 0 }))
    await catchUp()
    const before = await viewBoard(deps(), scope, '2026-Q4')
    await database.db.updateTable('mission').set({ closedOn: '2026-11-01' }).where('id', '=', 'suva').execute()
    const after = await viewBoard(deps(), scope, '2026-Q4')
    expect([before.missionCount, after.missionCount]).toEqual([3, 2])
    expect(before.total.c3.value).toBeCloseTo(41.67, 2)
    expect(after.total.c3.value).toBeCloseTo(83.33, 2)
  })

  const asRole = (role: Role, missions: 'all' | string[]) =>
    personScope(newId(), [
      { role, missions: missions === 'all' ? 'all' : new Set(missions), objectives: 'all', accounts: 'all' },
    ])

  it.each([
    ['leadership', 'all', 3],
    ['strategist', 'all', 3],
    ['regional_desk', ['kairo', 'lima'], 2],
    ['mission_officer', ['kairo'], 1],
    ['head_of_mission', ['kairo'], 1],
    ['rater', 'all', 0],
    ['administrator', 'all', 0],
  ] as const)('%s sees the missions of the scope and no other', async (role, missions, count) => {
    const as = asRole(role, missions === 'all' ? 'all' : [...missions])
    expect((await viewBoard(deps(), as, '90d')).missions).toHaveLength(count)
    if (count < 3) {
      await expect(viewMission(deps(), as, 'suva', '90d')).rejects.toMatchObject({
        code: 'not_found',
        key: 'mission.not_found',
      })
      await expect(list('suva', {}, as)).rejects.toMatchObject({ code: 'not_found', key: 'mission.not_found' })
    }
  })
})
