import { type SqlBool, sql } from 'kysely'
import type { AlertText, CrisisText, Scenario } from '../../contract/alerts.ts'
import { type Db, json, type Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, findMission, inScope, type Scope } from '../missions/index.ts'
import { masterFirst } from './model.ts'
import { mayPrepare } from './policy.ts'

type Deps = { readonly db: Db; readonly now: () => Date; readonly homeLanguage: string }
type Draft = Pick<CrisisText, 'kind' | 'scenario' | 'texts'>

/** A prepared text is looked at again within so many days (CRI-06). */
const reviewDays = 90
const dueOf = (reviewedAt: Date): Date => new Date(reviewedAt.getTime() + reviewDays * 86_400_000)

/**
 * Prepared texts of the missions the scope reads and headquarters' own, which serve everybody: those whose review is
 * overdue first, then by due time; at most 500. With `missionId`, that mission's and headquarters'.
 */
export async function listCrisisTexts(deps: Deps, scope: Scope, missionId?: string): Promise<CrisisText[]> {
  if (missionId !== undefined && !canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  const own =
    missionId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`(t.mission_id = ${missionId} or m.is_headquarters)`
  const rows = await select(deps.db, scope, own)
  return rows.map((row) => present(row, scope, deps.now()))
}

/** Prepares a text. @throws AppError not_found outside the scope, forbidden, `alert.no_home_language`. */
export function addCrisisText(deps: Deps, scope: Scope, missionId: string, draft: Draft): Promise<CrisisText> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    const mission = canRead(scope, missionId) ? await findMission(tx, scope, missionId) : undefined
    if (!mission) throw new AppError('not_found', 'mission.not_found')
    if (!mayPrepare(scope, missionId)) throw new AppError('forbidden', 'alert.text_not_yours')
    const texts = demandMaster(deps, draft.texts)
    const id = newId()
    const { kind, scenario } = draft
    await tx
      .insertInto('crisisText')
      .values({
        id,
        missionId,
        kind,
        scenario,
        texts: json(texts),
        reviewedBy: personOf(scope),
        reviewedAt: now,
        createdAt: now,
        updatedAt: now,
      })
      .execute()
    await audit(tx, scope, now, 'crisis_text.added', id, missionId)
    return find(tx, scope, id, now)
  })
}

/** Writes over the revision that was read; who changes it has read it. @throws AppError `alert.text_changed_meanwhile`. */
export function changeCrisisText(
  deps: Deps,
  scope: Scope,
  id: string,
  { revision, kind, scenario, texts }: Draft & { readonly revision: number },
): Promise<CrisisText> {
  return tend(deps, scope, id, 'crisis_text.changed', async (tx, row, now) => {
    if (row.revision !== revision) throw new AppError('conflict', 'alert.text_changed_meanwhile')
    const change = { kind, scenario, texts: json(demandMaster(deps, texts)), revision: revision + 1, updatedAt: now }
    await tx
      .updateTable('crisisText')
      .set({ ...change, reviewedAt: now, reviewedBy: personOf(scope) })
      .where('id', '=', id)
      .execute()
  })
}

/** Says that it is still right; due again in 90 days. */
export function reviewCrisisText(deps: Deps, scope: Scope, id: string): Promise<CrisisText> {
  return tend(deps, scope, id, 'crisis_text.reviewed', async (tx, _row, now) => {
    const review = { reviewedAt: now, reviewedBy: personOf(scope) }
    await tx.updateTable('crisisText').set(review).where('id', '=', id).execute()
  })
}

/** Takes it out of use; nothing is deleted. */
export async function retireCrisisText(deps: Deps, scope: Scope, id: string): Promise<void> {
  await tend(deps, scope, id, 'crisis_text.retired', async (tx, _row, now) => {
    await tx.updateTable('crisisText').set({ retiredAt: now }).where('id', '=', id).execute()
  })
}

/** The newest dark page for a scenario, else its holding statement: of a mission, or of headquarters. */
export async function findPrepared(
  db: Db,
  scope: Scope,
  of: string,
  scenario: Scenario,
): Promise<readonly AlertText[] | undefined> {
  const whose = of === 'ministry' ? sql<SqlBool>`m.is_headquarters` : sql<SqlBool>`t.mission_id = ${of}`
  const rows = await select(db, scope, sql<SqlBool>`${whose} and t.scenario = ${scenario}`)
  const best = rows
    .toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
    .toSorted((a, b) => Number(b.kind === 'dark_page') - Number(a.kind === 'dark_page'))[0]
  return best?.texts
}

type Row = {
  readonly id: string
  readonly missionId: string
  readonly kind: CrisisText['kind']
  readonly scenario: Scenario
  readonly texts: AlertText[]
  readonly revision: number
  readonly reviewedAt: Date
  readonly reviewedBy: string | null
  readonly reviewerName: string | null
  readonly updatedAt: Date
  readonly retiredAt: Date | null
}

async function select(db: Db, scope: Scope, condition: ReturnType<typeof sql<SqlBool>>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select t.id, t.mission_id, t.kind, t.scenario, t.texts, t.revision, t.reviewed_at, t.reviewed_by, t.updated_at,
      t.retired_at, p.name as reviewer_name
    from crisis_text t join mission m on m.id = t.mission_id left join person p on p.id = t.reviewed_by
    where t.retired_at is null and ${condition}
      and (${inScope(scope, 't.mission_id')} or (m.is_headquarters and ${scope.kind !== 'public'}))
    order by t.reviewed_at, t.id limit 500`.execute(db)
  return rows
}

async function find(db: Db, scope: Scope, id: string, now: Date): Promise<CrisisText> {
  const [row] = await select(db, scope, sql<SqlBool>`t.id = ${id}`)
  if (!row) throw new AppError('not_found', 'alert.text_not_found')
  return present(row, scope, now)
}

async function tend(
  deps: Deps,
  scope: Scope,
  id: string,
  action: string,
  act: (tx: Tx, row: Row, now: Date) => Promise<void>,
): Promise<CrisisText> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    await tx.selectFrom('crisisText').select('id').where('id', '=', id).forUpdate().execute()
    const [row] = await select(tx, scope, sql<SqlBool>`t.id = ${id}`)
    if (!row) throw new AppError('not_found', 'alert.text_not_found')
    if (!mayPrepare(scope, row.missionId)) throw new AppError('forbidden', 'alert.text_not_yours')
    await act(tx, row, now)
    await audit(tx, scope, now, action, id, row.missionId)
    const [after] = await select(tx, scope, sql<SqlBool>`t.id = ${id}`)
    return present(after ?? row, scope, now)
  })
}

const personOf = (scope: Scope): string | null => (scope.kind === 'person' ? scope.personId : null)

function demandMaster(deps: Deps, texts: readonly AlertText[]): AlertText[] {
  if (!texts.some((text) => text.language === deps.homeLanguage))
    throw new AppError('invalid', 'alert.no_home_language')
  return masterFirst(texts, deps.homeLanguage)
}

const audit = (tx: Tx, scope: Scope, now: Date, action: string, id: string, missionId: string): Promise<void> =>
  recordAudit(tx, now, { actor: actorOf(scope), action, subject: { kind: 'crisis_text', id }, missionId })

const present = (row: Row, scope: Scope, now: Date): CrisisText => ({
  id: row.id,
  missionId: row.missionId,
  kind: row.kind,
  scenario: row.scenario,
  texts: row.texts,
  revision: row.revision,
  reviewedAt: row.reviewedAt.toISOString(),
  reviewedBy: row.reviewedBy ? { id: row.reviewedBy, name: row.reviewerName ?? '' } : null,
  reviewDueAt: dueOf(row.reviewedAt).toISOString(),
  isOverdue: dueOf(row.reviewedAt) < now,
  mayChange: mayPrepare(scope, row.missionId),
})
