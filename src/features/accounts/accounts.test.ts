import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { loadPlatformProfiles } from '../../networks/index.ts'
import { importMissions, personScope, readMinistry, seedMinistry, systemScope } from '../missions/index.ts'
import { confirmAccount } from './confirmation/confirm-account.ts'
import { checkAccount, importAccounts, seedPlatforms } from './index.ts'
import { isOneLetterOff, skeletonOf } from './model.ts'
import { moveAccount } from './move-account.ts'
import { proposeAccount } from './propose-account.ts'

const scope = systemScope('test')
let database: TestDatabase
let deps: { db: TestDatabase['db']; now: () => Date }
const officer = person('0192f0c0-0000-7000-8000-000000000001', 'mission_officer')
const head = person('0192f0c0-0000-7000-8000-000000000002', 'head_of_mission')

function person(id: string, role: 'mission_officer' | 'head_of_mission', missions = new Set(['kbri-tokyo'])) {
  return personScope(id, [{ role, missions, objectives: 'all', accounts: 'all' }])
}

beforeAll(async () => {
  database = await createTestDatabase()
  deps = { db: database.db, now: () => new Date('2026-11-25T03:00:00Z') }
  for (const { personId } of [officer, head])
    await database.db
      .insertInto('person')
      .values({
        id: personId,
        name: 'N',
        email: `${personId}@contoh.test`,
        createdAt: deps.now(),
        updatedAt: deps.now(),
      })
      .execute()
  await seedMinistry(deps, await readMinistry('data'))
  await importMissions(deps, scope, 'data/missions.csv')
  await seedPlatforms(deps, loadPlatformProfiles('data/platforms.json'))
})
afterAll(() => database.drop())

test('imported accounts enter as proposed and are official to nobody', async () => {
  const result = await importAccounts(deps, scope, 'data/accounts.csv')
  expect(result.refused).toEqual([])
  expect(result.written).toBe(106)
  expect((await importAccounts(deps, scope, 'data/accounts.csv')).written).toBe(0)
  const answers = await Promise.all(
    ['@Kemlu_RI', 'https://twitter.com/kemlu_ri?s=20', 'KBRITokyo'].map((q) => checkAccount(deps.db, q)),
  )
  expect(answers.map((answer) => answer.answer)).toEqual([
    'recorded_unverified',
    'recorded_unverified',
    'recorded_unverified',
  ])
})

test('an account becomes official by approval of another person and the word of its mission, and a takeover shows at once', async () => {
  const account = await proposeAccount(deps, officer, 'kbri-tokyo', {
    network: 'instagram',
    handle: '@indonesia_tokyo.test',
    languages: ['ja'],
  })
  expect((await checkAccount(deps.db, 'instagram.com/indonesia_tokyo.test')).answer).toBe('recorded_unverified')
  await expect(moveAccount(deps, officer, account.id, 'approved')).rejects.toThrow('account.not_yours')
  await moveAccount(deps, head, account.id, 'approved')
  await moveAccount(deps, head, account.id, 'active')
  expect((await checkAccount(deps.db, 'indonesia_tokyo.test')).answer).toBe('recorded_unverified')
  await confirmAccount(deps, officer, account.id, 'ours')
  expect((await checkAccount(deps.db, 'https://m.instagram.com/indonesia_tokyo.test/?hl=ja')).answer).toBe('official')
  await moveAccount(deps, head, account.id, 'taken_over', 'Sandi diganti orang lain')
  expect((await checkAccount(deps.db, 'indonesia_tokyo.test')).answer).toBe('in_trouble')
  await expect(moveAccount(deps, head, account.id, 'proposed')).rejects.toThrow('account.no_such_move')
})

test('look-alikes and one-letter-off names are unregistered, with the recorded one offered', async () => {
  for (const question of ['Kem1u_RI', 'https://x.com/Kemlu__RI', 'KernIu_RI', 'Kemlu_RII', 'https://x.com/KemIu_RI']) {
    const answer = await checkAccount(deps.db, question)
    expect([question, answer.answer]).toEqual([question, 'unregistered'])
    expect(answer.meant.map((meant) => meant.handle.toLowerCase())).toContain('kemlu_ri')
  }
})

test('an officer of another mission finds no such account', async () => {
  const account = await proposeAccount(deps, officer, 'kbri-tokyo', {
    network: 'threads',
    handle: 'tokyo_test',
    languages: [],
  })
  const stranger = person(officer.personId, 'head_of_mission', new Set(['kbri-seoul']))
  await expect(moveAccount(deps, stranger, account.id, 'approved')).rejects.toMatchObject({ code: 'not_found' })
})

test.each([
  ['kemlu', 'kemlu', false],
  ['kemlu', 'kemlui', true],
  ['kemlu', 'kmelu', true],
  ['kemlu', 'kemli', true],
  ['kemlu', 'kmeul', false],
])('%s and %s are one letter apart: %s', (a, b, expected) => {
  expect(isOneLetterOff(a, b)).toBe(expected)
})

test('the skeleton folds digits, separators and foreign look-alikes', () => {
  expect(skeletonOf('Кеmlu-R1')).toBe(skeletonOf('kemlu_ri'))
})
