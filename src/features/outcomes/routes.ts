import { outcomeEndpoints } from '../../contract/outcomes.ts'
import { localeOf } from '../../http/problem.ts'
import type { Routes } from '../../http/routes.ts'
import type { Scope } from '../missions/index.ts'
import { changeOutcome, type OutcomeDeps, recordOutcome, setTarget } from './record-outcome.ts'
import { exportOutcomes, presentOutcome, viewMinistryOutcomes, viewMissionOutcomes } from './view-outcomes.ts'

export function outcomeRoutes(routes: Routes<Scope>, deps: OutcomeDeps & { readonly homeZone: string }): void {
  routes.add(outcomeEndpoints.mission, ({ params, query, scope }) =>
    viewMissionOutcomes(deps, scope, params.missionId, query.quarter),
  )
  routes.add(outcomeEndpoints.record, async ({ params, body, scope }) =>
    presentOutcome(await recordOutcome(deps, scope, params.missionId, body)),
  )
  routes.add(outcomeEndpoints.export, async ({ params, query, scope, request, reply }) => {
    const { quarter, csv } = await exportOutcomes(deps, scope, params.missionId, query.quarter, localeOf(request))
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="hasil-${params.missionId}-${quarter}.csv"`)
    return reply.send(csv)
  })
  routes.add(outcomeEndpoints.remove, async ({ params, scope }) => {
    await changeOutcome(deps, scope, params.outcomeId, 'remove')
    return null
  })
  routes.add(outcomeEndpoints.restore, async ({ params, scope }) => {
    await changeOutcome(deps, scope, params.outcomeId, 'restore')
    return null
  })
  routes.add(outcomeEndpoints.target, async ({ params, body, scope }) => {
    await setTarget(deps, scope, params.outcomeCodeId, body.targetUrl)
    return null
  })
  routes.add(outcomeEndpoints.ministry, ({ query, scope }) => viewMinistryOutcomes(deps, scope, query.quarter))
}
