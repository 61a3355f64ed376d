import type { Expression, SqlBool } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import {
  type GivenLabel,
  type LanguageGroup,
  languageGroupOf,
  type Opinions,
  type Standing,
  standingOf,
} from './standing.ts'

/** One message with the label that counts for it. */
export type RatedMessage = {
  readonly id: string
  readonly missionId: string
  readonly localDay: string
  readonly languageGroup: LanguageGroup
  readonly isExcluded: boolean
  readonly isDeleted: boolean
  readonly standing: Standing
}

/** Standing labels of the messages in scope that meet the condition (over `message`), by day and id. */
export async function findStandings(db: Db, scope: Scope, condition: Expression<SqlBool>): Promise<RatedMessage[]> {
  const rows = await db
    .selectFrom('message')
    .leftJoin('reading', 'reading.messageId', 'message.id')
    .leftJoin('item', 'item.id', 'message.itemId')
    .select([
      'message.id',
      'message.missionId',
      'message.localDay',
      'message.language',
      'message.excludedReason',
      'message.deletedAt',
      'message.itemId',
      'item.kind',
      'reading.language as readLanguage',
      'reading.objective',
      'reading.purpose',
      'reading.abstained',
    ])
    .where(condition)
    .where(inScope(scope, 'message.missionId'))
    .orderBy('message.localDay')
    .orderBy('message.id')
    .execute()
  const labels = await labelsOf(
    db,
    rows.map((row) => row.id),
  )
  const weights = await weightsOf(
    db,
    rows.flatMap((row) => (row.itemId ? [row.itemId] : [])),
  )
  const codeOf = await topicMap(db)
  return rows.map((row) => {
    const given = labels.get(row.id) ?? []
    const said: Opinions = {
      adjudicated: given.findLast((label) => label.source === 'adjudicated'),
      blind: given.filter((label) => label.source === 'blind'),
      corrected: given.findLast((label) => label.source === 'officer'),
      declared: row.itemId && row.kind ? { kind: row.kind, weights: weights.get(row.itemId) ?? {} } : undefined,
      machine:
        row.objective !== null && row.purpose !== null
          ? { objective: row.objective, purpose: row.purpose, abstained: row.abstained ?? false }
          : undefined,
    }
    return {
      id: row.id,
      missionId: row.missionId,
      localDay: row.localDay,
      languageGroup: languageGroupOf(row.language, row.readLanguage),
      isExcluded: row.excludedReason !== null,
      isDeleted: row.deletedAt !== null,
      standing: standingOf(said, codeOf),
    }
  })
}

type SourcedLabel = GivenLabel & { readonly source: string }

async function labelsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, SourcedLabel[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('label')
    .select(['messageId', 'source', 'objective', 'purpose'])
    .where((eb) => eb('messageId', '=', eb.fn.any(eb.val(ids))))
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return Map.groupBy(rows, (row) => row.messageId)
}

async function weightsOf(db: Db, itemIds: readonly string[]): Promise<ReadonlyMap<string, Record<string, number>>> {
  if (itemIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('itemObjective')
    .select(['itemId', 'objectiveCode', 'weight'])
    .where((eb) => eb('itemId', '=', eb.fn.any(eb.val([...new Set(itemIds)]))))
    .execute()
  const weights = new Map<string, Record<string, number>>()
  for (const { itemId, objectiveCode, weight } of rows)
    weights.set(itemId, { ...weights.get(itemId), [objectiveCode]: Number(weight) })
  return weights
}

/** From a reading topic, or a code as it is, to the code of an objective; what the tree does not know is `none`. */
async function topicMap(db: Db): Promise<(objective: string) => string> {
  const rows = await db
    .selectFrom('objective')
    .distinctOn('code')
    .select(['code', 'topics', 'sort'])
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  const codes = new Set(rows.map((row) => row.code))
  const byTopic = new Map<string, string>()
  // Where two nodes claim a topic, the first of the tree has it.
  for (const row of rows.sort((a, b) => a.sort - b.sort || (a.code < b.code ? -1 : 1)))
    for (const topic of row.topics) if (!byTopic.has(topic)) byTopic.set(topic, row.code)
  return (objective) => byTopic.get(objective) ?? (codes.has(objective) ? objective : 'none')
}
