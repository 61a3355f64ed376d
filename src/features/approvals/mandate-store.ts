import { sql } from 'kysely'
import { addDays } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import type { Mandate, MandateTier, MissionMandates } from './model.ts'
import type { ActiveMandate } from './policy.ts'

/** Mandates in force on a day, by mission. Callers pass missions of items they read through a scope. */
export async function listActiveMandates(
  db: Db,
  _scope: Scope,
  missionIds: readonly string[],
  on: string,
): Promise<Map<string, ActiveMandate[]>> {
  if (missionIds.length === 0) return new Map()
  const rows = await activeOn(db, { first: on, last: on }).where('missionId', 'in', missionIds).execute()
  return Map.groupBy(rows.map(toActive), (mandate) => mandate.missionId)
}

/** Missions at which a person may hold a mandate: on that day somewhere in the world, by whatever clock. */
export async function listMandated(db: Db, scope: Scope, on: string): Promise<ReadonlySet<string>> {
  if (scope.kind !== 'person') return new Set()
  const rows = await activeOn(db, { last: addDays(on, 1), first: addDays(on, -1) })
    .where('personId', '=', scope.personId)
    .execute()
  return new Set(rows.map((row) => row.missionId))
}

const activeOn = (db: Db, on: { readonly first: string; readonly last: string }) =>
  db
    .selectFrom('approvalMandate')
    .selectAll()
    .where('revokedAt', 'is', null)
    .where('startsOn', '<=', on.last)
    .where((eb) => eb.or([eb('endsOn', 'is', null), eb('endsOn', '>=', on.first)]))

const toActive = (row: { kind: string; missionId: string; personId: string; tiers: string[] }): ActiveMandate => ({
  kind: row.kind as ActiveMandate['kind'],
  missionId: row.missionId,
  personId: row.personId,
  tiers: new Set(row.tiers as MandateTier[]),
})

export type StoredMandate = Omit<Mandate, 'state'>

/** A mission's mandates, those that hold first, the newest before the older; at most 100. */
export async function listMandates(db: Db, scope: Scope, missionId: string): Promise<StoredMandate[]> {
  const rows = await selectMandates(db, scope)
    .where('approvalMandate.missionId', '=', missionId)
    .orderBy(sql`approval_mandate.revoked_at is null`, 'desc')
    .orderBy('approvalMandate.createdAt', 'desc')
    .limit(100)
    .execute()
  return rows.map(toMandate)
}

/** One mandate in scope, locked. */
export async function lockMandate(tx: Tx, scope: Scope, id: string): Promise<StoredMandate | undefined> {
  const row = await selectMandates(tx, scope)
    .where('approvalMandate.id', '=', id)
    .forUpdate('approvalMandate')
    .executeTakeFirst()
  return row && toMandate(row)
}

const selectMandates = (db: Db, scope: Scope) =>
  db
    .selectFrom('approvalMandate')
    .innerJoin('person', 'person.id', 'approvalMandate.personId')
    .leftJoin('person as giver', 'giver.id', 'approvalMandate.givenBy')
    .selectAll('approvalMandate')
    .select(['person.name as personName', 'giver.name as giverName'])
    .where(inScope(scope, 'approvalMandate.missionId'))

type Row = Awaited<ReturnType<ReturnType<typeof selectMandates>['execute']>>[number]

const toMandate = ({ personId, personName, givenBy, giverName, revokedBy: _by, ...row }: Row): StoredMandate => ({
  ...row,
  kind: row.kind as Mandate['kind'],
  tiers: row.tiers as MandateTier[],
  person: { id: personId, name: personName },
  givenBy: givenBy === null ? null : { id: givenBy, name: giverName ?? '' },
  createdAt: row.createdAt.toISOString(),
  revokedAt: row.revokedAt?.toISOString() ?? null,
})

export async function insertMandate(
  tx: Tx,
  _scope: Scope,
  row: {
    readonly id: string
    readonly kind: Mandate['kind']
    readonly missionId: string
    readonly personId: string
    readonly tiers: readonly MandateTier[]
    readonly startsOn: string
    readonly endsOn: string | null
    readonly reason: string
    readonly givenBy: string | null
    readonly createdAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('approvalMandate')
    .values({ ...row, tiers: [...row.tiers] })
    .execute()
}

export async function endMandate(tx: Tx, scope: Scope, id: string, by: string | null, now: Date): Promise<void> {
  await tx
    .updateTable('approvalMandate')
    .set({ revokedAt: now, revokedBy: by })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .where(inScope(scope, 'missionId'))
    .execute()
}

/** Persons whose grant reaches a mission on a day, with their roles there, by name; raters are blind and never named. */
export async function listColleagues(
  db: Db,
  _scope: Scope,
  missionId: string,
  on: string,
): Promise<MissionMandates['candidates']> {
  const { rows } = await sql<{ id: string; name: string; roles: string[] }>`
    select person.id, person.name, array_agg(distinct role_grant.role order by role_grant.role) as roles
    from role_grant
    join role_grant_scope s on s.grant_id = role_grant.id
    join mission on mission.id = ${missionId}
      and ((s.kind = 'region' and s.value = mission.region_id) or (s.kind = 'mission' and s.value = mission.id))
    join person on person.id = role_grant.person_id and person.disabled_at is null
      and (person.leaves_on is null or person.leaves_on >= ${on})
    where role_grant.role in ('mission_officer', 'head_of_mission', 'regional_desk') and role_grant.valid_from <= ${on}
      and (role_grant.valid_to is null or role_grant.valid_to >= ${on})
    group by person.id order by person.name`.execute(db)
  return rows
}
