import { sql } from 'kysely'
import { type Day, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Role, type Scope } from '../missions/index.ts'
import type { GrantScope, PersonId } from './model.ts'
import { demandGranter, demandManager } from './policy.ts'
import { insertGrant } from './store.ts'

export type GrantRequest = {
  readonly role: Role
  readonly scopes: readonly GrantScope[]
  /** Today in the home zone when absent. */
  readonly validFrom?: Day | undefined
  /** Last day; null = until revoked. */
  readonly validTo?: Day | null | undefined
}

/** Grants a role over a list of scopes. @throws AppError invalid naming the first scope that does not exist. */
export async function grantRole(
  deps: { db: Db; now: () => Date; homeZone: string },
  scope: Scope,
  personId: PersonId,
  request: GrantRequest,
): Promise<string> {
  demandGranter(scope, request.role, request.scopes)
  const now = deps.now()
  const validFrom = request.validFrom ?? localDayOf(now, deps.homeZone)
  if (request.validTo && request.validTo < validFrom) throw new AppError('invalid', 'people.grant_ends_before_start')
  return deps.db.transaction().execute(async (tx) => {
    await demandManager(tx, scope, personId)
    return grantInside(tx, scope, personId, { ...request, validFrom }, now)
  })
}

/** Writes a grant that the caller has allowed. @throws AppError invalid naming the first scope that does not exist. */
export async function grantInside(
  tx: Tx,
  scope: Scope,
  personId: PersonId,
  request: GrantRequest & { readonly validFrom: Day },
  now: Date,
): Promise<string> {
  const { validFrom } = request
  for (const entry of request.scopes)
    if (!(await scopeExists(tx, entry)))
      throw new AppError('invalid', 'people.scope_unknown', { kind: entry.kind, value: entry.value })
  const grantedBy = scope.kind === 'person' ? scope.personId : null
  const grantId = await insertGrant(tx, { ...request, personId, validFrom, grantedBy }, now)
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: 'role.granted',
    subject: { kind: 'person', id: personId },
    payload: {
      grant: grantId,
      role: request.role,
      scopes: request.scopes.map(({ kind, value }) => `${kind}:${value}`),
      from: validFrom,
      to: request.validTo ?? null,
    },
  })
  return grantId
}

/** Takes a grant back at once. @throws AppError conflict for the ministry's last administrator. */
export async function revokeRole(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  personId: PersonId,
  grantId: string,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    await demandManager(tx, scope, personId)
    const grant = await tx
      .deleteFrom('roleGrant')
      .where('id', '=', grantId)
      .where('personId', '=', personId)
      .returning('role')
      .executeTakeFirst()
    if (!grant) throw new AppError('not_found', 'people.grant_not_found')
    if (grant.role === 'administrator' && !(await hasAdministrator(tx)))
      throw new AppError('conflict', 'people.last_administrator')
    await recordAudit(tx, deps.now(), {
      actor: actorOf(scope),
      action: 'role.revoked',
      subject: { kind: 'person', id: personId },
      payload: { grant: grantId, role: grant.role },
    })
  })
}

async function scopeExists(tx: Tx, { kind, value }: GrantScope): Promise<boolean> {
  if (kind === 'ministry') return value === '*'
  if (kind === 'account')
    return isId(value) && (await tx.selectFrom('account').select('id').where('id', '=', value).execute()).length > 0
  const column = kind === 'objective' ? 'code' : 'id'
  const { rows } = await sql`select 1 from ${sql.table(kind)} where ${sql.ref(column)} = ${value} limit 1`.execute(tx)
  return rows.length > 0
}

async function hasAdministrator(tx: Tx): Promise<boolean> {
  const rows = await tx
    .selectFrom('roleGrant')
    .innerJoin('roleGrantScope', 'roleGrantScope.grantId', 'roleGrant.id')
    .select('roleGrant.id')
    .where('role', '=', 'administrator')
    .where('kind', '=', 'ministry')
    .limit(1)
    .execute()
  return rows.length > 0
}
