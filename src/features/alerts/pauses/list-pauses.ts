import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Pause } from '../../../contract/alerts.ts'
import type { ItemKind } from '../../../contract/items.ts'
import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { mayHold, missionsOfHold } from '../../deliveries/index.ts'
import { canRead, inScope, type Scope } from '../../missions/index.ts'
import { shownAfterMs } from '../model.ts'

type Row = {
  readonly id: string
  readonly occasion: Pause['occasion']
  readonly title: string
  readonly wordingId: string
  readonly wordingEn: string
  readonly sign: Pause['sign']
  readonly scopeKind: Pause['scopeKind']
  readonly scopeValue: string
  readonly startsAt: Date
  readonly endsAt: Date | null
  readonly liftedAt: Date | null
  readonly exemptKinds: ItemKind[]
  readonly orderedBy: string | null
  readonly ordererName: string | null
  readonly heldCount: number
}

/** Pauses that touch what the scope reads: those running and coming, and over within 30 days; newest first, at most 100. */
export async function listPauses(deps: { db: Db; now: () => Date }, scope: Scope): Promise<Pause[]> {
  const now = deps.now()
  const since = new Date(now.getTime() - shownAfterMs)
  const recent = sql<SqlBool>`coalesce(h.lifted_at, h.ends_at, 'infinity') > ${since}`
  const rows = await select(deps.db, scope, recent, now)
  return Promise.all(rows.map((row) => present(deps.db, scope, row, now)))
}

/** @throws AppError `pause.not_found`, also for one that touches nothing the scope reads. */
export async function findPause(db: Db, scope: Scope, holdId: string, now: Date): Promise<Pause> {
  const [row] = await select(db, scope, sql<SqlBool>`h.id = ${holdId}`, now)
  if (!row) throw new AppError('not_found', 'pause.not_found')
  return present(db, scope, row, now)
}

async function select(db: Db, scope: Scope, condition: RawBuilder<SqlBool>, now: Date): Promise<Row[]> {
  if (scope.kind === 'public') return []
  const { rows } = await sql<Row>`
    select h.id, p.occasion, p.title, p.wording_id, p.wording_en, p.sign, h.scope_kind, h.scope_value, h.starts_at,
      h.ends_at, h.lifted_at, h.exempt_kinds, h.created_by as ordered_by, c.name as orderer_name,
      (select count(*)::int from delivery d join mission dm on dm.id = d.mission_id
        where (d.state = 'held' or (d.state = 'needs_confirmation' and d.state_reason = 'confirm.after_hold'))
          and d.state_changed_at >= h.starts_at and ${inScope(scope, 'd.mission_id')}
          and (h.scope_kind = 'ministry' or (h.scope_kind = 'region' and dm.region_id = h.scope_value)
            or (h.scope_kind = 'mission' and dm.id = h.scope_value))) as held_count
    from publication_pause p
    join hold h on h.id = p.hold_id
    left join person c on c.id = h.created_by
    where ${condition} and (h.scope_kind = 'ministry' or exists (select 1 from mission m
      where (m.id = h.scope_value or m.region_id = h.scope_value) and ${inScope(scope, 'm.id')}))
    order by (h.lifted_at is null and h.starts_at <= ${now} and coalesce(h.ends_at, 'infinity') > ${now}) desc,
      h.starts_at desc, h.id limit 100`.execute(db)
  // A region touches its missions; a mission alone only those who read it.
  return rows.filter((row) => row.scopeKind !== 'mission' || canRead(scope, row.scopeValue))
}

async function present(db: Db, scope: Scope, row: Row, now: Date): Promise<Pause> {
  const endsAt = row.liftedAt ?? row.endsAt
  const missions = (await missionsOfHold(db, row.scopeKind, row.scopeValue)) ?? []
  const state = endsAt !== null && endsAt <= now ? 'over' : row.startsAt > now ? 'coming' : 'running'
  return {
    id: row.id,
    occasion: row.occasion,
    title: row.title,
    wording: { id: row.wordingId, en: row.wordingEn },
    sign: row.sign,
    scopeKind: row.scopeKind,
    scopeValue: row.scopeValue,
    startsAt: row.startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    exemptKinds: row.exemptKinds,
    state,
    heldCount: row.heldCount,
    orderedBy: row.orderedBy ? { id: row.orderedBy, name: row.ordererName ?? '' } : null,
    mayEnd: state !== 'over' && mayHold(scope, { kind: row.scopeKind, missions }),
  }
}
