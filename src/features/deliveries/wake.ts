import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'

export const deliveryChannel = 'selaras_delivery'

/** Tells every dispatcher to look at once; inside a transaction it takes effect with the commit. */
export async function wakeDispatchers(db: Db): Promise<void> {
  await sql`select pg_notify(${deliveryChannel}, '')`.execute(db)
}
