import { type SqlBool, sql } from 'kysely'
import { type Db, json, type Tx } from '../../platform/database/database.ts'
import { canRead, inScope, type Scope, shortNameOf } from '../missions/index.ts'
import { factIdsOf, registerFactUse } from '../strategy/index.ts'
import {
  type ApprovedCore,
  type Campaign,
  type CampaignDraft,
  type CampaignRow,
  countAnswers,
  isApproved,
  isSameCore,
  type Kit,
  type KitCore,
  type KitInput,
} from './model.ts'
import { seesDrafts } from './policy.ts'

/**
 * Released campaigns that address a mission of the scope, and what its missions offer to peers; everything for those who
 * read the whole ministry.
 */
const visible = (scope: Scope) =>
  seesDrafts(scope)
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(campaign.status <> 'draft' and (exists (select 1 from assignment
        where assignment.campaign_id = campaign.id and ${inScope(scope, 'assignment.missionId')})
        or (campaign.credit_mission_id is not null and ${inScope(scope, 'campaign.creditMissionId')})))`

const selectCampaigns = (db: Db, scope: Scope) =>
  db
    .selectFrom('campaign')
    .innerJoin('person', 'person.id', 'campaign.createdBy')
    .leftJoin('mission as giver', 'giver.id', 'campaign.creditMissionId')
    .selectAll('campaign')
    .select('person.name as creatorName')
    .select(['giver.kind as giverKind', 'giver.nameId as giverName', 'giver.city as giverCity'])
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

function toRow(scope: Scope, row: Row): CampaignRow {
  const { answers, creatorName, createdBy, giverKind, giverName, giverCity, sourceItemId: _item, ...rest } = row
  const { creditMissionId, ...columns } = rest
  const credit =
    creditMissionId === null
      ? null
      : {
          missionId: creditMissionId,
          shortName: shortNameOf({
            kind: giverKind ?? '',
            nameId: giverName ?? '',
            city: giverCity ?? '',
            isHeadquarters: false,
          }),
        }
  return {
    ...columns,
    obligation: row.obligation as CampaignRow['obligation'],
    status: row.status as CampaignRow['status'],
    riskTier: row.riskTier as CampaignRow['riskTier'],
    releasedAt: row.releasedAt?.toISOString() ?? null,
    embargoUntil: row.embargoUntil?.toISOString() ?? null,
    targetAt: row.targetAt?.toISOString() ?? null,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    credit,
    // Peers learn which mission shared it, never who there.
    createdBy: credit && !canRead(scope, credit.missionId) ? null : { id: createdBy, name: creatorName },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    // How other missions answered a peer's offer is theirs and the giver's to know.
    counts: countAnswers(credit && !canRead(scope, credit.missionId) ? [] : (answers ?? [])),
  }
}

/** Newest change first. */
export async function listCampaigns(db: Db, scope: Scope, status?: string): Promise<CampaignRow[]> {
  let query = selectCampaigns(db, scope).orderBy('campaign.updatedAt', 'desc').limit(500)
  if (status !== undefined) query = query.where('campaign.status', '=', status)
  return (await query.execute()).map((row) => toRow(scope, row))
}

/** Campaigns with their kits, in no order; ids outside the scope are left out. */
export async function findCampaigns(db: Db, scope: Scope, ids: readonly string[]): Promise<Campaign[]> {
  if (ids.length === 0) return []
  const rows = await selectCampaigns(db, scope).where('campaign.id', 'in', ids).execute()
  const kits = await findKits(
    db,
    scope,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...toRow(scope, row), kit: kits.get(row.id) ?? emptyKit }))
}

export async function findCampaign(db: Db, scope: Scope, id: string): Promise<Campaign | undefined> {
  return (await findCampaigns(db, scope, [id]))[0]
}

const emptyKit: Kit = { cores: [], openParts: [], mustSay: [], mustNotSay: [], assets: [], factIds: [] }

/** Kits by campaign; a core that headquarters has not approved is for headquarters alone. */
async function findKits(db: Db, scope: Scope, campaignIds: readonly string[]): Promise<Map<string, Kit>> {
  if (campaignIds.length === 0) return new Map()
  const kits = await db.selectFrom('kit').selectAll().where('campaignId', 'in', campaignIds).execute()
  const cores = await findCores(db, campaignIds)
  const assets = await findAssets(db, campaignIds)
  const facts = await factIdsOf(db, scope, 'kit', campaignIds)
  return new Map(
    kits.map((kit) => [
      kit.campaignId,
      {
        cores: cores
          .filter((core) => core.kitId === kit.id && (seesDrafts(scope) || isApproved(core)))
          .map(({ kitId: _kitId, writtenBy: _writtenBy, ...core }) => core),
        openParts: kit.openParts as Kit['openParts'],
        mustSay: kit.mustSay,
        mustNotSay: kit.mustNotSay,
        assets: assets.filter((asset) => asset.kitId === kit.id).map(({ kitId: _kitId, ...asset }) => asset),
        factIds: [...(facts.get(kit.campaignId) ?? [])],
      },
    ]),
  )
}

export type StoredCore = ApprovedCore & { readonly kitId: string; readonly writtenBy: string | null }

/** Cores of these campaigns, the master first, whether approved or not. */
async function findCores(db: Db, campaignIds: readonly string[]): Promise<StoredCore[]> {
  const rows = await db
    .selectFrom('kitCore')
    .innerJoin('kit', 'kit.id', 'kitCore.kitId')
    .leftJoin('person', 'person.id', 'kitCore.approvedBy')
    .selectAll('kitCore')
    .select('person.name as approverName')
    .where('kit.campaignId', 'in', campaignIds)
    .orderBy('kitCore.isMaster', 'desc')
    .orderBy('kitCore.language')
    .execute()
  return rows.map(({ approvedBy, approverName, approvedAt, ...core }) => ({
    ...core,
    approvedBy: approvedBy === null ? null : { id: approvedBy, name: approverName ?? '' },
    approvedAt: approvedAt?.toISOString() ?? null,
  }))
}

async function findAssets(
  db: Db,
  campaignIds: readonly string[],
): Promise<(Kit['assets'][number] & { kitId: string })[]> {
  const rows = await db
    .selectFrom('kitAsset')
    .innerJoin('kit', 'kit.id', 'kitAsset.kitId')
    .innerJoin('media', 'media.id', 'kitAsset.mediaId')
    .select(['kitAsset.kitId', 'kitAsset.mediaId', 'kitAsset.note'])
    .select(['media.contentType', 'media.bytes', 'media.width', 'media.height'])
    .select(['media.credit', 'media.licence', 'media.expiresOn'])
    .where('kit.campaignId', 'in', campaignIds)
    .orderBy('kitAsset.position')
    .execute()
  return rows.map((row) => ({
    ...row,
    contentType: row.contentType as Kit['assets'][number]['contentType'],
    url: `/api/v1/media/${row.mediaId}`,
  }))
}

export const findCampaignCores = (db: Db, _scope: Scope, campaignId: string): Promise<StoredCore[]> =>
  findCores(db, [campaignId])

/** Which of these pictures are headquarters' own and so may come with a kit. */
export async function findSharedMedia(db: Db, _scope: Scope, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('media')
    .innerJoin('mission', 'mission.id', 'media.missionId')
    .select('media.id')
    .where('media.id', 'in', ids)
    .where('mission.isHeadquarters', '=', true)
    .execute()
  return new Set(rows.map((row) => row.id))
}

const columnsOf = ({ kit: _kit, ...draft }: CampaignDraft) => ({
  ...draft,
  embargoUntil: draft.embargoUntil === null ? null : new Date(draft.embargoUntil),
  targetAt: draft.targetAt === null ? null : new Date(draft.targetAt),
})

export async function insertCampaign(
  tx: Tx,
  scope: Scope,
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
  await writeKit(tx, scope, ids.id, draft.kit, ids.createdBy, now)
}

/** Saves a draft over `revision`; false when it has moved on or is released. */
export async function updateDraft(
  tx: Tx,
  scope: Scope,
  id: string,
  revision: number,
  draft: CampaignDraft,
  by: string | null,
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
  await writeKit(tx, scope, id, draft.kit, by, now)
  return true
}

/** Writes a kit whole. A core keeps its approval while every word of it stays. */
export async function writeKit(
  tx: Tx,
  scope: Scope,
  campaignId: string,
  kit: KitInput,
  by: string | null,
  now: Date,
): Promise<void> {
  const { id: kitId } = await tx
    .updateTable('kit')
    .set({ openParts: json(kit.openParts), mustSay: kit.mustSay, mustNotSay: kit.mustNotSay })
    .where('campaignId', '=', campaignId)
    .returning('id')
    .executeTakeFirstOrThrow()
  const before = new Map((await findCores(tx, [campaignId])).map((core) => [core.language, core]))
  await tx.deleteFrom('kitCore').where('kitId', '=', kitId).execute()
  const cores = kit.cores.map((core) => coreRow(kitId, core, before.get(core.language), by))
  if (cores.length > 0) await tx.insertInto('kitCore').values(cores).execute()
  if (kit.factIds) await registerFactUse(tx, scope, { kind: 'kit', id: campaignId, missionId: null }, kit.factIds, now)
  if (kit.assets === undefined) return
  await tx.deleteFrom('kitAsset').where('kitId', '=', kitId).execute()
  const assets = kit.assets.map(({ mediaId, note }, position) => ({ kitId, mediaId, note, position }))
  if (assets.length > 0) await tx.insertInto('kitAsset').values(assets).execute()
}

function coreRow(kitId: string, core: KitCore, before: StoredCore | undefined, by: string | null) {
  const { language, headline, message, facts, example, isMaster } = core
  const kept = before && isSameCore(before, core) ? before : undefined
  return {
    kitId,
    language,
    headline,
    message,
    facts,
    example,
    isMaster,
    writtenBy: kept ? kept.writtenBy : by,
    approvedBy: kept?.approvedBy?.id ?? null,
    approvedAt: kept?.approvedAt ? new Date(kept.approvedAt) : null,
  }
}

/** Writes one language of the core; it waits for its approval unless nothing of it changed. */
export async function saveCoreRow(
  tx: Tx,
  _scope: Scope,
  campaignId: string,
  core: KitCore,
  by: string | null,
): Promise<void> {
  const before = (await findCores(tx, [campaignId])).find((one) => one.language === core.language)
  const { id: kitId } = await tx
    .selectFrom('kit')
    .select('id')
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow()
  const row = coreRow(kitId, core, before, by)
  await tx
    .insertInto('kitCore')
    .values(row)
    .onConflict((conflict) => conflict.columns(['kitId', 'language']).doUpdateSet(row))
    .execute()
}

export async function approveCores(
  tx: Tx,
  _scope: Scope,
  campaignId: string,
  languages: readonly string[],
  by: string | null,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('kitCore')
    .set({ approvedBy: by, approvedAt: now })
    .from('kit')
    .whereRef('kit.id', '=', 'kitCore.kitId')
    .where('kit.campaignId', '=', campaignId)
    .where('kitCore.language', 'in', languages)
    .where('kitCore.approvedAt', 'is', null)
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

/** Keeps a campaign as it is until the transaction ends; whoever attaches an item to it meanwhile waits. */
export async function lockCampaign(tx: Tx, _scope: Scope, id: string): Promise<void> {
  await tx.selectFrom('campaign').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function bumpCampaign(tx: Tx, _scope: Scope, id: string, now: Date): Promise<void> {
  await tx.updateTable('campaign').set({ updatedAt: now, revision: sql`revision + 1` }).where('id', '=', id).execute()
}

export async function markWithdrawn(
  tx: Tx,
  _scope: Scope,
  id: string,
  to: { status: 'withdrawn' | 'released'; withdrawnAt: Date | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('campaign')
    .set({ ...to, updatedAt: now, revision: sql`revision + 1` })
    .where('id', '=', id)
    .execute()
}

/** Ids of the campaigns that this scope sees. */
export async function listVisibleIds(db: Db, scope: Scope): Promise<string[]> {
  const rows = await db.selectFrom('campaign').select('id').where(visible(scope)).execute()
  return rows.map((row) => row.id)
}

export async function endCampaign(tx: Tx, _scope: Scope, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('campaign')
    .set({ status: 'ended', updatedAt: now, revision: sql`revision + 1` })
    .where('id', '=', id)
    .execute()
}
