import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import type { PersonId } from './model.ts'
import { demandManager, demandPeopleAdministrator } from './policy.ts'
import { endResetNotices, tellResetAsked, tellResetDone } from './reset-notices.ts'
import { deleteSessions } from './session-store.ts'
import { insertSignInLink, type SendInvitation } from './sign-in-link.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

const waitsMs = 72 * 3_600_000

/**
 * Asks for somebody's second factor to be taken away, as after a lost telephone. Nothing happens until another person
 * confirms it, within 72 hours. @throws AppError conflict where none is enrolled or one waits already.
 */
export async function askForReset(deps: Deps, scope: Scope, personId: PersonId, reason: string): Promise<void> {
  await demandManager(deps.db, scope, personId)
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const enrolled = await tx
      .selectFrom('secondFactor')
      .select('personId')
      .where('personId', '=', personId)
      .where('confirmedAt', 'is not', null)
      .executeTakeFirst()
    if (!enrolled) throw new AppError('conflict', 'people.reset_nothing_enrolled')
    await closeExpired(tx, personId, now)
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('secondFactorReset')
      .values({
        id: newId(),
        personId,
        reason,
        askedBy: scope.kind === 'person' ? scope.personId : null,
        askedAt: now,
        expiresAt: new Date(now.getTime() + waitsMs),
      })
      .onConflict((conflict) => conflict.column('personId').where('outcome', 'is', null).doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) throw new AppError('conflict', 'people.reset_waits_already')
    await tellResetAsked(tx, scope, personId, now)
    await audit(tx, scope, personId, 'second_factor.reset_asked', now)
  })
}

/**
 * Confirms such a wish: an administrator who neither asked for it nor is the person. Ends the sessions, takes password,
 * second factor and recovery codes away, and answers a sign-in link token (once, 24 hours).
 */
export async function confirmReset(
  deps: Deps & { readonly invite?: SendInvitation },
  scope: Scope,
  personId: PersonId,
): Promise<{ linkToken: string }> {
  demandPeopleAdministrator(scope)
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const reset = await openReset(tx, personId, now)
    if (scope.kind === 'person' && (reset.askedBy === scope.personId || personId === scope.personId))
      throw new AppError('forbidden', 'people.reset_needs_another')
    await settle(tx, scope, reset.id, 'confirmed', now)
    await audit(tx, scope, personId, 'second_factor.reset_confirmed', now)
    await endResetNotices(tx, personId, now)
    await tellResetDone(tx, scope, personId, reset.id, now)
    const linkToken = await forgetCredentials(tx, personId, now)
    await deps.invite?.(tx, personId, linkToken)
    return { linkToken }
  })
}

/** Takes a wish back; whoever may ask may also do that. */
export async function cancelReset(deps: Deps, scope: Scope, personId: PersonId): Promise<void> {
  await demandManager(deps.db, scope, personId)
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const reset = await openReset(tx, personId, now)
    await settle(tx, scope, reset.id, 'cancelled', now)
    await endResetNotices(tx, personId, now)
    await audit(tx, scope, personId, 'second_factor.reset_cancelled', now)
  })
}

/** Ends every way in and answers the one that is left: a new sign-in link's token. */
export async function forgetCredentials(tx: Tx, personId: PersonId, now: Date): Promise<string> {
  await deleteSessions(tx, personId)
  await tx.deleteFrom('password').where('personId', '=', personId).execute()
  await tx.deleteFrom('secondFactor').where('personId', '=', personId).execute()
  await tx.deleteFrom('recoveryCode').where('personId', '=', personId).execute()
  await tx.deleteFrom('signInLink').where('personId', '=', personId).execute()
  return insertSignInLink(tx, personId, now)
}

async function openReset(tx: Tx, personId: PersonId, now: Date): Promise<{ id: string; askedBy: string | null }> {
  const reset = await tx
    .selectFrom('secondFactorReset')
    .select(['id', 'askedBy'])
    .where('personId', '=', personId)
    .where('outcome', 'is', null)
    .where('expiresAt', '>', now)
    .forUpdate()
    .executeTakeFirst()
  if (!reset) throw new AppError('not_found', 'people.reset_not_found')
  return reset
}

async function closeExpired(tx: Tx, personId: PersonId, now: Date): Promise<void> {
  await tx
    .updateTable('secondFactorReset')
    .set({ outcome: 'cancelled', settledAt: now })
    .where('personId', '=', personId)
    .where('outcome', 'is', null)
    .where('expiresAt', '<=', now)
    .execute()
}

async function settle(tx: Tx, scope: Scope, id: string, outcome: 'confirmed' | 'cancelled', now: Date): Promise<void> {
  const settledBy = scope.kind === 'person' ? scope.personId : null
  await tx.updateTable('secondFactorReset').set({ outcome, settledBy, settledAt: now }).where('id', '=', id).execute()
}

const audit = (tx: Tx, scope: Scope, personId: PersonId, action: string, now: Date): Promise<void> =>
  recordAudit(tx, now, { actor: actorOf(scope), action, subject: { kind: 'person', id: personId } })
