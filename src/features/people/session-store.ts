import { type RawBuilder, sql } from 'kysely'
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
  readonly regionMissions: readonly string[]
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

/** Who holds a token, with the grants of that day: one statement, for every request asks it. */
export async function findSessionHolder(db: Db, token: string, today: Day): Promise<SessionHolder | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.personId')
    .leftJoin('secondFactor', 'secondFactor.personId', 'person.id')
    .select(['session.id as sessionId', 'session.expiresAt', 'session.seenAt', 'person.id', 'person.name'])
    .select(['person.email', 'person.locale', 'person.isSample', 'person.leavesOn', 'person.disabledAt'])
    .select(sql<boolean>`second_factor.confirmed_at is not null`.as('hasSecondFactor'))
    .select(sql<unknown>`(select value from setting where key = 'installation')`.as('installation'))
    .select(grantsOn(today).as('grants'))
    .where('session.tokenHash', '=', tokenHash(token))
    .executeTakeFirst()
  return row && { ...row, locale: row.locale as Locale, installation: installationKindOf(row.installation) }
}

const grantsOn = (today: Day): RawBuilder<StoredGrant[]> => sql<StoredGrant[]>`coalesce((
  select jsonb_agg(jsonb_build_object(
    'role', held.role,
    'scopes', (select coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'value', s.value)), '[]')
      from role_grant_scope s where s.grant_id = held.id),
    'regionMissions', (select coalesce(jsonb_agg(m.id), '[]')
      from role_grant_scope s join mission m on m.region_id = s.value where s.grant_id = held.id and s.kind = 'region')
  ) order by held.id)
  from role_grant held
  where held.person_id = person.id and held.valid_from <= ${today} and (held.valid_to is null or held.valid_to >= ${today})
), '[]')`

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
