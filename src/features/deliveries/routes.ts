import type { FastifyRequest } from 'fastify'
import { deliveryEndpoints } from '../../contract/deliveries.ts'
import { localeOf } from '../../http/problem.ts'
import type { Routes } from '../../http/routes.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { claimByHand, releaseByHand, reportByHand, type UndoPort, undoReport } from './by-hand.ts'
import { cancelDelivery, confirmDelivery, rescheduleDelivery, retryDelivery } from './change-delivery.ts'
import { readDispatcherHealth, silentMinutes } from './dispatcher-health.ts'
import { createHold, liftHold, listHolds } from './holds.ts'
import type { LinkDeps } from './pasted-link.ts'
import { present, presentRow, type Viewer } from './present.ts'
import { type After, countDeliveries, findDelivery, listAttempts, listDeliveries } from './read-deliveries.ts'
import { findRepeat } from './repeats/find-repeat.ts'
import { setRepeat, stopRepeat } from './repeats/set-repeat.ts'
import { resolveUnknown } from './resolve-unknown.ts'
import { sentence } from './texts.ts'

export type DeliveryRouteDeps = LinkDeps &
  UndoPort & {
    readonly db: Db
    readonly now: () => Date
    /** The link that opens a network's own editor with the text filled in; undefined where there is none. */
    composeUrl?(network: string, content: { text: string; url?: string; handle?: string }): string | undefined
  }

export function deliveryRoutes(routes: Routes<Scope>, deps: DeliveryRouteDeps): void {
  const show = async (id: string, scope: Scope, request: FastifyRequest) => {
    const viewer = { scope, locale: localeOf(request), now: deps.now() }
    const row = await findDelivery(deps.db, scope, id, viewer.now)
    const { text, link } = row.content
    const content = { text, handle: row.handle, ...(link ? { url: link.url } : {}) }
    const composeUrl = deps.composeUrl?.(row.network, content) ?? null
    const repeat = await findRepeat(deps.db, scope, row.itemId, viewer.now)
    return present(row, { attempts: await listAttempts(deps.db, scope, id), repeat, composeUrl }, viewer)
  }

  routes.add(deliveryEndpoints.list, async ({ query, scope, request }) => {
    const viewer = { scope, locale: localeOf(request), now: deps.now() }
    const { limit, after, ...filter } = query
    const found = await listDeliveries(
      deps.db,
      scope,
      { ...filter, after: readCursor(after), limit: limit + 1 },
      viewer.now,
    )
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    const next = found.length > limit && last ? { next: `${last.dueAt.getTime()}.${last.id}` } : {}
    const counts = await countDeliveries(deps.db, scope, filter, viewer.now)
    const alarm = await readAlarm(deps.db, viewer)
    return { rows: rows.map((row) => presentRow(row, viewer)), counts, alarm, ...next }
  })
  routes.add(deliveryEndpoints.get, ({ params, scope, request }) => show(params.deliveryId, scope, request))
  routes.add(deliveryEndpoints.cancel, async ({ params, body, scope, request }) => {
    await cancelDelivery(deps, scope, params.deliveryId, body.reason)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.reschedule, async ({ params, body, scope, request }) => {
    await rescheduleDelivery(deps, scope, params.deliveryId, body)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.confirm, async ({ params, scope, request }) => {
    await confirmDelivery(deps, scope, params.deliveryId)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.retry, async ({ params, scope, request }) => {
    await retryDelivery(deps, scope, params.deliveryId)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.resolve, async ({ params, body, scope, request }) => {
    await resolveUnknown(deps, scope, params.deliveryId, body)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.claim, async ({ params, scope, request }) => {
    await claimByHand(deps, scope, params.deliveryId)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.release, async ({ params, scope, request }) => {
    await releaseByHand(deps, scope, params.deliveryId)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.report, async ({ params, body, scope, request }) => {
    await reportByHand(deps, scope, params.deliveryId, body.url)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.undo, async ({ params, scope, request }) => {
    await undoReport(deps, scope, params.deliveryId)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.repeat, async ({ params, body, scope, request }) => {
    await setRepeat(deps, scope, params.deliveryId, body)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.stopRepeat, async ({ params, scope, request }) => {
    await stopRepeat(deps, scope, params.deliveryId)
    return show(params.deliveryId, scope, request)
  })
  routes.add(deliveryEndpoints.listHolds, async ({ query, scope }) => ({ holds: await listHolds(deps, scope, query) }))
  routes.add(deliveryEndpoints.createHold, ({ body, scope }) => createHold(deps, scope, body))
  routes.add(deliveryEndpoints.liftHold, ({ params, scope }) => liftHold(deps, scope, params.holdId))
}

async function readAlarm(db: Db, { locale, now }: Viewer) {
  const health = await readDispatcherHealth(db, now)
  return health.state === 'silent' ? sentence(locale, 'alarm', 'silent', { minutes: silentMinutes(health, now) }) : null
}

/** Undefined where the text is no cursor of ours: then the list begins at its start. */
function readCursor(text: string | undefined): After | undefined {
  const match = /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(text ?? '')
  return match ? { dueMs: Number(match[1]), id: match[2] ?? '' } : undefined
}
