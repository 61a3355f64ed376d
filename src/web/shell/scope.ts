import { useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { type ApiResponse, apiQuery } from '../api/index.ts'
import type { Zone } from '../ui/format.ts'
import { useHomeZone } from '../ui/home-zone.tsx'
import { type Session, useSession } from './session.ts'

export type Mission = ApiResponse<'GET /api/v1/missions'>['missions'][number]

/** Where the person works now: one mission, or the whole ministry. */
export type WorkPlace = { readonly mission: Mission | undefined; readonly zone: Zone }

const storageKey = 'selaras.mission'
const listeners = new Set<() => void>()
let chosen: string | undefined = read()

/** Missions change a few times a year; one answer serves the day. */
export const missionsQuery = { ...apiQuery('GET /api/v1/missions'), staleTime: 6 * 3_600_000 }

/** The missions this person may work for, by short name; and headquarters where the whole ministry is theirs. */
export function useMyMissions(): { missions: readonly Mission[]; wholeMinistry: boolean } {
  const session = useSession()
  const all = useQuery({ ...missionsQuery, enabled: session !== undefined }).data?.missions
  return useMemo(() => mine(all ?? [], session), [all, session])
}

/** The mission in focus. Screens pass its id to the API; nothing here widens what the server allows. */
export function useWorkPlace(): WorkPlace {
  const { missions, wholeMinistry } = useMyMissions()
  const home = useHomeZone()
  const id = useSyncExternalStore(subscribe, () => chosen)
  return useMemo(() => {
    const mission = missions.find((one) => one.id === id) ?? (wholeMinistry ? undefined : missions[0])
    return { mission, zone: mission ? { zone: mission.timezone, label: mission.city } : home }
  }, [missions, wholeMinistry, home, id])
}

/** Chooses a mission for this tab and the next visit; undefined is the whole ministry. */
export function chooseMission(id: string | undefined): void {
  chosen = id
  try {
    if (id === undefined) sessionStorage.removeItem(storageKey)
    else sessionStorage.setItem(storageKey, id)
  } catch {
    // Kept for this page alone.
  }
  for (const listener of listeners) listener()
}

function mine(
  all: readonly Mission[],
  session: Session | undefined,
): { missions: readonly Mission[]; wholeMinistry: boolean } {
  if (session === undefined) return { missions: [], wholeMinistry: false }
  const { missions: allowed } = session
  const list = allowed === 'all' ? all : all.filter((mission) => allowed.includes(mission.id))
  return {
    missions: list.toSorted((a, b) => a.shortName.localeCompare(b.shortName, 'id')),
    wholeMinistry: allowed === 'all',
  }
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): string | undefined {
  try {
    return sessionStorage.getItem(storageKey) ?? undefined
  } catch {
    return undefined
  }
}
