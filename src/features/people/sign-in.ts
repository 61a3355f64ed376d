import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { readInstallationKind } from './installation.ts'
import { emailKey, isPresentOn } from './model.ts'
import { passwordFits } from './passwords.ts'
import { takeRecoveryCode } from './recovery-codes.ts'
import { openSecondFactor, stepOfCode } from './second-factor.ts'
import type { NewSession, Visitor } from './session-store.ts'
import { type SessionDeps, startSession } from './sessions.ts'

export type Credentials = {
  readonly email: string
  readonly password: string
  readonly totp?: string | undefined
  readonly recoveryCode?: string | undefined
}

/**
 * Signs in by password and, where enrolled, a code. A wrong address and a wrong password are told alike.
 * @throws AppError unauthenticated, or second_factor_required where the code is missing.
 */
export async function signIn(
  deps: SessionDeps & { secrets: SecretBox },
  credentials: Credentials,
  visitor: Visitor,
): Promise<NewSession> {
  const now = deps.now()
  const person = await deps.db
    .selectFrom('person')
    .leftJoin('password', 'password.personId', 'person.id')
    .leftJoin('secondFactor', 'secondFactor.personId', 'person.id')
    .select(['person.id', 'leavesOn', 'disabledAt', 'isSample', 'password.hash', 'sealedSecret', 'confirmedAt'])
    .where('email', '=', emailKey(credentials.email))
    .executeTakeFirst()
  const fits = await passwordFits(credentials.password, person?.hash ?? undefined)
  if (!person || !fits) throw new AppError('unauthenticated', 'people.wrong_password')
  if (!isPresentOn(person, localDayOf(now, deps.homeZone))) throw new AppError('unauthenticated', 'people.access_ended')
  const { sealedSecret, confirmedAt } = person
  return deps.db.transaction().execute(async (tx) => {
    if (sealedSecret !== null && confirmedAt !== null) {
      const { totp, recoveryCode } = credentials
      if (totp === undefined && recoveryCode === undefined)
        throw new AppError('second_factor_required', 'people.second_factor_required')
      const isRight =
        totp === undefined
          ? await takeRecoveryCode(tx, person.id, recoveryCode ?? '', now)
          : await takeCode(tx, person.id, openSecondFactor(deps.secrets, sealedSecret, person.id), totp, now)
      if (!isRight) throw new AppError('unauthenticated', 'people.wrong_code')
    }
    return startSession(tx, person.id, 'password', visitor, now)
  })
}

async function takeCode(tx: Tx, personId: string, secret: string, code: string, now: Date): Promise<boolean> {
  const step = stepOfCode(secret, code, now)
  return step !== undefined && (await takeStep(tx, personId, step))
}

/** Uses up a code's step; false where it, or a newer one, was used before. */
export async function takeStep(tx: Tx, personId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('secondFactor')
    .set({ lastStep: step })
    .where('personId', '=', personId)
    .where('lastStep', '<', step)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Signs in as a person of the sample, without a password. @throws AppError not_found outside a sample or for anyone else. */
export async function signInAsSamplePerson(deps: SessionDeps, personId: string, visitor: Visitor): Promise<NewSession> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    if ((await readInstallationKind(tx)) !== 'sample') throw new AppError('not_found', 'people.sample_closed')
    const person = await tx
      .selectFrom('person')
      .select(['id', 'leavesOn', 'disabledAt'])
      .where('id', '=', personId)
      .where('isSample', '=', true)
      .executeTakeFirst()
    if (!person || !isPresentOn(person, localDayOf(now, deps.homeZone)))
      throw new AppError('not_found', 'people.not_found')
    return startSession(tx, person.id, 'sample', visitor, now)
  })
}
