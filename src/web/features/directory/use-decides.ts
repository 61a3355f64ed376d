import { useSession } from '../../shell/index.ts'

/** Whether the person decides about missions: strategists and administrators of the whole ministry. */
export function useDecides(): boolean {
  return (
    useSession()?.grants.some(
      ({ role, missions }) => (role === 'strategist' || role === 'administrator') && missions === 'all',
    ) ?? false
  )
}
