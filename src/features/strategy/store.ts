import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import type { MixShare, Objective, ObjectiveContent, TargetMix } from './model.ts'

/** Objectives as they hold on a day, in tree order. They are public. */
export async function listObjectives(db: Db, _scope: Scope, on: string): Promise<Objective[]> {
  const rows = await db
    .selectFrom('objective')
    .selectAll()
    .where('validFrom', '<=', on)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', on)]))
    .orderBy('sort')
    .orderBy('code')
    .execute()
  return rows.map(({ createdAt: _createdAt, ...objective }) => objective)
}

/** The newest version of an objective, locked until the transaction ends. */
export async function lockObjective(tx: Tx, _scope: Scope, code: string): Promise<Objective | undefined> {
  const row = await tx
    .selectFrom('objective')
    .selectAll()
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const { createdAt: _createdAt, ...objective } = row
  return objective
}

export async function insertObjective(
  db: Db,
  _scope: Scope,
  key: { code: string; version: number; validFrom: string },
  content: ObjectiveContent,
  now: Date,
): Promise<void> {
  await db
    .insertInto('objective')
    .values({ ...key, ...content, validTo: null, createdAt: now })
    .onConflict((conflict) => conflict.columns(['code', 'version']).doNothing())
    .execute()
}

export async function endObjective(tx: Tx, _scope: Scope, code: string, version: number, validTo: string) {
  await tx.updateTable('objective').set({ validTo }).where('code', '=', code).where('version', '=', version).execute()
}

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

export async function findMix(db: Db, scope: Scope, id: string): Promise<TargetMix | undefined> {
  const row = await selectMixes(db, scope).where('targetMix.id', '=', id).executeTakeFirst()
  return row && toMix(row)
}

/** Writes a proposal in the place of an open one. */
export async function replaceProposal(
  tx: Tx,
  scope: Scope,
  mix: { id: string; missionId: string; quarter: string; proposedBy: string | null; proposedAt: Date },
  shares: readonly MixShare[],
): Promise<void> {
  await tx
    .deleteFrom('targetMix')
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
