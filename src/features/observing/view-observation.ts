import { sql } from 'kysely'
import type { ObservationView } from '../../contract/observation.ts'
import { type Network, usualReads } from '../../networks/network.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { inScope, type Scope } from '../missions/index.ts'
import type { MaskedTrait } from './mask-audience.ts'
import type { Part } from './observation-store.ts'

export type ViewDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly networks: ReadonlyMap<string, Network>
}

const shownPosts = 15
const shownDays = 90
const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** How an account is read back. @throws AppError not_found, also outside the scope */
export async function viewObservation(deps: ViewDeps, scope: Scope, accountId: string): Promise<ObservationView> {
  const { db } = deps
  const row = await db
    .selectFrom('account')
    .leftJoin('observation as o', 'o.accountId', 'account.id')
    .select(['account.network', 'account.connectionState'])
    .select(['o.postsDueAt', 'o.postsReadAt', 'o.inboxDueAt', 'o.inboxReadAt', 'o.audienceDueAt', 'o.audienceReadAt'])
    .select(['o.checkedAt', 'o.backfillFrom', 'o.backfillReached', 'o.backfillDoneAt', 'o.failedPart', 'o.failure'])
    .select(['o.failedAt', 'o.failures', 'o.windowAt', 'o.windowCalls'])
    .where('account.id', '=', accountId)
    .where(inScope(scope, 'account.mission_id'))
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', 'account.not_found')
  const network = deps.networks.get(row.network)
  const isRead = network?.reader !== undefined && row.connectionState === 'connected'
  const [nextCheck, followers, audience, posts] = await Promise.all([
    findNextCheck(db, accountId),
    listFollowers(db, accountId),
    findAudience(db, accountId),
    listPosts(db, accountId),
  ])
  const part = (name: Part, readAt: Date | null, dueAt: Date | null) => ({
    part: name,
    readAt: iso(readAt),
    dueAt: isRead ? iso(dueAt) : null,
  })
  const limits = network?.limits.reads ?? usualReads
  const isWindowOpen = row.windowAt !== null && deps.now().getTime() - row.windowAt.getTime() < limits.windowMs
  const { failure, failedAt, failedPart } = row
  return {
    isRead,
    parts: [
      part('posts', row.postsReadAt, row.postsDueAt),
      part('checks', row.checkedAt, nextCheck),
      ...(network?.inbox ? [part('inbox', row.inboxReadAt, row.inboxDueAt)] : []),
      ...(network?.audience ? [part('audience', row.audienceReadAt, row.audienceDueAt)] : []),
    ],
    failure:
      failure !== null && failedAt !== null && failedPart !== null
        ? { part: failedPart as Part, detail: failure, at: failedAt.toISOString(), count: row.failures ?? 1 }
        : null,
    history:
      row.backfillFrom === null
        ? null
        : {
            from: row.backfillFrom.toISOString(),
            reachedAt: iso(row.backfillReached),
            doneAt: iso(row.backfillDoneAt),
          },
    calls: isRead
      ? {
          used: isWindowOpen ? (row.windowCalls ?? 0) : 0,
          limit: limits.count,
          windowMinutes: Math.round(limits.windowMs / 60_000),
        }
      : null,
    followers,
    audience,
    posts,
  }
}

async function findNextCheck(db: Db, accountId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('post')
    .select((eb) => eb.fn.min('checkDueAt').as('due'))
    .where('accountId', '=', accountId)
    .where('deletedAt', 'is', null)
    .where('checkDueAt', 'is not', null)
    .executeTakeFirst()
  return row?.due ?? null
}

async function listFollowers(db: Db, accountId: string): Promise<{ day: string; count: number }[]> {
  const rows = await db
    .selectFrom('audienceSnapshot')
    .select(['day', 'followers'])
    .where('accountId', '=', accountId)
    .where('followers', 'is not', null)
    .orderBy('day', 'desc')
    .limit(shownDays)
    .execute()
  return rows.map((row) => ({ day: row.day, count: row.followers ?? 0 })).reverse()
}

async function findAudience(db: Db, accountId: string): Promise<ObservationView['audience']> {
  const row = await db
    .selectFrom('audienceSnapshot')
    .select(['day', 'maskedCells', 'byTrait'])
    .where('accountId', '=', accountId)
    .where(sql<boolean>`jsonb_array_length(by_trait) > 0`)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const by = (row.byTrait as unknown as readonly MaskedTrait[]).map(({ trait, counts, shares }) => ({
    trait,
    ...(counts ? { counts: { ...counts } } : {}),
    ...(shares ? { shares: { ...shares } } : {}),
  }))
  return { day: row.day, maskedCells: row.maskedCells, by }
}

async function listPosts(db: Db, accountId: string): Promise<ObservationView['posts']> {
  const rows = await db
    .selectFrom('post')
    .select(['id', 'url', 'language', 'publishedAt', 'deletedAt', 'metricsAt', 'checkDueAt'])
    .select(['likes', 'reposts', 'replies', 'quotes', 'views'])
    .select(sql<string>`left(text, 200)`.as('text'))
    .select(
      sql<number>`(select count(*)::int from inbox_entry e where e.account_id = post.account_id and e.about_remote_id = post.remote_id)`.as(
        'answers',
      ),
    )
    .where('accountId', '=', accountId)
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(shownPosts)
    .execute()
  return rows.map((row) => ({
    ...row,
    publishedAt: row.publishedAt.toISOString(),
    deletedAt: iso(row.deletedAt),
    metricsAt: iso(row.metricsAt),
    checkDueAt: iso(row.checkDueAt),
  }))
}

const mostPoints = 500

/** How the numbers of a post grew. @throws AppError not_found, also outside the scope */
export async function viewMetrics(db: Db, scope: Scope, postId: string) {
  const post = await db
    .selectFrom('post')
    .select(['publishedAt', 'checkDueAt'])
    .where('id', '=', postId)
    .where(inScope(scope, 'post.mission_id'))
    .executeTakeFirst()
  if (!post) throw new AppError('not_found', 'post.not_found')
  const points = await db
    .selectFrom('metricSnapshot')
    .select(['at', 'likes', 'reposts', 'replies', 'quotes', 'views'])
    .where('postId', '=', postId)
    .orderBy('at')
    .limit(mostPoints)
    .execute()
  return {
    publishedAt: post.publishedAt.toISOString(),
    points: points.map((point) => ({ ...point, at: point.at.toISOString() })),
    checkDueAt: iso(post.checkDueAt),
  }
}
