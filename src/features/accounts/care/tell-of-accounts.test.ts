import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { openNotices } from '../../../../test/support/notices.ts'
import { createWorld, type World } from '../../../../test/support/world.ts'
import { newId } from '../../../platform/ids.ts'
import { openSecretBox } from '../../../platform/secrets.ts'
import { noteRenewal } from '../connections/store.ts'
import { mattersOf, type Watched } from './matters.ts'
import { tellOfAccounts } from './tell-of-accounts.ts'

const now = new Date('2026-11-25T03:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)
const days = (count: number) => hours(24 * count)

const sound: Watched = {
  id: 'a',
  missionId: 'kbri-tokyo',
  network: 'x',
  handle: 'tokyo',
  connectionState: 'connected',
  connectionExpiresAt: null,
  connectionRefusedAt: null,
  connectionLimitedUntil: null,
  connectedAt: days(-90),
  observedAt: hours(-1),
  observeFailure: null,
  proposedBy: null,
  isProposed: false,
  custodians: [],
}

describe('what there is to tell of an account', () => {
  it.each<[string, Partial<Watched>, string[]]>([
    ['nothing', {}, []],
    ['a consent that ends in 15 days', { connectionExpiresAt: days(15) }, []],
    ['in 14 days', { connectionExpiresAt: days(14) }, ['account.expires']],
    ['in a day: urgent', { connectionExpiresAt: days(1) }, ['account.expires!']],
    ['now', { connectionExpiresAt: now }, ['account.expired!']],
    ['a refusal', { connectionState: 'refused', connectionRefusedAt: now }, ['account.refused!']],
    ['one failed try', { connectionRefusedAt: now }, []],
    ['a limit of minutes', { connectionLimitedUntil: hours(0.5) }, []],
    ['a limit of hours', { connectionLimitedUntil: hours(3) }, ['account.limited']],
    ['one failed reading', { observeFailure: 'timeout' }, []],
    ['a day of failed readings', { observeFailure: 'timeout', observedAt: hours(-25) }, ['account.silent']],
    ['never read since it was connected', { observeFailure: 'x', observedAt: null }, ['account.silent']],
    ['an account of the register', { connectionState: 'none', isProposed: true }, []],
    ['a proposal', { connectionState: 'none', isProposed: true, proposedBy: 'p' }, ['account.proposed']],
  ])('%s', (_what, part, kinds) => {
    const found = mattersOf({ ...sound, ...part }, now)
    expect(found.map((one) => (one.isUrgent ? `${one.kind}!` : one.kind))).toEqual(kinds)
  })

  it('each step before the end is an occasion of its own, and a renewed consent begins anew', () => {
    const keyIn = (left: number, ends = days(14)) =>
      mattersOf({ ...sound, connectionExpiresAt: ends }, new Date(ends.getTime() - left * 86_400_000))[0]?.key
    expect(keyIn(13)).toBe(keyIn(8))
    expect(new Set([keyIn(14), keyIn(7), keyIn(2)]).size).toBe(3)
    expect(keyIn(2, days(60))).not.toBe(keyIn(2))
  })
})

describe('on a database', () => {
  let world: World
  let officer: Awaited<ReturnType<World['person']>>
  let custodian: typeof officer
  let id: string
  beforeAll(async () => {
    world = await createWorld()
    officer = await world.person('Nadia', 'mission_officer', ['kbri-tokyo'])
    custodian = await world.person('Tono', 'auditor', ['kbri-tokyo'])
    id = await world.account('kbri-tokyo', 'x')
    await world.db
      .insertInto('accountCustodian')
      .values({
        id: newId(),
        accountId: id,
        name: 'Tono',
        office: 'Pensosbud',
        personId: custodian.personId,
        isLocalShortTerm: false,
        addedAt: world.clock.now(),
      })
      .execute()
    await world.db
      .updateTable('account')
      .set({ connectionState: 'connected', connectedAt: world.clock.now(), connectionExpiresAt: days(20) })
      .where('id', '=', id)
      .execute()
  })
  afterAll(() => world.database.drop())
  const told = async () => [await openNotices(world.db, officer), await openNotices(world.db, custodian)]

  test('keepers hear of an end 14, 7 and 2 days ahead, once each, and no more once it was renewed', async () => {
    let count = 0
    for (let day = 0; day < 20; day++) {
      count += await tellOfAccounts(world.db, world.clock.now())
      count += await tellOfAccounts(world.db, world.clock.now())
      world.clock.advance(86_400_000)
    }
    expect(count).toBe(6)
    expect(await told()).toEqual([['account.expires'], ['account.expires']])
    await world.db
      .updateTable('account')
      .set({ connectionExpiresAt: days(100) })
      .where('id', '=', id)
      .execute()
    await tellOfAccounts(world.db, world.clock.now())
    expect(await told()).toEqual([[], []])
  })

  test('one failed renewal disconnects nobody and tells nobody; the second in a row does both', async () => {
    const secrets = await openSecretBox({ secret: 'secret of the tests', dataFolder: '/nowhere' })
    const deps = { db: world.db, now: () => world.clock.now(), secrets }
    const refuse = () => noteRenewal(deps, id, { kind: 'refused', detail: 'invalid_token' })
    const state = async () =>
      (await world.db.selectFrom('account').select('connectionState').where('id', '=', id).executeTakeFirstOrThrow())
        .connectionState
    await refuse()
    await tellOfAccounts(world.db, world.clock.now())
    expect([await state(), await told()]).toEqual(['connected', [[], []]])
    world.clock.advance(3_600_000)
    await refuse()
    await tellOfAccounts(world.db, world.clock.now())
    expect([await state(), await told()]).toEqual(['refused', [['account.refused'], ['account.refused']]])
    await noteRenewal(deps, id, { kind: 'valid' })
    await tellOfAccounts(world.db, world.clock.now())
    expect([await state(), await told()]).toEqual(['connected', [[], []]])
  })
})
