import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'

/** Newest known post of each account, deleted ones too: somebody was there. Accounts without any are left out. */
export async function findLastPosts(db: Db, accountIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ id: string; lastAt: Date }>`
    select wanted.id, newest.published_at as "lastAt" from unnest(${[...accountIds]}::uuid[]) as wanted(id)
    join lateral (select published_at from post where post.account_id = wanted.id
      order by published_at desc limit 1) newest on true`.execute(db)
  return new Map(rows.map(({ id, lastAt }) => [id, lastAt]))
}
