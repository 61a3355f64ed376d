import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { tellCorrections } from './notices.ts'
import type { RecallPorts } from './recall-ports.ts'

/** What changed under the hands of missions. */
export type RecallCause =
  | { readonly kind: 'amended'; readonly campaignId: string; readonly languages: readonly string[] | 'all' }
  | { readonly kind: 'withdrawn'; readonly campaignId: string }
  | {
      readonly kind: 'fact'
      readonly factId: string
      readonly itemIds: readonly string[]
      /** Items that let go of it: what they have out still carries it. */
      readonly formerItemIds: readonly string[]
      readonly campaignIds: readonly string[]
    }

type Reached = { readonly id: string; readonly missionId: string; readonly status: string; readonly revision: number }

/**
 * Lays a recall in the transaction of the change that causes it: every item that the change touches is listed, what is
 * not out of it is held, and each mission that has published something of it gets one correction task. Items are locked
 * first, so that an approval under way ends before they are looked at, and a later one sees the recall.
 * @returns the recall's id.
 */
export async function layRecall(
  ports: RecallPorts,
  tx: Tx,
  scope: Scope,
  cause: RecallCause,
  words: { readonly reason: string; readonly notice: string },
  now: Date,
): Promise<string> {
  const id = newId()
  const by = scope.kind === 'person' ? scope.personId : null
  const campaignId = cause.kind === 'fact' ? null : cause.campaignId
  const factId = cause.kind === 'fact' ? cause.factId : null
  await tx
    .insertInto('recall')
    .values({ id, cause: cause.kind, campaignId, factId, ...words, createdBy: by, createdAt: now })
    .execute()
  const items = await lockItems(tx, cause)
  const found = await ports.holdItems(
    tx,
    items.map((item) => item.id),
    { reason: words.reason, by },
    now,
  )
  const rows = items.map((item) => {
    const { holdId = null, held = 0, out = 0 } = found.get(item.id) ?? {}
    const { id: itemId, missionId, status: itemStatus, revision: itemRevision } = item
    return { recallId: id, itemId, missionId, itemStatus, itemRevision, heldCount: held, outCount: out, holdId }
  })
  if (rows.length > 0) await tx.insertInto('recallItem').values(rows).execute()
  const messages = await findMessages(tx, cause)
  if (messages.length > 0)
    await tx
      .insertInto('recallMessage')
      .values(messages.map(({ id: messageId, missionId }) => ({ recallId: id, messageId, missionId })))
      .execute()
  const missions = new Set([
    ...rows.filter((row) => row.outCount > 0).map((row) => row.missionId),
    ...messages.map((message) => message.missionId),
  ])
  await addTasks(tx, id, [...missions], now)
  await tellCorrections(tx, scope, { id, campaignId, reason: words.reason }, [...missions], now)
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: 'recall.laid',
    subject: { kind: 'recall', id },
    payload: {
      cause: cause.kind,
      of: campaignId ?? factId,
      items: rows.length,
      held: rows.reduce((sum, row) => sum + row.heldCount, 0),
      tasks: missions.size,
    },
  })
  return id
}

/** One task a mission and recall; a second is the same. */
export async function addTasks(tx: Tx, recallId: string, missionIds: readonly string[], now: Date): Promise<void> {
  if (missionIds.length === 0) return
  await tx
    .insertInto('correctionTask')
    .values(missionIds.map((missionId) => ({ id: newId(), recallId, missionId, createdAt: now })))
    .onConflict((conflict) => conflict.columns(['recallId', 'missionId']).doNothing())
    .execute()
}

async function lockItems(tx: Tx, cause: RecallCause): Promise<Reached[]> {
  const { rows } = await sql<Reached>`
    select i.id, i.mission_id, i.status, i.revision from item i
    where i.status <> 'withdrawn' and ${touches(cause)}
    order by i.id for update of i`.execute(tx)
  return rows
}

/** An item of the kit in a changed language, or in one that the mission translated itself when the master changed. */
function touches(cause: RecallCause) {
  if (cause.kind === 'fact')
    return sql<SqlBool>`(i.id = any(${[...cause.itemIds]}::uuid[]) or i.campaign_id = any(${[...cause.campaignIds]}::uuid[]))`
  if (cause.kind === 'withdrawn' || cause.languages === 'all')
    return sql<SqlBool>`i.campaign_id = ${cause.campaignId}::uuid`
  return sql<SqlBool>`(i.campaign_id = ${cause.campaignId}::uuid
    and exists (select 1 from item_text t where t.item_id = i.id and t.language = any(${[...cause.languages]}::text[])))`
}

/**
 * Published messages that the change touches: those of the items, and those that people published by hand from the kit.
 * What is deleted is out of the world already.
 */
async function findMessages(db: Db, cause: RecallCause): Promise<{ id: string; missionId: string }[]> {
  const ofItems = sql<SqlBool>`exists (select 1 from item i where i.id = m.item_id and i.status <> 'withdrawn' and ${touches(cause)})`
  const byHand =
    cause.kind === 'fact'
      ? sql<SqlBool>`m.item_id = any(${[...cause.formerItemIds]}::uuid[])
          or (m.item_id is null and m.campaign_id = any(${[...cause.campaignIds]}::uuid[]))`
      : cause.kind === 'withdrawn' || cause.languages === 'all'
        ? sql<SqlBool>`m.item_id is null and m.campaign_id = ${cause.campaignId}::uuid`
        : // What nobody could name the language of may be in any.
          sql<SqlBool>`m.item_id is null and m.campaign_id = ${cause.campaignId}::uuid
            and (m.language = 'und' or m.language = any(${[...cause.languages]}::text[]))`
  const { rows } = await sql<{ id: string; missionId: string }>`
    select m.id, m.mission_id from message m
    where m.deleted_at is null and ((${ofItems}) or (${byHand}))`.execute(db)
  return rows
}
