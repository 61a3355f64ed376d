import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../platform/database/database.ts'
import { AppError } from '../platform/errors.ts'

export type RateLimit = { readonly most: number; readonly windowMs: number }

/**
 * Counts one try of `what` in a fixed window that every process shares (the counter is in the database).
 * @throws AppError too_many beyond `most` in a window.
 */
export async function countTry(deps: { db: Db; now: () => Date }, what: string, limit: RateLimit): Promise<void> {
  const now = deps.now()
  const key = createHash('sha256').update(what).digest('hex')
  const oldest = new Date(now.getTime() - limit.windowMs)
  const { count } = await deps.db
    .insertInto('rateWindow')
    .values({ key, startedAt: now, count: 1 })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql`case when rate_window.started_at <= ${oldest} then 1 else rate_window.count + 1 end`,
        startedAt: sql`case when rate_window.started_at <= ${oldest} then excluded.started_at else rate_window.started_at end`,
      }),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  if (count > limit.most) throw new AppError('too_many', 'too_many')
}
