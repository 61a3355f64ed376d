import type { ApiResponse } from '../../api/index.ts'
import type { Zone } from '../../ui/format.ts'
import type { Span } from './span.ts'
import type { Move } from './use-move.ts'

export type CalendarData = ApiResponse<'GET /api/v1/missions/:missionId/calendar'>
export type Entry = CalendarData['entries'][number]

/** What every view of the calendar is given. */
export type Parts = {
  readonly data: CalendarData
  readonly span: Span
  readonly place: Zone
  readonly today: string
  readonly move: Move
  readonly onOpen: (key: string) => void
}
