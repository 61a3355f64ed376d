import type { ApiResponse } from '../../api/index.ts'

/** What a mission's posts may have brought about, as its screen asks for it. */
export type MissionOutcomes = ApiResponse<'GET /api/v1/missions/:missionId/outcomes'>
