import { type SqlBool, sql } from 'kysely'
import type { ItemStatus, ObjectiveWeight } from '../../contract/items.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { findMedia, toMedia } from '../media/index.ts'
import { inScope, type Reach, readableMissions, type Scope } from '../missions/index.ts'
import { factIdsOf, narrativesOf } from '../strategy/index.ts'
import { fitsOf } from './fits.ts'
import type { ItemRow, StoredItem, StoredText, StoredVariant } from './model.ts'

const selectRows = (db: Db, scope: Scope) =>
  db
    .selectFrom('item')
    .innerJoin('person', 'person.id', 'item.authorId')
    .selectAll('item')
    .select('person.name as authorName')
    .select((eb) => [
      eb
        .selectFrom('itemObjective')
        .whereRef('itemObjective.itemId', '=', 'item.id')
        .select(
          sql<ObjectiveWeight[]>`coalesce(json_agg(json_build_object('code', objective_code, 'weight', weight)
            order by weight desc, objective_code), '[]')`.as('objectives'),
        )
        .as('objectives'),
      eb
        .selectFrom('variant')
        .innerJoin('account', 'account.id', 'variant.accountId')
        .whereRef('variant.itemId', '=', 'item.id')
        .select(sql<string[]>`coalesce(array_agg(distinct account.network), '{}')`.as('networks'))
        .as('networks'),
    ])
    .where(scopeOfOne(scope))

/** One mission by equality, so that its own index serves the list. */
const scopeOfOne = (scope: Scope) => {
  const reach = readableMissions(scope)
  const [only] = reach === 'all' || reach.size !== 1 ? [] : [...reach]
  return only === undefined ? inScope(scope, 'item.missionId') : sql<SqlBool>`${sql.ref('item.missionId')} = ${only}`
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number]
type StoredRow = Omit<ItemRow, 'plannedAt'>

const toRow = (row: Row): StoredRow => ({
  id: row.id,
  missionId: row.missionId,
  campaignId: row.campaignId,
  title: row.title,
  kind: row.kind as StoredRow['kind'],
  status: row.status as ItemStatus,
  riskTier: row.riskTier as StoredRow['riskTier'],
  objectives: row.objectives ?? [],
  author: { id: row.authorId, name: row.authorName },
  plannedLocal: row.plannedLocal,
  plannedZone: row.plannedZone,
  networks: row.networks ?? [],
  revision: row.revision,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  submittedAt: row.submittedAt?.toISOString() ?? null,
})

export type ItemFilter = {
  readonly missionId?: string | undefined
  readonly status?: ItemStatus | undefined
  readonly campaignId?: string | undefined
}

/** Items in scope, newest change first. `limit` 1–100, `after` the last row of the page before. */
export async function listItems(
  db: Db,
  scope: Scope,
  filter: ItemFilter,
  page: { limit: number; after?: { updatedAt: Date; id: string } | undefined },
): Promise<StoredRow[]> {
  let query = selectRows(db, scope).orderBy('item.updatedAt', 'desc').orderBy('item.id', 'desc').limit(page.limit)
  if (filter.missionId !== undefined) query = query.where('item.missionId', '=', filter.missionId)
  if (filter.status !== undefined) query = query.where('item.status', '=', filter.status)
  if (filter.campaignId !== undefined) query = query.where('item.campaignId', '=', filter.campaignId)
  if (page.after)
    query = query.where(
      sql<SqlBool>`(item.updated_at, item.id) < (${page.after.updatedAt}::timestamptz, ${page.after.id}::uuid)`,
    )
  return (await query.execute()).map(toRow)
}

/** Items in review at these missions, as far as the scope reads them; earliest planned time first. `limit` 1–500. */
export async function listInReview(db: Db, scope: Scope, missions: Reach<string>, limit: number): Promise<StoredRow[]> {
  const rows = await selectRows(db, scope)
    .where('item.status', '=', 'in_review')
    .where(missions === 'all' ? sql<SqlBool>`true` : sql<SqlBool>`item.mission_id = any(${[...missions]}::text[])`)
    .orderBy(sql`item.planned_local nulls last`)
    .orderBy('item.id')
    .limit(limit)
    .execute()
  return rows.map(toRow)
}

/** One item with all its parts; `lock` keeps it as it is until the transaction ends. */
export async function findItem(
  db: Db,
  scope: Scope,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredItem | undefined> {
  const query = selectRows(db, scope).where('item.id', '=', id)
  const row = await (options.lock ? query.forUpdate('item') : query).executeTakeFirst()
  if (!row) return undefined
  return {
    ...toRow(row),
    aim: row.aim,
    audience: row.audience,
    benefit: row.benefit,
    desiredAction: row.desiredAction,
    isSensitive: row.isSensitive,
    sensitiveReason: row.riskReason,
    isPolicy: row.isPolicy,
    texts: await textsOf(db, id),
    narratives: await narrativesOf(db, scope, id),
    facts: [...((await factIdsOf(db, scope, 'item', [id])).get(id) ?? [])],
    media: await mediaOf(db, scope, id, row.networks ?? []),
    variants: await variantsOf(db, id),
    returnedComment: row.status === 'returned' ? await lastReturn(db, id) : null,
  }
}

async function textsOf(db: Db, itemId: string): Promise<StoredText[]> {
  const rows = await db
    .selectFrom('itemText')
    .selectAll()
    .where('itemId', '=', itemId)
    .orderBy('isMaster', 'desc')
    .orderBy('language')
    .execute()
  return rows.map(({ itemId: _itemId, updatedAt, ...text }) => ({ ...text, updatedAt: updatedAt.toISOString() }))
}

async function mediaOf(
  db: Db,
  scope: Scope,
  itemId: string,
  networks: readonly string[],
): Promise<StoredItem['media']> {
  const rows = await db
    .selectFrom('itemMedia')
    .select(['mediaId', 'altText'])
    .where('itemId', '=', itemId)
    .orderBy('position')
    .execute()
  const found = await findMedia(
    db,
    scope,
    rows.map((row) => row.mediaId),
  )
  const byId = new Map(found.map((media) => [media.id, toMedia(media)]))
  const fits = await fitsOf(db, [...byId.values()], networks)
  return rows.flatMap((row) => {
    const media = byId.get(row.mediaId)
    return media ? [{ ...row, media, fits: fits.get(row.mediaId) ?? [] }] : []
  })
}

async function variantsOf(db: Db, itemId: string): Promise<StoredVariant[]> {
  const rows = await db
    .selectFrom('variant')
    .innerJoin('account', 'account.id', 'variant.accountId')
    .selectAll('variant')
    .select(['account.network', 'account.handle', 'account.status as accountStatus'])
    .where('variant.itemId', '=', itemId)
    .orderBy('account.network')
    .orderBy('account.handleKey')
    .execute()
  return rows.map(({ linkUrl, linkTitle, linkDescription, itemId: _item, updatedAt: _updated, ...variant }) => ({
    ...variant,
    link: linkUrl === null ? null : { url: linkUrl, title: linkTitle ?? '', description: linkDescription ?? '' },
  }))
}

async function lastReturn(db: Db, itemId: string): Promise<string | null> {
  const row = await db
    .selectFrom('review')
    .select('comment')
    .where('itemId', '=', itemId)
    .where('decision', '=', 'returned')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.comment ?? null
}

/** Moves an item to another status; a change of its words goes through `saveItem`. */
export async function setItemStatus(
  tx: Tx,
  scope: Scope,
  id: string,
  status: ItemStatus,
  now: Date,
  options: { submittedAt?: Date } = {},
): Promise<void> {
  await tx
    .updateTable('item')
    .set({ status, updatedAt: now, ...options })
    .where('id', '=', id)
    .where(inScope(scope, 'missionId'))
    .execute()
}
