import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from '../../ui/toast.tsx'
import { peopleQuery } from './people.ts'

/** After a change the list is read again; the dialog shows what the list says. */
export function useChange<Input>(change: (input: Input) => Promise<unknown>, words: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: peopleQuery.queryKey })
      toast(words)
    },
  })
}
