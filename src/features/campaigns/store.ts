import { type SqlBool, sql } from 'kysely'
import { type Db, json, type Tx } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { type Campaign, type CampaignDraft, type CampaignRow, countAnswers, type Kit } from './model.ts'
import { seesDrafts } from './policy.ts'

/** Released campaigns that address a mission of the scope; everything for those who read the whole ministry. */
const visible = (scope: Scope) =>
  seesDrafts(scope)
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(campaign.status <> 'draft' and exists (select 1 from assignment
        where assignment.campaign_id = campaign.id and ${inScope(scope, 'assignment.missionId')}))`

const selectCampaigns = (db: Db, scope: Scope) =>
  db
    .selectFrom('campaign')
    .innerJoin('person', 'person.id', 'campaign.createdBy')
    .selectAll('campaign')
    .select('person.name as creatorName')
    .select((eb) =>
      eb
        .selectFrom('assignment')
        .whereRef('assignment.campaignId', '=', 'campaign.id')
        .select(
          sql<
            AnswerRow[]
          >`coalesce(json_agg(json_build_object('status', status, 'refusalAcceptedAt', refusal_accepted_at)),
            '[]')`.as('answers'),
        )
        .as('answers'),
    )
    .where(visible(scope))

type AnswerRow = { status: 'pending' | 'taken' | 'adapted' | 'declined'; refusalAcceptedAt: string | null }
type Row = Awaited<ReturnType<ReturnType<typeof selectCampaigns>['execute']>>[number]

const toRow = ({ answers, creatorName, createdBy, ...row }: Row): CampaignRow => ({
  ...row,
  obligation: row.obligation as CampaignRow['obligation'],
  status: row.status as CampaignRow['status'],
  releasedAt: row.releasedAt?.toISOString() ?? null,
  embargoUntil: row.embargoUntil?.toISOString() ?? null,
  targetAt: row.targetAt?.toISOString() ?? null,
  createdBy: { id: createdBy, name: creatorName },
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  counts: countAnswers(answers ?? []),
})

/** Newest change first. */
export async function listCampaigns(db: Db, scope: Scope, status?: string): Promise<CampaignRow[]> {
  let query = selectCampaigns(db, scope).orderBy('campaign.updatedAt', 'desc').limit(500)
  if (status !== undefined) query = query.where('campaign.status', '=', status)
  return (await query.execute()).map(toRow)
}

/** Campaigns with their kits, in no order; ids outside the scope are left out. */
export async function findCampaigns(db: Db, scope: Scope, ids: readonly string[]): Promise<Campaign[]> {
  if (ids.length === 0) return []
  const rows = await selectCampaigns(db, scope).where('campaign.id', 'in', ids).execute()
  const kits = await findKits(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...toRow(row), kit: kits.get(row.id) ?? emptyKit }))
}

export async function findCampaign(db: Db, scope: Scope, id: string): Promise<Campaign | undefined> {
  return (await findCampaigns(db, scope, [id]))[0]
}

const emptyKit: Kit = { cores: [], openParts: [], mustSay: [], mustNotSay: [] }

async function findKits(db: Db, campaignIds: readonly string[]): Promise<Map<string, Kit>> {
  if (campaignIds.length === 0) return new Map()
  const kits = await db.selectFrom('kit').selectAll().where('campaignId', 'in', campaignIds).execute()
  const cores = await db
    .selectFrom('kitCore')
    .innerJoin('kit', 'kit.id', 'kitCore.kitId')
    .selectAll('kitCore')
    .where('kit.campaignId', 'in', campaignIds)
    .orderBy('kitCore.isMaster', 'desc')
    .orderBy('kitCore.language')
    .execute()
  return new Map(
    kits.map((kit) => [
      kit.campaignId,
      {
        cores: cores.filter((core) => core.kitId === kit.id).map(({ kitId: _kitId, ...core }) => core),
        openParts: kit.openParts as Kit['openParts'],
        mustSay: kit.mustSay,
        mustNotSay: kit.mustNotSay,
      },
    ]),
  )
}

const columnsOf = ({ kit: _kit, ...draft }: CampaignDraft) => ({
  ...draft,
  embargoUntil: draft.embargoUntil === null ? null : new Date(draft.embargoUntil),
  targetAt: draft.targetAt === null ? null : new Date(draft.targetAt),
})

export async function insertCampaign(
  tx: Tx,
  _scope: Scope,
  ids: { id: string; kitId: string; createdBy: string },
  draft: CampaignDraft,
  now: Date,
): Promise<void> {
  const { kitId, ...key } = ids
  await tx
    .insertInto('campaign')
    .values({ ...key, ...columnsOf(draft), status: 'draft', createdAt: now, updatedAt: now })
    .execute()
  await tx.insertInto('kit').values({ id: kitId, campaignId: ids.id }).execute()
  await writeKit(tx, ids.id, draft.kit)
}

/** Saves a draft over `revision`; false when it has moved on or is released. */
export async function updateDraft(
  tx: Tx,
  _scope: Scope,
  id: string,
  revision: number,
  draft: CampaignDraft,
  now: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('campaign')
    .set({ ...columnsOf(draft), updatedAt: now, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) return false
  await writeKit(tx, id, draft.kit)
  return true
}

async function writeKit(tx: Tx, campaignId: string, kit: Kit): Promise<void> {
  const { id: kitId } = await tx
    .updateTable('kit')
    .set({ openParts: json(kit.openParts), mustSay: kit.mustSay, mustNotSay: kit.mustNotSay })
    .where('campaignId', '=', campaignId)
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.deleteFrom('kitCore').where('kitId', '=', kitId).execute()
  if (kit.cores.length > 0)
    await tx
      .insertInto('kitCore')
      .values(kit.cores.map((core) => ({ ...core, kitId })))
      .execute()
}

export async function markReleased(
  tx: Tx,
  _scope: Scope,
  id: string,
  at: { releasedAt: Date; targetAt: Date },
): Promise<void> {
  await tx
    .updateTable('campaign')
    .set({ ...at, status: 'released', updatedAt: at.releasedAt, revision: sql`revision + 1` })
    .where('id', '=', id)
    .execute()
}
