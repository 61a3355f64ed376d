import { sql } from 'kysely'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { createLikenessIndex } from './likeness-index.ts'
import { shinglesOf } from './similarity.ts'
import { findExclusion, findPosts, type JoiningPost, lockMission, zoneOf } from './store.ts'
import { joinWithinHours, syncMessages } from './sync-messages.ts'

const spanMs = joinWithinHours * 3_600_000
const dayMs = 86_400_000

/** A message that a post may join, with the shingles of each text it has. */
type Home = {
  readonly id: string
  readonly firstAt: number
  readonly texts: ReadonlySet<string>[]
}

/**
 * Does for many posts of one mission what `syncMessages` does, with the same answer and some queries a batch instead of a
 * post: for files of years. Posts that are joined already are left; those a delivery sent go the ordinary way. Answers how
 * many were joined. At most some thousand posts a call.
 */
export async function joinMany(tx: Tx, now: Date, missionId: string, postIds: readonly string[]): Promise<number> {
  await lockMission(tx, missionId)
  const posts = (await findPosts(tx, postIds)).filter((post) => post.messageId === null)
  const [first, last] = [posts[0], posts.at(-1)]
  if (!first || !last) return 0
  const sent = await findSent(tx, posts)
  const plain = posts.filter((post) => !sent.has(post.id))
  const near = await findHomes(tx, missionId, first.publishedAt, last.publishedAt)
  const { fresh, joined, touched } = assign(plain, near)
  await insertMessages(tx, now, missionId, fresh)
  await linkPosts(tx, joined)
  // A message that was there already may begin earlier now; a delivered post may belong to an item.
  const firstOf = new Map(joined.map(({ postId, messageId }) => [messageId, postId]))
  const again = [...touched].map((messageId) => firstOf.get(messageId)).filter((id) => id !== undefined)
  await syncMessages(tx, now, [...again, ...sent])
  return posts.length
}

function assign(posts: readonly JoiningPost[], known: readonly Home[]) {
  const texts = new Map(posts.map((post) => [post.id, shinglesOf(post.text)]))
  const index = createLikenessIndex<Home>([...texts.values(), ...known.flatMap((home) => home.texts)])
  for (const home of known) for (const text of home.texts) index.add(home, text)
  const fresh: { id: string; post: JoiningPost }[] = []
  const joined: { postId: string; messageId: string }[] = []
  const touched = new Set<string>()
  const old = new Set(known.map((home) => home.id))
  for (const post of posts) {
    const at = post.publishedAt.getTime()
    const shingles = texts.get(post.id) ?? new Set()
    const home = nearest(index.alike(shingles), at)
    if (home && old.has(home.id)) touched.add(home.id)
    const here = home ?? { id: newId(), firstAt: at, texts: [shingles] }
    if (!home) fresh.push({ id: here.id, post })
    joined.push({ postId: post.id, messageId: here.id })
    index.add(here, shingles)
  }
  return { fresh, joined, touched }
}

/** Of messages with this text the one that began nearest, within reach. */
function nearest(homes: readonly Home[], at: number): Home | undefined {
  const distance = (home: Home) => Math.abs(home.firstAt - at)
  return homes
    .filter((home) => distance(home) <= spanMs)
    .toSorted((a, b) => distance(a) - distance(b) || (a.id < b.id ? -1 : 1))[0]
}

async function findSent(tx: Tx, posts: readonly JoiningPost[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select post.id from post join delivery on delivery.account_id = post.account_id and delivery.state = 'sent'
      and (delivery.remote_id = post.remote_id or delivery.url = post.url or delivery.id = post.delivery_id)
    where post.id = any(${posts.map((post) => post.id)}::uuid[])`.execute(tx)
  return new Set([...rows.map((row) => row.id), ...posts.filter((post) => post.itemId !== null).map((post) => post.id)])
}

async function findHomes(tx: Tx, missionId: string, from: Date, to: Date): Promise<Home[]> {
  const rows = await tx
    .selectFrom('message')
    .leftJoin('post', 'post.messageId', 'message.id')
    .select(['message.id', 'message.text', 'message.firstPublishedAt'])
    .select(sql<string[]>`coalesce(array_agg(post.text) filter (where post.id is not null), '{}')`.as('texts'))
    .where('message.missionId', '=', missionId)
    // The day is what the index knows; no zone is further than a day from UTC.
    .where('message.localDay', '>=', new Date(from.getTime() - spanMs - dayMs).toISOString().slice(0, 10))
    .where('message.localDay', '<=', new Date(to.getTime() + spanMs + dayMs).toISOString().slice(0, 10))
    .where('message.firstPublishedAt', '>=', new Date(from.getTime() - spanMs))
    .where('message.firstPublishedAt', '<=', new Date(to.getTime() + spanMs))
    .groupBy('message.id')
    .orderBy('message.firstPublishedAt')
    .execute()
  return rows.map(({ id, text, texts, firstPublishedAt }) => ({
    id,
    firstAt: firstPublishedAt.getTime(),
    texts: [...new Set([text, ...texts])].map(shinglesOf),
  }))
}

async function insertMessages(
  tx: Tx,
  now: Date,
  missionId: string,
  fresh: readonly { id: string; post: JoiningPost }[],
) {
  if (fresh.length === 0) return
  const zone = await zoneOf(tx, missionId)
  const excluded = await findExcluded(
    tx,
    fresh.map(({ post }) => post),
  )
  const rows = fresh.map(({ id, post }) => ({
    id,
    local_day: localDayOf(post.publishedAt, zone),
    text: post.text,
    language: post.language,
    first_published_at: post.publishedAt,
    deleted_at: post.deletedAt,
    excluded_reason: excluded.get(post.id) ?? null,
  }))
  await sql`
    insert into message (id, mission_id, local_day, text, language, first_published_at, deleted_at, excluded_reason, created_at)
    select id, ${missionId}, local_day, text, language, first_published_at, deleted_at, excluded_reason, ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as fresh(id uuid, local_day date, text text, language text,
      first_published_at timestamptz, deleted_at timestamptz, excluded_reason text)`.execute(tx)
}

/** Asks post by post only where anything at all could exclude one: a hold of those days, an account that was ever taken over. */
async function findExcluded(tx: Tx, posts: readonly JoiningPost[]): Promise<ReadonlyMap<string, 'takeover' | 'pause'>> {
  const times = posts.map((post) => post.publishedAt.getTime())
  const [from, to] = [new Date(Math.min(...times)), new Date(Math.max(...times))]
  const accounts = [...new Set(posts.map((post) => post.accountId))]
  const { rows } = await sql<{ may: boolean }>`
    select exists (select 1 from hold where kind in ('pause', 'takeover') and starts_at <= ${to}
        and (ends_at is null or ends_at > ${from}) and (lifted_at is null or lifted_at > ${from}))
      or exists (select 1 from account where id = any(${accounts}::uuid[]) and status = 'taken_over')
      or exists (select 1 from account_move where account_id = any(${accounts}::uuid[])
        and 'taken_over' in (from_status, to_status)) as may`.execute(tx)
  const excluded = new Map<string, 'takeover' | 'pause'>()
  if (rows[0]?.may !== true) return excluded
  for (const post of posts) {
    const reason = await findExclusion(tx, post)
    if (reason) excluded.set(post.id, reason)
  }
  return excluded
}

async function linkPosts(tx: Tx, joined: readonly { postId: string; messageId: string }[]): Promise<void> {
  if (joined.length === 0) return
  await sql`
    update post set message_id = link.message_id
    from unnest(${joined.map((one) => one.postId)}::uuid[], ${joined.map((one) => one.messageId)}::uuid[])
      as link(post_id, message_id) where post.id = link.post_id`.execute(tx)
}
