import { missionEndpoints } from '../../contract/missions.ts'
import type { Routes } from '../../http/routes.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { changeMission } from './change-mission.ts'
import type { Scope } from './scope.ts'
import { findMission, listMissions, listMissionsNotOpen, listRegions } from './store.ts'

export function missionRoutes(routes: Routes<Scope>, deps: { db: Db; now: () => Date; homeZone: string }): void {
  routes.add(missionEndpoints.list, async ({ query, scope }) => {
    const on = query.on ?? localDayOf(deps.now(), deps.homeZone)
    const missions =
      query.which === 'open' ? await listMissions(deps.db, scope, on) : await listMissionsNotOpen(deps.db, scope, on)
    return { on, count: missions.length, missions, regions: await listRegions(deps.db, scope) }
  })
  routes.add(missionEndpoints.get, async ({ params, scope }) => {
    const mission = await findMission(deps.db, scope, params.missionId)
    if (!mission) throw new AppError('not_found', 'mission.not_found')
    return mission
  })
  routes.add(missionEndpoints.update, ({ params, body, scope }) => changeMission(deps, scope, params.missionId, body))
}
