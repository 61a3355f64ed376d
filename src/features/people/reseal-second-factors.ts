import type { Db } from '../../platform/database/database.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { openSecondFactor, sealSecondFactor, secondFactorContext } from './second-factor.ts'

/** Seals second factors anew that need the key before the one in use. Safe to repeat. `unreadable` ones stay as they are. */
export async function resealSecondFactors(deps: {
  readonly db: Db
  readonly secrets: SecretBox
}): Promise<{ resealed: number; unreadable: number }> {
  const { db, secrets } = deps
  let resealed = 0
  let unreadable = 0
  for (const { personId, sealedSecret } of await db
    .selectFrom('secondFactor')
    .select(['personId', 'sealedSecret'])
    .execute()) {
    try {
      if (secrets.isCurrent(sealedSecret, secondFactorContext(personId))) continue
      const secret = openSecondFactor(secrets, sealedSecret, personId)
      const { numUpdatedRows } = await db
        .updateTable('secondFactor')
        .set({ sealedSecret: sealSecondFactor(secrets, secret, personId) })
        .where('personId', '=', personId)
        .where('sealedSecret', '=', sealedSecret)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) resealed++
    } catch {
      unreadable++
    }
  }
  return { resealed, unreadable }
}
