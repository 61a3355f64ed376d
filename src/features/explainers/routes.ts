import { explainerEndpoints } from '../../contract/explainers.ts'
import type { Routes } from '../../http/routes.ts'
import { cardFormats } from '../../pages/pictures/formats.ts'
import type { Scope } from '../missions/index.ts'
import { type PlainLists, readPlainLists } from '../reading/index.ts'
import { checkExplainer, submitExplainer, withdrawExplainer } from './check-explainer.ts'
import { drawOneCard } from './draw-one-card.ts'
import { type KitDeps, makeKit, viewPieces } from './make-kit.ts'
import { mayWrite } from './policy.ts'
import { createExplainer, updateExplainer } from './save-explainer.ts'
import { listExplainers, viewExplainer } from './view-explainer.ts'

export function explainerRoutes(routes: Routes<Scope>, deps: KitDeps): void {
  let lists: PlainLists | undefined
  const checking = { ...deps, lists: () => (lists ??= readPlainLists()) }
  routes.add(explainerEndpoints.list, async ({ scope }) => ({
    explainers: await listExplainers(deps, scope),
    mayWrite: mayWrite(scope),
  }))
  routes.add(explainerEndpoints.create, ({ body, scope }) => createExplainer(deps, scope, body))
  routes.add(explainerEndpoints.get, ({ params, scope }) => viewExplainer(deps, scope, params.explainerId))
  routes.add(explainerEndpoints.update, ({ params, body, scope }) => {
    const { revision, ...draft } = body
    return updateExplainer(deps, scope, params.explainerId, revision, draft)
  })
  routes.add(explainerEndpoints.submit, ({ params, body, scope }) =>
    submitExplainer(deps, scope, params.explainerId, body.correction),
  )
  routes.add(explainerEndpoints.check, ({ params, body, scope }) =>
    checkExplainer(checking, scope, params.explainerId, body),
  )
  routes.add(explainerEndpoints.withdraw, ({ params, body, scope }) =>
    withdrawExplainer(deps, scope, params.explainerId, body.reason),
  )
  routes.add(explainerEndpoints.pieces, async ({ params, scope }) => ({
    ...(await viewPieces(deps, scope, params.explainerId)),
    formats: cardFormats,
  }))
  routes.add(explainerEndpoints.card, async ({ query, scope, reply }) => {
    const picture = await drawOneCard(deps, scope, query)
    reply.type('image/png').header('cache-control', 'private, max-age=300')
    return picture
  })
  routes.add(explainerEndpoints.makeKit, ({ params, scope }) => makeKit(deps, scope, params.explainerId))
}
