import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { writeAccount, writeWorld } from '../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { createLedgerNetwork, type LedgerNetwork } from '../../../test/support/ledger-network.ts'
import { type InboxEntry, type Network, NetworkReadError } from '../../networks/network.ts'
import { manualClock } from '../../platform/clock.ts'
import { silentLog } from '../../platform/log.ts'
import { observeDue } from './jobs.ts'
import { maskAudience } from './mask-audience.ts'
import { checkAgesMs, failureRestMs, nextCheck, restMs } from './schedule.ts'

const hour = 3_600_000
const day = 24 * hour

describe('the schedule', () => {
  const published = new Date('2026-11-01T00:00:00Z')
  const at = (age: number) => new Date(published.getTime() + age)
  it('asks about a post at 1 h, 6 h, 1 d, 3 d, 7 d, 30 d and 90 d, and then leaves it in peace', () => {
    const asked: number[] = []
    for (let due = nextCheck(published, published); due !== null; due = nextCheck(published, due))
      asked.push(due.getTime() - published.getTime())
    expect(asked).toEqual([...checkAgesMs])
    expect(nextCheck(published, at(2 * day))).toEqual(at(3 * day))
    expect(nextCheck(published, at(91 * day))).toBeNull()
  })
  it('looks less often at the quiet, and ever later after failures', () => {
    const rests = [0.1, 2, 10, 60].map((days) => restMs(at(-days * day), published) / hour)
    expect(rests).toEqual([0.25, 1, 3, 6])
    expect(restMs(undefined, published)).toBe(6 * hour)
    expect([1, 2, 3, 12].map((count) => failureRestMs(count) / 60_000)).toEqual([5, 10, 20, 360])
  })
})

describe('cells under 100 people', () => {
  it('are masked before they are kept; one alone takes the next smallest with it', () => {
    const { by, maskedCells, followers } = maskAudience({
      followers: 5_000,
      by: [
        { trait: 'country', counts: { ID: 4_000, JP: 900, MY: 60, SG: 37 } },
        { trait: 'age', counts: { '18-24': 3_000, '25-34': 1_500, '65+': 99 } },
        { trait: 'gender', shares: { F: 0.5, M: 0.49, U: 0.01 } },
      ],
    })
    expect(by).toEqual([
      { trait: 'country', counts: { ID: 4_000, JP: 900, MY: null, SG: null } },
      { trait: 'age', counts: { '18-24': 3_000, '25-34': null, '65+': null } },
      { trait: 'gender', shares: { F: 0.5, M: null, U: null } },
    ])
    expect([maskedCells, followers]).toEqual([6, 5_000])
  })
  it('a share of nobody knows how many is no number of people', () => {
    expect(maskAudience({ by: [{ trait: 'gender', shares: { F: 0.6, M: 0.4 } }] }).by).toEqual([
      { trait: 'gender', shares: { F: null, M: null } },
    ])
  })
})

describe('many accounts with 90 days behind them', { timeout: 120_000 }, () => {
  const clock = manualClock('2026-11-24T03:00:00Z')
  const limits = { count: 12, windowMs: 15 * 60_000 }
  const from = new Date(clock.now().getTime() - 120 * day)
  let database: TestDatabase
  let ledger: LedgerNetwork
  const accounts: string[] = []
  const taken: unknown[] = []
  const deps = (network: Network = ledger.network) => ({
    db: database.db,
    now: () => clock.now(),
    log: silentLog,
    networks: new Map([['bluesky', network]]),
    openConnection: async (id: string) => ({ remoteAccountId: id, handle: id, secret: {} }),
    onPosts: async () => {},
    onInbox: async (entries: readonly unknown[]) => taken.push(...entries),
  })
  const pass = async (ms: number, stepMs = 60_000) => {
    const end = clock.now().getTime() + ms
    while (clock.now().getTime() < end) {
      clock.advance(stepMs)
      await observeDue(deps(), { concurrency: 2 })
    }
  }
  const observations = () => database.db.selectFrom('observation').selectAll().orderBy('accountId').execute()

  beforeAll(async () => {
    database = await createTestDatabase()
    await writeWorld(database.db, [{ id: 'kairo', timezone: 'Africa/Cairo' }])
    for (let n = 0; n < 3; n++)
      accounts.push(
        await writeAccount(database.db, 'kairo', 'bluesky', { connectionState: 'connected', handle: `a${n}` }),
      )
    ledger = createLedgerNetwork({ now: () => clock.now(), from, everyMs: 6 * hour, limits })
  })
  afterAll(() => database.drop())

  test('history comes back whole, once, within the limits, in turns; a process that dies resumes where it was', async () => {
    const [first = ''] = accounts
    ledger.failing.add(first)
    await observeDue(deps(), { concurrency: 2 })
    const failed = (await observations()).find((one) => one.accountId === first)
    expect(failed).toMatchObject({ failedPart: 'posts', failure: 'line cut', failures: 1 })
    // Everybody else had a turn before that one had its second.
    const others = await database.db
      .selectFrom('post')
      .select('accountId')
      .distinct()
      .where('accountId', '<>', first)
      .execute()
    expect(others).toHaveLength(accounts.length - 1)
    // Somebody began a turn and never ended it.
    await database.db
      .updateTable('observation')
      .set({ leasedUntil: new Date(clock.now().getTime() + 15 * 60_000) })
      .where('accountId', '=', accounts[1] ?? '')
      .execute()
    await pass(3 * hour, 10 * 60_000)
    const done = await observations()
    expect(done.filter((one) => one.backfillDoneAt === null)).toEqual([])
    expect(done.filter((one) => one.failure !== null)).toEqual([])
    for (const account of accounts) {
      const { count } = await database.db
        .selectFrom('post')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('accountId', '=', account)
        .executeTakeFirstOrThrow()
      // 92 days of four posts each, and what came since.
      expect(count).toBeGreaterThanOrEqual(368)
      expect(Math.max(...(ledger.shown.get(account) ?? []))).toBe(1)
      expect(Math.max(...(ledger.counted.get(account) ?? []))).toBeLessThanOrEqual(2)
    }
    expect(ledger.worstWindow()).toBeLessThanOrEqual(2 * limits.count)
    for (const one of done) expect(one.windowCalls).toBeLessThanOrEqual(limits.count)
  })

  test('new posts are seen within the hour, and counted once a rung', async () => {
    const [account = ''] = accounts
    await pass(day, 30 * 60_000)
    const rows = await database.db
      .selectFrom('post')
      .select(['remoteId', 'publishedAt', 'firstSeenAt'])
      .where('accountId', '=', account)
      .where('publishedAt', '>', new Date(clock.now().getTime() - 0.9 * day))
      .execute()
    expect(rows.length).toBeGreaterThanOrEqual(3)
    for (const { publishedAt, firstSeenAt } of rows)
      expect(firstSeenAt.getTime() - publishedAt.getTime()).toBeLessThanOrEqual(hour)
    const counted = ledger.counted.get(account)
    for (const { remoteId, publishedAt } of rows) {
      const age = clock.now().getTime() - publishedAt.getTime()
      const rungs = checkAgesMs.filter((rung) => rung <= age).length
      expect(counted?.[Number(remoteId.split(':')[1])]).toBeLessThanOrEqual(rungs)
    }
  })

  test('what others write is kept without its author, handed over once, and then forgotten', async () => {
    const entry = (n: number): InboxEntry => ({
      remoteId: `q${n}`,
      kind: 'reply',
      author: 'warga.biasa',
      url: 'https://ledger.example/warga.biasa/1',
      text: `Paspor saya C${n}000111 hilang, bagaimana?`,
      at: clock.now().toISOString(),
    })
    const network: Network = {
      ...ledger.network,
      inbox: { readInbox: async () => ({ entries: [entry(2), entry(1)] }) },
    }
    clock.advance(day)
    await observeDue(deps(network), { concurrency: 2 })
    expect(taken).toHaveLength(2 * accounts.length)
    clock.advance(day)
    await observeDue(deps(network), { concurrency: 2 })
    expect(taken).toHaveLength(2 * accounts.length)
    const rows = await database.db.selectFrom('inboxEntry').selectAll().execute()
    expect(rows).toHaveLength(2 * accounts.length)
    expect(JSON.stringify(rows)).not.toMatch(/warga|C[12]000111/)
  })

  test('audiences are kept masked, one snapshot a day', async () => {
    const rows = await database.db
      .selectFrom('audienceSnapshot')
      .selectAll()
      .where('accountId', '=', accounts[0] ?? '')
      .execute()
    expect(rows.length).toBeGreaterThanOrEqual(2)
    expect(new Set(rows.map((row) => row.day)).size).toBe(rows.length)
    expect(rows[0]).toMatchObject({ followers: 5_000, maskedCells: 2 })
    expect(rows[0]?.byTrait).toEqual([{ trait: 'country', counts: { ID: 4_000, JP: 900, MY: null, SG: null } }])
  })

  test('a network that names a time is asked no sooner; one that refuses is asked rarely', async () => {
    const retryAt = new Date(clock.now().getTime() + day + 2 * hour)
    const saying = (error: NetworkReadError): Network => ({
      ...ledger.network,
      reader: {
        readPosts: async () => {
          throw error
        },
        findDeleted: async () => [],
      },
    })
    clock.advance(day)
    await observeDue(deps(saying(new NetworkReadError('rate', 'slow down', retryAt.toISOString()))), { concurrency: 1 })
    for (const one of await observations()) expect(one.dueAt).toEqual(retryAt)
    clock.set(retryAt)
    await observeDue(deps(saying(new NetworkReadError('auth', 'token expired'))), { concurrency: 1 })
    for (const one of await observations()) expect(one.dueAt.getTime() - clock.now().getTime()).toBe(6 * hour)
  })
})
