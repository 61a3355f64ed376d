import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeAccount, writePerson } from '../../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { loadPlatformProfiles } from '../../../networks/index.ts'
import {
  importMissions,
  personScope,
  type Role,
  readMinistry,
  seedMinistry,
  systemScope,
} from '../../missions/index.ts'
import { seedPlatforms } from '../platforms.ts'
import { addCustodian, attest, removeCustodian, viewCustody } from './change-custody.ts'
import { cancelHandover, nameSuccessor, signHandover, tickStep } from './change-handover.ts'
import { listHandovers, mustFindHandover } from './handover-store.ts'
import { gapsOf, handoverSteps } from './model.ts'
import { openDueHandovers, openHandover } from './open-handovers.ts'

const mission = 'kbri-tokyo'
const system = systemScope('test')
let database: TestDatabase
let now = new Date('2026-11-25T03:00:00Z')
const deps = () => ({ db: database.db, now: () => now, homeZone: 'Asia/Jakarta' })
let leaverId = ''
let successorId = ''
let headId = ''
let accounts: string[] = []

const as = (personId: string, role: Role = 'mission_officer', missions = new Set([mission])) =>
  personScope(personId, [{ role, missions, objectives: 'all', accounts: 'all' }])
const party = (name: string, personId: string | null, postingEndsOn: string | null = null) => ({
  name,
  office: 'Pensosbud',
  personId,
  isLocalShortTerm: false,
  postingEndsOn,
})

beforeAll(async () => {
  database = await createTestDatabase()
  await seedMinistry(deps(), await readMinistry('data'))
  await importMissions(deps(), system, 'data/missions.csv')
  await seedPlatforms(deps(), loadPlatformProfiles('data/platforms.json'))
})
afterAll(() => database.drop())
beforeEach(async () => {
  now = new Date('2026-11-25T03:00:00Z')
  await database.db.deleteFrom('handover').execute()
  await database.db.deleteFrom('account').execute()
  leaverId = await writePerson(database.db, 'Sekar')
  successorId = await writePerson(database.db, 'Bayu')
  headId = await writePerson(database.db, 'Ratna')
  accounts = [
    await writeAccount(database.db, mission, 'x'),
    await writeAccount(database.db, mission, 'instagram'),
    await writeAccount(database.db, mission, 'facebook', { status: 'closed' }),
  ]
})

describe('gaps of custody (ACC-05)', () => {
  const today = '2026-11-25'
  const diplomat = { isLocalShortTerm: false, endsOn: null }
  const local = { isLocalShortTerm: true, endsOn: null }
  const said = ['recovery', 'mfa'].map((kind) => ({ kind, day: '2026-06-01' }))
  test.each([
    ['nobody', [], said, ['no_custodian']],
    ['one', [diplomat], said, ['one_custodian']],
    ['two', [diplomat, diplomat], said, []],
    ['a diplomat and a local contract', [diplomat, local], said, []],
    ['two local contracts', [local, local], said, ['only_local_short_term']],
    ['one who left', [diplomat, diplomat, { ...diplomat, endsOn: '2026-11-24' }], said, ['custodian_left']],
    ['one on the last day', [diplomat, { ...diplomat, endsOn: today }], said, ['custodian_leaving']],
    ['one who leaves in 60 days', [diplomat, { ...diplomat, endsOn: '2027-01-24' }], said, ['custodian_leaving']],
    ['one who leaves in 61 days', [diplomat, { ...diplomat, endsOn: '2027-01-25' }], said, []],
    ['nothing attested', [diplomat, diplomat], [], ['recovery_not_attested', 'mfa_not_attested']],
    ['attested a year ago', [diplomat, diplomat], said.map((one) => ({ ...one, day: '2025-11-25' })), []],
    [
      'attested longer ago',
      [diplomat, diplomat],
      said.map((one) => ({ ...one, day: '2025-11-24' })),
      ['attestation_old'],
    ],
  ])('%s', (_what, custodians, attestations, gaps) => {
    expect(gapsOf({ custodians, attestations }, today)).toEqual(gaps)
  })
})

test('custodians are named once, attestations bear name and day, and both can be taken back', async () => {
  const [account = ''] = accounts
  await addCustodian(deps(), as(leaverId), account, party('Sekar', leaverId))
  await expect(addCustodian(deps(), as(leaverId), account, party('Sekar', null))).rejects.toThrow(
    'custody.named_already',
  )
  await attest(deps(), as(leaverId), account, 'recovery', true)
  const custody = await attest(deps(), as(leaverId), account, 'mfa', true)
  expect(custody.gaps).toEqual(['one_custodian'])
  expect(custody.attestations.map(({ kind, by }) => [kind, by])).toEqual([
    ['mfa', 'Sekar'],
    ['recovery', 'Sekar'],
  ])
  expect((await attest(deps(), as(leaverId), account, 'mfa', false)).gaps).toContain('mfa_not_attested')
  await removeCustodian(deps(), as(leaverId), custody.custodians[0]?.id ?? '')
  expect((await viewCustody(deps(), as(leaverId), account)).gaps).toContain('no_custodian')
})

test('a stranger finds neither the account nor its custodian', async () => {
  const [account = ''] = accounts
  const { custodians } = await addCustodian(deps(), as(leaverId), account, party('Sekar', leaverId))
  const stranger = as(headId, 'head_of_mission', new Set(['kbri-seoul']))
  await expect(viewCustody(deps(), stranger, account)).rejects.toMatchObject({ code: 'not_found' })
  await expect(removeCustodian(deps(), stranger, custodians[0]?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
})

/** Sekar answers for both accounts in use, and her posting ends on that day. */
async function leaving(endsOn: string): Promise<void> {
  for (const account of accounts.slice(0, 2))
    await addCustodian(deps(), as(headId, 'head_of_mission'), account, party('Sekar', leaverId, endsOn))
}

test('a handover opens by itself 60 days before, once, with the accounts in use', async () => {
  await leaving('2027-01-25')
  expect((await openDueHandovers(deps())).opened).toHaveLength(0)
  now = new Date('2026-11-25T17:30:00Z') // the 26th in Jakarta
  expect((await openDueHandovers(deps())).opened).toHaveLength(1)
  expect((await openDueHandovers(deps())).opened).toHaveLength(0)
  const [handover] = await listHandovers(database.db, as(headId), now, 'Asia/Jakarta')
  expect(handover).toMatchObject({ endsOn: '2027-01-25', leaver: { name: 'Sekar' }, isOverdue: false })
  expect(handover?.accounts.map(({ accountId }) => accountId).sort()).toEqual(accounts.slice(0, 2).sort())
})

test('the leaving date of the person in Selaras goes before what was entered', async () => {
  await leaving('2028-01-01')
  await database.db.updateTable('person').set({ leavesOn: '2026-12-31' }).where('id', '=', leaverId).execute()
  await openDueHandovers(deps())
  const [handover] = await listHandovers(database.db, as(headId), now, 'Asia/Jakarta')
  expect(handover?.endsOn).toBe('2026-12-31')
})

test('an open list past the last day is noted once, and nothing of it opens a door', async () => {
  await leaving('2026-12-01')
  await openDueHandovers(deps())
  now = new Date('2026-12-02T03:00:00Z')
  expect((await openDueHandovers(deps())).overdue).toHaveLength(1)
  expect((await openDueHandovers(deps())).overdue).toHaveLength(0)
  const noted = await database.db
    .selectFrom('auditEvent')
    .select('id')
    .where('action', '=', 'handover.overdue')
    .execute()
  expect(noted).toHaveLength(1)
  expect((await listHandovers(database.db, as(headId), now, 'Asia/Jakarta'))[0]?.isOverdue).toBe(true)
})

async function begun() {
  await leaving('2026-12-31')
  const { opened } = await openDueHandovers(deps())
  const id = opened[0] ?? ''
  await nameSuccessor(deps(), as(leaverId), id, party('Bayu', successorId))
  return id
}

async function ticked(id: string): Promise<void> {
  for (const accountId of accounts.slice(0, 2))
    for (const step of handoverSteps)
      await tickStep(deps(), as(step === 'successor_confirmed' ? successorId : leaverId), id, {
        accountId,
        step,
        done: true,
      })
}

const hash = async (id: string) => (await mustFindHandover(database.db, system, id, now, 'Asia/Jakarta')).minutesHash

test('two persons sign after every step; then the successor is custodian and the leaver is not', async () => {
  const id = await begun()
  await expect(signHandover(deps(), as(leaverId), id, { side: 'leaver', minutesHash: await hash(id) })).rejects.toThrow(
    'handover.steps_open',
  )
  const [accountId = ''] = accounts
  await expect(
    tickStep(deps(), as(leaverId), id, { accountId, step: 'successor_confirmed', done: true }),
  ).rejects.toThrow('handover.successor_says')
  await ticked(id)
  const minutesHash = await hash(id)
  await expect(
    signHandover(deps(), as(headId, 'head_of_mission'), id, { side: 'leaver', minutesHash }),
  ).rejects.toThrow('handover.not_your_side')
  await signHandover(deps(), as(leaverId), id, { side: 'leaver', minutesHash })
  await expect(signHandover(deps(), as(leaverId), id, { side: 'leaver', minutesHash })).rejects.toThrow(
    'handover.signed_already',
  )
  const done = await signHandover(deps(), as(successorId), id, { side: 'successor', minutesHash })
  expect(done).toMatchObject({ outcome: 'signed', signatures: [{ by: 'Sekar' }, { by: 'Bayu' }] })
  expect(done.minutesHash).toBe(minutesHash)
  const custody = await viewCustody(deps(), as(successorId), accountId)
  expect(custody.custodians.map(({ name }) => name)).toEqual(['Bayu'])
  expect(custody.gaps).toEqual(['one_custodian'])
  await expect(tickStep(deps(), as(leaverId), id, { accountId, step: 'password_reset', done: false })).rejects.toThrow(
    'handover.closed',
  )
  expect((await openDueHandovers(deps())).opened).toHaveLength(0)
})

test('one person cannot sign both sides, not even for parties who are not in Selaras', async () => {
  for (const account of accounts.slice(0, 2))
    await addCustodian(deps(), as(headId, 'head_of_mission'), account, party('Ibu Tini', null, '2026-12-31'))
  const id = (await openDueHandovers(deps())).opened[0] ?? ''
  await nameSuccessor(deps(), as(leaverId), id, party('Pak Joko', null))
  await ticked(id)
  const minutesHash = await hash(id)
  const head = as(headId, 'head_of_mission')
  await signHandover(deps(), head, id, { side: 'leaver', minutesHash })
  await expect(signHandover(deps(), head, id, { side: 'successor', minutesHash })).rejects.toThrow(
    'handover.two_persons',
  )
})

test('any change takes signatures back, and nobody signs what changed meanwhile', async () => {
  const id = await begun()
  await ticked(id)
  const minutesHash = await hash(id)
  await signHandover(deps(), as(leaverId), id, { side: 'leaver', minutesHash })
  const [accountId = ''] = accounts
  now = new Date(now.getTime() + 60_000)
  await tickStep(deps(), as(leaverId), id, { accountId, step: 'password_reset', done: false })
  const again = await tickStep(deps(), as(leaverId), id, { accountId, step: 'password_reset', done: true })
  expect(again.signatures).toEqual([])
  await expect(signHandover(deps(), as(successorId), id, { side: 'successor', minutesHash })).rejects.toThrow(
    'handover.changed_meanwhile',
  )
})

test('whoever leaves cannot take over from themselves, and a cancelled one is not opened again for the same day', async () => {
  await leaving('2026-12-31')
  const id = (await openDueHandovers(deps())).opened[0] ?? ''
  await expect(nameSuccessor(deps(), as(leaverId), id, party('Sekar', leaverId))).rejects.toThrow(
    'handover.same_person',
  )
  expect(await cancelHandover(deps(), as(leaverId), id, 'Masa tugas diperpanjang')).toMatchObject({
    outcome: 'cancelled',
  })
  expect((await openDueHandovers(deps())).opened).toHaveLength(0)
  const [account = ''] = accounts
  const custodianId = (await viewCustody(deps(), as(leaverId), account)).custodians[0]?.id ?? ''
  expect(await openHandover(deps(), as(leaverId), mission, { custodianId, endsOn: '2027-06-30' })).toMatchObject({
    endsOn: '2027-06-30',
  })
  await expect(openHandover(deps(), as(leaverId), mission, { custodianId, endsOn: '2027-06-30' })).rejects.toThrow(
    'handover.open_already',
  )
})
