import { observingEndpoints } from '../../contract/observing.ts'
import type { Routes } from '../../http/routes.ts'
import type { Scope } from '../missions/index.ts'
import { type LogPostDeps, logPost } from './log-post.ts'

export function observingRoutes(routes: Routes<Scope>, deps: LogPostDeps): void {
  routes.add(observingEndpoints.logPost, ({ params, body, scope }) => logPost(deps, scope, params.missionId, body))
}
