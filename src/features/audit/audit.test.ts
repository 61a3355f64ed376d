import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { beginAuditChain, chainAudit, exportHead, headsFileOf, recordAudit, verifyAudit } from './index.ts'

const now = new Date('2026-11-24T03:00:00Z')
let database: TestDatabase
let folder: string
let heads: string

beforeEach(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'selaras-audit-'))
  heads = headsFileOf(folder)
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

const record = (n: number) =>
  database.db.transaction().execute((tx) =>
    recordAudit(tx, now, {
      actor: { kind: 'system' },
      action: 'item.submitted',
      subject: { kind: 'item', id: `item-${n}` },
      payload: { n, zeta: true, alpha: null },
    }),
  )

/**
 * Links until the chain has this many events. Other tests write on the same server, and an event waits while any older
 * transaction of the server runs, so one round may not do.
 */
async function linkUntil(length: number): Promise<void> {
  const linked = async () => {
    await chainAudit(database.db, now)
    return (await database.db.selectFrom('auditLink').select('seq').execute()).length
  }
  await expect.poll(linked, { timeout: 20_000, interval: 50 }).toBe(length)
}

async function chainOf(count: number): Promise<{ seq: number; eventId: string }[]> {
  for (let n = 1; n <= count; n++) await record(n)
  await linkUntil(count)
  await exportHead(database.db, heads, now)
  return database.db.selectFrom('auditLink').select(['seq', 'eventId']).orderBy('seq').execute()
}

const findings = async () => (await verifyAudit(database.db, heads)).findings

describe('a chain that nobody touched', () => {
  it('verifies, in commit order, and grows on', async () => {
    await chainOf(5)
    await record(6)
    await linkUntil(6)
    const verdict = await verifyAudit(database.db, heads)
    expect(verdict.findings).toEqual([])
    expect(verdict.checked).toBe(6)
    expect(verdict.head?.seq).toBe(6)
  })

  it('leaves an event waiting while an older transaction may still write, and links it afterwards', async () => {
    const open = await database.pool.connect()
    await open.query('begin')
    await open.query('select pg_current_xact_id()')
    await record(1)
    expect(await chainAudit(database.db, now)).toBe(0)
    expect(await findings()).toEqual([])
    await open.query('commit')
    open.release()
    await linkUntil(1)
  })

  it('has one writer: chainers at one instant link every event once', async () => {
    for (let n = 1; n <= 20; n++) await record(n)
    await Promise.all([1, 2, 3, 4].map(() => chainAudit(database.db, now)))
    await linkUntil(20)
    const { checked, findings: wrong } = await verifyAudit(database.db, heads)
    expect({ checked, wrong }).toEqual({ checked: 20, wrong: [] })
  })
})

describe('what audit verify names', () => {
  it('an altered row', async () => {
    const links = await chainOf(6)
    await sql`update audit_event set payload = '{"n": 99}' where id = ${links[2]?.eventId}`.execute(database.db)
    expect(await findings()).toEqual([{ kind: 'altered', seq: 3, eventId: links[2]?.eventId }])
  })

  it('two swapped rows, by their contents', async () => {
    const links = await chainOf(6)
    const [a, b] = [links[1]?.eventId, links[4]?.eventId]
    await sql`update audit_event e set subject_id = o.subject_id, payload = o.payload from audit_event o
      where e.id in (${a}, ${b}) and o.id in (${a}, ${b}) and o.id <> e.id`.execute(database.db)
    expect(await findings()).toEqual([
      { kind: 'swapped', seq: 2, withSeq: 5, eventId: a },
      { kind: 'swapped', seq: 5, withSeq: 2, eventId: b },
    ])
  })

  it('two swapped rows, by their places in the chain', async () => {
    const links = await chainOf(4)
    const [a, b] = [links[0]?.eventId, links[2]?.eventId]
    await database.db.transaction().execute(async (tx) => {
      await sql`update audit_link set event_id = gen_random_uuid() where seq = 3`.execute(tx)
      await sql`update audit_link set event_id = ${b} where seq = 1`.execute(tx)
      await sql`update audit_link set event_id = ${a} where seq = 3`.execute(tx)
    })
    expect(await findings()).toEqual([
      { kind: 'swapped', seq: 1, withSeq: 3, eventId: b },
      { kind: 'swapped', seq: 3, withSeq: 1, eventId: a },
    ])
  })

  it('a removed row, with its link and without', async () => {
    const links = await chainOf(6)
    await sql`delete from audit_event where id in (${links[1]?.eventId}, ${links[3]?.eventId})`.execute(database.db)
    await sql`delete from audit_link where seq = 4`.execute(database.db)
    expect(await findings()).toEqual([
      { kind: 'removed', seq: 2, eventId: links[1]?.eventId },
      { kind: 'removed', seq: 4, eventId: null },
    ])
  })

  it('a cut tail, also after the chain has grown again over the cut', async () => {
    await chainOf(6)
    await sql`delete from audit_event where id in (select event_id from audit_link where seq > 4)`.execute(database.db)
    await sql`delete from audit_link where seq > 4`.execute(database.db)
    await sql`delete from audit_head`.execute(database.db)
    expect(await findings()).toEqual([{ kind: 'cut', fromSeq: 5, toSeq: 6 }])
    for (const n of [7, 8, 9]) await record(n)
    await linkUntil(7)
    expect(await findings()).toEqual([{ kind: 'rewritten', afterSeq: 0, toSeq: 6 }])
  })

  it('an event whose link was taken away', async () => {
    const links = await chainOf(3)
    await sql`delete from audit_link where seq = 2`.execute(database.db)
    expect(await findings()).toEqual([
      { kind: 'removed', seq: 2, eventId: null },
      { kind: 'loose', eventId: links[1]?.eventId },
    ])
  })
})

it('a new chain begins with an event that names the end of the old one', async () => {
  await chainOf(3)
  await database.db.transaction().execute((tx) => beginAuditChain(tx, now, { kind: 'system' }, 'start_for_real'))
  await record(4)
  await linkUntil(5)
  const verdict = await verifyAudit(database.db, heads)
  expect(verdict).toMatchObject({ chain: 2, checked: 2, findings: [] })
  const first = await database.db
    .selectFrom('auditLink')
    .innerJoin('auditEvent', 'auditEvent.id', 'auditLink.eventId')
    .select(['action', 'payload'])
    .where('chain', '=', 2)
    .where('seq', '=', 1)
    .executeTakeFirst()
  expect(first).toMatchObject({ action: 'audit.chain_begun', payload: { previousSeq: 3, why: 'start_for_real' } })
})
