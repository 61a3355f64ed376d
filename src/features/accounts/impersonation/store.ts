import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Evidence, ImpersonationCase, ImpersonationRow } from '../../../contract/impersonation.ts'
import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { canRead, inScope, type Scope } from '../../missions/index.ts'
import { mayDecide, mayKeep } from '../policy.ts'

export type StoredCase = {
  readonly id: string
  readonly missionId: string
  readonly network: string
  readonly handle: string
  readonly url: string
  readonly source: ImpersonationRow['source']
  readonly summary: string
  readonly registryAnswer: string
  readonly openedBy: string | null
  readonly openerName: string | null
  readonly openedAt: Date
  readonly reportedAt: Date | null
  readonly reportReference: string
  readonly warnedAt: Date | null
  readonly outcome: ImpersonationRow['outcome']
  readonly outcomeNote: string
  readonly closedAt: Date | null
}

/** Cases within the scope: open ones first, then the newest; at most 200. */
export async function listCases(db: Db, scope: Scope, missionId?: string): Promise<ImpersonationRow[]> {
  if (missionId !== undefined && !canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  const own = missionId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`c.mission_id = ${missionId}`
  return (await select(db, scope, own)).map(toRow)
}

/** @throws AppError not_found, also outside the scope. */
export async function mustFindCase(db: Db, scope: Scope, id: string, lock?: 'locked'): Promise<StoredCase> {
  if (lock) await db.selectFrom('impersonationCase').select('id').where('id', '=', id).forUpdate().execute()
  const [row] = await select(db, scope, sql<SqlBool>`c.id = ${id}`)
  if (!row) throw new AppError('not_found', 'impersonation.not_found')
  return row
}

/** One case with its evidence, oldest first. */
export async function viewCase(db: Db, scope: Scope, id: string): Promise<ImpersonationCase> {
  const row = await mustFindCase(db, scope, id)
  const ours = await db
    .selectFrom('account')
    .select(['network', 'handle', 'url'])
    .where('missionId', '=', row.missionId)
    .where(inScope(scope, 'missionId'))
    .where('status', 'in', ['active', 'restored'])
    .orderBy((eb) => eb('network', '=', row.network), 'desc')
    .orderBy('network')
    .limit(5)
    .execute()
  const isOpen = row.closedAt === null
  return {
    ...toRow(row),
    summary: row.summary,
    registryAnswer: row.registryAnswer,
    openedBy: row.openedBy ? { id: row.openedBy, name: row.openerName ?? '' } : null,
    reportReference: row.reportReference,
    outcomeNote: row.outcomeNote,
    evidence: await listEvidence(db, scope, id),
    ours,
    can: {
      add: isOpen && (mayKeep(scope, row.missionId) || mayDecide(scope, row.missionId)),
      warn: isOpen && mayDecide(scope, row.missionId),
    },
  }
}

/** Evidence of a case that the caller has read within its scope. */
async function listEvidence(db: Db, _scope: Scope, caseId: string): Promise<Evidence[]> {
  const rows = await db
    .selectFrom('impersonationEvidence')
    .leftJoin('person', 'person.id', 'impersonationEvidence.addedBy')
    .selectAll('impersonationEvidence')
    .select('person.name')
    .where('caseId', '=', caseId)
    .orderBy('addedAt')
    .orderBy('impersonationEvidence.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Evidence['kind'],
    url: row.url,
    note: row.note,
    sha256: row.sha256,
    contentType: row.contentType,
    bytes: row.bytes,
    fileUrl: row.fileKey === null ? null : `/api/v1/impersonation-cases/${caseId}/screenshots/${row.id}`,
    capturedAt: row.capturedAt.toISOString(),
    addedBy: row.addedBy ? { id: row.addedBy, name: row.name ?? '' } : null,
    addedAt: row.addedAt.toISOString(),
  }))
}

async function select(db: Db, scope: Scope, condition: RawBuilder<SqlBool>): Promise<StoredCase[]> {
  const { rows } = await sql<StoredCase>`
    select c.id, c.mission_id, c.network, c.handle, c.url, c.source, c.summary, c.registry_answer, c.opened_by,
      p.name as opener_name, c.opened_at, c.reported_at, c.report_reference, c.warned_at, c.outcome, c.outcome_note, c.closed_at
    from impersonation_case c left join person p on p.id = c.opened_by
    where ${inScope(scope, 'c.mission_id')} and ${condition}
    order by c.closed_at is not null, c.opened_at desc, c.id limit 200`.execute(db)
  return rows
}

const toRow = (row: StoredCase): ImpersonationRow => ({
  id: row.id,
  missionId: row.missionId,
  network: row.network,
  handle: row.handle,
  url: row.url,
  source: row.source,
  openedAt: row.openedAt.toISOString(),
  reportedAt: row.reportedAt?.toISOString() ?? null,
  warnedAt: row.warnedAt?.toISOString() ?? null,
  outcome: row.outcome,
  closedAt: row.closedAt?.toISOString() ?? null,
})
