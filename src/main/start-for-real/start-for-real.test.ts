import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { cookieOf } from '../../../test/support/sign-in.ts'
import { recomputeDirty, viewBoard } from '../../features/alignment/index.ts'
import { chainAudit, exportHead, headsFileOf, verifyAudit } from '../../features/audit/index.ts'
import { systemScope } from '../../features/missions/index.ts'
import { startForReal } from '../../features/people/index.ts'
import { listSamplePersons } from '../../features/people/sample-persons.ts'
import { systemClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { localFiles } from '../../platform/files.ts'
import { silentLog } from '../../platform/log.ts'
import { composeInstallation, composeServer, type Installation } from '../compose.ts'
import { prepareData } from '../prepare-data.ts'
import { createSampleEmptier } from './empty-sample.ts'
import { tableFates } from './table-fates.ts'

// A fault behind a 500 is what a failing test needs to show.
const log = { ...silentLog, error: (fields: object, message: string) => console.error(message, fields) }
const url = '/api/v1/installation/start-for-real'
const confirmation = ' Mulai  SUNGGUHAN '
let database: TestDatabase
let installation: Installation
let app: FastifyInstance
let data: string
let heads: string

beforeAll(async () => {
  database = await createTestDatabase()
  data = await mkdtemp(join(tmpdir(), 'selaras-real-'))
  heads = headsFileOf(data)
  const env = { DATABASE_URL: database.url, SELARAS_DATA: data, SELARAS_SECRET: 'secret of the tests' }
  installation = await composeInstallation(readConfig(env), database, systemClock, log, { url: database.url })
  await prepareData(installation, () => {})
  app = (await composeServer(installation)).app
  await app.ready()
}, 60_000)
afterAll(async () => {
  await app?.close()
  await database?.drop()
  await rm(data, { recursive: true, force: true })
})

async function sampleCookie(role: string): Promise<string> {
  const person = (await listSamplePersons(database.db)).find((known) => known.role === role)
  const payload = { personId: person?.id ?? '' }
  return cookieOf(await app.inject({ method: 'POST', url: '/api/v1/session/sample', payload }))
}

async function countRows(): Promise<Record<string, number>> {
  const names = await tables()
  const counts: Record<string, number> = {}
  for (const name of names) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(database.db)
    counts[name] = rows[0]?.n ?? 0
  }
  return counts
}

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(database.db)
  return rows.map((row) => row.name)
}

/** Links everything that waits; other tests' transactions on the same server may hold events back for a moment. */
async function chainAll(): Promise<void> {
  const waiting = async () => {
    await chainAudit(database.db, new Date())
    return (await database.db.selectFrom('auditPending').select('eventId').execute()).length
  }
  await expect.poll(waiting, { timeout: 20_000, interval: 50 }).toBe(0)
  await exportHead(database.db, heads, new Date())
}

it('knows of every table whether it is kept, emptied or parted; a new one must be decided in table-fates.ts', async () => {
  expect(await tables()).toEqual(Object.keys(tableFates).sort())
})

describe('"Mulai sungguhan"', () => {
  it('is refused to everyone but an administrator, without the right words, and changes nothing then', async () => {
    const before = await countRows()
    const post = async (role: string, words: string) =>
      app.inject({
        method: 'POST',
        url,
        headers: { cookie: await sampleCookie(role) },
        payload: { confirmation: words },
      })
    for (const role of ['mission_officer', 'strategist', 'auditor', 'head_of_mission'])
      expect((await post(role, confirmation)).json().key).toBe('people.start_for_real_not_yours')
    const wrong = await post('administrator', 'mulai')
    expect([wrong.statusCode, wrong.json().key]).toEqual([422, 'people.start_for_real_word'])
    expect(wrong.json().title).toContain('mulai sungguhan')
    const after = await countRows()
    for (const name of Object.keys(before).filter((table) => !/^(session|audit_|process|rate)/.test(table)))
      expect([name, after[name]]).toEqual([name, before[name]])
  })

  it('lets only an administrator with an account of their own begin where there is one', async () => {
    const admin = await sampleCookie('administrator')
    const { personId, grantId } = await insertRealAdministrator()
    const refused = await app.inject({ method: 'GET', url, headers: { cookie: admin } })
    expect(refused.json().key).toBe('people.start_for_real_own_account')
    await database.db.deleteFrom('roleGrant').where('id', '=', grantId).execute()
    await database.db.deleteFrom('password').where('personId', '=', personId).execute()
    expect((await app.inject({ method: 'GET', url, headers: { cookie: admin } })).statusCode).toBe(200)
  })

  it('keeps missions, real people, register and settings, and empties every other table', async () => {
    await recomputeDirty(database.db, new Date())
    await chainAll()
    const oldHead = (await verifyAudit(database.db, heads)).head
    const before = await countRows()
    expect([before.message ?? 0, before.alignment_day ?? 0].every((n) => n > 1_000)).toBe(true)
    const officer = await sampleCookie('mission_officer')
    const admin = await sampleCookie('administrator')
    const preview = (await app.inject({ method: 'GET', url, headers: { cookie: admin } })).json()
    expect(preview).toMatchObject({ word: 'mulai sungguhan', stays: { missions: 133 } })
    const realPeople = preview.stays.people

    const answer = await app.inject({ method: 'POST', url, headers: { cookie: admin }, payload: { confirmation } })
    expect([answer.statusCode, answer.json().key]).toEqual([200, undefined])
    expect(answer.json().stillSignedIn).toBe(false)

    const after = await countRows()
    for (const [name, fate] of Object.entries(tableFates)) {
      if (fate === 'kept' && name !== 'setting') expect([name, after[name]]).toEqual([name, before[name]])
      if (fate === 'emptied') expect([name, after[name]]).toEqual([name, 0])
    }
    const people = await database.db.selectFrom('person').select(['isSample']).execute()
    // The real ones, and the first administrator, who was made for the link.
    expect(people.map((person) => person.isSample)).toEqual(Array.from({ length: realPeople + 1 }, () => false))
    const accounts = await database.db.selectFrom('account').select(['status', 'handle', 'url']).execute()
    expect(accounts.length).toBe(preview.stays.accounts)
    expect(accounts.every((account) => account.status === 'proposed')).toBe(true)
    expect(accounts.filter((account) => /contoh/.test(account.url))).toEqual([])

    // Persons of the sample are out at once, and nobody comes back in as one of them.
    for (const cookie of [officer, admin]) {
      const me = await app.inject({ method: 'GET', url: '/api/v1/me', headers: { cookie } })
      expect(me.statusCode).toBe(401)
    }
    const options = (await app.inject({ method: 'GET', url: '/api/v1/session/options' })).json()
    expect(options).toEqual({ sample: false, persons: [] })

    // The link signs the first administrator in, who must enrol a second factor before anything else.
    const link = new URL(answer.json().signInUrl)
    const entered = await app.inject({ method: 'GET', url: `${link.pathname}${link.search}` })
    const me = await app.inject({ method: 'GET', url: '/api/v1/me', headers: { cookie: cookieOf(entered) } })
    expect(me.json()).toMatchObject({ sample: false, roles: ['administrator'], secondFactor: 'required' })

    // The new chain names the end of the old one and holds.
    await chainAll()
    const verdict = await verifyAudit(database.db, heads)
    expect(verdict).toMatchObject({ chain: 2, findings: [] })
    const first = await database.db
      .selectFrom('auditLink')
      .innerJoin('auditEvent', 'auditEvent.id', 'auditLink.eventId')
      .select(['auditEvent.action', 'auditEvent.payload'])
      .where('chain', '=', 2)
      .orderBy('seq')
      .execute()
    const begun = first.find((event) => event.action === 'audit.chain_begun')
    expect(begun?.payload).toMatchObject({ why: 'start_for_real', previousSeq: oldHead?.seq ?? 0 })
    expect(first.map((event) => event.action)).toContain('installation.started_for_real')
  })

  it('leaves a board without numbers, and cannot be done twice', async () => {
    const { db } = database
    const deps = { db, now: () => new Date(), homeZone: installation.ministry.homeZone }
    const board = await viewBoard(deps, systemScope('test'), '90d')
    expect([board.total.messages, board.total.posts, board.activeCount]).toEqual([0, 0, 0])
    expect(board.missions.filter((mission) => mission.messages > 0)).toEqual([])
    const emptier = createSampleEmptier(localFiles(data))
    await expect(startForReal({ ...deps, emptier }, systemScope('test'), confirmation)).rejects.toMatchObject({
      key: 'people.start_for_real_not_sample',
    })
  })
})

async function insertRealAdministrator(): Promise<{ personId: string; grantId: string }> {
  const personId = crypto.randomUUID()
  const grantId = crypto.randomUUID()
  const now = new Date()
  const { db } = database
  await db
    .insertInto('person')
    .values({ id: personId, name: 'Rangga', email: 'rangga@contoh.test', createdAt: now, updatedAt: now })
    .execute()
  await db.insertInto('password').values({ personId, hash: 'x', changedAt: now }).execute()
  await db
    .insertInto('roleGrant')
    .values({ id: grantId, personId, role: 'administrator', validFrom: '2026-01-01', createdAt: now })
    .execute()
  await db.insertInto('roleGrantScope').values({ grantId, kind: 'ministry', value: '*' }).execute()
  return { personId, grantId }
}
