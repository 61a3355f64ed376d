import { type Day, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { type GrantRequest, grantInside } from './grant-role.ts'
import { emailKey, type Locale, type PersonId } from './model.ts'
import { demandGranter, demandPeopleAdministrator } from './policy.ts'
import { insertSignInLink, type SendInvitation } from './sign-in-link.ts'

export type NewPerson = {
  readonly name: string
  readonly email: string
  readonly locale: Locale
  /** Last day of access (home zone). */
  readonly leavesOn?: Day | null | undefined
  /** What the person holds from the first day; a head of mission adds nobody without. */
  readonly grant?: GrantRequest | undefined
}

/**
 * Adds a person and answers a sign-in link token (once, 24 hours) with which they set a password and enrol a second
 * factor. @throws AppError conflict where the address is taken.
 */
export async function addPerson(
  deps: { db: Db; now: () => Date; homeZone: string; invite?: SendInvitation },
  scope: Scope,
  { grant, leavesOn, ...person }: NewPerson,
): Promise<{ personId: PersonId; linkToken: string }> {
  if (grant) demandGranter(scope, grant.role, grant.scopes)
  else demandPeopleAdministrator(scope)
  const now = deps.now()
  const validFrom = grant?.validFrom ?? localDayOf(now, deps.homeZone)
  if (grant?.validTo && grant.validTo < validFrom) throw new AppError('invalid', 'people.grant_ends_before_start')
  return deps.db.transaction().execute(async (tx) => {
    const personId = newId()
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('person')
      .values({
        ...person,
        id: personId,
        email: emailKey(person.email),
        leavesOn: leavesOn ?? null,
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) throw new AppError('conflict', 'people.email_taken')
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'person.added',
      subject: { kind: 'person', id: personId },
    })
    if (grant) await grantInside(tx, scope, personId, { ...grant, validFrom }, now)
    const linkToken = await insertSignInLink(tx, personId, now)
    await deps.invite?.(tx, personId, linkToken)
    return { personId, linkToken }
  })
}

export type OwnChange = {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly locale?: Locale | undefined
}

/** Changes one's own name, address or language. A person of the sample keeps name and address: others play it too. */
export async function changeOwnDetails(
  deps: { db: Db; now: () => Date },
  personId: PersonId,
  change: OwnChange,
): Promise<void> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const person = await tx.selectFrom('person').select('isSample').where('id', '=', personId).executeTakeFirstOrThrow()
    if (person.isSample && (change.name !== undefined || change.email !== undefined))
      throw new AppError('forbidden', 'people.sample_person_fixed')
    const email = change.email === undefined ? undefined : emailKey(change.email)
    if (email !== undefined && (await isTaken(tx, email, personId)))
      throw new AppError('conflict', 'people.email_taken')
    await tx
      .updateTable('person')
      .set({ ...change, ...(email === undefined ? {} : { email }), updatedAt: now })
      .where('id', '=', personId)
      .execute()
    await recordAudit(tx, now, {
      actor: { kind: 'person', id: personId },
      action: 'person.changed',
      subject: { kind: 'person', id: personId },
      payload: { changed: Object.keys(change) },
    })
  })
}

async function isTaken(tx: Tx, email: string, by: PersonId): Promise<boolean> {
  const other = await tx.selectFrom('person').select('id').where('email', '=', email).where('id', '!=', by).execute()
  return other.length > 0
}
