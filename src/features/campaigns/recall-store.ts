import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { inScope, readableMissions, type Scope, shortNameOf } from '../missions/index.ts'
import type { CorrectionTask, Recall, RecallMission } from './model.ts'
import { endCorrections } from './notices.ts'

export async function findRecall(db: Db, scope: Scope, id: string): Promise<Recall | undefined> {
  return (await readRecalls(db, scope, sql<SqlBool>`r.id = ${id}::uuid`))[0]
}

/** Amendments and withdrawals of a kit as far as the scope is reached, newest first. */
export const listRecalls = (db: Db, scope: Scope, campaignId: string): Promise<Recall[]> =>
  readRecalls(db, scope, sql<SqlBool>`r.campaign_id = ${campaignId}::uuid`)

/** Recalls that wait for one mission: something of it is open or to be corrected. */
export const listOpenRecalls = (db: Db, scope: Scope, missionId: string): Promise<Recall[]> =>
  readRecalls(
    db,
    scope,
    sql<SqlBool>`(exists (select 1 from recall_item ri where ri.recall_id = r.id and ri.mission_id = ${missionId} and ri.state = 'open')
      or exists (select 1 from correction_task t where t.recall_id = r.id and t.mission_id = ${missionId} and t.state = 'open'))`,
    missionId,
  )

type RecallRow = {
  readonly id: string
  readonly cause: Recall['cause']
  readonly campaignId: string | null
  readonly factId: string | null
  readonly reason: string
  readonly notice: string
  readonly createdBy: string | null
  readonly createdByName: string | null
  readonly createdAt: Date
  readonly undoneAt: Date | null
}

/** `only`: of one mission. A recall that reaches nothing in the scope is left out, unless the scope reads all. */
async function readRecalls(
  db: Db,
  scope: Scope,
  condition: ReturnType<typeof sql<SqlBool>>,
  only?: string,
): Promise<Recall[]> {
  const { rows } = await sql<RecallRow>`
    select r.id, r.cause, r.campaign_id, r.fact_id, r.reason, r.notice, r.created_by, p.name as created_by_name,
      r.created_at, r.undone_at
    from recall r left join person p on p.id = r.created_by
    where ${condition} order by r.created_at desc, r.id desc limit 200`.execute(db)
  const ids = rows.map((row) => row.id)
  const items = await readItems(db, scope, ids)
  const messages = await readMessages(db, scope, ids)
  const tasks = await readTasks(db, scope, ids)
  const names = await readMissionNames(
    db,
    [...items, ...messages, ...tasks].map((one) => one.missionId),
  )
  return rows.flatMap(({ createdByName, ...row }) => {
    const parts = { items, messages, tasks }
    const missions = missionsOf(row.id, parts, names).filter(
      (mission) => only === undefined || mission.missionId === only,
    )
    if (missions.length === 0 && readableMissions(scope) !== 'all') return []
    return [
      {
        ...row,
        createdBy: row.createdBy ? { id: row.createdBy, name: createdByName ?? '' } : null,
        createdAt: row.createdAt.toISOString(),
        undoneAt: row.undoneAt?.toISOString() ?? null,
        counts: countsOf(missions),
        missions,
      },
    ]
  })
}

type ItemPart = RecallMission['items'][number] & { recallId: string; missionId: string }
type MessagePart = RecallMission['messages'][number] & { recallId: string; missionId: string }
type Names = ReadonlyMap<string, { shortName: string; regionId: string; sort: number }>

function missionsOf(
  recallId: string,
  parts: { items: readonly ItemPart[]; messages: readonly MessagePart[]; tasks: readonly CorrectionTask[] },
  names: Names,
): RecallMission[] {
  const of = <T extends { recallId: string }>(list: readonly T[]) => list.filter((one) => one.recallId === recallId)
  const items = Map.groupBy(of(parts.items), (one) => one.missionId)
  const messages = Map.groupBy(of(parts.messages), (one) => one.missionId)
  const tasks = new Map(of(parts.tasks).map((task) => [task.missionId, task]))
  const ids = [...new Set([...items.keys(), ...messages.keys(), ...tasks.keys()])]
  const place = (id: string) => names.get(id) ?? { shortName: id, regionId: '', sort: 0 }
  return ids
    .map((missionId) => ({
      missionId,
      shortName: place(missionId).shortName,
      regionId: place(missionId).regionId,
      items: (items.get(missionId) ?? []).map(({ recallId: _recall, missionId: _mission, ...item }) => item),
      messages: (messages.get(missionId) ?? []).map(({ recallId: _recall, missionId: _mission, ...one }) => one),
      task: tasks.get(missionId) ?? null,
    }))
    .sort((a, b) => place(a.missionId).sort - place(b.missionId).sort || a.shortName.localeCompare(b.shortName, 'id'))
}

function countsOf(missions: readonly RecallMission[]): Recall['counts'] {
  const items = missions.flatMap((mission) => mission.items)
  const tasks = missions.flatMap((mission) =>
    mission.task && mission.task.state !== 'cancelled' ? [mission.task] : [],
  )
  return {
    missions: missions.length,
    items: items.length,
    open: items.filter((item) => item.state === 'open').length,
    held: items.reduce((sum, item) => sum + item.held, 0),
    out: items.reduce((sum, item) => sum + item.out, 0),
    tasks: tasks.length,
    tasksDone: tasks.filter((task) => task.state !== 'open').length,
  }
}

async function readItems(db: Db, scope: Scope, ids: readonly string[]): Promise<ItemPart[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('recallItem')
    .innerJoin('item', 'item.id', 'recallItem.itemId')
    .select(['recallItem.recallId', 'recallItem.missionId', 'recallItem.itemId', 'recallItem.itemStatus'])
    .select(['recallItem.heldCount', 'recallItem.outCount', 'recallItem.state', 'item.title'])
    .where('recallItem.recallId', 'in', ids)
    .where(inScope(scope, 'recallItem.missionId'))
    .orderBy('item.title')
    .orderBy('item.id')
    .execute()
  return rows.map(({ heldCount, outCount, ...row }) => ({
    ...row,
    held: heldCount,
    out: outCount,
    state: row.state as ItemPart['state'],
  }))
}

async function readMessages(db: Db, scope: Scope, ids: readonly string[]): Promise<MessagePart[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('recallMessage')
    .innerJoin('message', 'message.id', 'recallMessage.messageId')
    .select(['recallMessage.recallId', 'recallMessage.missionId', 'recallMessage.messageId', 'message.itemId'])
    .select((eb) =>
      eb
        .selectFrom('post')
        .whereRef('post.messageId', '=', 'message.id')
        .where('post.deletedAt', 'is', null)
        .select(sql<string[]>`coalesce(array_agg(post.url order by post.published_at), '{}')`.as('urls'))
        .as('urls'),
    )
    .where('recallMessage.recallId', 'in', ids)
    .where(inScope(scope, 'recallMessage.missionId'))
    .orderBy('message.firstPublishedAt')
    .execute()
  return rows.map((row) => ({ ...row, urls: row.urls ?? [] }))
}

async function readTasks(db: Db, scope: Scope, ids: readonly string[]): Promise<CorrectionTask[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('correctionTask')
    .leftJoin('person', 'person.id', 'correctionTask.doneBy')
    .selectAll('correctionTask')
    .select('person.name')
    .where('correctionTask.recallId', 'in', ids)
    .where(inScope(scope, 'correctionTask.missionId'))
    .execute()
  return rows.map(({ name, doneBy, ...row }) => ({
    ...row,
    state: row.state as CorrectionTask['state'],
    doneBy: doneBy ? { id: doneBy, name: name ?? '' } : null,
    doneAt: row.doneAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }))
}

async function readMissionNames(db: Db, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('mission')
    .innerJoin('region', 'region.id', 'mission.regionId')
    .select(['mission.id', 'mission.kind', 'mission.nameId', 'mission.city', 'mission.isHeadquarters'])
    .select(['mission.regionId', 'region.sort'])
    .where('mission.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, { shortName: shortNameOf(row), regionId: row.regionId, sort: row.sort }]))
}

/** The withdrawal in force over a kit. */
export async function findWithdrawal(db: Db, _scope: Scope, campaignId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('recall')
    .innerJoin('campaign', 'campaign.id', 'recall.campaignId')
    .select('recall.id')
    .where('recall.campaignId', '=', campaignId)
    .where('recall.cause', '=', 'withdrawn')
    .where('recall.undoneAt', 'is', null)
    .where('campaign.status', '=', 'withdrawn')
    .executeTakeFirst()
  return row?.id
}

/** Ends a recall without a trace of work left; answers the holds that it had laid and that still stand. */
export async function endRecall(
  tx: Tx,
  _scope: Scope,
  recallId: string,
  by: string | null,
  now: Date,
): Promise<string[]> {
  await tx.updateTable('recall').set({ undoneAt: now, undoneBy: by }).where('id', '=', recallId).execute()
  await endCorrections(tx, recallId, now)
  await tx
    .updateTable('correctionTask')
    .set({ state: 'cancelled', doneAt: now, doneBy: by })
    .where('recallId', '=', recallId)
    .where('state', '=', 'open')
    .execute()
  const rows = await tx
    .updateTable('recallItem')
    .set({ state: 'undone', settledAt: now })
    .where('recallId', '=', recallId)
    .where('state', '=', 'open')
    .returning('holdId')
    .execute()
  return rows.flatMap((row) => (row.holdId === null ? [] : [row.holdId]))
}

/** Settles open entries of an item, in one recall or all; answers the holds that stood over it. */
export async function settleItem(
  tx: Tx,
  _scope: Scope,
  itemId: string,
  state: 'revised' | 'kept',
  now: Date,
  recallId?: string,
): Promise<string[]> {
  let query = tx
    .updateTable('recallItem')
    .set({ state, settledAt: now })
    .where('itemId', '=', itemId)
    .where('state', '=', 'open')
  if (recallId !== undefined) query = query.where('recallId', '=', recallId)
  const rows = await query.returning('holdId').execute()
  return rows.flatMap((row) => (row.holdId === null ? [] : [row.holdId]))
}

/** The newest recall that waits for this item's author. */
export type OpenRecall = {
  readonly recallId: string
  readonly cause: Recall['cause']
  readonly campaignId: string | null
  readonly reason: string
  readonly itemRevision: number
}

/** For whoever holds the item already: an item in scope is read through its own store. */
export async function findOpenRecall(db: Db, _scope: Scope, itemId: string): Promise<OpenRecall | undefined> {
  const row = await db
    .selectFrom('recallItem')
    .innerJoin('recall', 'recall.id', 'recallItem.recallId')
    .select(['recallItem.recallId', 'recall.cause', 'recall.campaignId', 'recall.reason', 'recallItem.itemRevision'])
    .where('recallItem.itemId', '=', itemId)
    .where('recallItem.state', '=', 'open')
    .orderBy('recall.createdAt', 'desc')
    .executeTakeFirst()
  return row && { ...row, cause: row.cause as Recall['cause'] }
}
