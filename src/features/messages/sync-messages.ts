import { sql } from 'kysely'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { isSameText } from './similarity.ts'
import {
  findExclusion,
  findMessageOfItem,
  findNeighbours,
  findPosts,
  findPostsOfMessage,
  type JoiningPost,
  linkDeliveries,
  lockMission,
  zoneOf,
} from './store.ts'

/** Nearly identical texts of a mission are one message when they began this close together (domain 5.2.1). */
export const joinWithinHours = 48

/**
 * Brings messages up to date with posts that appeared, changed or vanished: posts join by delivery, else by nearly
 * identical text of the same mission within 48 h; a message lies on the local day of its first post, is deleted when all
 * its posts are, and stays counted. May be repeated. Day cells mark themselves (migration 0008).
 */
export async function syncMessages(tx: Tx, now: Date, postIds: readonly string[]): Promise<void> {
  const missions = new Set((await findPosts(tx, postIds)).map((post) => post.missionId))
  for (const missionId of [...missions].sort()) await lockMission(tx, missionId)
  await linkDeliveries(tx, postIds)
  const touched = new Set<string>()
  for (const post of await findPosts(tx, postIds)) {
    if (post.messageId) touched.add(post.messageId)
    touched.add(post.messageId ? await followDelivery(tx, post, post.messageId) : await joinPost(tx, now, post))
  }
  for (const messageId of touched) await refreshMessage(tx, messageId)
}

async function joinPost(tx: Tx, now: Date, post: JoiningPost): Promise<string> {
  const messageId = (await findHome(tx, post)) ?? (await beginMessage(tx, now, post))
  await tx.updateTable('post').set({ messageId }).where('id', '=', post.id).execute()
  return messageId
}

/**
 * A post may be read back before its delivery is known to be out. Once it is, its message goes into the item's message
 * where there is one already, with what people said about it.
 */
async function followDelivery(tx: Tx, post: JoiningPost, messageId: string): Promise<string> {
  const home = post.itemId ? await findMessageOfItem(tx, post.missionId, post.itemId) : undefined
  if (!home || home === messageId) return messageId
  const own = await tx.selectFrom('message').select('itemId').where('id', '=', messageId).executeTakeFirst()
  if (!own || own.itemId !== null) return messageId
  await tx.updateTable('post').set({ messageId: home }).where('messageId', '=', messageId).execute()
  await tx.updateTable('label').set({ messageId: home }).where('messageId', '=', messageId).execute()
  await moveRatings(tx, messageId, home)
  return home
}

/** What raters were asked and said goes along; a task of a sample stays one where the home is in the sample too. */
async function moveRatings(tx: Tx, messageId: string, home: string): Promise<void> {
  await sql`update rating_task t set message_id = ${home} where message_id = ${messageId} and not exists (
    select from rating_task o where o.message_id = ${home} and o.sample_id = t.sample_id)`.execute(tx)
  await sql`update label_dispute d set message_id = ${home} where message_id = ${messageId} and not exists (
    select from label_dispute o where o.message_id = ${home} and o.outcome is null and d.outcome is null)`.execute(tx)
}

async function findHome(tx: Tx, post: JoiningPost): Promise<string | undefined> {
  const byItem = post.itemId ? await findMessageOfItem(tx, post.missionId, post.itemId) : undefined
  if (byItem) return byItem
  const neighbours = await findNeighbours(tx, post.missionId, post.publishedAt, joinWithinHours)
  // Two items are two messages, however alike: their authors said so.
  return neighbours.find(
    (near) => (near.itemId === null || post.itemId === null) && near.texts.some((text) => isSameText(text, post.text)),
  )?.id
}

async function beginMessage(tx: Tx, now: Date, post: JoiningPost): Promise<string> {
  const id = newId()
  await tx
    .insertInto('message')
    .values({
      id,
      missionId: post.missionId,
      localDay: localDayOf(post.publishedAt, await zoneOf(tx, post.missionId)),
      itemId: post.itemId,
      campaignId: post.campaignId,
      text: post.text,
      language: post.language,
      firstPublishedAt: post.publishedAt,
      deletedAt: post.deletedAt,
      excludedReason: await findExclusion(tx, post),
      createdAt: now,
    })
    .execute()
  return id
}

/** Derives a message from its posts again; writes only what differs. A message that lost its last post goes. */
async function refreshMessage(tx: Tx, messageId: string): Promise<void> {
  const posts = await findPostsOfMessage(tx, messageId)
  const first = posts[0]
  if (!first) {
    await tx.deleteFrom('message').where('id', '=', messageId).execute()
    return
  }
  const before = await tx.selectFrom('message').selectAll().where('id', '=', messageId).executeTakeFirstOrThrow()
  const declared = posts.find((post) => post.itemId !== null)
  const gone = posts.every((post) => post.deletedAt !== null)
  const next = {
    localDay: localDayOf(first.publishedAt, await zoneOf(tx, first.missionId)),
    firstPublishedAt: first.publishedAt,
    text: first.text,
    language: first.language,
    itemId: before.itemId ?? declared?.itemId ?? null,
    campaignId: before.campaignId ?? declared?.campaignId ?? null,
    deletedAt: gone ? new Date(Math.max(...posts.map((post) => post.deletedAt?.getTime() ?? 0))) : null,
    excludedReason: await findExclusion(tx, first),
  }
  // A takeover that is over leaves what it excluded excluded.
  if (before.excludedReason !== null && before.firstPublishedAt.getTime() === first.publishedAt.getTime())
    next.excludedReason = before.excludedReason as typeof next.excludedReason
  const isRead = next.text === before.text && next.language === before.language
  if (isRead && sameValues(before, next)) return
  await tx
    .updateTable('message')
    .set({ ...next, ...(isRead ? {} : { readingDue: true }) })
    .where('id', '=', messageId)
    .execute()
}

function sameValues(before: Readonly<Record<string, unknown>>, next: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(next).every(([key, value]) => {
    const old = before[key]
    return old instanceof Date && value instanceof Date ? old.getTime() === value.getTime() : old === value
  })
}
