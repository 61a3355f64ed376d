import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type ApiResponse, apiQuery } from '../../api/index.ts'

export type Counts = ApiResponse<'GET /api/v1/account-counts'>['missions'][number]

/** Numbers of accounts by mission, for the missions the person reads; missions without any are left out. */
export function useAccountCounts(): ReadonlyMap<string, Counts> {
  const { data } = useQuery(apiQuery('GET /api/v1/account-counts'))
  return useMemo(() => new Map((data?.missions ?? []).map((one) => [one.missionId, one])), [data])
}
