import { sql } from 'kysely'
import type { Day } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { type InstallationKind, installationKindOf } from './installation.ts'
import type { GrantScope, Locale, PersonId } from './model.ts'
import { newToken, tokenHash } from './tokens.ts'

const sessionDays = 14
const dayMs = 86_400_000
/** A session's last use is written down at most this often. */
export const seenEveryMs = 3_600_000

export type Visitor = { readonly ipAddress: string | null; readonly userAgent: string | null }
export type NewSession = { readonly id: string; readonly token: string; readonly expiresAt: Date }

/** Begins a session of 14 days. The token is answered once and stored only as a hash. */
export async function insertSession(db: Db, personId: PersonId, visitor: Visitor, now: Date): Promise<NewSession> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + sessionDays * dayMs)
  const session = { id: newId(), personId, tokenHash: tokenHash(token), expiresAt, createdAt: now, seenAt: now }
  const userAgent = visitor.userAgent?.slice(0, 300) ?? null
  await db
    .insertInto('session')
    .values({ ...session, ipAddress: visitor.ipAddress, userAgent })
    .execute()
  return { id: session.id, token, expiresAt }
}

type StoredGrant = {
  readonly role: string
  readonly scopes: readonly GrantScope[]
}

export type SessionHolder = {
  readonly sessionId: string
  readonly expiresAt: Date
  readonly seenAt: Date
  readonly id: PersonId
  readonly name: string
  readonly email: string
  readonly locale: Locale
  readonly isSample: boolean
  readonly leavesOn: Day | null
  readonly disabledAt: Date | null
  readonly hasSecondFactor: boolean
  readonly installation: InstallationKind
  readonly grants: readonly StoredGrant[]
}

/**
 * Who holds a token, with the grants of that day. Two plain statements: every request asks them, and one that nests the
 * grants takes PostgreSQL longer to plan than both.
 */
export async function findSessionHolder(db: Db, token: string, today: Day): Promise<SessionHolder | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.personId')
    .leftJoin('secondFactor', 'secondFactor.personId', 'person.id')
    .leftJoin('setting', (join) => join.on('setting.key', '=', 'installation'))
    .select(['session.id as sessionId', 'session.expiresAt', 'session.seenAt', 'person.id', 'person.name'])
    .select(['person.email', 'person.locale', 'person.isSample', 'person.leavesOn', 'person.disabledAt'])
    .select(['secondFactor.confirmedAt', 'setting.value as installation'])
    .where('session.tokenHash', '=', tokenHash(token))
    .executeTakeFirst()
  if (!row) return undefined
  const { locale, installation, confirmedAt, ...rest } = row
  return {
    ...rest,
    locale: locale as Locale,
    hasSecondFactor: confirmedAt !== null,
    installation: installationKindOf(installation),
    grants: await findGrants(db, rest.id, today),
  }
}

async function findGrants(db: Db, personId: PersonId, today: Day): Promise<StoredGrant[]> {
  const rows = await db
    .selectFrom('roleGrant')
    .innerJoin('roleGrantScope', 'roleGrantScope.grantId', 'roleGrant.id')
    .select(['roleGrant.id', 'role', 'kind', 'value'])
    .where('personId', '=', personId)
    .where('validFrom', '<=', today)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', today)]))
    .execute()
  return [...Map.groupBy(rows, (row) => row.id).values()].map((entries) => ({
    role: entries[0]?.role ?? '',
    scopes: entries.map(({ kind, value }) => ({ kind: kind as GrantScope['kind'], value })),
  }))
}

/** Missions of these regions, open and closed. */
export async function findMissionsOfRegions(db: Db, regions: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('mission').select('id').where('regionId', 'in', regions).execute()
  return rows.map((row) => row.id)
}

/** Codes and all their descendants in the objective tree. */
export async function findObjectiveSubtree(db: Db, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive tree as (
      select code from objective where code = any(${codes}::text[])
      union select child.code from objective child join tree on child.parent_code = tree.code
    ) select distinct code from tree`.execute(db)
  return rows.map((row) => row.code)
}

export async function markSeen(db: Db, sessionId: string, now: Date): Promise<void> {
  await db.updateTable('session').set({ seenAt: now }).where('id', '=', sessionId).execute()
}

/** Ends the session of a token. Answers whose it was, undefined where there was none. */
export async function deleteSessionOfToken(db: Db, token: string): Promise<PersonId | undefined> {
  const row = await db
    .deleteFrom('session')
    .where('tokenHash', '=', tokenHash(token))
    .returning('personId')
    .executeTakeFirst()
  return row?.personId
}

/** Ends a person's sessions: one of them, all but one, or all. Answers how many there were. */
export async function deleteSessions(
  db: Db,
  personId: PersonId,
  which: { readonly only?: string; readonly except?: string } = {},
): Promise<number> {
  let query = db.deleteFrom('session').where('personId', '=', personId)
  if (which.only !== undefined) query = query.where('id', '=', which.only)
  if (which.except !== undefined) query = query.where('id', '!=', which.except)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

export function listSessions(db: Db, personId: PersonId, now: Date) {
  return db
    .selectFrom('session')
    .select(['id', 'createdAt', 'seenAt', 'expiresAt', 'userAgent', 'ipAddress'])
    .where('personId', '=', personId)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute()
}
