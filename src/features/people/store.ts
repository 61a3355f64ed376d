import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { holdsEverywhere, type Role, type Scope } from '../missions/index.ts'
import type { GrantScope, PersonId } from './model.ts'

type Reset = { readonly reason: string; readonly askedById: string | null; readonly askedBy: string | null }

type StoredGrant = {
  readonly id: string
  readonly role: Role
  readonly scopes: readonly GrantScope[]
  readonly validFrom: Day
  readonly validTo: Day | null
}

const grantsOfPerson = sql<StoredGrant[]>`coalesce((
  select jsonb_agg(jsonb_build_object(
    'id', held.id, 'role', held.role, 'validFrom', held.valid_from, 'validTo', held.valid_to,
    'scopes', (select coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'value', s.value)), '[]')
      from role_grant_scope s where s.grant_id = held.id)
  ) order by held.id)
  from role_grant held where held.person_id = person.id
), '[]')`

/**
 * People whose records the scope may see: all for administrators and auditors of the ministry, those of the own mission
 * for its head, else oneself. By name. `now` decides which links and wishes still wait.
 */
export function listPeople(db: Db, scope: Scope, now: Date) {
  return db
    .selectFrom('person')
    .leftJoin('secondFactor', 'secondFactor.personId', 'person.id')
    .select(['person.id', 'name', 'email', 'locale', 'isSample', 'leavesOn', grantsOfPerson.as('grants')])
    .select(sql<boolean>`second_factor.confirmed_at is not null`.as('secondFactor'))
    .select(sql<boolean>`exists (select 1 from password p where p.person_id = person.id)`.as('hasPassword'))
    .select(
      sql<Date | null>`(select max(l.expires_at) from sign_in_link l
        where l.person_id = person.id and l.expires_at > ${now})`.as('invitedUntil'),
    )
    .select(sql<Date | null>`(select max(s.seen_at) from session s where s.person_id = person.id)`.as('lastSeenAt'))
    .select(
      sql<Reset | null>`(select jsonb_build_object('reason', r.reason, 'askedById', r.asked_by, 'askedBy', asker.name)
        from second_factor_reset r left join person asker on asker.id = r.asked_by
        where r.person_id = person.id and r.outcome is null and r.expires_at > ${now})`.as('reset'),
    )
    .where(visibleTo(scope))
    .orderBy('name')
    .orderBy('person.id')
    .execute()
}

/** True where there is such a person for this scope. */
export async function personExists(db: Db, scope: Scope, id: PersonId): Promise<boolean> {
  const query = db.selectFrom('person').select('id').where('id', '=', id).where(visibleTo(scope))
  return (await query.executeTakeFirst()) !== undefined
}

/** Names of colleagues by id, for whoever is signed in; the public learns none. Unknown ids are left out. */
export async function findPersonNames(
  db: Db,
  scope: Scope,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> {
  if (scope.kind === 'public' || ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

function visibleTo(scope: Scope): RawBuilder<boolean> {
  if (holdsEverywhere(scope, ['administrator', 'auditor'])) return sql<boolean>`true`
  if (scope.kind !== 'person') return sql<boolean>`false`
  const heads = scope.grants.filter((grant) => grant.role === 'head_of_mission')
  if (heads.some((grant) => grant.missions === 'all')) return sql<boolean>`true`
  const missions = heads.flatMap((grant) => (grant.missions === 'all' ? [] : [...grant.missions]))
  return sql<boolean>`(person.id = ${scope.personId} or exists (
    select 1 from role_grant g join role_grant_scope s on s.grant_id = g.id
    where g.person_id = person.id and s.kind = 'mission' and s.value = any(${missions}::text[])))`
}

/** Every scope entry that a person holds, with its role. Callers have checked that the person exists for them. */
export async function findGrantScopes(
  db: Db,
  personId: PersonId,
): Promise<readonly (GrantScope & { readonly role: string })[]> {
  const rows = await db
    .selectFrom('roleGrant')
    .innerJoin('roleGrantScope', 'roleGrantScope.grantId', 'roleGrant.id')
    .select(['role', 'kind', 'value'])
    .where('personId', '=', personId)
    .execute()
  return rows.map(({ kind, ...rest }) => ({ ...rest, kind: kind as GrantScope['kind'] }))
}

export type NewGrant = {
  readonly personId: PersonId
  readonly role: Role
  readonly scopes: readonly GrantScope[]
  readonly validFrom: Day
  readonly validTo?: Day | null | undefined
  readonly grantedBy: PersonId | null
}

export async function insertGrant(db: Db, grant: NewGrant, now: Date): Promise<string> {
  const id = newId()
  const { scopes, validTo, ...rest } = grant
  await db
    .insertInto('roleGrant')
    .values({ ...rest, id, validTo: validTo ?? null, createdAt: now })
    .execute()
  await db
    .insertInto('roleGrantScope')
    .values(scopes.map((scope) => ({ grantId: id, ...scope })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return id
}
