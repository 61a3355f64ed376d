import { alertEndpoints } from '../../contract/alerts.ts'
import { localeOf, type Say } from '../../http/problem.ts'
import type { Routes } from '../../http/routes.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, type Scope } from '../missions/index.ts'
import { addCrisisText, changeCrisisText, listCrisisTexts, retireCrisisText, reviewCrisisText } from './crisis-texts.ts'
import { closeAlert, standDown } from './end-alert.ts'
import { exceptItem, listHeld } from './exceptions.ts'
import { endPause } from './pauses/end-pause.ts'
import { listPauses } from './pauses/list-pauses.ts'
import { orderPause } from './pauses/order-pause.ts'
import { settleMany } from './pauses/settle-many.ts'
import { type PrepareDeps, prepareAlert } from './prepare-alert.ts'
import { showPublicAlerts } from './public-alerts.ts'
import { type AlertDeps, raiseAlert, updateAlert } from './publish-alert.ts'
import { listAlerts } from './store.ts'
import { viewAlert } from './view-alert.ts'

export type AlertRouteDeps = AlertDeps & PrepareDeps & { readonly say: Say }

export function alertRoutes(routes: Routes<Scope>, deps: AlertRouteDeps): void {
  routes.add(alertEndpoints.list, async ({ query, scope }) => {
    if (query.missionId !== undefined && !canRead(scope, query.missionId))
      throw new AppError('not_found', 'mission.not_found')
    const now = deps.now()
    const alerts = await listAlerts(deps.db, scope, query, now)
    const own = new Set(alerts.map((alert) => alert.slug))
    const elsewhere = (await showPublicAlerts(deps.db, now)).filter(
      (alert) => alert.status === 'open' && !own.has(alert.slug),
    )
    const held = await listHeld(deps.db, scope)
    return {
      alerts,
      elsewhere,
      held: query.missionId === undefined ? held : held.filter((item) => item.missionId === query.missionId),
    }
  })
  routes.add(alertEndpoints.get, ({ params, scope }) => viewAlert(deps, scope, params.alertId))
  routes.add(alertEndpoints.preparation, ({ params, query, scope }) =>
    prepareAlert(deps, scope, params.missionId, query.scenario),
  )
  routes.add(alertEndpoints.raise, ({ params, body, scope }) => raiseAlert(deps, scope, params.missionId, body))
  routes.add(alertEndpoints.update, ({ params, body, scope }) => updateAlert(deps, scope, params.alertId, body))
  routes.add(alertEndpoints.standDown, ({ params, body, scope }) => standDown(deps, scope, params.alertId, body))
  routes.add(alertEndpoints.close, ({ params, body, scope }) => closeAlert(deps, scope, params.alertId, body))
  routes.add(alertEndpoints.except, ({ params, body, scope }) => exceptItem(deps, scope, params.itemId, body.reason))
  routes.add(alertEndpoints.public, async () => ({ alerts: await showPublicAlerts(deps.db, deps.now()) }))
  textRoutes(routes, deps)
  pauseRoutes(routes, deps)
}

function textRoutes(routes: Routes<Scope>, deps: AlertRouteDeps): void {
  routes.add(alertEndpoints.texts, async ({ query, scope }) => ({
    texts: await listCrisisTexts(deps, scope, query.missionId),
  }))
  routes.add(alertEndpoints.addText, ({ params, body, scope }) => addCrisisText(deps, scope, params.missionId, body))
  routes.add(alertEndpoints.changeText, ({ params, body, scope }) =>
    changeCrisisText(deps, scope, params.crisisTextId, body),
  )
  routes.add(alertEndpoints.reviewText, ({ params, scope }) => reviewCrisisText(deps, scope, params.crisisTextId))
  routes.add(alertEndpoints.retireText, async ({ params, scope }) => {
    await retireCrisisText(deps, scope, params.crisisTextId)
    return null
  })
}

function pauseRoutes(routes: Routes<Scope>, deps: AlertRouteDeps): void {
  routes.add(alertEndpoints.pauses, async ({ scope }) => ({ pauses: await listPauses(deps, scope) }))
  routes.add(alertEndpoints.orderPause, ({ body, scope }) => orderPause(deps, scope, body))
  routes.add(alertEndpoints.endPause, ({ params, body, scope }) => endPause(deps, scope, params.holdId, body.endsAt))
  routes.add(alertEndpoints.settle, async ({ body, scope, request }) => {
    const { done, refused } = await settleMany(deps, scope, body.deliveries)
    const locale = localeOf(request)
    return {
      done,
      refused: refused.map(({ deliveryId, error: { key, params } }) => ({
        deliveryId,
        key,
        detail: deps.say(locale, `problem.${key}`, params),
      })),
    }
  })
}
