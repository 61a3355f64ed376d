import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import type { Account } from '../model.ts'
import { demand, mayConfirm, personOf } from '../policy.ts'
import { mustFindAccount } from '../store.ts'

export type ConfirmationAnswer = 'ours' | 'not_ours' | 'unsure' | 'withdrawn'

/**
 * An officer of the mission says whether an account is theirs. Only `ours` lets Cek Akun call it official; every other
 * answer takes that back. `not_ours` and `unsure` need a note of at least 3 characters, so that somebody can follow it up.
 */
export async function confirmAccount(
  deps: { readonly db: Db; readonly now: () => Date },
  scope: Scope,
  id: string,
  answer: ConfirmationAnswer,
  note?: string,
): Promise<Account> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const before = await mustFindAccount(tx, scope, id, 'locked')
    demand(mayConfirm(scope, before.missionId))
    const why = note?.trim() || null
    if (answer === 'ours' && (before.status === 'closed' || before.status === 'archived'))
      throw new AppError('conflict', 'account.closed_stays', { status: before.status })
    if ((answer === 'not_ours' || answer === 'unsure') && (why === null || why.length < 3))
      throw new AppError('invalid', 'account.note_missing', {}, [{ path: 'note', key: 'account.note_missing' }])
    await tx
      .insertInto('accountConfirmation')
      .values({ id: newId(), accountId: id, answer, note: why, answeredBy: personOf(scope), answeredAt: now })
      .execute()
    await tx
      .updateTable('account')
      .set(
        answer === 'ours' ? { verifiedAt: now, verifiedBy: personOf(scope) } : { verifiedAt: null, verifiedBy: null },
      )
      .where('id', '=', id)
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: answer === 'ours' ? 'account.verified' : `account.answered_${answer}`,
      subject: { kind: 'account', id },
      missionId: before.missionId,
    })
    return mustFindAccount(tx, scope, id)
  })
}
