import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import type { MixShare, TargetMix } from './model.ts'

const selectMixes = (db: Db, scope: Scope) =>
  db
    .selectFrom('targetMix')
    .leftJoin('person as proposer', 'proposer.id', 'targetMix.proposedBy')
    .leftJoin('person as agreer', 'agreer.id', 'targetMix.agreedBy')
    .select([
      'targetMix.id',
      'targetMix.missionId',
      'targetMix.quarter',
      'targetMix.status',
      'targetMix.proposedSide',
      'targetMix.note',
      'targetMix.proposedBy',
      'targetMix.proposedAt',
      'targetMix.agreedBy',
      'targetMix.agreedAt',
      'proposer.name as proposerName',
      'agreer.name as agreerName',
    ])
    .select((eb) =>
      eb
        .selectFrom('targetMixShare')
        .whereRef('targetMixShare.mixId', '=', 'targetMix.id')
        .select(
          sql<MixShare[]>`coalesce(json_agg(json_build_object('objectiveCode', objective_code, 'percent', percent)
            order by percent desc, objective_code), '[]')`.as('shares'),
        )
        .as('shares'),
    )
    .where(inScope(scope, 'targetMix.missionId'))

type MixRow = Awaited<ReturnType<ReturnType<typeof selectMixes>['execute']>>[number]

const named = (id: string | null, name: string | null) => (id ? { id, name: name ?? '' } : null)

const toMix = (row: MixRow): TargetMix => ({
  id: row.id,
  missionId: row.missionId,
  quarter: row.quarter,
  status: row.status as TargetMix['status'],
  proposedSide: row.proposedSide as TargetMix['proposedSide'],
  note: row.note,
  proposedBy: named(row.proposedBy, row.proposerName),
  proposedAt: row.proposedAt.toISOString(),
  agreedBy: named(row.agreedBy, row.agreerName),
  agreedAt: row.agreedAt?.toISOString() ?? null,
  shares: row.shares ?? [],
})

/** Agreed and proposed mixes of a quarter, of one mission or of all in scope. */
export async function listMixes(db: Db, scope: Scope, quarter: string, missionId?: string): Promise<TargetMix[]> {
  let query = selectMixes(db, scope)
    .where('targetMix.quarter', '=', quarter)
    .where('targetMix.status', 'in', ['agreed', 'proposed'])
  if (missionId !== undefined) query = query.where('targetMix.missionId', '=', missionId)
  return (await query.execute()).map(toMix)
}

/** Every mix of a mission, newest proposal first, at most 60. */
export async function listMixHistory(db: Db, scope: Scope, missionId: string): Promise<TargetMix[]> {
  const rows = await selectMixes(db, scope)
    .where('targetMix.missionId', '=', missionId)
    .orderBy('targetMix.proposedAt', 'desc')
    .orderBy('targetMix.id', 'desc')
    .limit(60)
    .execute()
  return rows.map(toMix)
}

/** Shares of the agreed mixes of a quarter, of these missions, without saying whose. */
export async function agreedShares(db: Db, quarter: string, missionIds: readonly string[]): Promise<MixShare[][]> {
  if (missionIds.length === 0) return []
  const rows = await db
    .selectFrom('targetMix')
    .innerJoin('targetMixShare', 'targetMixShare.mixId', 'targetMix.id')
    .select(['targetMix.id', 'objectiveCode', 'percent'])
    .where('targetMix.quarter', '=', quarter)
    .where('targetMix.status', '=', 'agreed')
    .where('targetMix.missionId', 'in', [...missionIds])
    .execute()
  return [...Map.groupBy(rows, (row) => row.id).values()].map((shares) =>
    shares.map(({ objectiveCode, percent }) => ({ objectiveCode, percent })),
  )
}

export async function findMix(db: Db, scope: Scope, id: string): Promise<TargetMix | undefined> {
  const row = await selectMixes(db, scope).where('targetMix.id', '=', id).executeTakeFirst()
  return row && toMix(row)
}

/** Writes a proposal in the place of an open one, which stays in the history. */
export async function replaceProposal(
  tx: Tx,
  scope: Scope,
  mix: {
    id: string
    missionId: string
    quarter: string
    proposedBy: string | null
    proposedSide: TargetMix['proposedSide']
    note: string
    proposedAt: Date
  },
  shares: readonly MixShare[],
): Promise<void> {
  await tx
    .updateTable('targetMix')
    .set({ status: 'superseded' })
    .where('missionId', '=', mix.missionId)
    .where('quarter', '=', mix.quarter)
    .where('status', '=', 'proposed')
    .where(inScope(scope, 'missionId'))
    .execute()
  await tx
    .insertInto('targetMix')
    .values({ ...mix, status: 'proposed', createdAt: mix.proposedAt })
    .execute()
  await tx
    .insertInto('targetMixShare')
    .values(shares.map((share) => ({ ...share, mixId: mix.id })))
    .execute()
}

/** Turns an open proposal into the agreed mix; false where it is no longer open. */
export async function agreeTo(tx: Tx, scope: Scope, mix: TargetMix, by: string | null, now: Date): Promise<boolean> {
  const open = await tx
    .selectFrom('targetMix')
    .select('id')
    .where('id', '=', mix.id)
    .where('status', '=', 'proposed')
    .where(inScope(scope, 'missionId'))
    .forUpdate()
    .executeTakeFirst()
  if (!open) return false
  await tx
    .updateTable('targetMix')
    .set({ status: 'replaced' })
    .where('missionId', '=', mix.missionId)
    .where('quarter', '=', mix.quarter)
    .where('status', '=', 'agreed')
    .execute()
  await tx
    .updateTable('targetMix')
    .set({ status: 'agreed', agreedBy: by, agreedAt: now })
    .where('id', '=', mix.id)
    .execute()
  return true
}
