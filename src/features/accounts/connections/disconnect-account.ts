import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import type { Account } from '../model.ts'
import { demand, mayKeep } from '../policy.ts'
import { mustFindAccount } from '../store.ts'

/** Forgets the secret of an account. What was published stays; what is due is published by hand. */
export async function disconnectAccount(
  deps: { readonly db: Db; readonly now: () => Date },
  scope: Scope,
  id: string,
): Promise<Account> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const account = await mustFindAccount(tx, scope, id, 'locked')
    demand(mayKeep(scope, account.missionId))
    if (account.connectionState === 'none') throw new AppError('conflict', 'account.not_connected')
    await tx.deleteFrom('credential').where('accountId', '=', id).execute()
    await tx
      .updateTable('account')
      .set({
        connectionState: 'none',
        connectionDetail: null,
        connectedAt: null,
        connectedBy: null,
        connectionExpiresAt: null,
        connectionRefusals: 0,
        connectionRefusedAt: null,
        connectionLimitedUntil: null,
        connectionCheckDueAt: null,
      })
      .where('id', '=', id)
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'account.disconnected',
      subject: { kind: 'account', id },
      missionId: account.missionId,
    })
    return mustFindAccount(tx, scope, id)
  })
}
