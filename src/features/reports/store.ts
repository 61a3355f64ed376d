import { sql } from 'kysely'
import type { Report } from '../../contract/reports.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { type Scope, systemScope } from '../missions/index.ts'
import { notify } from '../notifications/index.ts'
import { seesMinistryReport, seesMissionReport } from './policy.ts'

/** A paper as it is kept. */
export type ReportRow = {
  readonly id: string
  readonly kind: 'mission' | 'ministry' | 'baseline'
  readonly missionId: string | null
  readonly quarter: string
  readonly locale: 'id' | 'en'
  readonly format: 'pdf' | 'xlsx'
  readonly fileKey: string | null
}

const maySee = (scope: Scope, row: { missionId: string | null }): boolean =>
  row.missionId === null ? seesMinistryReport(scope) : seesMissionReport(scope, row.missionId)

type Found = { readonly report: Report; readonly fileKey: string | null }

/** Papers in scope, newest first, at most 100; one by its id. */
export async function findReports(db: Db, scope: Scope, id?: string): Promise<Found[]> {
  const rows = await db
    .selectFrom('report')
    .leftJoin('person', 'person.id', 'report.requestedBy')
    .selectAll('report')
    .select('person.name as requestedByName')
    .$if(id !== undefined, (query) => query.where('report.id', '=', id ?? ''))
    .orderBy('requestedAt', 'desc')
    .orderBy('report.id', 'desc')
    .limit(1000)
    .execute()
  return rows
    .filter((row) => maySee(scope, row))
    .slice(0, 100)
    .map((row) => ({
      fileKey: row.fileKey,
      report: {
        id: row.id,
        kind: row.kind as Report['kind'],
        missionId: row.missionId,
        quarter: row.quarter,
        locale: row.locale as Report['locale'],
        format: row.format as Report['format'],
        state: row.state as Report['state'],
        progress: row.progress,
        requestedBy: row.requestedByName,
        requestedAt: row.requestedAt.toISOString(),
        madeAt: row.madeAt?.toISOString() ?? null,
        bytes: row.bytes,
        pages: row.pages,
        fileName: fileNameOf(row),
      },
    }))
}

/** `selaras-kbri-cairo-2026-Q4-id.pdf` */
export const fileNameOf = (row: {
  kind: string
  missionId: string | null
  quarter: string
  locale: string
  format: string
}): string =>
  `selaras-${row.missionId ?? (row.kind === 'baseline' ? 'garis-dasar' : 'kementerian')}-${row.quarter}-${row.locale}.${row.format}`

const abandonedAfterMs = 120_000
const mostAttempts = 3

/** Takes the oldest paper that waits, or that its maker has left; undefined where there is none. */
export async function claimReport(db: Db, now: Date): Promise<ReportRow | undefined> {
  const left = new Date(now.getTime() - abandonedAfterMs)
  const { rows } = await sql<ReportRow>`
    update report set state = 'running', progress = 5, attempts = attempts + 1, touched_at = ${now}
    where id = (select id from report where attempts < ${mostAttempts}
        and (state = 'waiting' or (state = 'running' and touched_at < ${left}))
      order by requested_at limit 1 for update skip locked)
    returning id, kind, mission_id, quarter, locale, format, file_key`.execute(db)
  // One that three makers have left would be left by a fourth.
  await sql`update report set state = 'failed' where state = 'running' and attempts >= ${mostAttempts}
    and touched_at < ${left}`.execute(db)
  return rows[0]
}

export async function noteProgress(db: Db, id: string, progress: number, now: Date): Promise<void> {
  await db
    .updateTable('report')
    .set({ progress, touchedAt: now })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}

export async function finishReport(
  tx: Tx,
  id: string,
  made: { readonly fileKey: string; readonly bytes: number; readonly pages: number | null },
  now: Date,
): Promise<void> {
  const done = await tx
    .updateTable('report')
    .set({ state: 'done', progress: 100, ...made, madeAt: now, touchedAt: now })
    .where('id', '=', id)
    .returning(['requestedBy', 'missionId'])
    .executeTakeFirst()
  if (done?.requestedBy)
    await notify(tx, systemScope('reports'), now, {
      to: { persons: [done.requestedBy] },
      kind: 'report.done',
      about: { room: 'reports', id, ...(done.missionId === null ? {} : { missionId: done.missionId }) },
      path: '/laporan',
      words: {
        id: { title: 'Laporan Anda selesai', body: 'Unduh dari halaman Laporan.' },
        en: { title: 'Your report is made', body: 'Download it from the page Reports.' },
      },
      dedupeKey: `report.done:${id}`,
    })
}

export async function failReport(db: Db, id: string, now: Date): Promise<void> {
  await sql`update report set touched_at = ${now},
    state = case when attempts >= ${mostAttempts} then 'failed' else 'waiting' end where id = ${id}`.execute(db)
}
