import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { systemScope } from '../missions/index.ts'
import { findImportAccount } from './accounts.ts'
import type { BadRow, ImportedPost, ImportNote, NoteKind, Reading } from './model.ts'
import { type ReadLink, type RowRules, readRow } from './read-row.ts'
import {
  countOutcomes,
  insertBadRows,
  insertPosts,
  noteSizes,
  readChunk,
  recogniseRows,
  refuseUnknown,
  setAsideRepeated,
} from './row-store.ts'
import { type ImportRun, stepRun } from './run-store.ts'
import type { TableRow } from './source/table.ts'
import { columnsOf, surveyFile } from './survey.ts'

export type StepDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly worker: string
  parseLink(url: string): ReadLink | null
}

const scope = systemScope('importing')

/** What reading a file's rows needs, from its import and its account. */
export async function rulesOf(
  deps: Pick<StepDeps, 'db' | 'parseLink'>,
  run: ImportRun,
  reading: Reading,
): Promise<RowRules & { timezone: string }> {
  const account = await findImportAccount(deps.db, scope, run.missionId, run.accountId)
  return {
    reading,
    columns: columnsOf(run, reading),
    header: run.header,
    zone: run.zone,
    takenAt: run.takenAt,
    network: run.network,
    accountKeys: account.keys,
    remoteAccountId: account.remoteAccountId,
    parseLink: deps.parseLink,
    timezone: account.timezone,
  }
}

/** Reads the next chunk of a file, or ends its checking. False = the import is no longer this worker's. */
export async function checkStep(deps: StepDeps, run: ImportRun): Promise<boolean> {
  const at = { id: run.id, state: 'checking' as const, worker: deps.worker, checkedChunks: run.checkedChunks }
  const reading = run.mapping
  if (!reading) throw new Error('an import is checked without a mapping')
  if (!reading.isSurveyed) {
    const mapping = await surveyFile(deps.db, run, reading)
    return deps.db.transaction().execute((tx) => stepRun(tx, deps.now(), at, { mapping }))
  }
  if (run.checkedChunks >= run.chunkCount) return endChecking(deps, run, at)
  // Now and then: the file's own rows are what grows.
  if (run.checkedChunks % 25 === 1) await noteSizes(deps.db, run.rowCount)
  const rules = await rulesOf(deps, run, reading)
  const rows = (await readChunk(deps.db, run.id, run.checkedChunks)) ?? []
  const { posts, good, bad, notes } = readRows(rows, rules)
  return deps.db.transaction().execute(async (tx) => {
    const counted = { checkedChunks: run.checkedChunks + 1, notes: addNotes(run.notes, notes, rules) }
    const isMine = await stepRun(tx, deps.now(), at, counted)
    if (!isMine) return false
    await insertBadRows(tx, run, bad)
    await insertPosts(tx, run, posts, (instant) => localDayOf(instant, rules.timezone))
    const lines = { from: rows[0]?.line ?? 0, to: rows.at(-1)?.line ?? 0 }
    let unknown = 0
    if (posts.length > 0) {
      await recogniseRows(tx, run, lines)
      if (run.kind === 'metrics') unknown = await refuseUnknown(tx, run, lines)
    }
    const counts = { goodCount: run.goodCount + good - unknown, badCount: run.badCount + bad.length + unknown }
    await tx.updateTable('importRun').set(counts).where('id', '=', run.id).execute()
    return true
  })
}

/** Reads rows by their rules: what is good, what is bad, what is worth a note. */
export function readRows(rows: readonly TableRow[], rules: RowRules) {
  const posts: ImportedPost[] = []
  const bad: BadRow[] = []
  const results: Exclude<ReturnType<typeof readRow>, { kind: 'bad' | 'skipped' | 'post' }>[] = []
  const notes = new Map<NoteKind, number>()
  const note = (kind: NoteKind) => notes.set(kind, (notes.get(kind) ?? 0) + 1)
  for (const row of rows) {
    if (!('cells' in row)) {
      bad.push({ line: row.line, column: null, value: '', why: row.fault })
      continue
    }
    const read = readRow(row.line, row.cells, rules)
    if (read.kind === 'bad') bad.push(read.bad)
    else if (read.kind === 'skipped') note('left_out')
    else {
      for (const kind of read.notes) note(kind)
      if (read.kind === 'post') posts.push(read.post)
      else results.push(read)
    }
  }
  return { posts, results, good: posts.length + results.length, bad, notes }
}

function addNotes(before: readonly ImportNote[], more: ReadonlyMap<NoteKind, number>, rules: RowRules): ImportNote[] {
  const counts = new Map(before.filter((one) => one.kind !== 'unknown_columns').map((one) => [one.kind, one.count]))
  for (const [kind, count] of more) counts.set(kind, (counts.get(kind) ?? 0) + count)
  const names = rules.columns.unknown.slice(0, 30)
  return [
    ...(names.length > 0 ? [{ kind: 'unknown_columns' as const, count: rules.columns.unknown.length, names }] : []),
    ...[...counts].map(([kind, count]) => ({ kind, count })),
  ]
}

async function endChecking(
  deps: StepDeps,
  run: ImportRun,
  at: { id: string; state: 'checking'; worker: string },
): Promise<boolean> {
  return deps.db.transaction().execute(async (tx) => {
    if (!(await stepRun(tx, deps.now(), at, {}))) return false
    if (run.mapping?.map.shape === 'posts') await setAsideRepeated(tx, run.id)
    const counts = await countOutcomes(tx, run.id)
    const others = await tx
      .selectFrom('importBadRow')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('runId', '=', run.id)
      .where('why', '=', 'other_account')
      .executeTakeFirst()
    const isForeign = run.goodCount === 0 && run.badCount > 0 && Number(others?.count) === run.badCount
    const isHopeless = run.goodCount === 0
    const state = isForeign || isHopeless ? 'refused' : run.appliesItself ? 'applying' : 'checked'
    return stepRun(tx, deps.now(), at, {
      state,
      refusal: isForeign
        ? { key: 'import.other_account', params: {} }
        : isHopeless
          ? { key: 'import.no_good_row', params: {} }
          : null,
      newCount: counts.new,
      renewedCount: counts.renewed,
      sameCount: counts.same,
      repeatedCount: counts.repeated,
      ...(state === 'refused' ? { finishedAt: deps.now() } : {}),
    })
  })
}
