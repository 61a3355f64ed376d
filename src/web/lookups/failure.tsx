import { ApiProblem } from '../api/index.ts'
import { ErrorNote } from '../ui/note.tsx'

/** A refusal in place, in the server's words; nothing while there is none. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  if (error === null || error === undefined) return null
  const said =
    error instanceof ApiProblem
      ? { ...(error.title === '' ? {} : { title: error.title }), detail: error.detail }
      : { message: String(error) }
  return <ErrorNote error={said} {...(onRetry ? { onRetry } : {})} />
}
