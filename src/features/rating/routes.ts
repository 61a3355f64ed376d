import { messageEndpoints } from '../../contract/messages.ts'
import { ratingEndpoints } from '../../contract/rating.ts'
import type { Routes } from '../../http/routes.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { correctLabel } from './correct-label.ts'
import { claimTexts } from './desk/claim-texts.ts'
import type { DeskDeps } from './desk/progress.ts'
import { saveRating } from './desk/save-rating.ts'
import { skipText, undoRating } from './desk/undo-rating.ts'
import { findDisputes } from './disputes/dispute-store.ts'
import { openDispute } from './disputes/open-dispute.ts'
import { seesDisputes } from './policy.ts'
import { drawSample } from './sample/draw-sample.ts'
import { viewSample } from './sample/view-sample.ts'
import { viewMessage } from './view-message.ts'

export function ratingRoutes(routes: Routes<Scope>, deps: DeskDeps): void {
  routes.add(messageEndpoints.get, ({ params, scope }) => viewMessage(deps.db, scope, params.messageId))
  routes.add(messageEndpoints.label, async ({ params, body, scope }) => {
    await correctLabel(deps, scope, params.messageId, body)
    return viewMessage(deps.db, scope, params.messageId)
  })
  routes.add(ratingEndpoints.claim, ({ body, scope }) => claimTexts(deps, scope, body))
  routes.add(ratingEndpoints.rate, ({ params, body, scope }) => saveRating(deps, scope, params.taskId, body))
  routes.add(ratingEndpoints.undo, ({ params, scope }) => undoRating(deps, scope, params.taskId))
  routes.add(ratingEndpoints.skip, ({ params, scope }) => skipText(deps, scope, params.taskId))
  routes.add(ratingEndpoints.sample, ({ params, query, scope }) =>
    viewSample(deps, scope, params.quarter, query.precision),
  )
  routes.add(ratingEndpoints.draw, ({ params, body, scope }) => drawSample(deps, scope, params.quarter, body))
  routes.add(ratingEndpoints.dispute, ({ params, body, scope }) => openDispute(deps, scope, params.messageId, body))
  routes.add(ratingEndpoints.disputes, async ({ params, scope }) => {
    if (!seesDisputes(scope, params.missionId)) throw new AppError('not_found', 'mission.not_found')
    return { disputes: await findDisputes(deps.db, scope, { missionId: params.missionId }) }
  })
}
