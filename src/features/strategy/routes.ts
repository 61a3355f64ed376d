import { strategyEndpoints } from '../../contract/strategy.ts'
import type { Routes } from '../../http/routes.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, type Scope } from '../missions/index.ts'
import { agreeMix } from './agree-mix.ts'
import { changeObjective } from './change-objective.ts'
import { type FactRouteDeps, factRoutes } from './fact-routes.ts'
import { missionMix, missionMixes } from './mission-mix.ts'
import { mixPeers } from './mix-peers.ts'
import { listMixHistory } from './mix-store.ts'
import { narrativeRoutes } from './narrative-routes.ts'
import { listObjectives, listObjectiveVersions } from './objective-store.ts'
import { placeObjective } from './place-objective.ts'
import { proposeMix } from './propose-mix.ts'
import { retireObjective } from './retire-objective.ts'

export function strategyRoutes(routes: Routes<Scope>, deps: FactRouteDeps): void {
  narrativeRoutes(routes, deps)
  factRoutes(routes, deps)
  routes.add(strategyEndpoints.objectives, async ({ query, scope }) => {
    const on = query.on ?? localDayOf(deps.now(), deps.homeZone)
    return { on, objectives: await listObjectives(deps.db, scope, on) }
  })
  routes.add(strategyEndpoints.changeObjective, ({ params, body: { validFrom, ...content }, scope }) =>
    changeObjective(deps, scope, params.code, content, validFrom),
  )
  routes.add(strategyEndpoints.objectiveHistory, async ({ query, scope }) => ({
    today: localDayOf(deps.now(), deps.homeZone),
    versions: await listObjectiveVersions(deps.db, scope, query.code),
  }))
  routes.add(strategyEndpoints.retireObjective, ({ params, body, scope }) =>
    retireObjective(deps, scope, params.code, body.lastDay),
  )
  routes.add(strategyEndpoints.placeObjective, ({ params, body, scope }) =>
    placeObjective(deps, scope, params.code, body),
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
  routes.add(strategyEndpoints.mixHistory, async ({ params: { missionId }, scope }) => {
    if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
    return { missionId, mixes: await listMixHistory(deps.db, scope, missionId) }
  })
  routes.add(strategyEndpoints.mixPeers, ({ params, query, scope }) =>
    mixPeers(deps, scope, params.missionId, query.quarter),
  )
}
