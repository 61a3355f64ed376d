import { afterAll, beforeAll, expect, test } from 'vitest'
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
import { changeDetails } from '../change-details.ts'
import { checkAccount } from '../check-account.ts'
import { moveAccount, undoMove } from '../move-account.ts'
import { seedPlatforms } from '../platforms.ts'
import { proposeAccount, withdrawProposal } from '../propose-account.ts'
import { countAccounts } from '../store.ts'
import { confirmAccount } from './confirm-account.ts'
import { closeRound, listRounds, startRound, viewMissionRound } from './rounds.ts'

const mission = 'kbri-tokyo'
let database: TestDatabase
let now = new Date('2026-11-25T03:00:00Z')
const deps = () => ({ db: database.db, now: () => now, homeZone: 'Asia/Jakarta' })
let officerId = ''
let headId = ''
const as = (personId: string, role: Role, missions: 'all' | ReadonlySet<string> = new Set([mission])) =>
  personScope(personId, [{ role, missions, objectives: 'all', accounts: 'all' }])
const officer = () => as(officerId, 'mission_officer')
const head = () => as(headId, 'head_of_mission')
const strategist = () => as(headId, 'strategist', 'all')

beforeAll(async () => {
  database = await createTestDatabase()
  await seedMinistry(deps(), await readMinistry('data'))
  await importMissions(deps(), systemScope('test'), 'data/missions.csv')
  await seedPlatforms(deps(), loadPlatformProfiles('data/platforms.json'))
  officerId = await writePerson(database.db, 'Sekar')
  headId = await writePerson(database.db, 'Ratna')
})
afterAll(() => database.drop())

const answerOf = async (handle: string) => (await checkAccount(database.db, `https://x.com/${handle}`)).answer

test('a round counts answers since it began; only "ours" makes an account official, every doubt unmakes it', async () => {
  const one = await writeAccount(database.db, mission, 'x', { handle: 'tokyo_satu' })
  const two = await writeAccount(database.db, mission, 'x', { handle: 'tokyo_dua' })
  await confirmAccount(deps(), officer(), one, 'ours')
  now = new Date(now.getTime() + 60_000)
  await expect(startRound(deps(), officer(), { missionId: mission, dueOn: '2026-12-12' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(startRound(deps(), head(), { missionId: null, dueOn: '2026-12-12' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(startRound(deps(), strategist(), { missionId: null, dueOn: '2026-11-25' })).rejects.toThrow(
    'confirmation.due_too_soon',
  )
  const round = await startRound(deps(), strategist(), { missionId: null, dueOn: '2026-12-12' })
  await expect(startRound(deps(), strategist(), { missionId: null, dueOn: '2026-12-13' })).rejects.toThrow(
    'confirmation.runs_already',
  )
  expect((await listRounds(deps(), officer())).missions).toEqual([
    { missionId: mission, total: 2, answered: 0, dueOn: '2026-12-12' },
  ])
  // An older yes stays valid until somebody says otherwise.
  expect(await answerOf('tokyo_satu')).toBe('official')
  now = new Date(now.getTime() + 60_000)
  await expect(confirmAccount(deps(), officer(), one, 'not_ours')).rejects.toThrow('account.note_missing')
  await confirmAccount(deps(), officer(), one, 'not_ours', 'Dibuat orang lain')
  await confirmAccount(deps(), officer(), two, 'ours')
  expect([await answerOf('tokyo_satu'), await answerOf('tokyo_dua')]).toEqual(['recorded_unverified', 'official'])
  now = new Date(now.getTime() + 60_000)
  await confirmAccount(deps(), officer(), two, 'withdrawn')
  const { accounts } = await viewMissionRound(deps(), officer(), mission)
  expect(accounts.map(({ answer, by, note }) => [answer, by, note])).toEqual([
    [null, 'Sekar', null],
    ['not_ours', 'Sekar', 'Dibuat orang lain'],
  ])
  expect((await listRounds(deps(), strategist())).missions[0]).toMatchObject({ total: 2, answered: 1 })
  await closeRound(deps(), strategist(), round.id)
  expect(await viewMissionRound(deps(), officer(), mission)).toEqual({ round: null, accounts: [] })
})

test('headquarters cannot say for a mission that an account is theirs', async () => {
  const id = await writeAccount(database.db, mission, 'x', { handle: 'tokyo_tiga' })
  for (const role of ['strategist', 'editor', 'administrator', 'regional_desk'] as const)
    await expect(confirmAccount(deps(), as(headId, role, 'all'), id, 'ours')).rejects.toMatchObject({
      code: 'forbidden',
    })
  expect(await answerOf('tokyo_tiga')).toBe('recorded_unverified')
})

test('moves need reasons, and are taken back by whoever made them, soon, unless the public was warned', async () => {
  const id = await writeAccount(database.db, mission, 'x', { handle: 'tokyo_empat' })
  await expect(moveAccount(deps(), head(), id, 'suspended', ' ')).rejects.toThrow('account.reason_missing')
  await moveAccount(deps(), head(), id, 'suspended', 'Sandi bocor')
  await expect(undoMove(deps(), as(officerId, 'head_of_mission'), id)).rejects.toThrow('account.no_undo')
  now = new Date(now.getTime() + 15 * 60_000)
  expect((await undoMove(deps(), head(), id)).status).toBe('active')
  await expect(undoMove(deps(), head(), id)).rejects.toThrow('account.no_undo')
  await moveAccount(deps(), head(), id, 'taken_over', 'Diambil orang')
  await expect(undoMove(deps(), head(), id)).rejects.toThrow('account.no_undo')
  await moveAccount(deps(), head(), id, 'closed', 'Tidak kembali')
  now = new Date(now.getTime() + 15 * 60_000 + 1)
  await expect(undoMove(deps(), head(), id)).rejects.toThrow('account.no_undo')
})

test('nobody activates what they proposed; the database holds to it too; undoing an approval asks for it again', async () => {
  const { id } = await proposeAccount(deps(), head(), mission, { network: 'x', handle: 'tokyo_lima', languages: [] })
  await expect(moveAccount(deps(), head(), id, 'approved')).rejects.toThrow('account.own_proposal')
  const other = as(officerId, 'head_of_mission')
  await moveAccount(deps(), other, id, 'approved')
  await expect(moveAccount(deps(), head(), id, 'active')).rejects.toThrow('account.own_proposal')
  await undoMove(deps(), other, id)
  const row = await database.db
    .selectFrom('account')
    .select(['status', 'approvedBy'])
    .where('id', '=', id)
    .executeTakeFirst()
  expect(row).toEqual({ status: 'proposed', approvedBy: null })
  await expect(
    database.db.updateTable('account').set({ approvedBy: headId }).where('id', '=', id).execute(),
  ).rejects.toThrow('account_approved_by_another')
})

test('a proposal is withdrawn by whoever made it, while nobody has decided', async () => {
  const propose = (handle: string) =>
    proposeAccount(deps(), officer(), mission, { network: 'x', handle, languages: [] })
  const { id } = await propose('tokyo_enam')
  await expect(withdrawProposal(deps(), as(headId, 'mission_officer'), id)).rejects.toThrow('account.proposal_stands')
  await withdrawProposal(deps(), officer(), id)
  expect(await answerOf('tokyo_enam')).toBe('unregistered')
  const { id: approved } = await propose('tokyo_enam')
  await moveAccount(deps(), head(), approved, 'approved')
  await expect(withdrawProposal(deps(), officer(), approved)).rejects.toThrow('account.proposal_stands')
})

test('a new name is official only where the officer saw it; the old one leads to the new one and is never official again', async () => {
  const id = await writeAccount(database.db, mission, 'x', { handle: 'tokyo_lama' })
  await confirmAccount(deps(), officer(), id, 'ours')
  await changeDetails(deps(), officer(), id, { handle: 'https://x.com/tokyo_baru', confirmed: true })
  expect(await answerOf('tokyo_baru')).toBe('official')
  const old = await checkAccount(database.db, '@tokyo_lama')
  expect([old.answer, old.meant[0]?.handle]).toEqual(['unregistered', 'tokyo_baru'])
  await changeDetails(deps(), officer(), id, { handle: 'tokyo_terbaru' })
  expect(await answerOf('tokyo_terbaru')).toBe('recorded_unverified')
  await changeDetails(deps(), officer(), id, { handle: 'tokyo_lama' })
  expect(await answerOf('tokyo_lama')).toBe('recorded_unverified')
  await expect(changeDetails(deps(), officer(), id, { handle: 'tokyo_satu' })).rejects.toThrow(
    'account.already_registered',
  )
  await expect(changeDetails(deps(), officer(), id, { handle: 'bukan nama' })).rejects.toThrow('account.not_a_handle')
})

test('counts leave out what is closed, and missions that the person does not read', async () => {
  await writeAccount(database.db, 'kbri-seoul', 'x')
  const seen = await countAccounts(database.db, officer())
  expect(seen.map(({ missionId }) => missionId)).toEqual([mission])
  const [before] = seen
  await writeAccount(database.db, mission, 'x', { status: 'closed' })
  await writeAccount(database.db, mission, 'x', { status: 'proposed' })
  const [after] = await countAccounts(database.db, officer())
  expect([after?.total, after?.proposed]).toEqual([(before?.total ?? 0) + 1, (before?.proposed ?? 0) + 1])
})
