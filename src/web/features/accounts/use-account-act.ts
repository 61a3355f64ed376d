import { useMutation, useQueryClient } from '@tanstack/react-query'
import { apiQuery } from '../../api/index.ts'
import { toast } from '../../ui/toast.tsx'

/** Accounts of one mission, for those who may read its papers. */
export const accountsQuery = (missionId: string) =>
  apiQuery('GET /api/v1/missions/:missionId/accounts', { params: { missionId } })

const touched = new Set([
  'GET /api/v1/missions/:missionId/accounts',
  'GET /api/v1/account-counts',
  'GET /api/v1/account-care',
  'GET /api/v1/accounts/:accountId/history',
  'GET /api/v1/accounts/:accountId/connection',
  'GET /api/v1/accounts/:accountId/custody',
  'GET /api/v1/missions/:missionId/confirmation-round',
  'GET /api/v1/confirmation-rounds',
  'GET /api/v1/handovers',
  'GET /api/v1/handovers/:handoverId',
  'GET /api/v1/app-registrations',
])

type Request = {
  run: () => Promise<unknown>
  /** Said when it is done. */
  done?: string
  /** Takes it back; offered beside `done`. */
  undo?: (() => void) | undefined
  after?: () => void
}

/** One act on accounts: what was done is said, every list that shows it is asked again, also after a refusal. */
export function useAccountAct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ run }: Request) => run(),
    onSuccess: (_answer, { done, undo, after }) => {
      if (done !== undefined) toast(done, undo)
      after?.()
    },
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => touched.has(String(queryKey[0])) }),
  })
}

export type AccountAct = ReturnType<typeof useAccountAct>
