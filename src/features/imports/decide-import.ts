import type { z } from 'zod'
import type { importEndpoints } from '../../contract/imports.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import type { ColumnMap } from './maps/column-map.ts'
import type { ImportState } from './model.ts'
import { demandImporter } from './policy.ts'
import { mustFindRun, undoMs } from './present.ts'
import { type Changes, type ImportRun, moveRun } from './run-store.ts'

type Deps = { readonly db: Db; readonly now: () => Date }
type MappingInput = z.output<typeof importEndpoints.map.body>

/** Makes posts of what was checked. */
export const applyImport = (deps: Deps, scope: Scope, id: string): Promise<ImportRun> =>
  move(deps, scope, id, ['checked'], { state: 'applying' })

/** Throws away a file that has touched nothing. */
export const discardImport = (deps: Deps, scope: Scope, id: string): Promise<ImportRun> =>
  move(deps, scope, id, ['needs_mapping', 'checking', 'checked', 'refused'], { state: 'discarded' })

/** Takes an import back. @throws AppError conflict after 30 days, when the rows it needs are gone. */
export async function undoImport(deps: Deps, scope: Scope, id: string): Promise<ImportRun> {
  const run = await mustFindRun(deps.db, scope, id)
  demandImporter(scope, run.missionId)
  if (run.finishedAt && deps.now().getTime() - run.finishedAt.getTime() >= undoMs)
    throw new AppError('conflict', 'import.too_old')
  return move(deps, scope, id, ['done'], {
    state: 'undoing',
    undoneBy: scope.kind === 'person' ? scope.personId : null,
  })
}

/** Says what the columns of a file mean. @throws AppError invalid where time, or everything that tells posts apart, is missing. */
export async function mapImport(deps: Deps, scope: Scope, id: string, input: MappingInput): Promise<ImportRun> {
  const run = await mustFindRun(deps.db, scope, id)
  demandImporter(scope, run.missionId)
  const { columns } = input
  const has = (name: keyof typeof columns) => columns[name] !== undefined
  if (!has('publishedAt') || !(has('text') || has('url') || has('remoteId')))
    throw new AppError('invalid', 'import.map_incomplete')
  const headers = Object.entries(columns).map(
    ([field, index]) => [field, index === undefined ? undefined : run.header[index]] as const,
  )
  if (headers.some(([, header]) => header === undefined || header.trim() === ''))
    throw new AppError('invalid', 'import.map_incomplete')
  const map: ColumnMap = {
    code: 'own',
    tool: run.fileName.slice(0, 100),
    networks: [],
    shape: 'posts',
    needs: ['publishedAt'],
    fields: Object.fromEntries(headers.map(([field, header]) => [field, [header ?? '']])),
    numbers: {},
    decimals: {},
    ignores: [...run.header],
    titles: {},
    ...(input.order === undefined ? {} : { order: input.order }),
    media: {},
    mediaDefault: 'other',
    skips: [],
    keeps: [],
    isHtml: false,
    source: '',
    readOn: '',
  }
  return move(deps, scope, id, ['needs_mapping'], { state: 'checking', mapping: { map } })
}

async function move(
  deps: Deps,
  scope: Scope,
  id: string,
  from: readonly ImportState[],
  changes: Changes & { state: ImportState },
): Promise<ImportRun> {
  const run = await mustFindRun(deps.db, scope, id)
  demandImporter(scope, run.missionId)
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    if (!(await moveRun(tx, scope, now, id, from, changes))) throw new AppError('conflict', 'import.moved_on')
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: `import.${changes.state}`,
      subject: { kind: 'import', id },
      missionId: run.missionId,
      payload: { account: run.accountId },
    })
  })
  return { ...run, state: changes.state }
}
