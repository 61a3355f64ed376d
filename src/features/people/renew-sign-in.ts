import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import type { PersonId } from './model.ts'
import { demandManager } from './policy.ts'
import { forgetCredentials } from './reset-second-factor.ts'
import type { SendInvitation } from './sign-in-link.ts'

/**
 * A new sign-in link token (once, 24 hours) for somebody who has not come in yet, or lost the password before a second
 * factor was enrolled; ends the sessions and removes the password. Whoever has a second factor needs a reset by two
 * persons instead: a link alone would pass it by. The command line, which holds the machine, may do it all the same.
 * Persons of the sample have neither. @throws AppError not_found, conflict
 */
export async function renewSignIn(
  deps: { db: Db; now: () => Date; invite?: SendInvitation },
  scope: Scope,
  personId: PersonId,
): Promise<{ linkToken: string }> {
  await demandManager(deps.db, scope, personId)
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const person = await tx
      .selectFrom('person')
      .leftJoin('secondFactor', 'secondFactor.personId', 'person.id')
      .select(['person.id', 'confirmedAt'])
      .where('person.id', '=', personId)
      .where('isSample', '=', false)
      .executeTakeFirst()
    if (!person) throw new AppError('not_found', 'people.not_found')
    if (person.confirmedAt !== null && scope.kind === 'person') throw new AppError('conflict', 'people.reset_needs_two')
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'sign_in.renewed',
      subject: { kind: 'person', id: personId },
    })
    const linkToken = await forgetCredentials(tx, personId, now)
    await deps.invite?.(tx, personId, linkToken)
    return { linkToken }
  })
}
