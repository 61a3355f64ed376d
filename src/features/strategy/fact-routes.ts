import { type FactUser, factEndpoints } from '../../contract/facts.ts'
import type { Routes } from '../../http/routes.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { changeFact, createFact } from './change-fact.ts'
import { countUses, listFacts, listFactVersions } from './fact-store.ts'
import { affectedByFact, type FactUse } from './fact-use.ts'
import { maySeeUses } from './policy.ts'

export type FactRouteDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly homeZone: string
  readonly onFactChanged: Parameters<typeof changeFact>[0]['onFactChanged']
  /** Titles, missions and what has been sent, told by the rooms that know; items made from a kit come with it. */
  readonly describeFactUses: (db: Db, scope: Scope, uses: readonly FactUse[]) => Promise<FactUser[]>
}

export function factRoutes(routes: Routes<Scope>, deps: FactRouteDeps): void {
  const usersOf = async (scope: Scope, factId: string) =>
    deps.describeFactUses(deps.db, scope, await affectedByFact(deps.db, scope, factId))
  routes.add(factEndpoints.list, async ({ scope }) => {
    const today = localDayOf(deps.now(), deps.homeZone)
    const uses = maySeeUses(scope) ? await countUses(deps.db, scope) : undefined
    const facts = (await listFacts(deps.db, scope)).map((fact) => ({
      ...fact,
      isExpired: fact.validUntil !== null && fact.validUntil < today,
      uses: uses ? (uses.get(fact.id) ?? 0) : null,
    }))
    return { today, facts }
  })
  routes.add(factEndpoints.history, async ({ query, scope }) => ({
    versions: query.factId ? await listFactVersions(deps.db, scope, query.factId) : [],
  }))
  routes.add(factEndpoints.create, ({ body, scope }) => createFact(deps, scope, body))
  routes.add(factEndpoints.change, async ({ params, body, scope }) => {
    const fact = await changeFact(deps, scope, params.factId, body)
    return { fact, users: await usersOf(scope, fact.id) }
  })
  routes.add(factEndpoints.users, async ({ params, scope }) => {
    if (!maySeeUses(scope)) throw new AppError('forbidden', 'fact.users_not_yours')
    if ((await listFacts(deps.db, scope, [params.factId])).length === 0)
      throw new AppError('not_found', 'fact.not_found')
    return { users: await usersOf(scope, params.factId) }
  })
}
