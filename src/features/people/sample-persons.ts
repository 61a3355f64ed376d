import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { type Role, roles, shortNameOf } from '../missions/index.ts'

export type SamplePerson = {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly missionId: string | null
  readonly missionName: string | null
  /** Regions of a regional desk, joined by commas. */
  readonly regionName: string | null
}

/** Persons of the sample with the one role each holds, by role and then mission. */
export async function listSamplePersons(db: Db): Promise<SamplePerson[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('roleGrant', 'roleGrant.personId', 'person.id')
    .leftJoin('roleGrantScope', (join) =>
      join.onRef('roleGrantScope.grantId', '=', 'roleGrant.id').on('roleGrantScope.kind', '=', 'mission'),
    )
    .leftJoin('mission', 'mission.id', 'roleGrantScope.value')
    .select(['person.id', 'person.name', 'roleGrant.role', 'mission.id as missionId'])
    .select(['mission.kind', 'mission.nameId', 'mission.city', 'mission.isHeadquarters'])
    .select(
      sql<string | null>`(select string_agg(r.name_id, ', ' order by r.sort) from role_grant_scope s
        join region r on r.id = s.value where s.grant_id = role_grant.id and s.kind = 'region')`.as('regionName'),
    )
    .where('person.isSample', '=', true)
    .execute()
  const persons = rows.map(({ id, name, role, missionId, regionName, kind, nameId, city, isHeadquarters }) => ({
    id,
    name,
    role: role as Role,
    missionId,
    missionName:
      kind === null || nameId === null || city === null
        ? null
        : shortNameOf({ kind, nameId, city, isHeadquarters: isHeadquarters === true }),
    regionName,
  }))
  return persons.sort(
    (a, b) =>
      roles.indexOf(a.role) - roles.indexOf(b.role) ||
      (a.missionName ?? '').localeCompare(b.missionName ?? '', 'id') ||
      a.name.localeCompare(b.name, 'id'),
  )
}
