import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { type Scope, systemScope } from '../../missions/index.ts'
import { findStandings, type RatedMessage } from '../store.ts'
import { sizesOf } from './frame.ts'
import { minRated, plannedFor, precisionOf } from './planner.ts'

export type PlannedStratum = {
  readonly languageGroup: 'id' | 'en' | 'other'
  readonly source: 'officer' | 'machine'
  readonly population: number
  readonly rated: number
  readonly planned: number
  readonly precision: number | null
  readonly isAudited: boolean
}

/** Rated messages of a quarter's random sample, of the whole ministry: they belong to the strata, not to a mission. */
function findSampled(db: Db, quarter: string): Promise<RatedMessage[]> {
  return findStandings(
    db,
    systemScope('audit sample'),
    sql<boolean>`message.excluded_reason is null and exists (select from label where label.message_id = message.id
      and label.sample_quarter = ${quarter} and label.source in ('blind', 'adjudicated'))`,
  )
}

/** The planner (domain 5.2.2a.5): what each stratum of a quarter holds, has and still needs for ± `points`. */
export async function planOf(
  db: Db,
  scope: Scope,
  quarter: string,
  points: number,
): Promise<{ strata: PlannedStratum[]; unread: number; sampled: RatedMessage[] }> {
  const sizes = await sizesOf(db, scope, quarter)
  const sampled = await findSampled(db, quarter)
  const strata = sizes
    .filter(({ source }) => source !== 'none')
    .map(({ languageGroup, source, population }) => {
      const members = sampled.filter(
        (message) => message.languageGroup === languageGroup && message.standing.estimate.source === source,
      )
      const known = { population, rated: members.length, deviations: deviationsOf(members) }
      return {
        languageGroup: languageGroup as PlannedStratum['languageGroup'],
        source: source as PlannedStratum['source'],
        population,
        rated: members.length,
        planned: plannedFor(known, points),
        precision: precisionOf(known),
        isAudited: members.length >= Math.min(minRated, population),
      }
    })
  const unread = sizes.reduce((sum, { source, population }) => sum + (source === 'none' ? population : 0), 0)
  return { strata, unread, sampled }
}

/** Standard deviations of (rating − label) of every averaged value: each objective's share, and the purpose value. */
function deviationsOf(members: readonly RatedMessage[]): number[] {
  if (members.length < 2) return []
  const codes = new Set(
    members.flatMap(({ standing }) => [
      ...Object.keys(standing.label.objectives),
      ...Object.keys(standing.estimate.objectives),
    ]),
  )
  const differences = [...codes].map((code) =>
    members.map(
      ({ standing: { label, estimate } }) => (label.objectives[code] ?? 0) - (estimate.objectives[code] ?? 0),
    ),
  )
  differences.push(
    members.map(({ standing: { label, estimate } }) => (label.purposeValue ?? 0) - (estimate.purposeValue ?? 0)),
  )
  return differences.map(deviationOf)
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}
