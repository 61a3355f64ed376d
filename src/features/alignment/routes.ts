import { alignmentEndpoints } from '../../contract/alignment.ts'
import { messageEndpoints } from '../../contract/messages.ts'
import { steeringEndpoints } from '../../contract/steering.ts'
import type { Routes } from '../../http/routes.ts'
import type { Scope } from '../missions/index.ts'
import { viewBoardIntervals } from './board-intervals.ts'
import { freezeQuarter } from './freeze-quarter.ts'
import { listMissionMessages } from './list-messages.ts'
import { alignmentOpenData } from './open-data.ts'
import { viewReasons } from './reasons.ts'
import { viewSensitivity } from './sensitivity.ts'
import { listFrozenQuarters } from './snapshot-store.ts'
import { viewBoardSteering, viewMissionSteering } from './steering/view-steering.ts'
import { viewBoard } from './view-board.ts'
import { type Deps, viewMission } from './view-mission.ts'

export function alignmentRoutes(routes: Routes<Scope>, deps: Deps): void {
  routes.add(alignmentEndpoints.board, ({ query, scope }) => viewBoard(deps, scope, query.window))
  routes.add(alignmentEndpoints.mission, ({ params, query, scope }) =>
    viewMission(deps, scope, params.missionId, query.window),
  )
  routes.add(alignmentEndpoints.reasons, ({ params, query, scope }) =>
    viewReasons(deps, scope, params.missionId, query.window),
  )
  routes.add(alignmentEndpoints.intervals, ({ query, scope }) => viewBoardIntervals(deps, scope, query.window))
  routes.add(alignmentEndpoints.sensitivity, ({ query, scope }) => viewSensitivity(deps, scope, query.window))
  routes.add(alignmentEndpoints.frozen, async ({ scope }) => ({ quarters: await listFrozenQuarters(deps.db, scope) }))
  routes.add(alignmentEndpoints.freeze, ({ body, scope }) => freezeQuarter(deps, scope, body.quarter))
  routes.add(alignmentEndpoints.openData, ({ scope }) => alignmentOpenData(deps.db, scope))
  routes.add(steeringEndpoints.board, ({ query, scope }) => viewBoardSteering(deps, scope, query.window))
  routes.add(steeringEndpoints.mission, ({ params, query, scope }) =>
    viewMissionSteering(deps, scope, params.missionId, query.window),
  )
  routes.add(messageEndpoints.list, ({ params, query, scope }) =>
    listMissionMessages(deps, scope, params.missionId, query),
  )
}
