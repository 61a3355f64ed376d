import { apiQuery } from '../../api/index.ts'

/** Accounts of one mission, for those who may read its papers. */
export const accountsQuery = (missionId: string) =>
  apiQuery('GET /api/v1/missions/:missionId/accounts', { params: { missionId } })
