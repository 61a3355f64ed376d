import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import type { Fact, FactContent } from './model.ts'

const selectVersions = (db: Db) =>
  db
    .selectFrom('factVersion')
    .leftJoin('person', 'person.id', 'factVersion.changedBy')
    .selectAll('factVersion')
    .select('person.name as changedByName')

type Row = Awaited<ReturnType<ReturnType<typeof selectVersions>['execute']>>[number]

function toFact({ factId, createdAt, changedBy, changedByName, ...version }: Row): Fact {
  const by = changedBy ? { id: changedBy, name: changedByName ?? '' } : null
  return { ...version, id: factId, changedBy: by, changedAt: createdAt.toISOString() }
}

/** The newest version of every fact, or of these, by name. Facts are the whole ministry's: everyone signed in reads them. */
export async function listFacts(db: Db, _scope: Scope, ids?: readonly string[]): Promise<Fact[]> {
  if (ids?.length === 0) return []
  let query = selectVersions(db)
    .where((eb) =>
      eb(
        'version',
        '=',
        eb
          .selectFrom('factVersion as newest')
          .select((inner) => inner.fn.max('newest.version').as('version'))
          .whereRef('newest.factId', '=', 'factVersion.factId'),
      ),
    )
    .orderBy('nameId')
    .orderBy('factId')
  if (ids) query = query.where('factId', 'in', [...ids])
  return (await query.execute()).map(toFact)
}

/** Every version of a fact, newest first. */
export async function listFactVersions(db: Db, _scope: Scope, factId: string): Promise<Fact[]> {
  const rows = await selectVersions(db).where('factId', '=', factId).orderBy('version', 'desc').execute()
  return rows.map(toFact)
}

/** The newest version, its fact locked until the transaction ends. */
export async function lockFact(tx: Tx, scope: Scope, factId: string): Promise<Fact | undefined> {
  await tx.selectFrom('fact').select('id').where('id', '=', factId).forUpdate().execute()
  return (await listFactVersions(tx, scope, factId))[0]
}

export async function insertFact(tx: Tx, _scope: Scope, id: string, now: Date): Promise<void> {
  await tx.insertInto('fact').values({ id, createdAt: now }).execute()
}

export async function insertFactVersion(
  tx: Tx,
  _scope: Scope,
  key: { factId: string; version: number; reason: string; isCorrection: boolean; changedBy: string | null },
  content: FactContent,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('factVersion')
    .values({ ...key, ...content, createdAt: now })
    .execute()
}

/** How many things lean on each fact now. */
export async function countUses(db: Db, _scope: Scope): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('factUse')
    .select(['factId', sql<number>`count(distinct (user_kind, user_id))::int`.as('uses')])
    .where('endedAt', 'is', null)
    .groupBy('factId')
    .execute()
  return new Map(rows.map((row) => [row.factId, row.uses]))
}
