import { reportEndpoints } from '../../contract/reports.ts'
import type { Routes } from '../../http/routes.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import type { Scope } from '../missions/index.ts'
import { openData, openDataCsv } from './baseline/open-data.ts'
import { viewBaseline } from './baseline/view-baseline.ts'
import { requestReport } from './request-report.ts'
import { findReports } from './store.ts'

export type ReportRouteDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly homeZone: string
  readonly files: Files
  readonly isSample: () => Promise<boolean>
}

const types = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export function reportRoutes(routes: Routes<Scope>, deps: ReportRouteDeps): void {
  const find = async (scope: Scope, id: string) => {
    const [found] = await findReports(deps.db, scope, id)
    if (!found) throw new AppError('not_found', 'report.not_found')
    return found
  }
  routes.add(reportEndpoints.list, async ({ scope }) => ({
    reports: (await findReports(deps.db, scope)).map(({ report }) => report),
  }))
  routes.add(reportEndpoints.request, ({ body, scope }) => requestReport(deps, scope, body))
  routes.add(reportEndpoints.get, async ({ params, scope }) => (await find(scope, params.reportId)).report)
  routes.add(reportEndpoints.file, async ({ params, scope, reply }) => {
    const { report, fileKey } = await find(scope, params.reportId)
    if (fileKey === null) throw new AppError('conflict', 'report.not_made')
    // Papers are no part of a backup: after a restore they are asked for again.
    if (!(await deps.files.has(fileKey))) throw new AppError('conflict', 'report.file_gone')
    const bytes = Buffer.from(await deps.files.get(fileKey))
    reply
      .type(types[report.format])
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename="${report.fileName}"`)
    return bytes
  })
  routes.add(reportEndpoints.baseline, ({ params, scope }) => viewBaseline(deps, scope, params.quarter))
  routes.add(reportEndpoints.baselineData, async ({ params, query, scope, reply }) => {
    const baseline = await viewBaseline(deps, scope, params.quarter)
    const isSample = await deps.isSample()
    const name = `selaras-garis-dasar-${params.quarter}.${query.format}`
    reply.header('content-disposition', `attachment; filename="${name}"`).header('cache-control', 'private, no-store')
    if (query.format === 'json') return openData(baseline, deps.now(), isSample)
    reply.type('text/csv; charset=utf-8')
    return Buffer.from(openDataCsv(baseline, deps.now(), isSample), 'utf8')
  })
}
