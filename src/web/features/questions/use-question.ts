import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Question } from '../../../contract/questions.ts'
import { toast } from '../../ui/toast.tsx'

/** One act on a question; what is shown of it and its lists is asked for again. */
export function useQuestionAct<Input = void>(
  act: (input: Input) => Promise<Question>,
  done: (question: Question) => string,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async (question) => {
      toast(done(question))
      await client.invalidateQueries({ predicate: ({ queryKey: [key] }) => String(key).includes('/questions') })
    },
  })
}
