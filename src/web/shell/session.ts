import { queryOptions, useQuery } from '@tanstack/react-query'
import { ApiProblem, type ApiResponse, api } from '../api/index.ts'
import { queryClient } from './query-client.ts'

export type Session = ApiResponse<'GET /api/v1/me'>
export type Role = Session['roles'][number]

const storageKey = 'selaras.session'

/**
 * Who is signed in. The last answer is kept on the device until sign-out, so that a later visit draws its frame before
 * the server has spoken; the server is asked all the same, and every act is authorised there.
 */
export const sessionQuery = queryOptions({
  queryKey: ['GET /api/v1/me', {}, {}] as const,
  queryFn: async ({ signal }): Promise<Session> => {
    try {
      const session = await api('GET /api/v1/me', { signal })
      keep(session)
      return session
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) forgetStored()
      throw error
    }
  },
  staleTime: 60_000,
})

export function useSession(): Session | undefined {
  return useQuery({ ...sessionQuery, enabled: false }).data
}

/** Puts the kept session in place. Call once before the first render. */
export function recallSession(): void {
  try {
    const kept = localStorage.getItem(storageKey)
    if (kept !== null) queryClient.setQueryData(sessionQuery.queryKey, JSON.parse(kept) as Session, { updatedAt: 1 })
  } catch {
    forgetStored()
  }
}

/** Ends the session here and on the server, and drops everything it left on this device. */
export async function signOut(): Promise<void> {
  await api('DELETE /api/v1/session')
  forget()
}

/** Drops everything of the session from this device, the cache of server data too. */
export function forget(): void {
  queryClient.clear()
  forgetStored()
}

function forgetStored(): void {
  try {
    localStorage.removeItem(storageKey)
    localStorage.removeItem('selaras.places')
    sessionStorage.clear()
  } catch {
    // Nothing could be kept, so nothing is left.
  }
}

function keep(session: Session): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(session))
  } catch {
    // A device without storage asks the server first each time.
  }
}
