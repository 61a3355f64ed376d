import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { cityOf, type Mission, missionsQuery } from '../shell/scope.ts'
import type { Zone } from '../ui/format.ts'

/** Every open mission by its id, from the one answer that serves the day. */
export function useMissions(): ReadonlyMap<string, Mission> {
  const missions = useQuery(missionsQuery).data?.missions
  return useMemo(() => new Map((missions ?? []).map((mission) => [mission.id, mission])), [missions])
}

/** The clock of a mission with the word people call it by. Without the mission, the zone's own city stands in. */
export function zoneOf(mission: Mission | undefined, zone: string): Zone {
  if (mission?.timezone === zone) return placeOf(mission)
  return { zone, label: (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ') }
}

/** Where a mission is: its zone, under its city's name in the language of the screen. */
export const placeOf = (mission: Mission): Zone => ({ zone: mission.timezone, label: cityOf(mission) })
