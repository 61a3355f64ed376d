import type { Db, Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import type { Objective, ObjectiveContent } from './model.ts'

const selectObjectives = (db: Db) =>
  db
    .selectFrom('objective')
    .leftJoin('person', 'person.id', 'objective.changedBy')
    .selectAll('objective')
    .select('person.name as changedByName')

type Row = Awaited<ReturnType<ReturnType<typeof selectObjectives>['execute']>>[number]

function toObjective({ createdAt: _createdAt, changedBy, changedByName, ...objective }: Row): Objective {
  return { ...objective, changedBy: changedBy ? { id: changedBy, name: changedByName ?? '' } : null }
}

/** Objectives as they hold on a day, in tree order. They are public; who changed them is not told here. */
export async function listObjectives(db: Db, _scope: Scope, on: string): Promise<Objective[]> {
  const rows = await selectObjectives(db)
    .where('validFrom', '<=', on)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', on)]))
    .orderBy('sort')
    .orderBy('code')
    .execute()
  return rows.map((row) => ({ ...toObjective(row), changedBy: null }))
}

/** Every version, past and announced ones too, by code and version. */
export async function listObjectiveVersions(db: Db, _scope: Scope, code?: string): Promise<Objective[]> {
  let query = selectObjectives(db).orderBy('sort').orderBy('code').orderBy('version')
  if (code !== undefined) query = query.where('code', '=', code)
  return (await query.execute()).map(toObjective)
}

/** The newest version of an objective, locked until the transaction ends. */
export async function lockObjective(tx: Tx, _scope: Scope, code: string): Promise<Objective | undefined> {
  const row = await selectObjectives(tx)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .limit(1)
    .forUpdate('objective')
    .executeTakeFirst()
  return row && toObjective(row)
}

export async function insertObjective(
  db: Db,
  _scope: Scope,
  key: { code: string; version: number; validFrom: string; changedBy: string | null },
  content: ObjectiveContent,
  now: Date,
): Promise<void> {
  await db
    .insertInto('objective')
    .values({ ...key, ...content, validTo: null, createdAt: now })
    .onConflict((conflict) => conflict.columns(['code', 'version']).doNothing())
    .execute()
}

/** Ends a version, and with it every older one that still reaches past that day. */
export async function endObjective(tx: Tx, _scope: Scope, code: string, validTo: string): Promise<void> {
  await tx
    .updateTable('objective')
    .set({ validTo })
    .where('code', '=', code)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', validTo)]))
    .execute()
}

/** Numbers siblings in this order; where something stands in the tree is no part of what it means, so no version. */
export async function sortObjectives(tx: Tx, _scope: Scope, codes: readonly string[], first: number): Promise<void> {
  for (const [index, code] of codes.entries())
    await tx
      .updateTable('objective')
      .set({ sort: first + index })
      .where('code', '=', code)
      .execute()
}
