import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope, shortNameOf } from '../missions/index.ts'
import type { Campaign, Overlap } from './model.ts'
import { listVisibleIds } from './store.ts'

/**
 * Other kits in sight that run on some of the same days, for the same objective, and ask some of the same missions
 * (CAM-06). Before a kit is released nobody is addressed yet: then every mission that the other one addresses counts.
 */
export async function listOverlaps(
  db: Db,
  scope: Scope,
  campaign: Pick<Campaign, 'id' | 'objectiveCode' | 'startsOn' | 'endsOn' | 'status'>,
): Promise<Overlap[]> {
  const visible = await listVisibleIds(db, scope)
  const isDraft = campaign.status === 'draft'
  const { rows } = await sql<OverlapRow>`
    select o.id as campaign_id, o.title, o.starts_on, o.ends_on, o.credit_mission_id,
      giver.kind as giver_kind, giver.name_id as giver_name, giver.city as giver_city,
      count(*) as missions,
      (array_agg(json_build_object('kind', m.kind, 'nameId', m.name_id, 'city', m.city,
        'isHeadquarters', m.is_headquarters) order by m.name_id))[1:5] as examples
    from campaign o
    join assignment a on a.campaign_id = o.id and a.refusal_accepted_at is null
    join mission m on m.id = a.mission_id
    left join mission giver on giver.id = o.credit_mission_id
    where o.id <> ${campaign.id} and o.id = any(${visible}::uuid[]) and o.status = 'released'
      and o.objective_code = ${campaign.objectiveCode}
      and o.starts_on <= ${campaign.endsOn} and o.ends_on >= ${campaign.startsOn}
      and ${inScope(scope, 'a.mission_id')}
      and (${isDraft} or exists (select 1 from assignment b
        where b.campaign_id = ${campaign.id} and b.mission_id = a.mission_id and b.refusal_accepted_at is null))
    group by o.id, giver.id
    order by o.starts_on, o.id limit 50`.execute(db)
  return rows.map((row) => ({
    campaignId: row.campaignId,
    title: row.title,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    credit:
      row.creditMissionId === null
        ? null
        : {
            missionId: row.creditMissionId,
            shortName: shortNameOf({
              kind: row.giverKind ?? '',
              nameId: row.giverName ?? '',
              city: row.giverCity ?? '',
              isHeadquarters: false,
            }),
          },
    from: [row.startsOn, campaign.startsOn].sort()[1] ?? row.startsOn,
    to: [row.endsOn, campaign.endsOn].sort()[0] ?? row.endsOn,
    missions: row.missions,
    shortNames: row.examples.map(shortNameOf),
  }))
}

type OverlapRow = {
  readonly campaignId: string
  readonly title: string
  readonly startsOn: string
  readonly endsOn: string
  readonly creditMissionId: string | null
  readonly giverKind: string | null
  readonly giverName: string | null
  readonly giverCity: string | null
  readonly missions: number
  readonly examples: readonly Parameters<typeof shortNameOf>[0][]
}
