import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { isPresentOn, wholeMinistry } from './model.ts'
import type { NewSession, Visitor } from './session-store.ts'
import { type SessionDeps, startSession } from './sessions.ts'
import { insertGrant } from './store.ts'
import { newToken, tokenHash } from './tokens.ts'

const linkHours = 24

/** A token that signs this person in once, within 24 hours. Only its hash is stored. */
export async function insertSignInLink(tx: Tx, personId: string, now: Date): Promise<string> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + linkHours * 3_600_000)
  await tx
    .insertInto('signInLink')
    .values({ tokenHash: tokenHash(token), personId, createdAt: now, expiresAt })
    .execute()
  return token
}

/** Sends a link's token to its person, in the transaction that made it. */
export type SendInvitation = (tx: Tx, personId: string, linkToken: string) => Promise<void>

/** Where a browser takes such a token. */
export const signInLinkPath = (token: string): string => `/masuk/awal?token=${token}`

/**
 * A sign-in link for the first administrator, who is made where there is none yet. Persons of the sample do not count:
 * this one stays when real work begins. Every process may print one; the first to be used ends them all. Asks for no scope: whoever can run it
 * holds the machine.
 */
export async function createFirstRunLink(deps: { db: Db; now: () => Date; homeZone: string }): Promise<string> {
  const now = deps.now()
  return deps.db.transaction().execute((tx) => createLinkInside(tx, now, deps.homeZone))
}

/** The same inside a transaction that does more. */
export async function createLinkInside(tx: Tx, now: Date, homeZone: string): Promise<string> {
  const personId = (await findFirstAdministrator(tx)) ?? (await insertFirstAdministrator(tx, now, homeZone))
  const token = await insertSignInLink(tx, personId, now)
  await recordAudit(tx, now, {
    actor: { kind: 'system' },
    action: 'sign_in_link.created',
    subject: { kind: 'person', id: personId },
    payload: { why: 'first_run' },
  })
  return token
}

/** Uses up a link; undefined where it is unknown, used, too old, or its person has left. */
export async function signInByLink(
  deps: SessionDeps,
  token: string,
  visitor: Visitor,
): Promise<NewSession | undefined> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const link = await tx
      .deleteFrom('signInLink')
      .where('tokenHash', '=', tokenHash(token))
      .returning(['personId', 'expiresAt'])
      .executeTakeFirst()
    if (!link || link.expiresAt <= now) return undefined
    await tx.deleteFrom('signInLink').where('personId', '=', link.personId).execute()
    const person = await tx
      .selectFrom('person')
      .select(['leavesOn', 'disabledAt'])
      .where('id', '=', link.personId)
      .executeTakeFirstOrThrow()
    if (!isPresentOn(person, localDayOf(now, deps.homeZone))) return undefined
    return startSession(tx, link.personId, 'link', visitor, now)
  })
}

async function findFirstAdministrator(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .selectFrom('person')
    .innerJoin('roleGrant', 'roleGrant.personId', 'person.id')
    .innerJoin('roleGrantScope', 'roleGrantScope.grantId', 'roleGrant.id')
    .select('person.id')
    .where('role', '=', 'administrator')
    .where('kind', '=', 'ministry')
    .where('isSample', '=', false)
    .where('disabledAt', 'is', null)
    .orderBy('person.createdAt')
    .orderBy('person.id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

async function insertFirstAdministrator(tx: Tx, now: Date, homeZone: string): Promise<string> {
  const id = newId()
  // A stand-in address that can receive nothing (RFC 2606); the administrator writes a real one over it.
  const email = 'admin@selaras.invalid'
  await tx.insertInto('person').values({ id, name: 'Admin sistem', email, createdAt: now, updatedAt: now }).execute()
  const validFrom = localDayOf(now, homeZone)
  await insertGrant(tx, { personId: id, role: 'administrator', scopes: wholeMinistry, validFrom, grantedBy: null }, now)
  return id
}
