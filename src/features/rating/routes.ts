import { messageEndpoints } from '../../contract/messages.ts'
import type { Routes } from '../../http/routes.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { correctLabel } from './correct-label.ts'
import { viewMessage } from './view-message.ts'

export function ratingRoutes(routes: Routes<Scope>, deps: { db: Db; now: () => Date }): void {
  routes.add(messageEndpoints.get, ({ params, scope }) => viewMessage(deps.db, scope, params.messageId))
  routes.add(messageEndpoints.label, async ({ params, body, scope }) => {
    await correctLabel(deps, scope, params.messageId, body)
    return viewMessage(deps.db, scope, params.messageId)
  })
}
