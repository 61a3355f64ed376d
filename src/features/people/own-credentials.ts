import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { recordAudit } from '../audit/index.ts'
import { hashPassword, passwordFits } from './passwords.ts'
import { replaceRecoveryCodes } from './recovery-codes.ts'
import { newSecondFactor, openSecondFactor, sealSecondFactor, stepOfCode } from './second-factor.ts'
import { deleteSessions, type SessionHolder } from './session-store.ts'
import { takeStep } from './sign-in.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

export async function hasPassword(db: Db, personId: string): Promise<boolean> {
  const row = await db.selectFrom('password').select('personId').where('personId', '=', personId).executeTakeFirst()
  return row !== undefined
}

/**
 * Sets one's own password and ends the other sessions. Where there is one already, `current` must fit.
 * @throws AppError forbidden for persons of the sample, invalid where `current` does not fit.
 */
export async function setOwnPassword(
  deps: Deps,
  holder: SessionHolder,
  change: { readonly password: string; readonly current?: string | undefined },
): Promise<void> {
  if (holder.isSample) throw new AppError('forbidden', 'people.sample_person_fixed')
  const now = deps.now()
  const stored = await deps.db
    .selectFrom('password')
    .select('hash')
    .where('personId', '=', holder.id)
    .executeTakeFirst()
  if (stored && !(await passwordFits(change.current ?? '', stored.hash)))
    throw new AppError('invalid', 'people.current_password_wrong')
  const hash = await hashPassword(change.password)
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('password')
      .values({ personId: holder.id, hash, changedAt: now })
      .onConflict((conflict) => conflict.column('personId').doUpdateSet({ hash, changedAt: now }))
      .execute()
    await deleteSessions(tx, holder.id, { except: holder.sessionId })
    await recordAudit(tx, now, {
      actor: { kind: 'person', id: holder.id },
      action: 'password.set',
      subject: { kind: 'person', id: holder.id },
    })
  })
}

/**
 * Starts enrolling a code generator. A started enrolment may be started again; a confirmed one stays.
 * @throws AppError conflict where one is enrolled, forbidden for persons of the sample.
 */
export async function startSecondFactor(
  deps: Deps & { secrets: SecretBox },
  holder: SessionHolder,
): Promise<{ secret: string; uri: string }> {
  if (holder.isSample) throw new AppError('forbidden', 'people.sample_person_fixed')
  const factor = newSecondFactor(holder.email)
  const values = {
    sealedSecret: sealSecondFactor(deps.secrets, factor.secret, holder.id),
    createdAt: deps.now(),
    lastStep: 0,
  }
  const { numInsertedOrUpdatedRows } = await deps.db
    .insertInto('secondFactor')
    .values({ personId: holder.id, ...values })
    .onConflict((conflict) =>
      conflict.column('personId').doUpdateSet(values).where('secondFactor.confirmedAt', 'is', null),
    )
    .executeTakeFirst()
  if (!numInsertedOrUpdatedRows) throw new AppError('conflict', 'people.second_factor_enrolled')
  return factor
}

/**
 * Confirms the code generator with its present code; answers recovery codes, shown once. @throws AppError invalid where
 * the code does not fit.
 */
export async function confirmSecondFactor(
  deps: Deps & { secrets: SecretBox },
  holder: SessionHolder,
  code: string,
): Promise<readonly string[]> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const factor = await tx
      .selectFrom('secondFactor')
      .select('sealedSecret')
      .where('personId', '=', holder.id)
      .where('confirmedAt', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!factor) throw new AppError('conflict', 'people.second_factor_not_started')
    const step = stepOfCode(openSecondFactor(deps.secrets, factor.sealedSecret, holder.id), code, now)
    if (step === undefined || !(await takeStep(tx, holder.id, step))) throw new AppError('invalid', 'people.wrong_code')
    await tx.updateTable('secondFactor').set({ confirmedAt: now }).where('personId', '=', holder.id).execute()
    await recordAudit(tx, now, {
      actor: { kind: 'person', id: holder.id },
      action: 'second_factor.enrolled',
      subject: { kind: 'person', id: holder.id },
    })
    return replaceRecoveryCodes(tx, holder.id, now)
  })
}

/** New recovery codes in place of all older ones, for a present code of the generator. @throws AppError invalid, conflict */
export async function renewRecoveryCodes(
  deps: Deps & { secrets: SecretBox },
  holder: SessionHolder,
  code: string,
): Promise<readonly string[]> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const factor = await tx
      .selectFrom('secondFactor')
      .select('sealedSecret')
      .where('personId', '=', holder.id)
      .where('confirmedAt', 'is not', null)
      .executeTakeFirst()
    if (!factor) throw new AppError('conflict', 'people.second_factor_not_started')
    const step = stepOfCode(openSecondFactor(deps.secrets, factor.sealedSecret, holder.id), code, now)
    if (step === undefined || !(await takeStep(tx, holder.id, step))) throw new AppError('invalid', 'people.wrong_code')
    await recordAudit(tx, now, {
      actor: { kind: 'person', id: holder.id },
      action: 'recovery_codes.renewed',
      subject: { kind: 'person', id: holder.id },
    })
    return replaceRecoveryCodes(tx, holder.id, now)
  })
}
