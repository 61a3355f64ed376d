import { sql } from 'kysely'
import type { Dispute } from '../../../contract/rating.ts'
import type { Db } from '../../../platform/database/database.ts'
import { inScope, type Scope } from '../../missions/index.ts'

const shownCharacters = 280
const mostShown = 200

/** Disputes in scope that meet the condition (over `label_dispute`), newest first, at most 200. */
export async function findDisputes(
  db: Db,
  scope: Scope,
  where: { readonly missionId?: string; readonly id?: string },
): Promise<Dispute[]> {
  const rows = await db
    .selectFrom('labelDispute')
    .innerJoin('message', 'message.id', 'labelDispute.messageId')
    .leftJoin('reading', 'reading.messageId', 'message.id')
    .leftJoin('person', 'person.id', 'labelDispute.openedBy')
    .selectAll('labelDispute')
    .select([
      sql<string>`left(message.text, ${shownCharacters})`.as('excerpt'),
      sql<string>`case when message.language = 'und' then coalesce(reading.language, 'und') else message.language end`.as(
        'language',
      ),
      'person.name as openedByName',
    ])
    .where(inScope(scope, 'labelDispute.missionId'))
    .$if(where.missionId !== undefined, (query) => query.where('labelDispute.missionId', '=', where.missionId ?? ''))
    .$if(where.id !== undefined, (query) => query.where('labelDispute.id', '=', where.id ?? ''))
    .orderBy('labelDispute.openedAt', 'desc')
    .orderBy('labelDispute.id', 'desc')
    .limit(mostShown)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    messageId: row.messageId,
    missionId: row.missionId,
    excerpt: row.excerpt,
    language: row.language,
    openedAt: row.openedAt.toISOString(),
    openedBy: row.openedByName,
    claimed: { objective: row.objective, purpose: asPurpose(row.purpose) },
    reason: row.reason,
    stood: {
      objectives: row.stoodObjectives as Record<string, number>,
      purposeValue: row.stoodPurpose,
      origin: row.stoodOrigin,
    },
    decision:
      row.outcome !== null && row.decidedAt !== null
        ? {
            outcome: row.outcome as 'upheld' | 'kept' | 'changed',
            objective: row.decidedObjective ?? 'none',
            purpose: asPurpose(row.decidedPurpose ?? 0),
            decidedAt: row.decidedAt.toISOString(),
          }
        : null,
  }))
}

const asPurpose = (purpose: number): 0 | 1 | 2 => (purpose === 2 ? 2 : purpose === 1 ? 1 : 0)
