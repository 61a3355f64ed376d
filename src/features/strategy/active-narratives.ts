import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { listFacts } from './fact-store.ts'
import { type Fact, type Narrative, type NarrativeRow, stateOf } from './model.ts'
import { listNarratives } from './narrative-store.ts'

type Deps = { db: Db; homeZone: string }

/** Every narrative as it stands at an instant, with its state by the home zone's calendar. By title. */
export async function narrativesAt(deps: Deps, scope: Scope, at: Date): Promise<NarrativeRow[]> {
  const today = localDayOf(at, deps.homeZone)
  const narratives = await listNarratives(deps.db, scope)
  const factIds = [...new Set(narratives.flatMap((narrative) => narrative.factIds))]
  const facts = new Map((await listFacts(deps.db, scope, factIds)).map((fact) => [fact.id, fact]))
  return narratives.map((narrative) => ({ ...narrative, state: stateOf(narrative, factsOf(narrative, facts), today) }))
}

const factsOf = (narrative: Narrative, facts: ReadonlyMap<string, Fact>): Fact[] =>
  narrative.factIds.flatMap((id) => facts.get(id) ?? [])

/**
 * Narratives that may be said at an instant for any of these objectives (all when none is given), with their texts in
 * these languages; a narrative that has none of them comes with its master text. By title.
 */
export async function activeNarratives(
  deps: Deps,
  scope: Scope,
  asked: { objectives: readonly string[]; languages: readonly string[] },
  at: Date,
): Promise<NarrativeRow[]> {
  const speaksFor = (narrative: Narrative) =>
    asked.objectives.length === 0 || narrative.objectiveCodes.some((code) => asked.objectives.includes(code))
  return (await narrativesAt(deps, scope, at))
    .filter((narrative) => (narrative.state === 'active' || narrative.state === 'stale') && speaksFor(narrative))
    .map((narrative) => {
      const texts = narrative.texts.filter((text) => asked.languages.includes(text.language))
      return { ...narrative, texts: texts.length > 0 ? texts : narrative.texts.slice(0, 1) }
    })
}
