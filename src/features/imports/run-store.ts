import { type SelectQueryBuilder, sql } from 'kysely'
import { type Db, json, type Tables, type Tx } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { type ImportKind, type ImportNote, type ImportState, type Reading, workingStates } from './model.ts'

/** One file on its way. */
export type ImportRun = {
  readonly id: string
  readonly missionId: string
  readonly accountId: string
  readonly network: string
  readonly kind: ImportKind
  readonly zone: string
  readonly fileName: string
  readonly fileSha256: string | null
  readonly bytes: number
  readonly state: ImportState
  readonly refusal: { readonly key: string; readonly params: Readonly<Record<string, string | number>> } | null
  readonly mapCode: string | null
  readonly header: readonly string[]
  readonly mapping: Reading | null
  readonly notes: readonly ImportNote[]
  readonly takenAt: Date
  readonly appliesItself: boolean
  readonly rowCount: number
  readonly goodCount: number
  readonly badCount: number
  readonly newCount: number
  readonly renewedCount: number
  readonly sameCount: number
  readonly repeatedCount: number
  readonly joinedCount: number
  readonly stayedCount: number
  readonly chunkCount: number
  readonly checkedChunks: number
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly appliedAt: Date | null
  readonly finishedAt: Date | null
  readonly undoneAt: Date | null
}

const columns = [
  'id',
  'missionId',
  'accountId',
  'network',
  'kind',
  'zone',
  'fileName',
  'fileSha256',
  'bytes',
  'state',
  'refusal',
  'mapCode',
  'header',
  'mapping',
  'notes',
  'takenAt',
  'appliesItself',
  'rowCount',
  'goodCount',
  'badCount',
  'newCount',
  'renewedCount',
  'sameCount',
  'repeatedCount',
  'joinedCount',
  'stayedCount',
  'chunkCount',
  'checkedChunks',
  'createdBy',
  'createdAt',
  'appliedAt',
  'finishedAt',
  'undoneAt',
] as const

const select = (db: Db | Tx) => db.selectFrom('importRun').select(columns)
type Row = typeof select extends (db: Db) => SelectQueryBuilder<Tables, 'importRun', infer R> ? R : never
const asRun = (row: Row): ImportRun => row as unknown as ImportRun

export async function findRun(db: Db | Tx, scope: Scope, id: string): Promise<ImportRun | undefined> {
  const row = await select(db).where('id', '=', id).where(inScope(scope, 'missionId')).executeTakeFirst()
  return row && asRun(row)
}

/** Imports of a mission, newest first; what never arrived whole is left out. */
export async function listRuns(db: Db, scope: Scope, missionId: string, limit: number): Promise<ImportRun[]> {
  const rows = await select(db)
    .where('missionId', '=', missionId)
    .where(inScope(scope, 'missionId'))
    .where('state', 'not in', ['receiving', 'discarded'])
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(asRun)
}

/** How long a worker may be silent before another takes its import over, in milliseconds. */
export const claimMs = 30_000
const claimEnd = sql<Date>`now() + ${`${claimMs} milliseconds`}::interval`

/** Takes the oldest import that waits for a worker, or the named one; `undefined` = none, or another process is at it. */
export async function claimRun(db: Db, scope: Scope, worker: string, id?: string): Promise<ImportRun | undefined> {
  const due = db
    .selectFrom('importRun')
    .select('id')
    .where('state', 'in', workingStates)
    .where((eb) =>
      eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<', sql<Date>`now()`), eb('claimedBy', '=', worker)]),
    )
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .where(inScope(scope, 'missionId'))
    .orderBy('createdAt')
    .limit(1)
    .forUpdate()
    .skipLocked()
  const row = await db
    .updateTable('importRun')
    .set({ claimedBy: worker, claimedUntil: claimEnd })
    .where('id', 'in', due)
    .returning(columns)
    .executeTakeFirst()
  return row && asRun(row)
}

/** Lets go of an import, so that whoever is free goes on. */
export async function releaseRun(db: Db, _scope: Scope, worker: string, id: string): Promise<void> {
  await db
    .updateTable('importRun')
    .set({ claimedUntil: null, claimedBy: null })
    .where('id', '=', id)
    .where('claimedBy', '=', worker)
    .execute()
}

export type Changes = Partial<
  Omit<ImportRun, 'id' | 'missionId' | 'accountId' | 'mapping' | 'notes' | 'refusal' | 'header'>
> & {
  readonly mapping?: Reading | null
  readonly notes?: readonly ImportNote[]
  readonly refusal?: ImportRun['refusal']
  readonly header?: readonly string[]
  readonly undoneBy?: string | null
}

/**
 * Writes one step of an import and keeps the claim alive, in the step's own transaction. False where the step is no longer
 * this worker's to take: somebody discarded it, or another worker took over.
 */
export async function stepRun(
  tx: Tx,
  now: Date,
  at: { readonly id: string; readonly state: ImportState; readonly worker: string; readonly checkedChunks?: number },
  changes: Changes,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('importRun')
    .set({ ...written(changes), updatedAt: now, claimedUntil: claimEnd })
    .where('id', '=', at.id)
    .where('state', '=', at.state)
    .where('claimedBy', '=', at.worker)
    .$if(at.checkedChunks !== undefined, (query) => query.where('checkedChunks', '=', at.checkedChunks ?? 0))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Moves an import from one of some states, at a person's word. False where it stands elsewhere meanwhile. */
export async function moveRun(
  tx: Tx,
  _scope: Scope,
  now: Date,
  id: string,
  from: readonly ImportState[],
  changes: Changes,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('importRun')
    .set({ ...written(changes), updatedAt: now })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function written({ mapping, notes, refusal, header, ...plain }: Changes) {
  return {
    ...plain,
    ...(mapping === undefined ? {} : { mapping: mapping === null ? null : json(mapping) }),
    ...(notes === undefined ? {} : { notes: json(notes) }),
    ...(refusal === undefined ? {} : { refusal: refusal === null ? null : json(refusal) }),
    ...(header === undefined ? {} : { header: [...header] }),
  }
}

/** Uploads that were cut, and what was thrown away, after an hour; rows kept for undoing, after its time. */
export async function sweepRuns(db: Db, _scope: Scope, now: Date, undoMs: number): Promise<void> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  await db
    .deleteFrom('importRun')
    .where('state', 'in', ['receiving', 'discarded'])
    .where('updatedAt', '<', hourAgo)
    .execute()
  const old = db
    .selectFrom('importRun')
    .select('id')
    .where('finishedAt', '<', new Date(now.getTime() - undoMs))
  await db.deleteFrom('importRow').where('runId', 'in', old).execute()
}
