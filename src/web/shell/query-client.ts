import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../api/index.ts'

/** The one cache of server data. A refusal is not asked again; a lost answer is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 502),
    },
    mutations: { retry: false },
  },
})
