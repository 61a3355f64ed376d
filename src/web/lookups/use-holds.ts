import { type Role, useSession } from '../shell/index.ts'

/** Whether the person signed in holds one of these roles for a mission. Decides what is shown; the server decides what is allowed. */
export function useHolds(missionId: string): (...roles: readonly Role[]) => boolean {
  const session = useSession()
  return (...roles) =>
    session?.grants.some(
      ({ role, missions }) => roles.includes(role) && (missions === 'all' || missions.includes(missionId)),
    ) ?? false
}
