import { sql } from 'kysely'
import type { Day } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { canRead, type Role, type Scope } from '../missions/index.ts'
import type { PersonId } from './model.ts'

export type Colleague = {
  readonly id: PersonId
  readonly name: string
  /** Roles held at this very mission, in force on the day. */
  readonly roles: readonly Role[]
  readonly leavesOn: Day | null
}

/** Who works at a mission on a day, by name; people of regions and headquarters are left out. None outside the scope. */
export async function listColleagues(db: Db, scope: Scope, missionId: string, on: Day): Promise<Colleague[]> {
  if (!canRead(scope, missionId)) return []
  const { rows } = await sql<Colleague>`
    select person.id, person.name, person.leaves_on as "leavesOn", array_agg(distinct held.role order by held.role) as roles
    from person
    join role_grant held on held.person_id = person.id and held.valid_from <= ${on}
      and (held.valid_to is null or held.valid_to >= ${on})
    join role_grant_scope s on s.grant_id = held.id and s.kind = 'mission' and s.value = ${missionId}
    where person.disabled_at is null and (person.leaves_on is null or person.leaves_on >= ${on})
    group by person.id order by person.name, person.id`.execute(db)
  return rows
}
