import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import type { CalendarEntry } from './model.ts'

type Common = {
  readonly itemId: string
  readonly title: string
  readonly kind: CalendarEntry['kind']
  readonly objectiveCode: string | null
  readonly campaignId: string | null
  readonly embargoUntil: Date | null
  readonly revision: number
  readonly stage: CalendarEntry['stage']
  readonly dueLocal: string
  readonly dueZone: string
}

/** An item without deliveries, at the time its author plans. */
export type PlannedItem = Common & { readonly accounts: readonly { id: string; network: string }[] }
/** One delivery at the time it is due. */
export type PlannedDelivery = Common & {
  readonly deliveryId: string
  readonly accountId: string
  readonly network: string
  readonly at: Date
}

const most = 1000

const itemColumns = sql`i.id as item_id, i.title, i.kind, i.campaign_id, i.revision, c.embargo_until, o.objective_code`
const itemJoins = sql`
  left join campaign c on c.id = i.campaign_id
  left join lateral (select objective_code from item_objective where item_id = i.id
    order by weight desc, objective_code limit 1) o on true`

/**
 * Items of a mission that are planned between two days of their own zone and have nothing in the queue, at most 1,000.
 * Zones differ by up to a day: ask for a day more on either side and cut by the instant.
 */
export async function listPlannedItems(
  db: Db,
  scope: Scope,
  missionId: string,
  from: string,
  to: string,
): Promise<PlannedItem[]> {
  const { rows } = await sql<PlannedItem>`
    select ${itemColumns}, i.status as stage, i.planned_local as due_local, i.planned_zone as due_zone,
      coalesce((select jsonb_agg(distinct jsonb_build_object('id', a.id, 'network', a.network))
        from variant v join account a on a.id = v.account_id where v.item_id = i.id), '[]') as accounts
    from item i ${itemJoins}
    where i.mission_id = ${missionId} and ${inScope(scope, 'i.mission_id')}
      and i.status in ('draft', 'in_review', 'returned', 'approved')
      and i.planned_zone is not null
      and i.planned_local >= ${from} and i.planned_local < ${`${to}T99`}
      and not exists (select 1 from delivery d where d.item_id = i.id and d.state <> 'cancelled')
    order by i.planned_local, i.id limit ${most}`.execute(db)
  return rows
}

/** Deliveries of a mission between two instants, cancelled ones left out, at most 1,000. */
export async function listPlannedDeliveries(
  db: Db,
  scope: Scope,
  missionId: string,
  from: Date,
  to: Date,
): Promise<PlannedDelivery[]> {
  const { rows } = await sql<PlannedDelivery>`
    select ${itemColumns}, d.state as stage, d.due_local, d.due_zone, d.id as delivery_id, d.account_id, d.network,
      d.due_at as at
    from delivery d join item i on i.id = d.item_id ${itemJoins}
    where d.mission_id = ${missionId} and ${inScope(scope, 'd.mission_id')} and d.state <> 'cancelled'
      and d.due_at >= ${from} and d.due_at < ${to}
    order by d.due_at, d.id limit ${most}`.execute(db)
  return rows
}
