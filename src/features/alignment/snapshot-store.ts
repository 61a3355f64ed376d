import { sql } from 'kysely'
import type { FrozenIndex, IndexComponent } from '../../contract/alignment.ts'
import { type Db, json, type Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { inScope, type PeerGroup, type Scope } from '../missions/index.ts'
import type { Interval } from './bootstrap.ts'

/** What is frozen of one mission (or of the ministry, `missionId` null) and quarter. */
export type Snapshot = {
  readonly quarter: string
  readonly missionId: string | null
  readonly peerGroup: PeerGroup | null
  readonly method: string
  readonly modelVersions: readonly string[]
  readonly listsVersions: readonly string[]
  readonly messages: number
  readonly index: number | null
  readonly geometric: number | null
  readonly interval: Interval | null
  readonly band: string | null
  readonly isFirm: boolean
  readonly components: readonly IndexComponent[]
  readonly contributions: unknown
  readonly inputsHash: string
}

/** Writes a quarter once; the table refuses any later change. */
export async function insertSnapshots(
  tx: Tx,
  _scope: Scope,
  frozen: { readonly at: Date; readonly by: string | null },
  snapshots: readonly Snapshot[],
): Promise<void> {
  await tx
    .insertInto('indexSnapshot')
    .values(
      snapshots.map((one) => ({
        id: newId(),
        quarter: one.quarter,
        missionId: one.missionId,
        peerGroup: one.peerGroup,
        frozenAt: frozen.at,
        frozenBy: frozen.by,
        method: one.method,
        modelVersions: [...one.modelVersions],
        listsVersions: [...one.listsVersions],
        messages: one.messages,
        indexValue: one.index,
        geometric: one.geometric,
        low: one.interval?.low ?? null,
        high: one.interval?.high ?? null,
        band: one.band,
        isFirm: one.isFirm,
        components: json(one.components),
        contributions: json(one.contributions),
        inputsHash: one.inputsHash,
      })),
    )
    .execute()
}

/** One quarter's row of a mission in scope, the newest where `quarter` is undefined. */
export async function findFrozen(
  db: Db,
  scope: Scope,
  missionId: string,
  quarter?: string,
): Promise<FrozenIndex | undefined> {
  const row = await db
    .selectFrom('indexSnapshot')
    .selectAll()
    .where('missionId', '=', missionId)
    .where(inScope(scope, 'missionId'))
    .$if(quarter !== undefined, (query) => query.where('quarter', '=', quarter ?? ''))
    .orderBy('quarter', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { low, high } = row
  return {
    quarter: row.quarter,
    frozenAt: row.frozenAt.toISOString(),
    method: row.method,
    messages: row.messages,
    index: row.indexValue,
    interval: low === null || high === null ? null : { low, high },
    band: row.band as FrozenIndex['band'],
    isFirm: row.isFirm,
    components: row.components as unknown as FrozenIndex['components'],
    inputsHash: row.inputsHash,
  }
}

/** Fewest members for which a peer group's medians are told: no single mission can be read from them. */
const minPeers = 5

/** Medians of a peer group in a frozen quarter; undefined with fewer than 5 scored members. */
export async function findPeerMedians(db: Db, _scope: Scope, quarter: string, group: PeerGroup) {
  const { rows } = await sql<{ missions: number; index: number | null }>`
    select count(*)::int as missions, percentile_cont(0.5) within group (order by index_value) as index
    from index_snapshot where quarter = ${quarter} and peer_group = ${group} and mission_id is not null
      and index_value is not null`.execute(db)
  const [all] = rows
  if (!all || all.missions < minPeers || all.index === null) return undefined
  const components = await sql<{ id: string; missions: number; median: number }>`
    select part ->> 'id' as id, count(*)::int as missions,
      percentile_cont(0.5) within group (order by (part ->> 'value')::float8) as median
    from index_snapshot, jsonb_array_elements(components) as each_part (part)
    where quarter = ${quarter} and peer_group = ${group} and mission_id is not null and index_value is not null
      and part ->> 'state' = 'scored' group by 1`.execute(db)
  return {
    missions: all.missions,
    index: all.index,
    medians: new Map(components.rows.filter((row) => row.missions >= minPeers).map((row) => [row.id, row.median])),
  }
}

/** Quarters that were frozen, newest first; they belong to everybody. */
export async function listFrozenQuarters(db: Db, _scope: Scope) {
  const rows = await db
    .selectFrom('indexSnapshot')
    .select((eb) => ['quarter', eb.fn.max('frozenAt').as('frozenAt'), eb.fn.count<number>('missionId').as('missions')])
    .groupBy('quarter')
    .orderBy('quarter', 'desc')
    .execute()
  return rows.map(({ quarter, frozenAt, missions }) => ({
    quarter,
    frozenAt: frozenAt.toISOString(),
    missions: Number(missions),
  }))
}

/** The ministry's own rows, oldest quarter first: the only ones that leave the house. */
export function listMinistryRows(db: Db, _scope: Scope) {
  return db
    .selectFrom('indexSnapshot')
    .select(['quarter', 'frozenAt', 'messages', 'components', 'contributions'])
    .where('missionId', 'is', null)
    .orderBy('quarter')
    .execute()
}

/** Versions of the readers behind each mission's messages of these days. */
export async function modelVersionsIn(
  db: Db,
  _scope: Scope,
  days: { readonly first: string; readonly last: string },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ missionId: string; versions: string[] }>`
    select m.mission_id, array_agg(distinct r.model_version order by r.model_version) as versions
    from message m join reading r on r.message_id = m.id
    where m.local_day between ${days.first}::date and ${days.last}::date group by m.mission_id`.execute(db)
  return new Map(rows.map(({ missionId, versions }) => [missionId, versions]))
}
