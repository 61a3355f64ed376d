import { apiQuery } from '../../api/index.ts'

const stepMs = 1_500

/** The papers that one may open; asked again while one is being made. */
export const reportsQuery = {
  ...apiQuery('GET /api/v1/reports'),
  refetchInterval: (query: { state: { data?: { reports: readonly { state: string }[] } | undefined } }) =>
    query.state.data?.reports.some(({ state }) => state === 'waiting' || state === 'running') ? stepMs : false,
} as const
