import { localDayOf, quarterOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, findMission, listMissions, type Scope } from '../missions/index.ts'
import { listMixes } from './mix-store.ts'
import { isFrozen, type MissionMix, type TargetMix } from './model.ts'

type Deps = { db: Db; now: () => Date; homeZone: string }

/** Agreed and proposed mix of a mission; the present quarter of the mission's calendar when none is given. */
export async function missionMix(deps: Deps, scope: Scope, missionId: string, quarter?: string): Promise<MissionMix> {
  const mission = canRead(scope, missionId) ? await findMission(deps.db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const today = localDayOf(deps.now(), mission.timezone)
  const asked = quarter ?? quarterOf(today)
  return compose(missionId, asked, await listMixes(deps.db, scope, asked, missionId), today)
}

/** The same for every mission that is open today and that the scope reads. */
export async function missionMixes(deps: Deps, scope: Scope, quarter: string): Promise<MissionMix[]> {
  const now = deps.now()
  const missions = await listMissions(deps.db, scope, localDayOf(now, deps.homeZone))
  const byMission = Map.groupBy(await listMixes(deps.db, scope, quarter), (mix) => mix.missionId)
  return missions
    .filter((mission) => canRead(scope, mission.id))
    .map((mission) => compose(mission.id, quarter, byMission.get(mission.id) ?? [], localDayOf(now, mission.timezone)))
}

function compose(missionId: string, quarter: string, mixes: readonly TargetMix[], today: string): MissionMix {
  const agreed = mixes.find((mix) => mix.status === 'agreed') ?? null
  const proposed = mixes.find((mix) => mix.status === 'proposed') ?? null
  return { missionId, quarter, agreed, proposed, isFrozen: isFrozen(agreed, today) }
}
