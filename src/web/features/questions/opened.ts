import type { ApiResponse } from '../../api/index.ts'

/** A question with all that belongs to it, as its screen asks for it. */
export type Opened = ApiResponse<'GET /api/v1/questions/:questionId'>
