import { todayEndpoints } from '../../contract/today.ts'
import type { Routes } from '../../http/routes.ts'
import type { IndexDeps } from '../alignment/index.ts'
import type { ItemDeps } from '../items/index.ts'
import type { Scope } from '../missions/index.ts'
import { countWaiting } from './count-waiting.ts'
import { viewToday } from './view-today.ts'

export function todayRoutes(routes: Routes<Scope>, deps: ItemDeps & IndexDeps): void {
  routes.add(todayEndpoints.mission, ({ params, scope }) => viewToday(deps, scope, params.missionId))
  routes.add(todayEndpoints.waiting, ({ query, scope }) => countWaiting(deps, scope, query.missionId))
}
