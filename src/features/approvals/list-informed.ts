import type { z } from 'zod'
import type { approvalEndpoints } from '../../contract/approvals.ts'
import type { Db } from '../../platform/database/database.ts'
import { holdsAnywhere, inScope, type Scope } from '../missions/index.ts'

type Informed = z.output<typeof approvalEndpoints.informed.response>['rows'][number]

const readAlongMs = 7 * 86_400_000

/**
 * Emergencies that a mission approved on its own, newest first: headquarters is informed, not asked (APR-01). Nothing for
 * those who are neither desk nor headquarters. At most 50.
 */
export async function listInformed(deps: { db: Db; now: () => Date }, scope: Scope): Promise<Informed[]> {
  if (!holdsAnywhere(scope, ['regional_desk', 'editor', 'strategist'])) return []
  const rows = await deps.db
    .selectFrom('review')
    .innerJoin('item', 'item.id', 'review.itemId')
    .innerJoin('person', 'person.id', 'review.reviewerId')
    .select(['item.id as itemId', 'item.missionId', 'item.title', 'review.createdAt', 'review.capacity'])
    .select(['person.id as personId', 'person.name'])
    .where('item.kind', '=', 'emergency')
    .where('item.status', '=', 'approved')
    .where('review.decision', '=', 'approved')
    .where('review.createdAt', '>=', new Date(deps.now().getTime() - readAlongMs))
    .where(inScope(scope, 'item.missionId'))
    .orderBy('review.createdAt', 'desc')
    .limit(50)
    .execute()
  return rows.map(({ createdAt, personId, name, ...row }) => ({
    ...row,
    approvedAt: createdAt.toISOString(),
    approvedBy: { id: personId, name },
  }))
}
