import { observationEndpoints } from '../../contract/observation.ts'
import { observingEndpoints } from '../../contract/observing.ts'
import type { Routes } from '../../http/routes.ts'
import type { Network } from '../../networks/network.ts'
import type { Scope } from '../missions/index.ts'
import { type LogPostDeps, logPost } from './log-post.ts'
import { setHistoryStart } from './set-history.ts'
import { viewMetrics, viewObservation } from './view-observation.ts'

type Deps = LogPostDeps & { readonly networks: ReadonlyMap<string, Network> }

export function observingRoutes(routes: Routes<Scope>, deps: Deps): void {
  routes.add(observingEndpoints.logPost, ({ params, body, scope }) => logPost(deps, scope, params.missionId, body))
  routes.add(observationEndpoints.view, ({ params, scope }) => viewObservation(deps, scope, params.accountId))
  routes.add(observationEndpoints.readHistory, async ({ params, body, scope }) => {
    await setHistoryStart(deps, scope, params.accountId, body.from)
    return null
  })
  routes.add(observationEndpoints.metrics, ({ params, scope }) => viewMetrics(deps.db, scope, params.postId))
}
