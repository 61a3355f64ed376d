import { sql } from 'kysely'
import type { Hold } from '../../contract/deliveries.ts'
import type { ItemKind } from '../../contract/items.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, inScope, type Scope } from '../missions/index.ts'
import { type HoldScope, mayHold, missionsOfHold } from './policy.ts'
import { holdInForce, holdReaches, takeHoldLock } from './stop-sql.ts'
import { wakeDispatchers } from './wake.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

export type NewHold = {
  readonly kind: Hold['kind']
  readonly scopeKind: HoldScope['kind']
  readonly scopeValue: string
  readonly reason: string
  readonly startsAt?: string | undefined
  readonly endsAt: string | null
  readonly exemptKinds: readonly ItemKind[]
}

/**
 * Holds everything a scope reaches. When this returns, nothing that it reaches starts any more, in any process; a call
 * that was already running is finished.
 */
export function createHold(deps: Deps, scope: Scope, input: NewHold): Promise<Hold> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const scopeValue = input.scopeKind === 'ministry' ? '*' : input.scopeValue
    await demandHold(tx, scope, input.scopeKind, scopeValue)
    const startsAt = input.startsAt ? new Date(input.startsAt) : now
    const endsAt = input.endsAt ? new Date(input.endsAt) : null
    if (input.kind === 'recall') throw new AppError('invalid', 'hold.by_recall')
    if (endsAt && (endsAt <= startsAt || endsAt <= now)) throw new AppError('invalid', 'hold.ends_before_start')
    await takeHoldLock(tx)
    const id = newId()
    const { kind, scopeKind, reason } = input
    const exemptKinds = [...input.exemptKinds]
    const createdBy = scope.kind === 'person' ? scope.personId : null
    await tx
      .insertInto('hold')
      .values({ id, kind, scopeKind, scopeValue, reason, startsAt, endsAt, exemptKinds, createdBy, createdAt: now })
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'hold.created',
      subject: { kind: 'hold', id },
      payload: { kind, scope: scopeKind, value: scopeValue, until: endsAt?.toISOString() ?? null },
      ...(scopeKind === 'mission' ? { missionId: scopeValue } : {}),
    })
    await wakeDispatchers(tx)
    return findHold(tx, scope, id, now)
  })
}

/** Lifts a hold; what it stopped waits for confirmation, except after an embargo. Repeating it changes nothing. */
export function liftHold(deps: Deps, scope: Scope, id: string): Promise<Hold> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const row = await tx.selectFrom('hold').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    const missions = row && (await missionsOfHold(tx, row.scopeKind as HoldScope['kind'], row.scopeValue))
    if (!row || !missions || !isVisible(scope, row.scopeKind, missions))
      throw new AppError('not_found', 'hold.not_found')
    if (!mayHold(scope, { kind: row.scopeKind as HoldScope['kind'], missions }))
      throw new AppError('forbidden', 'hold.not_yours')
    if (row.kind === 'recall') throw new AppError('conflict', 'hold.by_recall')
    const act = await actBehind(tx, id)
    if (act !== undefined) throw new AppError('conflict', `hold.by_${act}`)
    if (row.liftedAt === null) {
      const liftedBy = scope.kind === 'person' ? scope.personId : null
      await tx.updateTable('hold').set({ liftedAt: now, liftedBy }).where('id', '=', id).execute()
      await recordAudit(tx, now, {
        actor: actorOf(scope),
        action: 'hold.lifted',
        subject: { kind: 'hold', id },
        payload: { scope: row.scopeKind, value: row.scopeValue },
        ...(row.scopeKind === 'mission' ? { missionId: row.scopeValue } : {}),
      })
      await wakeDispatchers(tx)
    }
    return findHold(tx, scope, id, now)
  })
}

/** An alert or a takeover that still runs and laid this hold: it is ended there, so that what it promises stays true. */
async function actBehind(tx: Tx, holdId: string): Promise<'alert' | 'takeover' | undefined> {
  const alert = await tx
    .selectFrom('alertHold')
    .innerJoin('alert', 'alert.id', 'alertHold.alertId')
    .select('holdId')
    .where('holdId', '=', holdId)
    .where('status', '=', 'open')
    .executeTakeFirst()
  if (alert) return 'alert'
  const takeover = await tx
    .selectFrom('takeover')
    .select('id')
    .where('holdId', '=', holdId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return takeover && 'takeover'
}

/** Holds that touch what the scope reads, newest first; at most 200. With `missionId`, those that reach that mission. */
export async function listHolds(
  deps: Deps,
  scope: Scope,
  filter: { readonly missionId?: string | undefined; readonly includePast: boolean },
): Promise<Hold[]> {
  if (filter.missionId && !canRead(scope, filter.missionId)) throw new AppError('not_found', 'mission.not_found')
  const now = deps.now()
  const conditions = [sql<boolean>`true`]
  if (!filter.includePast)
    conditions.push(sql<boolean>`h.lifted_at is null and (h.ends_at is null or h.ends_at > ${now})`)
  if (filter.missionId)
    conditions.push(sql<boolean>`(h.scope_kind in ('ministry', 'campaign') or ${filter.missionId} = ${namedMission}
      or (h.scope_kind = 'region' and h.scope_value = (select region_id from mission where id = ${filter.missionId})))`)
  return selectHolds(deps.db, scope, sql.join(conditions, sql` and `), now)
}

async function findHold(db: Db, scope: Scope, id: string, now: Date): Promise<Hold> {
  const [found] = await selectHolds(db, scope, sql`h.id = ${id}`, now)
  if (!found) throw new AppError('not_found', 'hold.not_found')
  return found
}

// The one mission that a narrow hold is about.
const namedMission = sql<string>`case h.scope_kind
  when 'mission' then h.scope_value
  when 'account' then (select mission_id from account where id::text = h.scope_value)
  when 'item' then (select mission_id from item where id::text = h.scope_value) end`

type HoldRow = Omit<Hold, 'startsAt' | 'endsAt' | 'createdAt' | 'liftedAt' | 'createdBy' | 'liftedBy'> & {
  readonly startsAt: Date
  readonly endsAt: Date | null
  readonly createdAt: Date
  readonly liftedAt: Date | null
  readonly createdBy: string | null
  readonly createdByName: string | null
  readonly liftedBy: string | null
  readonly liftedByName: string | null
  readonly mission: string | null
}

async function selectHolds(db: Db, scope: Scope, condition: ReturnType<typeof sql>, now: Date): Promise<Hold[]> {
  const { rows } = await sql<HoldRow>`
    select h.id, h.kind, h.scope_kind, h.scope_value, h.reason, h.starts_at, h.ends_at, h.exempt_kinds, h.created_at,
      h.lifted_at, h.created_by, h.lifted_by, c.name as created_by_name, l.name as lifted_by_name,
      ${namedMission} as mission,
      case h.scope_kind
        when 'account' then (select network || ' ' || handle from account where id::text = h.scope_value)
        when 'item' then (select title from item where id::text = h.scope_value)
        when 'campaign' then (select title from campaign where id::text = h.scope_value) end as scope_name,
      (select count(*) from delivery d
        where d.state in ('scheduled', 'held', 'awaiting_person') and d.due_at < ${now}::timestamptz + interval '7 days'
          and (h.ends_at is null or d.due_at < h.ends_at) and h.lifted_at is null and ${holdReaches}
          and ${inScope(scope, 'd.mission_id')}) as stops_count
    from hold h left join person c on c.id = h.created_by left join person l on l.id = h.lifted_by
    where ${condition}
    order by (${holdInForce(now)}) desc, h.created_at desc, h.id desc limit 200`.execute(db)
  return rows
    .filter((row) => row.mission === null || canRead(scope, row.mission))
    .map(({ mission: _mission, createdByName, liftedByName, ...row }) => ({
      ...row,
      startsAt: row.startsAt.toISOString(),
      endsAt: row.endsAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
      liftedAt: row.liftedAt?.toISOString() ?? null,
      createdBy: row.createdBy ? { id: row.createdBy, name: createdByName ?? '' } : null,
      liftedBy: row.liftedBy ? { id: row.liftedBy, name: liftedByName ?? '' } : null,
    }))
}

const isVisible = (scope: Scope, kind: string, missions: readonly string[]): boolean =>
  ['ministry', 'region', 'campaign'].includes(kind) || missions.every((mission) => canRead(scope, mission))

async function demandHold(tx: Tx, scope: Scope, kind: HoldScope['kind'], value: string): Promise<void> {
  const missions = await missionsOfHold(tx, kind, value)
  if (!missions || !isVisible(scope, kind, missions)) throw new AppError('not_found', `hold.no_such_${kind}`)
  if (!mayHold(scope, { kind, missions })) throw new AppError('forbidden', 'hold.not_yours')
}
