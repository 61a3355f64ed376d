import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { holdsEverywhere, type Role, type Scope } from '../missions/index.ts'
import type { GrantScope, PersonId } from './model.ts'

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

/** People whose records the scope may see: all for administrators and auditors of the ministry, else oneself. By name. */
export function listPeople(db: Db, scope: Scope) {
  return db
    .selectFrom('person')
    .leftJoin('secondFactor', 'secondFactor.personId', 'person.id')
    .select(['person.id', 'name', 'email', 'locale', 'isSample', 'leavesOn', grantsOfPerson.as('grants')])
    .select(sql<boolean>`second_factor.confirmed_at is not null`.as('secondFactor'))
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
  return scope.kind === 'person' ? sql<boolean>`person.id = ${scope.personId}` : sql<boolean>`false`
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
