import type { Db } from '../../../platform/database/database.ts'
import type { SecretBox } from '../../../platform/secrets.ts'
import { registrationContext } from './app-registrations.ts'
import { resealEnvelope } from './envelope.ts'

/**
 * Brings the data keys of all connections and registrations under the master key in use. Safe to repeat, also while
 * others work: a row changed meanwhile is left to its newer seal. Answers what it did; `unreadable` rows stay as they are.
 */
export async function resealSecrets(deps: {
  readonly db: Db
  readonly secrets: SecretBox
}): Promise<{ resealed: number; unreadable: number }> {
  const { db, secrets } = deps
  const { keyId } = secrets
  let resealed = 0
  let unreadable = 0
  const attempt = async (work: () => Promise<boolean>) => {
    try {
      if (await work()) resealed++
    } catch {
      unreadable++
    }
  }
  const credentials = await db
    .selectFrom('credential')
    .selectAll()
    .where((eb) => eb.or([eb('keyId', '<>', keyId), eb('sealedKey', 'is', null)]))
    .execute()
  for (const row of credentials)
    await attempt(async () => {
      const next = resealEnvelope(secrets, row, row.accountId)
      const { numUpdatedRows } = await db
        .updateTable('credential')
        .set(next)
        .where('accountId', '=', row.accountId)
        .where('sealed', '=', row.sealed)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    })
  const registrations = await db.selectFrom('appRegistration').selectAll().where('keyId', '<>', keyId).execute()
  for (const row of registrations)
    await attempt(async () => {
      const next = resealEnvelope(secrets, row, registrationContext(row.network, row.service))
      const { numUpdatedRows } = await db
        .updateTable('appRegistration')
        .set(next)
        .where('network', '=', row.network)
        .where('service', '=', row.service)
        .where('sealed', '=', row.sealed)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    })
  return { resealed, unreadable }
}
