import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import type { PersonId } from './model.ts'
import { demandPeopleAdministrator } from './policy.ts'
import { deleteSessions } from './session-store.ts'
import { insertSignInLink } from './sign-in-link.ts'

/**
 * For a lost telephone or password: ends the person's sessions, removes password and second factor and answers a new
 * sign-in link token (once, 24 hours). Persons of the sample have neither. @throws AppError not_found
 */
export async function renewSignIn(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  personId: PersonId,
): Promise<{ linkToken: string }> {
  demandPeopleAdministrator(scope)
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const query = tx.selectFrom('person').select('id').where('id', '=', personId).where('isSample', '=', false)
    if (!(await query.executeTakeFirst())) throw new AppError('not_found', 'people.not_found')
    await deleteSessions(tx, personId)
    await tx.deleteFrom('password').where('personId', '=', personId).execute()
    await tx.deleteFrom('secondFactor').where('personId', '=', personId).execute()
    await tx.deleteFrom('signInLink').where('personId', '=', personId).execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'sign_in.renewed',
      subject: { kind: 'person', id: personId },
    })
    return { linkToken: await insertSignInLink(tx, personId, now) }
  })
}
