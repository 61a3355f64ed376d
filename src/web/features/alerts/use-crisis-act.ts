import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from '../../ui/toast.tsx'

const touched = /alert|pause|crisis-text|takeover|impersonation|deliveries|holds|accounts|waiting/

type Request<T> = { run: () => Promise<T>; done?: string; after?: (answer: T) => void }

/** One act in a crisis: what was done is said, and every list that may show it is asked again, also after a refusal. */
export function useCrisisAct<T>() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ run }: Request<T>) => run(),
    onSuccess: (answer, { done, after }) => {
      if (done !== undefined) toast(done)
      after?.(answer)
    },
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => touched.test(String(queryKey[0])) }),
  })
}
