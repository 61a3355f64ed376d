import type { Db } from '../../src/platform/database/database.ts'

/** Kinds of what a person was told and is still to act on, in the order told. */
export async function openNotices(db: Db, person: { readonly personId: string }): Promise<string[]> {
  const rows = await db
    .selectFrom('notice')
    .select('kind')
    .where('personId', '=', person.personId)
    .where('settledAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.kind)
}
