import type { Db } from '../../platform/database/database.ts'

/** Posts of an account published at or after an instant, oldest first; at most 5,000. */
export async function findPostsSince(db: Db, accountId: string, since: Date): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('post')
    .select('id')
    .where('accountId', '=', accountId)
    .where('publishedAt', '>=', since)
    .orderBy('publishedAt')
    .limit(5_000)
    .execute()
  return rows.map((row) => row.id)
}
