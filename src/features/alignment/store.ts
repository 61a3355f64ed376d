import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { Mission, Scope } from '../missions/index.ts'
import { canRead, inScope, systemScope } from '../missions/index.ts'
import { findStandings, type RatedMessage } from '../rating/index.ts'
import { listMixes } from '../strategy/index.ts'
import type { DaySums } from './bootstrap.ts'
import type { StratumSum } from './day-cell.ts'
import type { Parents } from './estimate.ts'
import { noEvidence } from './evidence.ts'
import type { Mix } from './score.ts'
import type { TextSums } from './scorecard.ts'
import { type MissionWindow, quartersOf, type Window } from './window.ts'
import { cacheOf, type Versions, versionOfAll, type WindowSums } from './window-cache.ts'

const listed = (windows: readonly MissionWindow[]) =>
  sql`unnest(${windows.map((w) => w.missionId)}::text[], ${windows.map((w) => w.first)}::date[],
    ${windows.map((w) => w.last)}::date[]) as asked (mission_id, first, last)`

type Sums = Readonly<Record<string, number>>
type SumRow = Omit<StratumSum, 'objectives' | 'machine'> & {
  missionId: string
  objectives: Sums | null
  machineMessages: number
  machineWeight: number
  machineObjectives: Sums | null
  machinePurpose: number
  machineReadable: number
}

/** Roll-up sums of each mission's window by stratum. Missions outside the scope are left out. */
async function findSums(
  db: Db,
  scope: Scope,
  windows: readonly MissionWindow[],
): Promise<ReadonlyMap<string, StratumSum[]>> {
  const { rows } = await sql<SumRow>`
    with chosen as (
      select d.* from alignment_day d join ${listed(windows)}
        on d.mission_id = asked.mission_id and d.local_day between asked.first and asked.last
      where ${inScope(scope, 'd.mission_id')}
    ), objectives as (
      select mission_id, language_group, label_source, jsonb_object_agg(code, sum) filter (where whose = 'own') as objectives,
        jsonb_object_agg(code, sum) filter (where whose = 'machine') as machine_objectives
      from (
        select mission_id, language_group, label_source, whose, key as code, sum(value::double precision) as sum
        from chosen,
          lateral (values ('own', objective_weights), ('machine', machine_objective_weights)) as said (whose, weights),
          jsonb_each_text(weights) group by 1, 2, 3, 4, 5
      ) summed group by 1, 2, 3
    )
    select mission_id, language_group, label_source, sum(messages)::int as messages, sum(weight) as weight,
      sum(purpose_weight) as purpose, sum(readable_weight) as readable, objectives,
      sum(machine_messages)::int as machine_messages, sum(machine_weight) as machine_weight,
      sum(machine_purpose_weight) as machine_purpose, sum(machine_readable_weight) as machine_readable, machine_objectives
    from chosen left join objectives using (mission_id, language_group, label_source)
    group by mission_id, language_group, label_source, objectives, machine_objectives
    order by mission_id, language_group, label_source`.execute(db)
  return Map.groupBy(
    rows.map((row) => ({
      missionId: row.missionId,
      languageGroup: row.languageGroup,
      labelSource: row.labelSource,
      messages: row.messages,
      weight: row.weight,
      objectives: row.objectives ?? {},
      purpose: row.purpose,
      readable: row.readable,
      machine: {
        messages: row.machineMessages,
        weight: row.machineWeight,
        objectives: row.machineObjectives ?? {},
        purpose: row.machinePurpose,
        readable: row.machineReadable,
      },
    })),
    (row) => row.missionId,
  )
}

/** Columns of `message_day` behind C4, C5 and C7. */
const textColumns = [
  'plainMessages',
  'plainWeight',
  'plainSum',
  'benefitMessages',
  'benefitWeight',
  'benefitSum',
  'saidMessages',
  'saidWeight',
  'saidSum',
  'comparedWeight',
  'figuresUsed',
  'figuresMatching',
] as const satisfies readonly (keyof TextSums)[]

/** The same of one mission, day by day; for redrawing days. */
export async function findDays(db: Db, scope: Scope, window: MissionWindow): Promise<DaySums[]> {
  const texts = new Map(
    (
      await db
        .selectFrom('messageDay')
        .select(['localDay', ...textColumns])
        .where('missionId', '=', window.missionId)
        .where('localDay', '>=', window.first)
        .where('localDay', '<=', window.last)
        .where(inScope(scope, 'missionId'))
        .execute()
    ).map(({ localDay, ...sums }) => [localDay, sums]),
  )
  const rows = await db
    .selectFrom('alignmentDay')
    .selectAll()
    .where('missionId', '=', window.missionId)
    .where('localDay', '>=', window.first)
    .where('localDay', '<=', window.last)
    .where(inScope(scope, 'missionId'))
    .orderBy('localDay')
    .orderBy('languageGroup')
    .orderBy('labelSource')
    .execute()
  const sums = rows.map((row) => ({
    localDay: row.localDay,
    languageGroup: row.languageGroup,
    labelSource: row.labelSource,
    messages: row.messages,
    weight: row.weight,
    objectives: row.objectiveWeights as Record<string, number>,
    purpose: row.purposeWeight,
    readable: row.readableWeight,
    machine: {
      messages: row.machineMessages,
      weight: row.machineWeight,
      objectives: row.machineObjectiveWeights as Sums,
      purpose: row.machinePurposeWeight,
      readable: row.machineReadableWeight,
    },
  }))
  return [...Map.groupBy(sums, (sum) => sum.localDay)].map(([day, own]) => ({
    sums: own,
    texts: texts.get(day) ?? null,
  }))
}

/**
 * Rated messages of the random samples of a window's quarters, of the whole ministry: a stratum's correction belongs to
 * nobody, so it needs no scope of a person.
 */
export async function findSample(db: Db, window: Window, versions: Versions): Promise<readonly RatedMessage[]> {
  const quarters = quartersOf(window)
  const cache = cacheOf(db)
  const version = versionOfAll(versions)
  const kept = cache.sample(quarters.join(), version)
  if (kept) return kept
  const sample = await findStandings(
    db,
    systemScope('audit sample'),
    sql<boolean>`message.excluded_reason is null and exists (select from label where label.message_id = message.id
      and label.sample_quarter = any(${quarters}::text[]) and label.source in ('blind', 'adjudicated'))`,
  )
  cache.keepSample(quarters.join(), version, sample)
  return sample
}

/** Agreed mixes of a quarter by mission, as shares that sum to 1. */
export async function findTargets(
  db: Db,
  scope: Scope,
  quarter: string,
  missionId?: string,
): Promise<ReadonlyMap<string, Mix>> {
  const mixes = await listMixes(db, scope, quarter, missionId)
  return new Map(
    mixes
      .filter((mix) => mix.status === 'agreed')
      .map((mix) => [
        mix.missionId,
        Object.fromEntries(mix.shares.map(({ objectiveCode, percent }) => [objectiveCode, percent / 100])),
      ]),
  )
}

export type ObjectiveNames = ReadonlyMap<string, { readonly nameId: string; readonly nameEn: string }>

/** Names and parents of all objectives ever, in their newest version. */
export async function findTree(db: Db): Promise<{ names: ObjectiveNames; parents: Parents }> {
  const rows = await db
    .selectFrom('objective')
    .distinctOn('code')
    .select(['code', 'parentCode', 'nameId', 'nameEn'])
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  return {
    names: new Map(rows.map(({ code, nameId, nameEn }) => [code, { nameId, nameEn }])),
    parents: new Map(rows.map(({ code, parentCode }) => [code, parentCode])),
  }
}

/** Posts, deleted and excluded messages of each mission's window, from the counts of its days. */
async function findCounts(
  db: Db,
  scope: Scope,
  windows: readonly MissionWindow[],
): Promise<ReadonlyMap<string, Omit<WindowSums, 'sums'>>> {
  const { rows } = await sql<Omit<WindowSums, 'sums' | 'texts'> & TextSums & { missionId: string }>`
    select d.mission_id, sum(posts)::int as posts, sum(deleted)::int as deleted, sum(excluded)::int as excluded,
      sum(plain_messages)::int as plain_messages, sum(plain_weight) as plain_weight, sum(plain_sum) as plain_sum,
      sum(benefit_messages)::int as benefit_messages, sum(benefit_weight) as benefit_weight, sum(benefit_sum) as benefit_sum,
      sum(said_messages)::int as said_messages, sum(said_weight) as said_weight, sum(said_sum) as said_sum,
      sum(compared_weight) as compared_weight, sum(figures_used) as figures_used, sum(figures_matching) as figures_matching
    from message_day d join ${listed(windows)}
      on d.mission_id = asked.mission_id and d.local_day between asked.first and asked.last
    where ${inScope(scope, 'd.mission_id')} group by d.mission_id`.execute(db)
  return new Map(
    rows.map(({ missionId, posts, deleted, excluded, ...texts }) => [missionId, { posts, deleted, excluded, texts }]),
  )
}

export const noTexts: TextSums = { ...noEvidence, plainMessages: 0, plainWeight: 0, plainSum: 0 }
const nothingCounted = { posts: 0, deleted: 0, excluded: 0, texts: noTexts }

/** What each window adds up to; computed only where its mission has changed since it was last asked for. */
export async function findWindows(
  db: Db,
  scope: Scope,
  windows: readonly MissionWindow[],
  versions: Versions,
): Promise<ReadonlyMap<string, WindowSums>> {
  const cache = cacheOf(db)
  const keyOf = ({ missionId, first, last }: MissionWindow) => `${missionId} ${first} ${last}`
  const versionOf = ({ missionId }: MissionWindow) => versions.get(missionId) ?? 0
  // What is kept is the same for everybody; who may not read a mission gets nothing of it, kept or not.
  const readable = windows.filter(({ missionId }) => canRead(scope, missionId))
  const changed = readable.filter((window) => cache.window(keyOf(window), versionOf(window)) === undefined)
  if (changed.length > 0) {
    const sums = await findSums(db, scope, changed)
    const counts = await findCounts(db, scope, changed)
    for (const window of changed)
      cache.keepWindow(keyOf(window), versionOf(window), {
        sums: sums.get(window.missionId) ?? [],
        ...(counts.get(window.missionId) ?? nothingCounted),
      })
  }
  return new Map(
    readable.map((window) => [
      window.missionId,
      cache.window(keyOf(window), versionOf(window)) ?? { sums: [], ...nothingCounted },
    ]),
  )
}

/** Whether changes of these missions wait to be counted. */
export async function isBehind(db: Db, missions: readonly Pick<Mission, 'id'>[]): Promise<boolean> {
  const row = await db
    .selectFrom('alignmentDirty')
    .select('id')
    .where((eb) => eb('missionId', '=', eb.fn.any(eb.val(missions.map((mission) => mission.id)))))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function lastComputed(db: Db, window: MissionWindow): Promise<Date | null> {
  const row = await db
    .selectFrom('alignmentDay')
    .select((eb) => eb.fn.max('computedAt').as('at'))
    .where('missionId', '=', window.missionId)
    .where('localDay', '>=', window.first)
    .where('localDay', '<=', window.last)
    .executeTakeFirst()
  return row?.at ?? null
}
