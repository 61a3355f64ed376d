import type { ApiResponse } from '../../api/index.ts'

export type CalendarData = ApiResponse<'GET /api/v1/missions/:missionId/calendar'>
export type Entry = CalendarData['entries'][number]
