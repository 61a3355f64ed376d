import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { inScope, type Scope, shortNameOf } from '../missions/index.ts'
import type { AdoptionRow, Assignment } from './model.ts'

const selectAssignments = (db: Db, scope: Scope) =>
  db
    .selectFrom('assignment')
    .leftJoin('person as answerer', 'answerer.id', 'assignment.answeredBy')
    .leftJoin('person as accepter', 'accepter.id', 'assignment.refusalAcceptedBy')
    .selectAll('assignment')
    .select(['answerer.name as answererName', 'accepter.name as accepterName'])
    .where(inScope(scope, 'assignment.missionId'))

type Row = Awaited<ReturnType<ReturnType<typeof selectAssignments>['execute']>>[number]

const toAssignment = (row: Row): Assignment => ({
  campaignId: row.campaignId,
  missionId: row.missionId,
  status: row.status as Assignment['status'],
  reason: row.reason,
  answeredBy: row.answeredBy ? { id: row.answeredBy, name: row.answererName ?? '' } : null,
  answeredAt: row.answeredAt?.toISOString() ?? null,
  refusalAcceptedBy: row.refusalAcceptedBy ? { id: row.refusalAcceptedBy, name: row.accepterName ?? '' } : null,
  refusalAcceptedAt: row.refusalAcceptedAt?.toISOString() ?? null,
})

export async function findAssignment(
  db: Db,
  scope: Scope,
  campaignId: string,
  missionId: string,
): Promise<Assignment | undefined> {
  const row = await selectAssignments(db, scope)
    .where('assignment.campaignId', '=', campaignId)
    .where('assignment.missionId', '=', missionId)
    .executeTakeFirst()
  return row && toAssignment(row)
}

/** Kits addressed to a mission; unanswered ones first, then by target time. */
export async function listAssignments(db: Db, scope: Scope, missionId: string): Promise<Assignment[]> {
  const rows = await selectAssignments(db, scope)
    .innerJoin('campaign', 'campaign.id', 'assignment.campaignId')
    .where('assignment.missionId', '=', missionId)
    .where('campaign.status', '<>', 'draft')
    .orderBy(sql`assignment.status <> 'pending'`)
    .orderBy('campaign.targetAt')
    .limit(200)
    .execute()
  return rows.map(toAssignment)
}

/** One addressed mission, with what its working calendar depends on. */
export type AnswerRow = Omit<AdoptionRow, 'publication' | 'answerHours'> & { readonly countryIso2: string }

/** Every addressed mission in scope with its answer and its items of the campaign; by region, then by name. */
export async function listAdoption(db: Db, scope: Scope, campaignId: string): Promise<AnswerRow[]> {
  const rows = await selectAssignments(db, scope)
    .innerJoin('mission', 'mission.id', 'assignment.missionId')
    .innerJoin('region', 'region.id', 'mission.regionId')
    .select(['mission.kind', 'mission.nameId', 'mission.city', 'mission.isHeadquarters'])
    .select(['mission.regionId', 'mission.timezone', 'mission.weekend', 'mission.countryIso2'])
    .select((eb) =>
      eb
        .selectFrom('item')
        .whereRef('item.campaignId', '=', 'assignment.campaignId')
        .whereRef('item.missionId', '=', 'assignment.missionId')
        .select(
          sql<AdoptionRow['items']>`json_build_object(
            'draft', count(*) filter (where item.status in ('draft', 'returned')),
            'inReview', count(*) filter (where item.status = 'in_review'),
            'approved', count(*) filter (where item.status = 'approved'))`.as('items'),
        )
        .as('items'),
    )
    .where('assignment.campaignId', '=', campaignId)
    .orderBy('region.sort')
    .execute()
  return rows
    .map((row) => ({
      ...toAssignment(row),
      shortName: shortNameOf(row),
      regionId: row.regionId,
      timezone: row.timezone,
      weekend: row.weekend,
      countryIso2: row.countryIso2,
      items: row.items ?? { draft: 0, inReview: 0, approved: 0 },
    }))
    .sort((a, b) => (a.regionId === b.regionId ? a.shortName.localeCompare(b.shortName, 'id') : 0))
}

/** Missions that a campaign addresses, whatever they answered. */
export async function listAddressed(db: Db, _scope: Scope, campaignId: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('assignment').select('missionId').where('campaignId', '=', campaignId).execute()
  return new Set(rows.map((row) => row.missionId))
}

/** Addresses missions that are not addressed yet; answers which were new. */
export async function addAssignments(
  tx: Tx,
  _scope: Scope,
  campaignId: string,
  missionIds: readonly string[],
): Promise<string[]> {
  const rows = await tx
    .insertInto('assignment')
    .values(missionIds.map((missionId) => ({ campaignId, missionId, status: 'pending' })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('missionId')
    .execute()
  return rows.map((row) => row.missionId)
}

/** Writes a mission's answer. A new answer takes an accepted refusal back. */
export async function saveAnswer(
  tx: Tx,
  scope: Scope,
  key: { campaignId: string; missionId: string },
  answer: { status: string; reason: string | null; answeredBy: string | null; answeredAt: Date },
): Promise<void> {
  await tx
    .updateTable('assignment')
    .set({ ...answer, refusalAcceptedBy: null, refusalAcceptedAt: null })
    .where('campaignId', '=', key.campaignId)
    .where('missionId', '=', key.missionId)
    .where(inScope(scope, 'missionId'))
    .execute()
}

/** False when the mission's answer is not (any more) a refusal that waits. */
export async function saveAcceptance(
  tx: Tx,
  scope: Scope,
  key: { campaignId: string; missionId: string },
  by: string | null,
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('assignment')
    .set({ refusalAcceptedBy: by, refusalAcceptedAt: now })
    .where('campaignId', '=', key.campaignId)
    .where('missionId', '=', key.missionId)
    .where('status', '=', 'declined')
    .where('refusalAcceptedAt', 'is', null)
    .where(inScope(scope, 'missionId'))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
