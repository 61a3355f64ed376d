import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import type { Db, Tables } from '../../platform/database/database.ts'
import { type Mission, type MissionDecision, peerGroupOf, shortNameOf } from './model.ts'
import { readableMissions, type Scope } from './scope.ts'

/** SQL condition "this column names a mission whose inner papers the scope reads". */
export function inScope(scope: Scope, column: string): ReturnType<typeof sql<SqlBool>> {
  const reach = readableMissions(scope)
  if (reach === 'all') return sql<SqlBool>`true`
  return sql<SqlBool>`${sql.ref(column)} = any(${[...reach]}::text[])`
}

const openOn =
  (day: string) =>
  (eb: ExpressionBuilder<Tables, 'mission'>): ExpressionWrapper<Tables, 'mission', SqlBool> =>
    eb.and([
      eb.or([eb('openedOn', 'is', null), eb('openedOn', '<=', day)]),
      eb.or([eb('closedOn', 'is', null), eb('closedOn', '>', day)]),
    ])

/** Missions that are open on a day, by Indonesian name; headquarters only where asked for. The register is public. */
export async function listMissions(
  db: Db,
  _scope: Scope,
  on: string,
  options: { headquarters?: boolean } = {},
): Promise<Mission[]> {
  let query = selectMissions(db).where(openOn(on)).orderBy('nameId')
  if (!options.headquarters) query = query.where('isHeadquarters', '=', false)
  return (await query.execute()).map(toMission)
}

/** Missions that are not open on a day, closed ones and those that open later, by Indonesian name. */
export async function listMissionsNotOpen(db: Db, _scope: Scope, on: string): Promise<Mission[]> {
  const query = selectMissions(db)
    .where((eb) => eb.not(openOn(on)(eb)))
    .where('isHeadquarters', '=', false)
    .orderBy('nameId')
  return (await query.execute()).map(toMission)
}

/** One mission of the public register, open or closed; undefined where there is none. */
export async function findMission(db: Db, _scope: Scope, id: string): Promise<Mission | undefined> {
  const row = await selectMissions(db).where('id', '=', id).executeTakeFirst()
  return row && toMission(row)
}

export type Region = { readonly id: string; readonly nameId: string; readonly nameEn: string; readonly sort: number }

export function listRegions(db: Db, _scope: Scope): Promise<Region[]> {
  return db.selectFrom('region').selectAll().orderBy('sort').execute()
}

/** Writes what the ministry decides about a mission. */
export async function saveMissionDecision(
  db: Db,
  _scope: Scope,
  id: string,
  change: MissionDecision,
  now: Date,
): Promise<void> {
  await db
    .updateTable('mission')
    .set({ ...change, updatedAt: now })
    .where('id', '=', id)
    .execute()
}

const selectMissions = (db: Db) =>
  db
    .selectFrom('mission')
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('accreditation')
        .select(sql<string[]>`coalesce(array_agg(country_iso2 order by country_iso2), '{}')`.as('countries'))
        .whereRef('accreditation.missionId', '=', 'mission.id')
        .where('isConcurrent', '=', true)
        .as('accreditedTo'),
    )

type MissionRow = Awaited<ReturnType<ReturnType<typeof selectMissions>['execute']>>[number]

function toMission(row: MissionRow): Mission {
  const { confidence: _confidence, updatedAt: _updatedAt, accreditedTo, ...rest } = row
  return { ...rest, shortName: shortNameOf(row), peerGroup: peerGroupOf(row), accreditedTo: accreditedTo ?? [] }
}
