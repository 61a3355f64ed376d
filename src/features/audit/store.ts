import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { SealedEvent } from './canonical.ts'

export type Link = {
  readonly seq: number
  readonly eventId: string
  readonly previousHash: string
  readonly hash: string
}
export type Head = { readonly chain: number; readonly seq: number; readonly hash: string }

const eventColumns = [
  'auditEvent.id',
  'auditEvent.at',
  'auditEvent.actorId',
  'auditEvent.actorKind',
  'auditEvent.action',
  'auditEvent.subjectKind',
  'auditEvent.subjectId',
  'auditEvent.missionId',
  'auditEvent.payload',
] as const

const chainerLock = sql`hashtextextended('audit chain', 0)`

/** Only one chainer at a time, of all processes; false where another is at it. */
export async function becomeChainer(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${chainerLock}) as mine`.execute(tx)
  return rows[0]?.mine ?? false
}

/** The same, for whoever must have it: waits until the chainer at work is done. */
export async function waitToBeChainer(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${chainerLock})`.execute(tx)
}

/** Takes away every event and link. Exported heads stay: they prove what the chain had been. */
export async function emptyEvents(tx: Tx): Promise<void> {
  await sql`truncate audit_event, audit_pending, audit_link`.execute(tx)
}

/**
 * Waiting events that no running transaction can still precede, by commit order (transaction number, id). A number
 * beyond the snapshot comes from a server before a restore and is over as well.
 */
export async function findSettled(tx: Tx, limit: number): Promise<SealedEvent[]> {
  return tx
    .selectFrom('auditPending')
    .innerJoin('auditEvent', 'auditEvent.id', 'auditPending.eventId')
    .select(eventColumns)
    .where(
      sql<boolean>`(audit_pending.xid < pg_snapshot_xmin(pg_current_snapshot())
        or audit_pending.xid >= pg_snapshot_xmax(pg_current_snapshot()))`,
    )
    .orderBy('auditPending.xid')
    .orderBy('auditPending.eventId')
    .limit(limit)
    .execute()
}

/** Number of the chain that grows now; a new one begins when the sample ends. */
export async function currentChain(db: Db | Tx): Promise<number> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', 'auditChain').executeTakeFirst()
  return typeof row?.value === 'number' ? row.value : 1
}

export async function lastLink(db: Db | Tx, chain: number): Promise<Link | undefined> {
  return db
    .selectFrom('auditLink')
    .select(['seq', 'eventId', 'previousHash', 'hash'])
    .where('chain', '=', chain)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function saveLinks(tx: Tx, chain: number, links: readonly Link[], now: Date): Promise<void> {
  if (links.length === 0) return
  await tx
    .insertInto('auditLink')
    .values(links.map((link) => ({ ...link, chain, linkedAt: now })))
    .execute()
  await tx
    .deleteFrom('auditPending')
    .where(
      'eventId',
      'in',
      links.map((link) => link.eventId),
    )
    .execute()
}

/** Links of a chain from a number on, each with its event where that is still there; at most `limit`. */
export async function findLinks(
  db: Db | Tx,
  chain: number,
  fromSeq: number,
  limit: number,
): Promise<(Link & { readonly event: SealedEvent | null })[]> {
  const rows = await db
    .selectFrom('auditLink')
    .leftJoin('auditEvent', 'auditEvent.id', 'auditLink.eventId')
    .select(['auditLink.seq', 'auditLink.eventId', 'auditLink.previousHash', 'auditLink.hash', ...eventColumns])
    .where('auditLink.chain', '=', chain)
    .where('auditLink.seq', '>=', fromSeq)
    .orderBy('auditLink.seq')
    .limit(limit)
    .execute()
  return rows.map(({ seq, eventId, previousHash, hash, id, ...event }) => ({
    seq,
    eventId,
    previousHash,
    hash,
    event: id === null ? null : ({ id, ...event } as SealedEvent),
  }))
}

/** Events that are neither linked nor waiting: somebody took their links away, or slipped them in. */
export async function findLoose(db: Db | Tx, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('auditEvent')
    .leftJoin('auditLink', 'auditLink.eventId', 'auditEvent.id')
    .leftJoin('auditPending', 'auditPending.eventId', 'auditEvent.id')
    .select('auditEvent.id')
    .where('auditLink.eventId', 'is', null)
    .where('auditPending.eventId', 'is', null)
    .orderBy('auditEvent.id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

export async function saveHead(db: Db | Tx, head: Head, now: Date): Promise<void> {
  await db
    .insertInto('auditHead')
    .values({ ...head, exportedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export function findHeads(db: Db | Tx): Promise<Head[]> {
  return db.selectFrom('auditHead').select(['chain', 'seq', 'hash']).orderBy('chain').orderBy('seq').execute()
}
