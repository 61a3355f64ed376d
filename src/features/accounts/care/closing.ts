import type { Db, Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import { type Account, canMove } from '../model.ts'
import { demand, mayKeep, personOf } from '../policy.ts'
import { type KnownAccount, mustFindAccount } from '../store.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

/** Proposes to close an account, or to merge it into another of the same mission (ACC-11). A head or headquarters decides. */
export function proposeClosing(
  deps: Deps,
  scope: Scope,
  id: string,
  input: { reason: string; mergeInto: string | null },
): Promise<Account> {
  return change(deps, scope, id, 'account.closing_proposed', async (tx, now, account) => {
    if (!canMove(account.status, 'closed'))
      throw new AppError('conflict', 'account.no_such_move', { from: account.status, to: 'closed' })
    if (input.mergeInto !== null) {
      const into = await mustFindAccount(tx, scope, input.mergeInto)
      if (into.id === id || into.missionId !== account.missionId)
        throw new AppError('invalid', 'account.merge_elsewhere')
    }
    await tx
      .updateTable('account')
      .set({
        closingProposedAt: now,
        closingProposedBy: personOf(scope),
        closingReason: input.reason,
        mergeInto: input.mergeInto,
      })
      .where('id', '=', id)
      .execute()
  })
}

/** The account stays. */
export function dropClosing(deps: Deps, scope: Scope, id: string): Promise<Account> {
  return change(deps, scope, id, 'account.closing_dropped', async (tx, _now, account) => {
    if (account.closing === null) throw new AppError('conflict', 'account.no_closing')
    await tx
      .updateTable('account')
      .set({ closingProposedAt: null, closingProposedBy: null, closingReason: null, mergeInto: null })
      .where('id', '=', id)
      .execute()
  })
}

async function change(
  deps: Deps,
  scope: Scope,
  id: string,
  action: string,
  act: (tx: Tx, now: Date, account: KnownAccount) => Promise<void>,
): Promise<Account> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const account = await mustFindAccount(tx, scope, id, 'locked')
    demand(mayKeep(scope, account.missionId))
    await act(tx, now, account)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action,
      subject: { kind: 'account', id },
      missionId: account.missionId,
    })
    return mustFindAccount(tx, scope, id)
  })
}
