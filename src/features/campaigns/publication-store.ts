import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { type HowUsed, howUsed } from './how-used.ts'
import type { Kit } from './model.ts'

/** A mission's first publication of a kit, and the better of what it made of it. */
export type Publication = {
  readonly campaignId: string
  readonly missionId: string
  readonly at: Date
  readonly how: HowUsed
  /** No item of the mission stands behind it: a machine read whether it asks for something. */
  readonly isEstimated: boolean
}

type Row = {
  readonly campaignId: string
  readonly missionId: string
  readonly firstPublishedAt: Date
  readonly text: string
  readonly hasAction: boolean
  readonly isEstimated: boolean
}

/**
 * Publications of these kits in scope: messages that came by a delivery, a link, a near-duplicate or an officer's word.
 * What was deleted since still happened; what is excluded from the index (takeover, pause, drill) did not count.
 */
export async function listPublications(
  db: Db,
  scope: Scope,
  kits: ReadonlyMap<string, Pick<Kit, 'cores'>>,
): Promise<Publication[]> {
  if (kits.size === 0) return []
  const { rows } = await sql<Row>`
    select m.campaign_id, m.mission_id, m.first_published_at, m.text,
      case when i.id is null then coalesce(r.cta, false) else i.desired_action <> '' end as has_action,
      i.id is null as is_estimated
    from message m left join item i on i.id = m.item_id left join reading r on r.message_id = m.id
    where m.campaign_id = any(${[...kits.keys()]}::uuid[]) and m.excluded_reason is null
      and ${inScope(scope, 'm.mission_id')}
    order by m.first_published_at, m.id`.execute(db)
  const found = new Map<string, Publication>()
  for (const row of rows) {
    const key = `${row.campaignId} ${row.missionId}`
    const before = found.get(key)
    if (before?.how === 'adapted') continue
    const how = howUsed(row, kits.get(row.campaignId)?.cores ?? [])
    found.set(key, {
      campaignId: row.campaignId,
      missionId: row.missionId,
      at: before?.at ?? row.firstPublishedAt,
      how,
      isEstimated: row.isEstimated,
    })
  }
  return [...found.values()]
}
