import { strategyEndpoints } from '../../contract/strategy.ts'
import type { Routes } from '../../http/routes.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { agreeMix } from './agree-mix.ts'
import { changeObjective } from './change-objective.ts'
import { missionMix, missionMixes } from './mission-mix.ts'
import { proposeMix } from './propose-mix.ts'
import { listObjectives } from './store.ts'

export function strategyRoutes(routes: Routes<Scope>, deps: { db: Db; now: () => Date; homeZone: string }): void {
  routes.add(strategyEndpoints.objectives, async ({ query, scope }) => {
    const on = query.on ?? localDayOf(deps.now(), deps.homeZone)
    return { on, objectives: await listObjectives(deps.db, scope, on) }
  })
  routes.add(strategyEndpoints.changeObjective, ({ params, body, scope }) =>
    changeObjective(deps, scope, params.code, body),
  )
  routes.add(strategyEndpoints.mixes, async ({ query, scope }) => ({
    quarter: query.quarter,
    missions: await missionMixes(deps, scope, query.quarter),
  }))
  routes.add(strategyEndpoints.missionMix, ({ params, query, scope }) =>
    missionMix(deps, scope, params.missionId, query.quarter),
  )
  routes.add(strategyEndpoints.proposeMix, ({ params, body, scope }) => proposeMix(deps, scope, params.missionId, body))
  routes.add(strategyEndpoints.agreeMix, ({ params, scope }) => agreeMix(deps, scope, params.mixId))
}
