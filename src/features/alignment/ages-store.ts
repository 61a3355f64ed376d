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
    ), traits as (
      select mission_id, network, followers, part from newest, jsonb_array_elements(by_trait) as each_trait (part)
      where part ->> 'trait' = 'age'
    ), cells as (
      select mission_id, network, age, people::float8 as people
      from traits, jsonb_each_text(case when jsonb_typeof(part -> 'counts') = 'object' then part -> 'counts' else '{}' end)
        as each_count (age, people)
      union all
      select mission_id, network, age, share::float8 * followers
      from traits, jsonb_each_text(case when jsonb_typeof(part -> 'shares') = 'object' then part -> 'shares' else '{}' end)
        as each_share (age, share)
      where followers is not null and jsonb_typeof(part -> 'counts') is distinct from 'object'
    )
    select mission_id, network, coalesce(sum(people) filter (where age ~ '(18|25) ?[-–_] ?(24|34)'), 0) as young,
      sum(people) as known
    from cells where people is not null group by mission_id, network having sum(people) > 0
    order by mission_id, network`.execute(db)
  return rows
}
