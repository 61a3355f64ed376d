import { type Db, json, type Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import type { Narrative, NarrativeContent, NarrativeText } from './model.ts'

const selectVersions = (db: Db) =>
  db
    .selectFrom('narrativeVersion')
    .leftJoin('person', 'person.id', 'narrativeVersion.changedBy')
    .selectAll('narrativeVersion')
    .select('person.name as changedByName')

type Row = Awaited<ReturnType<ReturnType<typeof selectVersions>['execute']>>[number]

function toNarrative({ narrativeId, createdAt, changedBy, changedByName, texts, ...version }: Row): Narrative {
  const by = changedBy ? { id: changedBy, name: changedByName ?? '' } : null
  const said = texts as unknown as NarrativeText[]
  return { ...version, id: narrativeId, texts: said, changedBy: by, changedAt: createdAt.toISOString() }
}

/** The newest version of every narrative, by title. They are the whole ministry's: everyone signed in reads them. */
export async function listNarratives(db: Db, _scope: Scope): Promise<Narrative[]> {
  const rows = await selectVersions(db)
    .distinctOn('narrativeId')
    .orderBy('narrativeId')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(toNarrative).sort((a, b) => a.title.localeCompare(b.title, 'id') || (a.id < b.id ? -1 : 1))
}

/** Every version of a narrative, newest first. */
export async function listNarrativeVersions(db: Db, _scope: Scope, id: string): Promise<Narrative[]> {
  const rows = await selectVersions(db).where('narrativeId', '=', id).orderBy('version', 'desc').execute()
  return rows.map(toNarrative)
}

/** The newest version, its narrative locked until the transaction ends. */
export async function lockNarrative(tx: Tx, scope: Scope, id: string): Promise<Narrative | undefined> {
  await tx.selectFrom('narrative').select('id').where('id', '=', id).forUpdate().execute()
  return (await listNarrativeVersions(tx, scope, id))[0]
}

export async function insertNarrative(tx: Tx, _scope: Scope, id: string, now: Date): Promise<void> {
  await tx.insertInto('narrative').values({ id, createdAt: now }).execute()
}

export async function insertNarrativeVersion(
  tx: Tx,
  _scope: Scope,
  key: { narrativeId: string; version: number; changedBy: string | null },
  { texts, ...content }: NarrativeContent,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('narrativeVersion')
    .values({ ...key, ...content, texts: json(texts), createdAt: now })
    .execute()
}
