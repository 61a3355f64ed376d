import type { Explainer, ExplainerRow } from '../../contract/explainers.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { factConcerns } from '../strategy/index.ts'
import { readCounts } from './counts.ts'
import { submitIssues } from './model.ts'
import { mayCheck, mayWrite } from './policy.ts'
import { findWorkingCopy, listWorkingCopies, rowOf, type WorkingCopy } from './store.ts'
import { listVersions } from './version-store.ts'

export type ExplainerDeps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }

export const todayOf = (deps: ExplainerDeps): string => localDayOf(deps.now(), deps.homeZone)

/** @throws AppError not_found, also where the scope does not see it. */
export async function mustFindExplainer(
  deps: ExplainerDeps,
  scope: Scope,
  id: string,
  db: Db = deps.db,
  lock?: 'locked',
): Promise<WorkingCopy> {
  const copy = await findWorkingCopy(db, scope, id, todayOf(deps), lock)
  if (!copy) throw new AppError('not_found', 'explainer.not_found')
  return copy
}

/** Explainers of the scope, last changed first. */
export async function listExplainers(deps: ExplainerDeps, scope: Scope): Promise<ExplainerRow[]> {
  const today = todayOf(deps)
  const rows: ExplainerRow[] = []
  for (const copy of await listWorkingCopies(deps.db, scope, today)) rows.push(await rowOf(deps.db, scope, copy, today))
  return rows
}

/** One explainer with all that its writers and its desk need. */
export async function viewExplainer(deps: ExplainerDeps, scope: Scope, id: string): Promise<Explainer> {
  const { db } = deps
  const copy = await mustFindExplainer(deps, scope, id)
  const today = todayOf(deps)
  const master = copy.texts.find((text) => text.isMaster)
  const isOwn = scope.kind === 'person' && authorsOf(copy).has(scope.personId)
  const issues = master ? submitIssues(copy.about, master.content) : []
  return {
    ...(await rowOf(db, scope, copy, today)),
    about: copy.about,
    texts: copy.texts.map(({ masterHash: _hash, ...text }) => ({
      ...text,
      isCurrent: !text.isStale,
      updatedAt: text.updatedAt.toISOString(),
    })),
    revision: copy.revision,
    issues: issues.map(({ path, key }) => ({ path, key })),
    submittedBy: copy.submittedBy,
    submittedHash: copy.submittedHash,
    correction: copy.correction,
    returnedNote: copy.returnedNote,
    withdrawnReason: copy.withdrawnReason,
    factConcerns: await factConcerns(db, scope, { kind: 'explainer', id }, today),
    versions: (await listVersions(db, scope, id)).map((row) => ({
      version: row.version,
      publishedAt: row.publishedAt.toISOString(),
      correction: row.correction,
      rubric: row.rubric,
      plainScore: row.plainScore,
      submittedBy: row.submittedBy,
      checkedBy: row.checkedBy,
    })),
    counts: await readCounts(db, scope, id),
    may: {
      write: mayWrite(scope),
      check: copy.stage === 'in_check' && !isOwn && mayCheck(scope, copy.deskMissions),
      makeKit: mayWrite(scope) && copy.publishedVersion !== null && copy.stage !== 'withdrawn',
    },
  }
}

/** Everyone whose words are in the working copy: none of them checks it. */
export const authorsOf = (copy: WorkingCopy): ReadonlySet<string> =>
  new Set([copy.submittedBy?.id, ...copy.texts.map((text) => text.writtenBy?.id)].filter((id) => id !== undefined))
