import { useMissions } from '../../lookups/missions.ts'

/** Short name of a mission; one that is not in today's register (headquarters, closed) shows its code. */
export function MissionName({ id }: { id: string }) {
  return useMissions().get(id)?.shortName ?? id
}
