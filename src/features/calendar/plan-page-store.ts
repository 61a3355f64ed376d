import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'

export type KitAhead = {
  readonly title: string
  readonly obligation: 'mandatory' | 'recommended'
  readonly startsOn: string
  readonly endsOn: string
  readonly targetAt: Date | null
  readonly status: string
}

/** Released kits addressed to a mission that run in a span of days, by their target time; declined ones left out. */
export async function listKitsAhead(
  db: Db,
  scope: Scope,
  missionId: string,
  from: string,
  to: string,
): Promise<KitAhead[]> {
  const { rows } = await sql<KitAhead>`
    select c.title, c.obligation, c.starts_on, c.ends_on, c.target_at, a.status
    from assignment a join campaign c on c.id = a.campaign_id
    where a.mission_id = ${missionId} and ${inScope(scope, 'a.mission_id')} and c.status = 'released'
      and a.status <> 'declined' and c.starts_on <= ${to}::date and c.ends_on >= ${from}::date
    order by coalesce(c.target_at, c.ends_on::timestamptz), c.title`.execute(db)
  return rows
}

export type Responsible = { readonly role: string; readonly name: string }

/** Who holds the mission's roles on a day, and its regional desk, by role and name. */
export async function listResponsible(db: Db, scope: Scope, missionId: string, on: string): Promise<Responsible[]> {
  const { rows } = await sql<Responsible>`
    select distinct g.role, p.name
    from role_grant g
    join role_grant_scope s on s.grant_id = g.id
    join person p on p.id = g.person_id
    join mission m on m.id = ${missionId}
    where ${inScope(scope, 'm.id')} and p.disabled_at is null
      and g.valid_from <= ${on}::date and (g.valid_to is null or g.valid_to >= ${on}::date)
      and (p.leaves_on is null or p.leaves_on >= ${on}::date)
      and ((g.role in ('head_of_mission', 'mission_officer') and s.kind = 'mission' and s.value = m.id)
        or (g.role = 'regional_desk' and ((s.kind = 'mission' and s.value = m.id) or (s.kind = 'region' and s.value = m.region_id))))
    order by g.role, p.name`.execute(db)
  return rows
}
