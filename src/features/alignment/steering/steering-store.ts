import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { inScope, type Scope } from '../../missions/index.ts'

/** One kit that headquarters asked of one mission, as stored. */
export type Asked = {
  readonly campaignId: string
  readonly missionId: string
  readonly title: string
  readonly obligation: 'mandatory' | 'recommended'
  readonly releasedAt: Date
  readonly embargoUntil: Date | null
  readonly targetAt: Date
  readonly isRefused: boolean
  readonly isRefusalAccepted: boolean
  /** Languages of cores that were approved by the target. */
  readonly languages: readonly string[]
}

/**
 * Kits of headquarters with a target between two instants, by mission in scope: released, not withdrawn, not a peer's.
 * Accepted refusals are among them, so that they can be shown; they do not count.
 */
export async function listAsked(
  db: Db,
  scope: Scope,
  span: { readonly from: Date; readonly to: Date },
  missionIds?: readonly string[],
): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select c.id as campaign_id, a.mission_id, c.title, c.obligation, c.released_at, c.embargo_until, c.target_at,
      a.status = 'declined' as is_refused, a.refusal_accepted_at is not null as is_refusal_accepted,
      array(select k.language from kit_core k join kit on kit.id = k.kit_id
        where kit.campaign_id = c.id and k.approved_at <= c.target_at) as languages
    from campaign c join assignment a on a.campaign_id = c.id
    where c.status in ('released', 'ended') and c.credit_mission_id is null and c.released_at is not null
      and c.target_at >= ${span.from} and c.target_at < ${span.to}
      and ${inScope(scope, 'a.mission_id')} and (${missionIds === undefined} or a.mission_id = any(${[...(missionIds ?? [])]}::text[]))
    order by c.target_at, c.id`.execute(db)
  return rows
}
