import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import type { AgeReach } from './components/youth-reach.ts'

/**
 * Audience by age of every mission and network that tells it: the newest snapshot of each account in these days, added up by mission and
 * network. Masked cells (under 100 people) are in neither sum; shares count as people of the account's followers.
 */
export async function findAges(
  db: Db,
  _scope: Scope,
  days: { readonly first: string; readonly last: string },
): Promise<readonly (AgeReach & { readonly missionId: string })[]> {
  const { rows } = await sql<AgeReach & { missionId: string }>`
    with newest as (
      select distinct on (account_id) account_id, mission_id, network, followers, by_trait from audience_snapshot
      where day between ${days.first}::date and ${days.last}::date order by account_id, day desc
    ), cells as (
      select mission_id, network, key as age, value::float8 as people from newest, jsonb_array_elements(by_trait) part,
        jsonb_each_text(case when jsonb_typeof(part -> 'counts') = 'object' then part -> 'counts' else '{}' end)
      where part ->> 'trait' = 'age'
      union all
      select mission_id, network, key, value::float8 * followers from newest, jsonb_array_elements(by_trait) part,
        jsonb_each_text(case when jsonb_typeof(part -> 'shares') = 'object' then part -> 'shares' else '{}' end)
      where part ->> 'trait' = 'age' and followers is not null
        and not coalesce(jsonb_typeof(part -> 'counts') = 'object', false)
    )
    select mission_id, network, coalesce(sum(people) filter (where age ~ '(18|25)\s*[-–]\s*(24|34)'), 0) as young,
      sum(people) as known
    from cells where people is not null group by mission_id, network having sum(people) > 0
    order by mission_id, network`.execute(db)
  return rows
}
