import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'

/**
 * What a person said of one message, as training reads it (`data/corrections/*.jsonl`): the corpus's own fields; null
 * where the person did not say. `batch` is the day, so that evaluation holds whole days out.
 */
export type Correction = {
  readonly id: string
  readonly lang: string
  readonly text: string
  readonly objective: string
  readonly secondary: string | null
  readonly purpose: number
  readonly benefit: boolean | null
  readonly cta: boolean | null
  readonly hard: boolean
  readonly batch: string
  readonly style: string
  readonly source: string
}

/**
 * The label of a person that stands for each labelled message in scope, oldest message first: adjudicated before blind
 * before officer, the newest of its kind. Objectives are given as the reader's topics; one that speaks for no topic is
 * left out, as the reader could not learn it. Nobody is named.
 */
export async function exportCorrections(db: Db, scope: Scope): Promise<Correction[]> {
  const rows = await db
    .selectFrom('label')
    .innerJoin('message', 'message.id', 'label.messageId')
    .leftJoin('reading', 'reading.messageId', 'message.id')
    .distinctOn('message.id')
    .select(['message.id', 'message.text', 'message.language', 'message.localDay', 'reading.language as readLanguage'])
    .select(['label.source', 'label.objective', 'label.secondary', 'label.purpose', 'label.benefit', 'label.cta'])
    .where(inScope(scope, 'message.missionId'))
    .orderBy('message.id')
    .orderBy(sql`case label.source when 'adjudicated' then 0 when 'blind' then 1 else 2 end`)
    .orderBy('label.createdAt', 'desc')
    .execute()
  const topicOf = await topicsByCode(db)
  return rows.flatMap((row) => {
    const objective = topicOf(row.objective)
    if (objective === undefined) return []
    return {
      id: `label-${row.id}`,
      lang: row.language === 'und' ? (row.readLanguage ?? 'und') : row.language,
      text: row.text,
      objective,
      secondary: row.secondary === null ? null : (topicOf(row.secondary) ?? null),
      purpose: row.purpose,
      benefit: row.benefit,
      cta: row.cta,
      hard: false,
      batch: `label-${row.localDay}`,
      style: 'formal',
      source: row.source,
    }
  })
}

/** The first topic of an objective as it stands; `none` stays, a topic is its own. */
async function topicsByCode(db: Db): Promise<(code: string) => string | undefined> {
  const rows = await db.selectFrom('objective').select(['code', 'topics']).orderBy('version').execute()
  const byCode = new Map<string, string>([['none', 'none']])
  const topics = new Set(rows.flatMap((row) => row.topics))
  for (const { code, topics: own } of rows) if (own[0] !== undefined) byCode.set(code, own[0])
  return (code) => byCode.get(code) ?? (topics.has(code) ? code : undefined)
}
