import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/ids.ts'
import { type Role, systemScope } from '../missions/index.ts'
import { confirmDelivery } from './change-delivery.ts'
import { beginPublishing } from './engine/attempts.ts'
import { type ClaimedDelivery, claimDue } from './engine/claim.ts'
import { type FakeNetwork, fakeNetwork, sends } from './fixtures/fake-network.ts'
import { type Stage, setStage, until } from './fixtures/stage.ts'
import { createHold, liftHold, listHolds, type NewHold } from './holds.ts'
import { takeHoldLock } from './stop-sql.ts'

let database: TestDatabase
let network: FakeNetwork
let stage: Stage
let running: { stop(): Promise<void> }[]
const system = systemScope('test')

async function setUp(): Promise<void> {
  database = await createTestDatabase()
  network = fakeNetwork('looking', { lookUp: true })
  stage = await setStage(database, [network.network])
  running = []
}
async function tearDown(): Promise<void> {
  await Promise.all(running.map((dispatcher) => dispatcher.stop()))
  await database.drop()
}

const deps = () => ({ db: stage.db, now: stage.now })
const start = () => running.push(stage.startDispatcher({ concurrency: 4 }))
const stateOf = async (id: string): Promise<string> => (await stage.find(id)).state
const holdOn = (more: Partial<NewHold> = {}): NewHold => ({
  kind: 'pause',
  scopeKind: 'ministry',
  scopeValue: '*',
  reason: 'masa berkabung',
  endsAt: null,
  exemptKinds: ['emergency'],
  ...more,
})
const countAttempts = async (): Promise<number> => {
  const row = await stage.db
    .selectFrom('deliveryAttempt')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

describe('what a hold does', () => {
  beforeEach(setUp)
  afterEach(tearDown)

  test('once a hold is answered nothing starts any more, in the middle of a fan-out of two dispatchers', async () => {
    const accounts = await Promise.all(Array.from({ length: 60 }, (_, n) => stage.addAccount('looking', `akun${n}`)))
    const ids = await stage.addDeliveries(accounts)
    network.behave(async (publication, accept) => {
      await new Promise((done) => setTimeout(done, 15))
      return sends(publication, accept)
    })
    start()
    start()
    await until(() => network.calls.length >= 10)
    await createHold(deps(), system, holdOn())
    const begun = await countAttempts()
    expect(begun).toBeLessThan(ids.length)
    await until(
      async () => !(await Promise.all(ids.map(stateOf))).some((state) => ['sending', 'scheduled'].includes(state)),
    )
    expect(await countAttempts()).toBe(begun)
    expect(network.ledger).toHaveLength(begun)
    expect((await Promise.all(ids.map(stateOf))).filter((state) => state === 'held')).toHaveLength(ids.length - begun)
  })

  describe('a delivery that was claimed just before the hold', () => {
    async function claimed(): Promise<ClaimedDelivery> {
      await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
      const limits = new Map([['looking', network.network.limits]])
      const request = {
        now: stage.now(),
        processId: newId(),
        leaseMs: 20_000,
        limit: 1,
        lateBefore: new Date(0),
        limits,
      }
      const {
        claimed: [one],
      } = await claimDue(stage.inOneTrip, request)
      if (!one) throw new Error('nothing was due')
      return one
    }
    const begin = (one: ClaimedDelivery) => beginPublishing(stage.inOneTrip, one, { now: stage.now(), leaseMs: 20_000 })

    test('does not begin after it', async () => {
      const one = await claimed()
      await createHold(deps(), system, holdOn())
      expect(await begin(one)).toBeUndefined()
      expect(await countAttempts()).toBe(0)
    })

    test('waits for a hold that is being made, and then does not begin', async () => {
      const one = await claimed()
      const { late } = await stage.db.transaction().execute(async (tx) => {
        await takeHoldLock(tx)
        const beginning = begin(one)
        await new Promise((done) => setTimeout(done, 150))
        const { exemptKinds, ...hold } = holdOn()
        const at = stage.now()
        await tx
          .insertInto('hold')
          .values({ id: newId(), ...hold, exemptKinds: [...exemptKinds], startsAt: at, createdAt: at, endsAt: null })
          .execute()
        return { late: beginning }
      })
      expect(await late).toBeUndefined()
    })
  })

  test('after a pause each one waits for a person’s word; exempt kinds went out all the same', async () => {
    const account = await stage.addAccount('looking', 'kairo')
    const hold = await createHold(deps(), system, holdOn())
    const [held = ''] = await stage.addDeliveries([account])
    const [urgent = ''] = await stage.addDeliveries([account], { kind: 'emergency' })
    start()
    await until(async () => (await stateOf(held)) === 'held' && (await stateOf(urgent)) === 'sent')
    await liftHold(deps(), system, hold.id)
    await until(async () => (await stateOf(held)) === 'needs_confirmation')
    expect(network.ledger).toHaveLength(1)
    await confirmDelivery(deps(), system, held)
    await until(async () => (await stateOf(held)) === 'sent')
  })

  test('a pause ends by itself at its time, and what was not yet due never knew of it', async () => {
    const account = await stage.addAccount('looking', 'kairo')
    await createHold(deps(), system, holdOn({ endsAt: '2026-11-25T06:00:00.000Z' }))
    const [inside = ''] = await stage.addDeliveries([account])
    const [after = ''] = await stage.addDeliveries([account], { dueLocal: '2026-11-25T06:00' })
    start()
    await until(async () => (await stateOf(inside)) === 'held')
    stage.clock.set('2026-11-25T06:00:00Z')
    await until(async () => (await stateOf(after)) === 'sent')
    await until(async () => (await stateOf(inside)) === 'needs_confirmation')
  })

  test('an embargo of the campaign holds until its instant, then lets go by itself, however late', async () => {
    const [id = ''] = await stage.addDeliveries([await stage.addAccount('looking', 'kairo')])
    const { itemId } = await stage.find(id)
    const at = stage.now()
    const { authorId } = await stage.db.selectFrom('item').select('authorId').executeTakeFirstOrThrow()
    const campaignId = newId()
    const dates = { startsOn: '2026-11-01', endsOn: '2026-12-31', createdAt: at, updatedAt: at }
    const words = {
      title: 'Kopi',
      objectiveCode: 'x',
      goal: '',
      baseline: '',
      obligation: 'recommended',
      status: 'released',
    }
    const embargoUntil = new Date('2026-11-26T05:00:00Z')
    await stage.db
      .insertInto('campaign')
      .values({ id: campaignId, ...words, ...dates, embargoUntil, createdBy: authorId })
      .execute()
    await stage.db.updateTable('item').set({ campaignId }).where('id', '=', itemId).execute()
    start()
    await until(async () => (await stage.find(id)).stateReason === 'held.embargo')
    stage.clock.set(embargoUntil)
    await until(async () => (await stateOf(id)) === 'sent')
  })

  test('an account in foreign hands publishes nothing', async () => {
    const account = await stage.addAccount('looking', 'kairo')
    await stage.db.updateTable('account').set({ status: 'taken_over' }).where('id', '=', account).execute()
    const [id = ''] = await stage.addDeliveries([account])
    start()
    await until(async () => (await stage.find(id)).stateReason === 'held.takeover')
    expect(network.calls).toHaveLength(0)
  })

  describe('the reach of a hold', () => {
    test.each([
      ['ministry', '*', ['held', 'held']],
      ['region', 'timur', ['held', 'sent']],
      ['mission', 'kbri-lima', ['sent', 'held']],
      ['account', 'kairo', ['held', 'sent']],
      ['item', 'kairo', ['held', 'sent']],
    ] as const)('%s %s', async (scopeKind, value, states) => {
      const kairo = await stage.addAccount('looking', 'kairo')
      const [first = ''] = await stage.addDeliveries([kairo])
      const lima = await stage.addAccount('looking', 'lima', { mission: 'kbri-lima' })
      const [second = ''] = await stage.addDeliveries([lima], { mission: 'kbri-lima' })
      const scopeValue =
        { account: kairo, item: (await stage.find(first)).itemId }[scopeKind as 'account' | 'item'] ?? value
      const hold = await createHold(deps(), system, holdOn({ scopeKind, scopeValue }))
      expect(hold.stopsCount).toBe(states.filter((state) => state === 'held').length)
      start()
      await until(async () => (await stateOf(first)) === states[0] && (await stateOf(second)) === states[1])
    })
  })
})

describe('who holds what', () => {
  beforeAll(setUp)
  afterAll(tearDown)
  beforeEach(async () => {
    await stage.db.deleteFrom('hold').execute()
    await stage.db.deleteFrom('auditEvent').execute()
  })

  test.each([
    ['strategist', 'all', 'ministry', '*', 'may'],
    ['editor', 'all', 'region', 'timur', 'may'],
    ['administrator', 'all', 'mission', 'kbri-kairo', 'may'],
    ['head_of_mission', ['kbri-kairo'], 'mission', 'kbri-kairo', 'may'],
    ['head_of_mission', ['kbri-kairo'], 'ministry', '*', 'hold.not_yours'],
    ['head_of_mission', ['kbri-kairo'], 'region', 'timur', 'hold.not_yours'],
    ['head_of_mission', ['kbri-kairo'], 'mission', 'kbri-lima', 'hold.no_such_mission'],
    ['mission_officer', ['kbri-kairo'], 'mission', 'kbri-kairo', 'hold.not_yours'],
    ['editor', ['kbri-kairo'], 'region', 'barat', 'hold.not_yours'],
    ['auditor', 'all', 'mission', 'kbri-kairo', 'hold.not_yours'],
    ['strategist', 'all', 'mission', 'kbri-atlantis', 'hold.no_such_mission'],
    ['strategist', 'all', 'item', 'bukan-id', 'hold.no_such_item'],
  ] as const)('%s of %j over %s %s: %s', async (role, missions, scopeKind, scopeValue, answer) => {
    const scope = stage.scopeOf(await stage.addPerson('Orang'), role as Role, missions)
    const act = createHold(deps(), scope, holdOn({ scopeKind, scopeValue }))
    if (answer === 'may') {
      const made = await act
      expect((await listHolds(deps(), scope, { includePast: false })).map((hold) => hold.id)).toEqual([made.id])
      expect((await liftHold(deps(), scope, made.id)).liftedAt).not.toBeNull()
      expect(await listHolds(deps(), scope, { includePast: false })).toEqual([])
      expect(await stage.db.selectFrom('auditEvent').select('action').execute()).toHaveLength(2)
    } else await expect(act).rejects.toMatchObject({ key: answer })
  })

  test('the hold of a foreign mission is neither seen nor lifted', async () => {
    const hold = await createHold(deps(), system, holdOn({ scopeKind: 'mission', scopeValue: 'kbri-kairo' }))
    const lima = stage.scopeOf(await stage.addPerson('Rosa'), 'head_of_mission', ['kbri-lima'])
    expect(await listHolds(deps(), lima, { includePast: true })).toEqual([])
    await expect(liftHold(deps(), lima, hold.id)).rejects.toMatchObject({ key: 'hold.not_found' })
  })

  test('a hold that would end before it begins is refused', async () => {
    const past = holdOn({ endsAt: '2026-11-25T04:00:00.000Z' })
    await expect(createHold(deps(), system, past)).rejects.toMatchObject({ key: 'hold.ends_before_start' })
  })
})
