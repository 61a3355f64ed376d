import { itemEndpoints } from '../../contract/items.ts'
import { localeOf } from '../../http/problem.ts'
import type { Routes } from '../../http/routes.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import type { Scope } from '../missions/index.ts'
import { planItem } from './plan-item.ts'
import { presentItem, type SayKey } from './present-item.ts'
import { createItem, type SaveDeps, updateItem, withdrawItem } from './save-item.ts'
import { findItem, listItems } from './store.ts'
import { plannedAtOf, viewItem } from './view-item.ts'

export function itemRoutes(routes: Routes<Scope>, deps: SaveDeps): void {
  const sayFor =
    (request: Parameters<typeof localeOf>[0]): SayKey =>
    (key, params) =>
      sayProblem(localeOf(request), key, params)
  routes.add(itemEndpoints.list, async ({ query, scope }) => {
    const { limit, after, ...filter } = query
    const found = await listItems(deps.db, scope, filter, { limit: limit + 1, after: readCursor(after) })
    const rows = found.slice(0, limit).map((row) => ({ ...row, plannedAt: plannedAtOf(row) }))
    const last = rows.at(-1)
    return { rows, ...(found.length > limit && last ? { next: `${last.updatedAt}_${last.id}` } : {}) }
  })
  routes.add(itemEndpoints.create, async ({ body: { missionId, ...draft }, scope, request }) =>
    presentItem(await createItem(deps, scope, missionId, draft), sayFor(request)),
  )
  routes.add(itemEndpoints.get, async ({ params, scope, request }) => {
    const item = await findItem(deps.db, scope, params.itemId)
    if (!item) throw new AppError('not_found', 'item.not_found')
    return presentItem(await viewItem(deps, deps.db, scope, item), sayFor(request))
  })
  routes.add(itemEndpoints.update, async ({ params, body: { revision, ...draft }, scope, request }) =>
    presentItem(await updateItem(deps, scope, params.itemId, revision, draft), sayFor(request)),
  )
  routes.add(itemEndpoints.plan, async ({ params, body, scope, request }) =>
    presentItem(await planItem(deps, scope, params.itemId, body), sayFor(request)),
  )
  routes.add(itemEndpoints.withdraw, async ({ params, scope, request }) =>
    presentItem(await withdrawItem(deps, scope, params.itemId), sayFor(request)),
  )
}

function readCursor(after: string | undefined): { updatedAt: Date; id: string } | undefined {
  if (after === undefined) return undefined
  const [at = '', id = ''] = after.split('_')
  const updatedAt = new Date(at)
  if (Number.isNaN(updatedAt.getTime()) || !isId(id)) throw new AppError('invalid', 'page.cursor')
  return { updatedAt, id }
}
