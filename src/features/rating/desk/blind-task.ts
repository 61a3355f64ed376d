import { sql } from 'kysely'
import type { NarrativeText } from '../../../contract/narratives.ts'
import type { BlindTask } from '../../../contract/rating.ts'
import type { Db } from '../../../platform/database/database.ts'
import { type PersonScope, shortNameOf } from '../../missions/index.ts'
import { redact } from './redact.ts'
import { liveRatings } from './task-store.ts'

type Row = {
  id: string
  state: string
  text: string
  language: string
  readLanguage: string | null
  itemId: string | null
  kind: string
  nameId: string
  nameEn: string
  city: string
  isHeadquarters: boolean
  handles: string[]
}

/**
 * Tasks as their rater sees them, in the order of `ids`. This is the redacted projection: the columns that would tell
 * whose text it is are read only to blot them out of it, and nothing of them is answered.
 */
export async function blindTasks(db: Db, scope: PersonScope, ids: readonly string[]): Promise<BlindTask[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select t.id, t.state, m.text, m.language, r.language as read_language, m.item_id, mission.kind, mission.name_id,
      mission.name_en, mission.city, mission.is_headquarters,
      coalesce((select array_agg(a.handle) from account a where a.mission_id = m.mission_id), '{}') as handles
    from rating_task t join message m on m.id = t.message_id join mission on mission.id = m.mission_id
      left join reading r on r.message_id = m.id
    where t.id = any(${[...ids]}::uuid[])`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const tasks: BlindTask[] = []
  for (const id of ids) {
    const row = byId.get(id)
    if (row) tasks.push(await blindTask(db, scope, row))
  }
  return tasks
}

async function blindTask(db: Db, scope: PersonScope, row: Row): Promise<BlindTask> {
  const language = row.language === 'und' ? (row.readLanguage ?? 'und') : row.language
  const names = [row.nameId, row.nameEn, shortNameOf(row), `${row.kind} ${row.city}`, `${row.kind}${row.city}`]
  const said = row.state === 'differing' ? await liveRatings(db, scope, row.id) : []
  return {
    id: row.id,
    text: redact(row.text, [...names, ...row.handles]),
    language,
    narrative: row.itemId ? await narrativeOf(db, row.itemId, language) : null,
    facts: row.itemId ? await factsOf(db, row.itemId) : [],
    opinions:
      row.state === 'differing'
        ? said
            .map(({ objective, secondary, purpose, benefit, cta }) => ({
              ...{ objective, secondary, benefit, cta },
              purpose: purpose as 0 | 1 | 2,
            }))
            // By what they said, not by who came first.
            .sort((a, b) => (a.objective < b.objective ? -1 : a.objective > b.objective ? 1 : a.purpose - b.purpose))
        : null,
  }
}

/** Points of all narratives that an item stands on, in its language or their master's. */
export async function narrativeOf(db: Db, itemId: string, language: string): Promise<BlindTask['narrative']> {
  const { rows } = await sql<{ texts: NarrativeText[] }>`
    select v.texts from narrative_use u
      join narrative_version v on v.narrative_id = u.narrative_id and v.version = u.version
    where u.item_id = ${itemId} order by v.title, v.narrative_id`.execute(db)
  const texts = rows.flatMap((row) => {
    const own = row.texts.find((text) => text.language.split('-')[0] === language.split('-')[0])
    return own ?? row.texts[0] ?? []
  })
  if (texts.length === 0) return null
  return {
    mustSay: texts.flatMap((text) => text.mustSay).slice(0, 20),
    mustNotSay: texts.flatMap((text) => text.mustNotSay).slice(0, 20),
  }
}

async function factsOf(db: Db, itemId: string): Promise<BlindTask['facts']> {
  const { rows } = await sql<{ name: string; value: string; unit: string }>`
    select distinct on (u.fact_id) v.name_id as name, v.value, v.unit from fact_use u
      join fact_version v on v.fact_id = u.fact_id
    where u.user_kind = 'item' and u.user_id = ${itemId} and u.ended_at is null
    order by u.fact_id, v.version desc limit 40`.execute(db)
  return rows
}
