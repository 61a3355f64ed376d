import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../../test/support/world.ts'
import { newId } from '../../../platform/ids.ts'
import type { PersonScope } from '../../missions/index.ts'
import { checkAccount } from '../check-account.ts'
import { moveAccount } from '../move-account.ts'
import type { TakeoverDeps } from './deps.ts'
import { readPlaybooks } from './playbook.ts'
import { giveAccountUp, recoverAccount, tellElsewhere, tickPlaybook } from './recover-account.ts'
import { reportTakeover } from './report-takeover.ts'
import { listTakeovers, viewTakeover } from './view-takeover.ts'

const seoul = 'kbri-seoul'
let world: World
let deps: TakeoverDeps
let head: PersonScope
let officer: PersonScope
let accountId: string
/** What was asked of the other rooms, in order. */
const asked: string[] = []

beforeAll(async () => {
  world = await createWorld()
  head = await world.person('Ratna', 'head_of_mission', [seoul])
  officer = await world.person('Sekar', 'mission_officer', [seoul])
  accountId = await world.account(seoul, 'x')
  await world.account(seoul, 'facebook')
  deps = {
    db: world.db,
    now: () => world.clock.now(),
    playbooks: await readPlaybooks('data'),
    takeovers: {
      holdAccount: async (tx, { accountId: scopeValue, since, reason }, now) => {
        const id = newId()
        const hold = { id, kind: 'takeover', scopeKind: 'account', scopeValue, reason, startsAt: since, createdAt: now }
        await tx.insertInto('hold').values(hold).execute()
        asked.push('hold')
        return id
      },
      releaseAccount: async () => void asked.push('release'),
      excludeSince: async () => void asked.push('exclude'),
      warnElsewhere: async () => void asked.push('warn'),
      writePages: async () => void asked.push('pages'),
    },
  }
}, 60_000)
afterAll(() => world?.database.drop())

const hoursAgo = (hours: number) => new Date(world.clock.now().getTime() - hours * 3_600_000).toISOString()

describe('an account in foreign hands (ACC-09)', () => {
  let id: string

  it('is warned of at once by one act of an officer, who also begins the playbook of its network', async () => {
    await world.db
      .updateTable('account')
      .set({ handle: 'kbri_seoul', handleKey: 'kbri_seoul', verifiedAt: world.clock.now() })
      .where('id', '=', accountId)
      .execute()
    expect((await checkAccount(world.db, 'https://x.com/kbri_seoul')).answer).toBe('official')
    const loss = { lostAt: hoursAgo(5), knownAt: hoursAgo(1), reason: 'Sandi diganti orang lain' }
    const takeover = await reportTakeover(deps, officer, accountId, loss)
    id = takeover.id
    expect((await checkAccount(world.db, 'https://x.com/kbri_seoul')).answer).toBe('in_trouble')
    expect(asked).toEqual(['hold', 'exclude', 'pages'])
    expect(takeover).toMatchObject({ outcome: null, network: 'x', can: { step: true, recover: false, giveUp: false } })
    expect(takeover.steps.map((step) => step.step).slice(0, 5)).toEqual([
      'custodians',
      'evidence',
      'report_platform',
      'x_form',
      'tell_elsewhere',
    ])
    expect(takeover.steps.every((step) => step.words.id !== '' && step.words.en !== '')).toBe(true)
    const audit = await world.db.selectFrom('auditEvent').select('action').where('subjectId', '=', accountId).execute()
    expect(audit.map((row) => row.action)).toEqual(['account.taken_over', 'takeover.reported'])
  })

  it('is not reported twice, nor for a time to come, nor by somebody elsewhere', async () => {
    const loss = { lostAt: hoursAgo(1), reason: 'Lagi' }
    expect((await refusalOf(reportTakeover(deps, head, accountId, loss))).key).toBe('account.no_such_move')
    const other = await world.account(seoul, 'threads')
    const later = { ...loss, lostAt: hoursAgo(-1) }
    expect((await refusalOf(reportTakeover(deps, head, other, later))).key).toBe('takeover.lost_at')
    const stranger = await world.person('Lina', 'head_of_mission', ['kbri-tokyo'])
    expect((await refusalOf(reportTakeover(deps, stranger, other, loss))).key).toBe('account.not_found')
    expect(await listTakeovers(deps, stranger)).toEqual([])
  })

  it('cannot slip back by an ordinary move, nor without its steps and proof', async () => {
    expect((await refusalOf(moveAccount(deps, head, accountId, 'restored', 'Sudah aman'))).key).toBe(
      'takeover.ends_there',
    )
    expect((await refusalOf(recoverAccount(deps, head, id, 'Kami masuk lagi'))).key).toBe('takeover.steps_open')
    expect((await refusalOf(recoverAccount(deps, officer, id, 'Kami masuk lagi'))).key).toBe('account.not_yours')
    expect((await refusalOf(tickPlaybook(deps, officer, id, { step: 'x', done: true, note: '' }))).key).toBe(
      'takeover.no_such_step',
    )
  })

  it('comes back once every required step is ticked, and its warning ends', async () => {
    await tellElsewhere(deps, head, id)
    expect((await refusalOf(tellElsewhere(deps, head, id))).key).toBe('takeover.told_already')
    const { steps } = await viewTakeover(deps, officer, id)
    for (const { step } of steps.filter((one) => one.isRequired && one.doneAt === null))
      await tickPlaybook(deps, officer, id, { step, done: true, note: 'Selesai' })
    const before = await viewTakeover(deps, officer, id)
    expect([before.openSteps, before.steps.find((step) => step.step === 'mfa')?.doneBy]).toEqual([0, 'Sekar'])
    const over = await recoverAccount(deps, head, id, 'Surat jaringan no. 4711; sandi dan MFA baru di brankas')
    expect(over).toMatchObject({ outcome: 'recovered', can: { recover: false } })
    expect(asked.slice(3)).toEqual(['warn', 'release', 'pages'])
    const account = await world.db.selectFrom('account').select('status').where('id', '=', accountId).executeTakeFirst()
    expect(account?.status).toBe('restored')
    expect((await refusalOf(recoverAccount(deps, head, id, 'Sekali lagi'))).key).toBe('takeover.is_over')
  })

  it('may be given up: it is closed and Cek Akun goes on warning', async () => {
    const lost = await world.account(seoul, 'tiktok')
    const takeover = await reportTakeover(deps, head, lost, { lostAt: hoursAgo(2), reason: 'Nomor pemulihan hilang' })
    expect((await giveAccountUp(deps, head, takeover.id, 'Jaringan tidak menjawab 60 hari')).outcome).toBe('given_up')
    const { handle } = await world.db
      .selectFrom('account')
      .select('handle')
      .where('id', '=', lost)
      .executeTakeFirstOrThrow()
    expect((await checkAccount(world.db, `https://www.tiktok.com/@${handle}`)).answer).toBe('in_trouble')
  })
})
