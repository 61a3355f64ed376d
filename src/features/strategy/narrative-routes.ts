import { narrativeEndpoints } from '../../contract/narratives.ts'
import type { Routes } from '../../http/routes.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { activeNarratives, narrativesAt } from './active-narratives.ts'
import { listNarrativeVersions } from './narrative-store.ts'
import { changeNarrative, createNarrative } from './save-narrative.ts'

const codes = (list: string | undefined): string[] => (list ?? '').split(',').filter(Boolean)

export function narrativeRoutes(routes: Routes<Scope>, deps: { db: Db; now: () => Date; homeZone: string }): void {
  routes.add(narrativeEndpoints.list, async ({ scope }) => ({
    today: localDayOf(deps.now(), deps.homeZone),
    narratives: await narrativesAt(deps, scope, deps.now()),
  }))
  routes.add(narrativeEndpoints.active, async ({ query, scope }) => {
    const asked = { objectives: codes(query.objectives), languages: codes(query.languages) }
    return { narratives: await activeNarratives(deps, scope, asked, deps.now()) }
  })
  routes.add(narrativeEndpoints.history, async ({ query, scope }) => ({
    versions: query.narrativeId ? await listNarrativeVersions(deps.db, scope, query.narrativeId) : [],
  }))
  routes.add(narrativeEndpoints.create, ({ body, scope }) => createNarrative(deps, scope, body))
  routes.add(narrativeEndpoints.change, ({ params, body: { version, ...content }, scope }) =>
    changeNarrative(deps, scope, params.narrativeId, version, content),
  )
}
