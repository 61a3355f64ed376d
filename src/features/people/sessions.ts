import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { type PersonScope, personScope } from '../missions/index.ts'
import { isPresentOn } from './model.ts'
import { resolveGrants } from './scoped-grants.ts'
import {
  deleteSessionOfToken,
  deleteSessions,
  findSessionHolder,
  insertSession,
  markSeen,
  type NewSession,
  type SessionHolder,
  seenEveryMs,
  type Visitor,
} from './session-store.ts'

export type SessionDeps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }

export type SignedIn = {
  readonly holder: SessionHolder
  readonly scope: PersonScope
  /** Outside the sample nothing but enrolment is open before the second factor is enrolled (SEC-01). */
  readonly mustEnrol: boolean
}

/** Begins a session and writes down how it came about. `by`: password, link or sample. */
export async function startSession(
  tx: Tx,
  personId: string,
  by: 'password' | 'link' | 'sample',
  visitor: Visitor,
  now: Date,
): Promise<NewSession> {
  const session = await insertSession(tx, personId, visitor, now)
  await recordAudit(tx, now, {
    actor: { kind: 'person', id: personId },
    action: 'session.started',
    subject: { kind: 'session', id: session.id },
    payload: { by },
  })
  return session
}

/**
 * Whom a token signs in now; undefined for an unknown or expired one. Access ends with the leaving date, with
 * disabling and, for persons of the sample, with "Mulai sungguhan"; all the person's sessions end then (SEC-09).
 */
export async function findSignedIn(deps: SessionDeps, token: string): Promise<SignedIn | undefined> {
  const now = deps.now()
  const today = localDayOf(now, deps.homeZone)
  const holder = await findSessionHolder(deps.db, token, today)
  if (!holder) return undefined
  if (holder.expiresAt <= now) {
    await deleteSessions(deps.db, holder.id, { only: holder.sessionId })
    return undefined
  }
  const isOver = !isPresentOn(holder, today) || (holder.isSample && holder.installation === 'real')
  if (isOver) {
    await deps.db.transaction().execute((tx) => endAccess(tx, holder.id, now))
    return undefined
  }
  if (now.getTime() - holder.seenAt.getTime() > seenEveryMs) await markSeen(deps.db, holder.sessionId, now)
  return {
    holder,
    scope: personScope(holder.id, await resolveGrants(deps.db, holder.grants)),
    mustEnrol: holder.installation === 'real' && !holder.hasSecondFactor,
  }
}

/** Ends every session of a person whose access is over; writes it down where there was one. */
export async function endAccess(tx: Tx, personId: string, now: Date): Promise<void> {
  const ended = await deleteSessions(tx, personId)
  if (ended === 0) return
  await recordAudit(tx, now, {
    actor: { kind: 'system' },
    action: 'person.access_ended',
    subject: { kind: 'person', id: personId },
    payload: { sessions: ended },
  })
}

/** Signs out. A token that signs nobody in is no error. */
export async function signOut(deps: { db: Db }, token: string): Promise<void> {
  await deleteSessionOfToken(deps.db, token)
}

/** Ends one of one's own sessions. @throws AppError not_found for any other. */
export async function endOwnSession(deps: { db: Db }, scope: PersonScope, sessionId: string): Promise<void> {
  const ended = await deleteSessions(deps.db, scope.personId, { only: sessionId })
  if (ended === 0) throw new AppError('not_found', 'people.session_not_found')
}
