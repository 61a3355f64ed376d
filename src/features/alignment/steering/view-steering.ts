import type { BoardSteering, MissionSteering } from '../../../contract/steering.ts'
import { localDayOf } from '../../../platform/calendar/zones.ts'
import { AppError } from '../../../platform/errors.ts'
import { findMission, listRegions, type Scope } from '../../missions/index.ts'
import type { IndexDeps } from '../index-sources.ts'
import { seesScores } from '../policy.ts'
import { windowOf } from '../window.ts'
import { weakSupport } from './hq-support.ts'
import { adoptionOf, measureSteering, type Steering, supportOf } from './measure-steering.ts'

/** @throws AppError not_found where the person may not see this mission's scores, as if there were no such mission. */
export async function viewMissionSteering(
  deps: IndexDeps,
  scope: Scope,
  missionId: string,
  key: string,
): Promise<MissionSteering> {
  const mission = seesScores(scope, missionId) ? await findMission(deps.db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const window = windowOf(key, deps.now(), deps.homeZone)
  const steering = await measureSteering(deps, scope, window, mission.regionId)
  const { c2, campaigns, refusals } = adoptionOf(steering, missionId)
  const regionSupport = supportOf(steering, membersOf(steering, mission.regionId))
  return {
    window,
    missionId,
    asOf: localDayOf(steering.now, mission.timezone),
    c2,
    campaigns: [...campaigns],
    refusals,
    support: supportOf(steering, [missionId]),
    regionSupport,
    isSupportWeak: isWeak(regionSupport.value),
  }
}

/** C2 and Dukungan Pusat over the missions whose scores this person may see; never in order of a value. */
export async function viewBoardSteering(deps: IndexDeps, scope: Scope, key: string): Promise<BoardSteering> {
  const window = windowOf(key, deps.now(), deps.homeZone)
  const steering = await measureSteering(deps, scope, window)
  const seen = [...steering.missions.values()].filter(
    (mission) => !mission.isHeadquarters && seesScores(scope, mission.id),
  )
  const regions = (await listRegions(deps.db, scope)).filter((region) => seen.some((one) => one.regionId === region.id))
  const support = new Map(regions.map(({ id }) => [id, supportOf(steering, membersOf(steering, id))]))
  const order = new Map(regions.map((region) => [region.id, region.sort]))
  const missions = seen
    .sort((a, b) => (order.get(a.regionId) ?? 0) - (order.get(b.regionId) ?? 0) || a.nameId.localeCompare(b.nameId))
    .map((mission) => ({
      missionId: mission.id,
      c2: adoptionOf(steering, mission.id).c2,
      isSupportWeak: isWeak(support.get(mission.regionId)?.value ?? null),
    }))
  const values = missions.flatMap(({ c2 }) => (c2.value === null ? [] : [c2.value]))
  return {
    window,
    c2: {
      value: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
      missions: values.length,
    },
    support: supportOf(
      steering,
      seen.map((mission) => mission.id),
    ),
    regions: regions.flatMap(({ id: regionId, nameId, nameEn }) => {
      const own = support.get(regionId)
      return own ? [{ regionId, nameId, nameEn, support: own }] : []
    }),
    missions,
  }
}

const membersOf = (steering: Steering, regionId: string): string[] =>
  [...steering.missions.values()].filter((one) => one.regionId === regionId).map((one) => one.id)

const isWeak = (value: number | null): boolean => value !== null && value < weakSupport
