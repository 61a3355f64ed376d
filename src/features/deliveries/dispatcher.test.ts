import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { systemScope } from '../missions/index.ts'
import { cancelDelivery, rescheduleDelivery } from './change-delivery.ts'
import { beginPublishing, heedLateYes, recordOutcome } from './engine/attempts.ts'
import { type ClaimedDelivery, claimDue } from './engine/claim.ts'
import { sweep } from './engine/sweeps.ts'
import { type FakeNetwork, fakeNetwork, sends } from './fixtures/fake-network.ts'
import { type Stage, setStage, until } from './fixtures/stage.ts'
import { never } from './model.ts'
import { claimLockTaken } from './stop-sql.ts'

let database: TestDatabase
let looking: FakeNetwork
let repeating: FakeNetwork
let blind: FakeNetwork
let stage: Stage
let running: { stop(): Promise<void> }[]

beforeEach(async () => {
  database = await createTestDatabase()
  looking = fakeNetwork('looking', { lookUp: true })
  repeating = fakeNetwork('repeating', { nativeIdempotency: true })
  blind = fakeNetwork('blind', {})
  stage = await setStage(database, [looking.network, repeating.network, blind.network])
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((dispatcher) => dispatcher.stop()))
  await database.drop()
})

function start(...args: Parameters<Stage['startDispatcher']>): { stop(): Promise<void> } {
  const dispatcher = stage.startDispatcher(...args)
  running.push(dispatcher)
  return dispatcher
}

const stateOf = async (id: string): Promise<string> => (await stage.find(id)).state
const lateBefore = (): Date => new Date(stage.now().getTime() - 6 * 3_600_000)

async function claimOne(): Promise<ClaimedDelivery> {
  const limits = new Map([...stage.networks].map(([code, network]) => [code, network.limits]))
  const request = { now: stage.now(), processId: crypto.randomUUID(), leaseMs: 20_000, limit: 1, limits }
  const {
    claimed: [claimed],
  } = await claimDue(stage.inOneTrip, { ...request, lateBefore: lateBefore() })
  if (!claimed) throw new Error('nothing was due')
  return claimed
}

const begin = (claimed: ClaimedDelivery) =>
  beginPublishing(stage.inOneTrip, claimed, { now: stage.now(), leaseMs: 20_000 })
const sweepNow = () =>
  sweep(stage.db, { now: stage.now(), lateBefore: lateBefore(), publishing: ['looking', 'repeating', 'blind'] })

test('a due delivery goes out once, is told of once, and keeps its keys', async () => {
  const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
  const before = await stage.find(id)
  start()
  await until(async () => (await stage.find(id)).recordedAt !== null)
  const after = await stage.find(id)
  expect(after).toMatchObject({ state: 'sent', recordKey: before.recordKey, idempotencyKey: before.idempotencyKey })
  expect(after.remoteId).toBe(`kairo/${before.recordKey}`)
  expect(looking.ledger).toHaveLength(1)
  expect(stage.sent.map((sent) => sent.id)).toEqual([id])
  expect((await stage.attempts(id)).map((attempt) => [attempt.kind, attempt.outcome])).toEqual([['publish', 'sent']])
})

test('nothing goes out before its time, and a notice at the right time wakes the dispatcher at once', async () => {
  const account = await stage.addAccount('looking', 'kairo')
  const [later = ''] = await stage.addDeliveries([account], { dueLocal: '2026-11-25T06:00' })
  start({ tickMs: 60_000 })
  await new Promise((done) => setTimeout(done, 300))
  const began = performance.now()
  const [now = ''] = await stage.addDeliveries([account])
  await until(async () => (await stateOf(now)) === 'sent')
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(await stateOf(later)).toBe('scheduled')
})

describe('a process that dies', () => {
  const abandon = {
    'after claiming': async () => void (await claimOne()),
    'after writing the attempt down': async () => void (await begin(await claimOne())),
    'after the network said yes, before the record': async (network: FakeNetwork) => {
      const claimed = await claimOne()
      await begin(claimed)
      const connection = await stage.dispatcherDeps.openConnection(claimed.accountId)
      if (!connection) throw new Error('no connection')
      const createdAt = claimed.recordCreatedAt.toISOString()
      const { recordKey, idempotencyKey, content } = claimed
      const publication = { recordKey, idempotencyKey, createdAt, text: content.text, languages: ['id'], images: [] }
      await network.network.publisher?.publish(connection, publication, AbortSignal.timeout(1000))
    },
  }
  for (const [when, die] of Object.entries(abandon))
    for (const ability of ['looking', 'repeating'] as const)
      test(`${when} leaves exactly one post on a ${ability} network`, async () => {
        const network = ability === 'looking' ? looking : repeating
        const [id = ''] = await stage.addDeliveries([await stage.addAccount(ability, 'kairo')])
        await die(network)
        await stage.expireLeases()
        start()
        // A cut call may still arrive for a while: until then "it is not there" proves nothing.
        const passing = setInterval(() => stage.clock.advance(100), 50)
        await until(async () => (await stateOf(id)) === 'sent').finally(() => clearInterval(passing))
        expect(network.ledger).toHaveLength(1)
        expect((await stage.find(id)).remoteId).toBe(`kairo/${network.ledger[0]?.recordKey}`)
      })

  test('leaves a doubt to a person where the network lets nobody look', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('blind', 'kairo')])
    await abandon['after the network said yes, before the record'](blind)
    await stage.expireLeases()
    start()
    await until(async () => (await stage.find(id)).stateReason === 'unknown.no_look')
    stage.clock.advance(3 * 3_600_000)
    await new Promise((done) => setTimeout(done, 200))
    expect(await stage.find(id)).toMatchObject({ state: 'unknown', nextAt: never })
    expect(blind.ledger).toHaveLength(1)
  })
})

test('two dispatchers at once never send anything twice', async () => {
  const accounts = await Promise.all(Array.from({ length: 40 }, (_, n) => stage.addAccount('blind', `akun${n}`)))
  blind.behave(async (publication, accept) => {
    await new Promise((done) => setTimeout(done, Math.random() * 20))
    return sends(publication, accept)
  })
  const ids = (await Promise.all([1, 2, 3].map(() => stage.addDeliveries(accounts)))).flat()
  start({ concurrency: 7 })
  start({ concurrency: 5 })
  await until(async () => {
    const { count } = await stage.db
      .selectFrom('delivery')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('recordedAt', 'is not', null)
      .executeTakeFirstOrThrow()
    return count === ids.length
  }, 20_000)
  expect(blind.ledger).toHaveLength(120)
  expect(new Set(blind.ledger.map((one) => one.account + one.recordKey)).size).toBe(120)
  expect(accounts.map((_, n) => blind.mostAtOnce(`akun${n}`))).toEqual(accounts.map(() => 1))
})

test('an account with a long queue does not keep another one waiting', async () => {
  const wide = fakeNetwork('wide', { lookUp: true, limits: { maxConcurrentPerAccount: 10 } })
  await stage.db.insertInto('platform').values({ code: 'wide', profile: '{}', updatedAt: stage.now() }).execute()
  const busy = await stage.addAccount('wide', 'ramai')
  for (let n = 0; n < 20; n++) await stage.addDeliveries([busy])
  await stage.addDeliveries([await stage.addAccount('wide', 'sepi')])
  wide.behave(async (publication, accept) => {
    // Long enough for all that is claimed to be prepared: it is turns that are looked at.
    await new Promise((done) => setTimeout(done, 150))
    return sends(publication, accept)
  })
  start({ concurrency: 2 }, { networks: new Map([['wide', wide.network]]) })
  await until(() => wide.calls.some((call) => call.account === 'sepi'))
  // No later than after the two calls that may be under way.
  expect(wide.calls.findIndex((call) => call.account === 'sepi')).toBeLessThanOrEqual(2)
})

test('moving and cancelling at any instant of a fan-out makes no second post and loses none', async () => {
  const accounts = await Promise.all(Array.from({ length: 40 }, (_, n) => stage.addAccount('blind', `akun${n}`)))
  const ids = await stage.addDeliveries(accounts)
  blind.behave(async (publication, accept) => {
    await new Promise((done) => setTimeout(done, Math.random() * 20))
    return sends(publication, accept)
  })
  start({ concurrency: 6 })
  start({ concurrency: 6 })
  const deps = { db: stage.db, now: stage.now }
  const system = systemScope('test')
  // Each one is moved to this very minute, twice, or taken back, while it goes out.
  const due = { dueLocal: '2026-11-25T05:00', dueZone: 'Etc/UTC' }
  await Promise.allSettled(
    ids.map(async (id, n) => {
      await new Promise((done) => setTimeout(done, Math.random() * 150))
      if (n % 4 === 0) return cancelDelivery(deps, system, id)
      await rescheduleDelivery(deps, system, id, due)
      await rescheduleDelivery(deps, system, id, due)
    }),
  )
  await until(async () => (await Promise.all(ids.map(stateOf))).every((state) => ['sent', 'cancelled'].includes(state)))
  const sent = await stage.db.selectFrom('delivery').select('remoteId').where('state', '=', 'sent').execute()
  expect(blind.ledger.map((one) => `${one.account}/${one.recordKey}`).toSorted()).toEqual(
    sent.map((row) => row.remoteId ?? '').toSorted(),
  )
  expect(sent.length).toBeGreaterThanOrEqual(30)
})

test('claiming statements follow one another, so that no two overlook each other', async () => {
  await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
  let claimed: ClaimedDelivery | undefined
  const waiting = await stage.db.transaction().execute(async (tx) => {
    await claimLockTaken.execute(tx)
    const claim = claimOne().then((one) => {
      claimed = one
    })
    await new Promise((done) => setTimeout(done, 150))
    expect(claimed).toBeUndefined()
    return { claim }
  })
  await waiting.claim
  expect(claimed).toBeDefined()
})

test('what is urgent goes first', async () => {
  const account = await stage.addAccount('looking', 'kairo')
  await stage.addDeliveries([account], { text: 'biasa' })
  await stage.addDeliveries([account], { text: 'darurat', kind: 'emergency', priority: 0 })
  start()
  await until(() => looking.ledger.length === 2)
  expect(looking.ledger.map((one) => one.text)).toEqual(['darurat', 'biasa'])
})

test('an alert goes out while every ordinary call hangs', async () => {
  looking.behave((publication, accept) =>
    publication.text === 'darurat' ? sends(publication, accept) : new Promise(() => {}),
  )
  const accounts = await Promise.all([1, 2, 3, 4].map((n) => stage.addAccount('looking', `lambat${n}`)))
  await stage.addDeliveries(accounts, { text: 'biasa' })
  start({ concurrency: 2, ahead: 0, urgentReserve: 1 })
  await until(() => looking.calls.length === 2)
  await stage.addDeliveries([await stage.addAccount('looking', 'siaga')], {
    text: 'darurat',
    kind: 'emergency',
    priority: 0,
  })
  await until(() => looking.ledger.some((one) => one.text === 'darurat'), 1000)
})

test("an account's publications per window are kept to, and go on when the window has passed", async () => {
  const limited = fakeNetwork('limited', { lookUp: true, limits: { publications: { count: 2, windowMs: 60_000 } } })
  await stage.db.insertInto('platform').values({ code: 'limited', profile: '{}', updatedAt: stage.now() }).execute()
  const account = await stage.addAccount('limited', 'kairo')
  for (let n = 0; n < 5; n++) await stage.addDeliveries([account])
  start({}, { networks: new Map([['limited', limited.network]]) })
  await until(() => limited.ledger.length === 2)
  await new Promise((done) => setTimeout(done, 200))
  expect(limited.ledger).toHaveLength(2)
  stage.clock.advance(60_001)
  await until(() => limited.ledger.length === 4)
})

describe('outcomes', () => {
  test('deferred waits as long as asked, and then goes out', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
    const retryAt = new Date(stage.now().getTime() + 300_000).toISOString()
    looking.behave(async () => ({ kind: 'deferred', retryAt, why: 'rate' }))
    start()
    await until(async () => (await stage.find(id)).stateReason === 'deferred.rate')
    looking.behave(sends)
    expect((await stage.find(id)).nextAt.toISOString()).toBe(retryAt)
    stage.clock.advance(300_000)
    await until(async () => (await stateOf(id)) === 'sent')
  })

  test('refused keeps the network’s words and goes nowhere by itself', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
    looking.behave(async () => ({ kind: 'refused', reason: 'content', detail: 'too long' }))
    start()
    await until(async () => (await stateOf(id)) === 'refused')
    expect(await stage.find(id)).toMatchObject({ stateReason: 'refused.content|too long', nextAt: never })
  })

  test('pending is polled until the network says yes', async () => {
    let polls = 0
    const slow = fakeNetwork('slow', {
      poll: async () => (++polls < 2 ? { kind: 'pending', ticket: 't', pollAt: new Date(0).toISOString() } : yes),
    })
    const yes = { kind: 'sent', remoteId: 'kairo/1', url: 'https://fake.example/kairo/post/1' } as const
    slow.behave(async () => ({ kind: 'pending', ticket: 't', pollAt: new Date(0).toISOString() }))
    await stage.db.insertInto('platform').values({ code: 'slow', profile: '{}', updatedAt: stage.now() }).execute()
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('slow', 'kairo')])
    start({}, { networks: new Map([['slow', slow.network]]) })
    await until(async () => (await stateOf(id)) === 'sent')
    expect((await stage.attempts(id)).map((attempt) => attempt.kind)).toEqual(['publish', 'poll', 'poll'])
    expect(slow.calls).toHaveLength(1)
  })

  test('a call that throws or never comes back is unknown; a look settles it without a second post', async () => {
    const accounts = [await stage.addAccount('looking', 'putus'), await stage.addAccount('looking', 'diam')]
    const ids = await stage.addDeliveries(accounts)
    looking.behave(async (_publication, accept) => {
      accept()
      if (looking.calls.length === 1) throw new Error('socket hang up')
      return new Promise(() => {})
    })
    start()
    await until(async () => (await Promise.all(ids.map(stateOf))).every((state) => state === 'unknown'))
    stage.clock.advance(1000)
    await until(async () => (await Promise.all(ids.map(stateOf))).every((state) => state === 'sent'))
    expect(looking.ledger).toHaveLength(2)
  })

  test('what was proved absent goes again with the same key', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
    const { recordKey } = await stage.find(id)
    looking.behave(async () => ({ kind: 'unknown', detail: 'cut' }))
    start()
    await until(async () => (await stateOf(id)) === 'unknown')
    looking.behave(sends)
    stage.clock.advance(1000)
    await until(async () => (await stateOf(id)) === 'sent')
    expect(looking.ledger).toEqual([{ account: 'kairo', recordKey, text: 'Layanan paspor' }])
    expect((await stage.attempts(id)).map((attempt) => attempt.outcome)).toEqual(['unknown', 'absent', 'sent'])
  })

  test('a no to a repeat is about the repeat alone: what may be out stays in doubt', async () => {
    const accounts = [await stage.addAccount('repeating', 'tunda'), await stage.addAccount('repeating', 'tolak')]
    const [later = '', never = ''] = await stage.addDeliveries(accounts)
    repeating.behave(async (_publication, accept) => {
      accept()
      return { kind: 'unknown', detail: 'cut' }
    })
    start()
    await until(async () => (await Promise.all([later, never].map(stateOf))).every((state) => state === 'unknown'))
    const { recordKey } = await stage.find(later)
    const retryAt = new Date(stage.now().getTime() + 60_000).toISOString()
    repeating.behave(async (publication) =>
      publication.recordKey === recordKey
        ? { kind: 'deferred', why: 'rate', retryAt }
        : { kind: 'refused', reason: 'account', detail: 'suspended since' },
    )
    stage.clock.advance(1000)
    await until(async () =>
      (await Promise.all([stage.attempts(later), stage.attempts(never)])).every((tries) => tries[1]?.outcome != null),
    )
    expect(await stateOf(later)).toBe('unknown')
    expect(await stage.find(never)).toMatchObject({ state: 'unknown', stateReason: 'unknown.no_look' })
    repeating.behave(async (_publication, accept) => ({ kind: 'sent', ...accept() }))
    stage.clock.advance(120_000)
    await until(async () => (await stateOf(later)) === 'sent')
    expect(repeating.ledger).toHaveLength(2)
  })
})

describe('fencing', () => {
  test('the late no of an old lease loses', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
    const old = await claimOne()
    const number = await begin(old)
    await stage.expireLeases()
    start()
    await until(async () => (await stage.find(id)).stateReason === 'unknown.may_arrive')
    expect(looking.calls).toHaveLength(0)
    stage.clock.advance(1000)
    await until(async () => (await stateOf(id)) === 'sent')
    const refused = { state: 'refused', reason: 'refused.content', nextAt: never } as const
    const taken = await recordOutcome(
      stage.db,
      old,
      number,
      { outcome: 'refused', detail: 'late' },
      refused,
      stage.now(),
    )
    expect(taken).toBe(false)
    expect(await stateOf(id)).toBe('sent')
  })

  test('the late yes of an old lease is proof where nobody can look', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('blind', 'kairo')])
    const old = await claimOne()
    const number = await begin(old)
    await stage.expireLeases()
    start()
    await until(async () => (await stage.find(id)).stateReason === 'unknown.no_look')
    const post = { remoteId: 'kairo/1', url: 'https://fake.example/kairo/post/1' }
    const candidates = [{ ...post, text: '', publishedAt: stage.now().toISOString(), likenessPercent: 100 }]
    const next = { state: 'sent', reason: null, nextAt: never, sent: post } as const
    const finding = { outcome: 'sent', detail: post.url, candidates }
    expect(await recordOutcome(stage.db, old, number, finding, next, stage.now())).toBe(false)
    await heedLateYes(stage.db, id, stage.now())
    await until(async () => (await stateOf(id)) === 'sent')
    expect(await stage.find(id)).toMatchObject(post)
    expect(blind.calls).toHaveLength(0)
  })

  test('a claim whose delivery was moved meanwhile begins nothing', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
    const claimed = await claimOne()
    const tomorrow = { dueLocal: '2026-11-26T05:00', dueZone: 'Etc/UTC' }
    await rescheduleDelivery({ db: stage.db, now: stage.now }, systemScope('test'), id, tomorrow)
    expect(await begin(claimed)).toBeUndefined()
  })
})

describe('time', () => {
  test('what is too late after an outage waits for a person’s word', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
    stage.clock.advance(6 * 3_600_000 + 1000)
    start()
    await until(async () => (await stateOf(id)) === 'needs_confirmation')
    expect(looking.calls).toHaveLength(0)
  })

  test('a delivery of an account without connection waits for a person at its time', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'kairo', { connection: 'none' })])
    start()
    await until(async () => (await stateOf(id)) === 'awaiting_person')
    expect(looking.calls).toHaveLength(0)
  })

  test('a delivery whose item is no longer approved does not go out', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
    await stage.db.updateTable('item').set({ status: 'draft' }).execute()
    start()
    await until(async () => (await stateOf(id)) === 'cancelled')
    expect(looking.calls).toHaveLength(0)
  })

  test('two processes sweeping at once do the work once', async () => {
    await stage.addDeliveries([await stage.addAccount('blind', 'kairo')])
    await begin(await claimOne())
    await stage.expireLeases()
    await Promise.all([sweepNow(), sweepNow(), sweepNow()])
    const row = await stage.db.selectFrom('delivery').select(['state', 'fence']).executeTakeFirstOrThrow()
    expect(row).toEqual({ state: 'unknown', fence: 2 })
  })
})
