import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { type ApiResponse, api, apiQuery } from '../api/index.ts'
import { currentLanguage } from '../i18n/index.ts'
import type { Zone } from '../ui/format.ts'
import { useFormat, useHomeZone } from '../ui/home-zone.tsx'
import { queryClient } from './query-client.ts'
import { type Session, useSession } from './session.ts'

export type Mission = ApiResponse<'GET /api/v1/missions'>['missions'][number]

/** Where the person works now: one mission, or the whole ministry. */
export type WorkPlace = { readonly mission: Mission | undefined; readonly zone: Zone }

const storageKey = 'selaras.mission'
const listeners = new Set<() => void>()
let chosen: string | undefined = read()

/** Missions change a few times a year; one answer serves the day. */
export const missionsQuery = { ...apiQuery('GET /api/v1/missions'), staleTime: 6 * 3_600_000 }

/** With at most so many missions they are fetched one by one: half a kilobyte each instead of the whole register. */
const few = 5
const storedKey = 'selaras.places'

type MyMissions = {
  readonly missions: readonly Mission[]
  /** Headquarters too: the whole ministry is theirs to work for. */
  readonly wholeMinistry: boolean
  /** False until the missions of somebody who has some are known. */
  readonly ready: boolean
  readonly error: Error | null
}

/** The missions this person may work for, by short name. */
export function useMyMissions(): MyMissions {
  const session = useSession()
  const { data, error } = useQuery(myMissionsQuery(session))
  return useMemo(() => {
    const missions = (data ?? []).toSorted((a, b) => a.shortName.localeCompare(b.shortName, 'id'))
    const wholeMinistry = session?.missions === 'all'
    return { missions, wholeMinistry, ready: session === undefined || wholeMinistry || data !== undefined, error }
  }, [data, error, session])
}

/**
 * The mission in focus; undefined is the whole ministry. Inside the frame it is known before a screen is drawn.
 * Screens pass its id to the API; nothing here widens what the server allows.
 */
export function useWorkPlace(): WorkPlace {
  const { missions, wholeMinistry } = useMyMissions()
  const home = useHomeZone()
  const { language } = useFormat()
  const id = useSyncExternalStore(subscribe, () => chosen)
  return useMemo(() => {
    const mission = missions.find((one) => one.id === id) ?? (wholeMinistry ? undefined : missions[0])
    return { mission, zone: mission ? { zone: mission.timezone, label: cityOf(mission, language) } : home }
  }, [missions, wholeMinistry, home, id, language])
}

/** A mission's city as people say it in the language of the screen: Kairo, Cairo. */
export function cityOf(mission: Mission, language = currentLanguage()): string {
  const { kind, shortName, city } = mission
  return language === 'id' && shortName.startsWith(`${kind} `) ? shortName.slice(kind.length + 1) : city
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

function myMissionsQuery(session: Session | undefined) {
  const allowed = session?.missions ?? []
  return queryOptions({
    queryKey: ['my missions', allowed] as const,
    enabled: session !== undefined,
    staleTime: 6 * 3_600_000,
    queryFn: async (): Promise<readonly Mission[]> => {
      if (allowed === 'all') return (await queryClient.ensureQueryData(missionsQuery)).missions
      if (allowed.length > few)
        return (await queryClient.ensureQueryData(missionsQuery)).missions.filter(({ id }) => allowed.includes(id))
      const missions = await Promise.all(
        allowed.map((missionId) => api('GET /api/v1/missions/:missionId', { params: { missionId } })),
      )
      remember(missions)
      return missions
    },
    // What the last visit knew draws the first screen of this one; it is asked again beside.
    initialData: () => (allowed === 'all' ? undefined : recall(allowed)),
    initialDataUpdatedAt: 1,
  })
}

function remember(missions: readonly Mission[]): void {
  try {
    localStorage.setItem(storedKey, JSON.stringify(missions))
  } catch {
    // Without storage the next visit asks first.
  }
}

function recall(ids: readonly string[]): readonly Mission[] | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(storedKey) ?? '[]') as readonly Mission[]
    const mine = kept.filter(({ id }) => ids.includes(id))
    return mine.length === ids.length && ids.length > 0 ? mine : undefined
  } catch {
    return undefined
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
