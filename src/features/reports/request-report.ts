import type { Report } from '../../contract/reports.ts'
import { quarterDays } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { seesMinistryReport, seesMissionReport } from './policy.ts'
import { findReports } from './store.ts'

export type Asked = {
  readonly missionId?: string | undefined
  readonly kind: 'quarter' | 'baseline'
  readonly quarter: string
  readonly locale: 'id' | 'en'
  readonly format: 'pdf' | 'xlsx'
}

/** Asks for a paper; the worker makes it. @throws AppError not_found, forbidden, report.quarter_ahead. */
export async function requestReport(
  deps: { readonly db: Db; readonly now: () => Date },
  scope: Scope,
  { missionId, kind, quarter, locale, format }: Asked,
): Promise<Report> {
  const isOfMission = missionId !== undefined && kind === 'quarter'
  if (missionId !== undefined && !seesMissionReport(scope, missionId))
    throw new AppError('not_found', 'mission.not_found')
  if (!isOfMission && !seesMinistryReport(scope)) throw new AppError('forbidden', 'report.not_yours')
  const now = deps.now()
  if (quarterDays(quarter).first > now.toISOString().slice(0, 10)) throw new AppError('invalid', 'report.quarter_ahead')
  const id = newId()
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('report')
      .values({
        ...{ id, quarter, locale, format },
        kind: isOfMission ? 'mission' : kind === 'baseline' ? 'baseline' : 'ministry',
        missionId: isOfMission ? missionId : null,
        requestedBy: scope.kind === 'person' ? scope.personId : null,
        requestedAt: now,
        touchedAt: now,
      })
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'report.requested',
      subject: { kind: 'report', id },
      ...(isOfMission ? { missionId } : {}),
      payload: { quarter, format },
    })
  })
  const [found] = await findReports(deps.db, scope, id)
  if (!found) throw new AppError('not_found', 'report.not_found')
  return found.report
}
