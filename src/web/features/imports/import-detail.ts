import type { ApiResponse } from '../../api/index.ts'

/** One file's import with its figures and bad rows, as its screen asks for it. */
export type ImportDetail = ApiResponse<'GET /api/v1/imports/:importId'>
