import { randomInt } from 'node:crypto'
import type { Db, Tx } from '../../platform/database/database.ts'
import { tokenHash } from './tokens.ts'

// Without letters and digits that are mistaken for one another when copied from paper.
const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
const codes = 10
const groups = 3
const groupLength = 4

const newCode = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-')

/** How a code is compared: people write it with or without dashes, in any case. */
const keyOf = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Ten new codes, each good for one sign-in in place of the generator's; older ones end. Answered once, stored hashed. */
export async function replaceRecoveryCodes(tx: Tx, personId: string, now: Date): Promise<readonly string[]> {
  const made = Array.from({ length: codes }, newCode)
  await tx.deleteFrom('recoveryCode').where('personId', '=', personId).execute()
  await tx
    .insertInto('recoveryCode')
    .values(made.map((code) => ({ codeHash: tokenHash(keyOf(code)), personId, createdAt: now })))
    .execute()
  return made
}

/** Uses a code up; false where it is unknown, somebody else's, or was used before. */
export async function takeRecoveryCode(tx: Tx, personId: string, code: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('recoveryCode')
    .set({ usedAt: now })
    .where('codeHash', '=', tokenHash(keyOf(code)))
    .where('personId', '=', personId)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** How many are left. */
export async function countRecoveryCodes(db: Db, personId: string): Promise<number> {
  const rows = await db
    .selectFrom('recoveryCode')
    .select('codeHash')
    .where('personId', '=', personId)
    .where('usedAt', 'is', null)
    .execute()
  return rows.length
}
