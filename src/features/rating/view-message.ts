import { sql } from 'kysely'
import type { Message, MessageDetail } from '../../contract/messages.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { findStandings, type RatedMessage } from './store.ts'

type Row = { readonly message: Message; readonly rated: RatedMessage }

/** Messages in scope by id, with posts and the label that stands; in no particular order. */
export async function findMessages(db: Db, scope: Scope, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const rated = await findStandings(db, scope, sql<boolean>`message.id = any(${ids}::uuid[])`)
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where(inScope(scope, 'missionId'))
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  const posts = await findPosts(db, ids)
  const byId = new Map(rated.map((one) => [one.id, one]))
  return rows.flatMap((row) => {
    const one = byId.get(row.id)
    if (!one) return []
    const message: Message = {
      id: row.id,
      missionId: row.missionId,
      localDay: row.localDay,
      text: row.text,
      language: row.language,
      languageGroup: one.languageGroup,
      firstPublishedAt: row.firstPublishedAt.toISOString(),
      deletedAt: row.deletedAt?.toISOString() ?? null,
      excludedReason: row.excludedReason,
      itemId: row.itemId,
      campaignId: row.campaignId,
      label: one.standing.label,
      posts: posts.get(row.id) ?? [],
    }
    return { message, rated: one }
  })
}

async function findPosts(db: Db, messageIds: readonly string[]): Promise<ReadonlyMap<string, Message['posts']>> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('account', 'account.id', 'post.accountId')
    .select(['post.id', 'post.messageId', 'post.network', 'account.handle', 'post.url', 'post.publishedAt'])
    .select([
      'post.deletedAt',
      'post.source',
      'post.likes',
      'post.reposts',
      'post.replies',
      'post.quotes',
      'post.views',
    ])
    .where((eb) => eb('post.messageId', '=', eb.fn.any(eb.val(messageIds))))
    .orderBy('post.publishedAt')
    .orderBy('post.id')
    .execute()
  const posts = new Map<string, Message['posts']>()
  for (const { messageId, publishedAt, deletedAt, ...post } of rows) {
    const list = posts.get(messageId ?? '') ?? []
    list.push({ ...post, publishedAt: publishedAt.toISOString(), deletedAt: deletedAt?.toISOString() ?? null })
    posts.set(messageId ?? '', list)
  }
  return posts
}

/** One message with everything said about it. @throws AppError not_found outside the scope. */
export async function viewMessage(db: Db, scope: Scope, id: string): Promise<MessageDetail> {
  const found = (await findMessages(db, scope, [id]))[0]
  if (!found) throw new AppError('not_found', 'message.not_found')
  const reading = await db.selectFrom('reading').selectAll().where('messageId', '=', id).executeTakeFirst()
  const labels = await db
    .selectFrom('label')
    .select(['source', 'objective', 'secondary', 'purpose', 'benefit', 'cta', 'createdAt'])
    .where('messageId', '=', id)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return {
    ...found.message,
    reading: reading
      ? {
          modelVersion: reading.modelVersion,
          objective: reading.objective,
          purpose: asPurpose(reading.purpose),
          benefit: reading.benefit,
          cta: reading.cta,
          confidence: reading.confidence,
          abstained: reading.abstained,
          because: reading.because as NonNullable<MessageDetail['reading']>['because'],
        }
      : null,
    labels: labels.map(({ createdAt, source, purpose, ...label }) => ({
      ...label,
      source: source as MessageDetail['labels'][number]['source'],
      purpose: asPurpose(purpose),
      at: createdAt.toISOString(),
    })),
  }
}

const asPurpose = (purpose: number): 0 | 1 | 2 => (purpose === 2 ? 2 : purpose === 1 ? 1 : 0)
