import type { Db, Tx } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import type { MissionPlan, PlanTexts } from './model.ts'

/** A mission's words for a quarter; empty ones while nobody has written any. */
export async function findPlan(db: Db, scope: Scope, missionId: string, quarter: string): Promise<MissionPlan> {
  const row = await db
    .selectFrom('missionPlan')
    .leftJoin('person as writer', 'writer.id', 'missionPlan.updatedBy')
    .leftJoin('person as desk', 'desk.id', 'missionPlan.deskCommentBy')
    .selectAll('missionPlan')
    .select(['writer.name as writerName', 'desk.name as deskName'])
    .where('missionId', '=', missionId)
    .where('quarter', '=', quarter)
    .where(inScope(scope, 'missionId'))
    .executeTakeFirst()
  const empty = { aims: '', audience: '', channels: '', partners: '', measures: '', deskComment: '' }
  if (!row) return { ...empty, missionId, quarter, deskCommentBy: null, updatedBy: null, updatedAt: null, revision: 0 }
  const { aims, audience, channels, partners, measures, deskComment, revision } = row
  return {
    ...{ missionId, quarter, aims, audience, channels, partners, measures, deskComment, revision },
    deskCommentBy: row.deskCommentBy ? { id: row.deskCommentBy, name: row.deskName ?? '' } : null,
    updatedBy: row.updatedBy ? { id: row.updatedBy, name: row.writerName ?? '' } : null,
    updatedAt: row.updatedAt.toISOString(),
  }
}

type Key = { readonly missionId: string; readonly quarter: string }

/** Writes the words over a revision; false where somebody saved since. */
export async function writePlan(
  tx: Tx,
  _scope: Scope,
  key: Key,
  texts: PlanTexts,
  revision: number,
  by: string | null,
  now: Date,
): Promise<boolean> {
  const values = { ...texts, updatedBy: by, updatedAt: now, revision: revision + 1 }
  const written =
    revision === 0
      ? await tx
          .insertInto('missionPlan')
          .values({ ...key, ...values })
          .onConflict((conflict) => conflict.columns(['missionId', 'quarter']).doNothing())
          .executeTakeFirst()
      : await tx
          .updateTable('missionPlan')
          .set(values)
          .where('missionId', '=', key.missionId)
          .where('quarter', '=', key.quarter)
          .where('revision', '=', revision)
          .executeTakeFirst()
  return ('numUpdatedRows' in written ? written.numUpdatedRows : (written.numInsertedOrUpdatedRows ?? 0n)) > 0n
}

/** Writes the desk's comment beside the mission's words, whatever revision they have. */
export async function writeComment(
  tx: Tx,
  _scope: Scope,
  key: Key,
  comment: string,
  by: string | null,
  now: Date,
): Promise<void> {
  const values = { deskComment: comment, deskCommentBy: by, deskCommentAt: now }
  await tx
    .insertInto('missionPlan')
    .values({ ...key, ...values, updatedAt: now, revision: 1 })
    .onConflict((conflict) => conflict.columns(['missionId', 'quarter']).doUpdateSet(values))
    .execute()
}
