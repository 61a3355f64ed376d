import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../api/index.ts'
import { useWorkPlace } from './scope.ts'
import { useSession } from './session.ts'

/** Numbers beside places in the navigation, by address: what waits for this person there. */
export function useNavCounts(): Readonly<Record<string, number>> {
  const { mission } = useWorkPlace()
  const query = mission === undefined ? {} : { missionId: mission.id }
  const enabled = useSession() !== undefined
  const { data } = useQuery({ ...apiQuery('GET /api/v1/me/waiting', { query }), refetchInterval: 120_000, enabled })
  if (data === undefined) return {}
  return {
    '/persetujuan': data.approvals,
    '/antrean': data.approvals,
    '/kiriman': mission === undefined ? 0 : data.deliveries,
    '/kampanye': data.kits,
  }
}
