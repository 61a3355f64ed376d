import type { z } from 'zod'
import type { importEndpoints, ImportRun as PresentedRun } from '../../contract/imports.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { readRows, rulesOf, type StepDeps } from './check-run.ts'
import { mayImport } from './policy.ts'
import { readChunk } from './row-store.ts'
import { findRun, type ImportRun } from './run-store.ts'

type Detail = z.input<typeof importEndpoints.get.response>
/** Says a refusal in the reader's language. */
export type SayRefusal = (key: string, params: Readonly<Record<string, string | number>>) => string

/** An import can be taken back for this long, in milliseconds. */
export const undoMs = 30 * 86_400_000
const previewRows = 20

/** @throws AppError not_found, also for imports of missions that the scope does not import for. */
export async function mustFindRun(db: Db, scope: Scope, id: string): Promise<ImportRun> {
  const run = await findRun(db, scope, id)
  if (!run || run.state === 'receiving' || run.state === 'discarded')
    throw new AppError('not_found', 'import.not_found')
  return run
}

export async function presentRun(
  db: Db,
  scope: Scope,
  run: ImportRun,
  now: Date,
  say: SayRefusal,
): Promise<PresentedRun> {
  const account = await db
    .selectFrom('account')
    .select('handle')
    .where('id', '=', run.accountId)
    .executeTakeFirstOrThrow()
  const isYoung = run.finishedAt !== null && now.getTime() - run.finishedAt.getTime() < undoMs
  return {
    id: run.id,
    missionId: run.missionId,
    accountId: run.accountId,
    network: run.network,
    handle: account.handle,
    kind: run.kind,
    zone: run.zone,
    fileName: run.fileName,
    bytes: run.bytes,
    state: run.state,
    refusal: run.refusal ? say(run.refusal.key, run.refusal.params) : null,
    tool: run.mapCode === null ? null : (run.mapping?.map.tool ?? null),
    takenAt: run.takenAt.toISOString(),
    createdAt: run.createdAt.toISOString(),
    appliedAt: run.appliedAt?.toISOString() ?? null,
    undoneAt: run.undoneAt?.toISOString() ?? null,
    counts: {
      rows: run.rowCount,
      good: run.goodCount,
      bad: run.badCount,
      fresh: run.newCount,
      renewed: run.renewedCount,
      same: run.sameCount,
      repeated: run.repeatedCount,
      joined: run.joinedCount,
      stayed: run.stayedCount,
    },
    percent: percentOf(run),
    notes: run.notes.map(({ kind, count, names }) => ({ kind, count, names: [...(names ?? [])] })),
    mayUndo: run.state === 'done' && isYoung && mayImport(scope, run.missionId),
  }
}

/** How far the work under way is; checking is the first half, joining the second, where there is one. */
export function percentOf(run: ImportRun): number | null {
  const share = (done: number, all: number) => Math.floor((100 * done) / Math.max(1, all))
  if (run.state === 'checking') return share(run.checkedChunks, run.chunkCount)
  if (run.state === 'joining') return share(run.joinedCount, run.newCount)
  return run.state === 'applying' || run.state === 'undoing' ? 0 : null
}

export async function presentDetail(
  deps: Pick<StepDeps, 'db' | 'parseLink'>,
  scope: Scope,
  run: ImportRun,
  now: Date,
  say: SayRefusal,
): Promise<Detail> {
  const { db } = deps
  const rows = await db
    .selectFrom('importRow')
    .select(['line', 'publishedAt', 'isDayOnly', 'text', 'url', 'outcome', 'views', 'likes'])
    .where('runId', '=', run.id)
    .orderBy('line')
    .limit(previewRows)
    .execute()
  const first = (await readChunk(db, run.id, 0)) ?? []
  const sample = first
    .flatMap((row) => ('cells' in row ? [row.cells.map((cell) => cell.slice(0, 200))] : []))
    .slice(0, 5)
  return {
    ...(await presentRun(db, scope, run, now, say)),
    header: [...run.header],
    sample: run.state === 'needs_mapping' ? sample : [],
    preview: rows.map(({ publishedAt, outcome, text, ...row }) => ({
      ...row,
      text: text.slice(0, 500),
      publishedAt: publishedAt.toISOString(),
      outcome: outcome as Detail['preview'][number]['outcome'],
    })),
    figures: await figuresOf(deps, run, first),
  }
}

async function figuresOf(
  deps: Pick<StepDeps, 'db' | 'parseLink'>,
  run: ImportRun,
  rows: NonNullable<Awaited<ReturnType<typeof readChunk>>>,
): Promise<Detail['figures']> {
  if (!run.mapping || run.mapping.map.shape === 'posts') return []
  if (rows.length === 0) return storedFigures(deps.db, run)
  const { results } = readRows(rows.slice(0, previewRows), await rulesOf(deps, run, run.mapping))
  return results
    .flatMap((result) =>
      result.kind === 'audience'
        ? [
            {
              label: result.cell.label,
              name: run.mapping?.map.trait ?? '',
              value: result.cell.people ?? result.cell.share,
            },
          ]
        : result.numbers.map(({ day, name, value }) => ({ label: day, name, value })),
    )
    .slice(0, 60)
}

async function storedFigures(db: Db, run: ImportRun): Promise<Detail['figures']> {
  const days = await db
    .selectFrom('accountNumber')
    .select(['day', 'name', 'value'])
    .where('runId', '=', run.id)
    .orderBy('day')
    .orderBy('name')
    .limit(60)
    .execute()
  const cells = await db
    .selectFrom('audienceCell')
    .select(['label', 'trait', 'people', 'share'])
    .where('runId', '=', run.id)
    .orderBy('label')
    .limit(60)
    .execute()
  return [
    ...days.map(({ day, name, value }) => ({ label: day, name, value })),
    ...cells.map(({ label, trait, people, share }) => ({ label, name: trait, value: people ?? share })),
  ]
}
