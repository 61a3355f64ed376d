import { sql } from 'kysely'
import { quarterDays } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files.ts'
import {
  type IndexSources,
  viewBoard,
  viewBoardSteering,
  viewMission,
  viewMissionSteering,
  viewReasons,
} from '../alignment/index.ts'
import { systemScope } from '../missions/index.ts'
import { findDisputes, findStandings } from '../rating/index.ts'
import { viewBaseline } from './baseline/view-baseline.ts'
import { baselinePaper } from './content/baseline-paper.ts'
import { ministryPaper } from './content/ministry-paper.ts'
import { missionPaper } from './content/mission-paper.ts'
import { sayIn } from './content/say.ts'
import type { Paper } from './paper.ts'
import { fileNameOf, finishReport, noteProgress, type ReportRow } from './store.ts'

export type MakeDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly homeZone: string
  readonly homeLabel: string
  readonly files: Files
  readonly isSample: () => Promise<boolean>
  readonly sources?: IndexSources | undefined
}

const scope = systemScope('reports')

/** Makes a claimed paper whole and lays it down. May run twice: the file is written over. */
export async function makeReport(deps: MakeDeps, row: ReportRow): Promise<void> {
  const paper = await paperOf(deps, row)
  await noteProgress(deps.db, row.id, 60, deps.now())
  const made = await render(row.format, paper)
  const fileKey = `reports/${row.id}/${fileNameOf(row)}`
  await deps.files.put(fileKey, made.bytes)
  const { length: bytes } = made.bytes
  await deps.db
    .transaction()
    .execute((tx) => finishReport(tx, row.id, { fileKey, bytes, pages: made.pages }, deps.now()))
}

/** What a paper says today: asked of the same views that the screens ask. */
async function paperOf(deps: MakeDeps, { kind, missionId, quarter, locale }: ReportRow): Promise<Paper> {
  const say = sayIn(locale, { zone: deps.homeZone, label: deps.homeLabel })
  const about = { now: deps.now(), isSample: await deps.isSample() }
  if (kind === 'baseline') return baselinePaper(say, await viewBaseline(deps, scope, quarter), about)
  if (kind === 'ministry' || missionId === null)
    return ministryPaper(
      say,
      {
        quarter,
        board: await viewBoard(deps, scope, quarter),
        steering: await viewBoardSteering(deps, scope, quarter),
        baseline: await viewBaseline(deps, scope, quarter),
      },
      about,
    )
  const { support } = await viewMissionSteering(deps, scope, missionId, quarter)
  const { first, last } = quarterDays(quarter)
  const disputes = await findDisputes(deps.db, scope, { missionId })
  return missionPaper(
    say,
    {
      alignment: await viewMission(deps, scope, missionId, quarter),
      support,
      disputes: disputes.filter(({ openedAt }) => openedAt.slice(0, 10) >= first && openedAt.slice(0, 10) <= last),
      losses: (await viewReasons(deps, scope, missionId, quarter)).losses,
      ceremonies: await findCeremonies(deps.db, missionId, first, last),
    },
    about,
  )
}

const mostCeremonies = 4

/** The newest messages of a mission that only report an activity, by the label that stands. */
async function findCeremonies(db: Db, missionId: string, first: string, last: string) {
  const standings = await findStandings(
    db,
    scope,
    sql<boolean>`message.mission_id = ${missionId} and message.excluded_reason is null
      and message.local_day between ${first}::date and ${last}::date`,
  )
  const ids = standings
    .filter(({ standing, isDeleted }) => standing.label.purposeValue === 0 && !isDeleted)
    .slice(-mostCeremonies)
    .map(({ id }) => id)
  if (ids.length === 0) return []
  return db
    .selectFrom('message')
    .select(['text', 'language', 'localDay'])
    .where('id', 'in', ids)
    .orderBy('localDay', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** The libraries that draw papers weigh 80 MB: a process carries them once it has drawn one. */
async function render(
  format: ReportRow['format'],
  paper: Awaited<ReturnType<typeof paperOf>>,
): Promise<{ bytes: Uint8Array; pages: number | null }> {
  if (format === 'pdf') return (await import('./render/pdf.ts')).renderPdf(paper)
  return { bytes: await (await import('./render/xlsx.ts')).renderXlsx(paper), pages: null }
}
