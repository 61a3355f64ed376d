import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { type Account, type AccountStatus, canMove, canUndo, needsReason } from './model.ts'
import { demand, mayDecide, personOf } from './policy.ts'
import { mustFindAccount } from './store.ts'

type Deps = { readonly db: Db; readonly now: () => Date }

/**
 * Moves an account along its status machine (ACC-03). Approval and activation need someone other than who proposed it
 * (ACC-04). `reason`: 3–500 characters, for suspending, taking over, restoring and closing.
 */
export async function moveAccount(
  deps: Deps,
  scope: Scope,
  id: string,
  to: AccountStatus,
  reason?: string,
): Promise<Account> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const before = await mustFindAccount(tx, scope, id, 'locked')
    demand(mayDecide(scope, before.missionId))
    if (!canMove(before.status, to)) throw new AppError('conflict', 'account.no_such_move', { from: before.status, to })
    const actor = personOf(scope)
    if ((to === 'approved' || to === 'active') && actor !== null && actor === before.proposedBy)
      throw new AppError('forbidden', 'account.own_proposal')
    const why = reason?.trim() || null
    if (needsReason(to) && (why === null || why.length < 3))
      throw new AppError('invalid', 'account.reason_missing', {}, [{ path: 'reason', key: 'account.reason_missing' }])
    if (before.status === 'taken_over') await refuseOpenTakeover(tx, id)
    await writeMove(tx, now, scope, before, { to, reason: why, undoes: null })
    if (to === 'approved') await tx.updateTable('account').set({ approvedBy: actor }).where('id', '=', id).execute()
    return mustFindAccount(tx, scope, id)
  })
}

/** A takeover with a playbook ends there, with its proof. */
async function refuseOpenTakeover(tx: Tx, accountId: string): Promise<void> {
  const open = await tx
    .selectFrom('takeover')
    .select('id')
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (open) throw new AppError('conflict', 'takeover.ends_there')
}

/** Takes the last move back: by whoever made it, within 15 minutes, unless it warned the public. */
export async function undoMove(deps: Deps, scope: Scope, id: string): Promise<Account> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const before = await mustFindAccount(tx, scope, id, 'locked')
    demand(mayDecide(scope, before.missionId))
    const move = await tx
      .selectFrom('accountMove')
      .select(['id', 'fromStatus', 'toStatus', 'movedBy', 'movedAt', 'undoes'])
      .where('accountId', '=', id)
      .orderBy('movedAt', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    const to = move?.toStatus as AccountStatus | undefined
    const isOwn =
      move !== undefined &&
      to === before.status &&
      canUndo({ ...move, to, isUndo: move.undoes !== null }, personOf(scope), now)
    if (!isOwn) throw new AppError('conflict', 'account.no_undo')
    await writeMove(tx, now, scope, before, { to: move.fromStatus as AccountStatus, reason: null, undoes: move.id })
    if (to === 'approved') await tx.updateTable('account').set({ approvedBy: null }).where('id', '=', id).execute()
    return mustFindAccount(tx, scope, id)
  })
}

/** Writes a move that its caller has authorised and found possible, with its place in the account's history. */
export async function writeMove(
  tx: Tx,
  now: Date,
  scope: Scope,
  before: Account,
  move: { to: AccountStatus; reason: string | null; undoes: string | null },
): Promise<void> {
  const { id, status: from, missionId } = before
  await tx
    .insertInto('accountMove')
    .values({
      id: newId(),
      accountId: id,
      fromStatus: from,
      toStatus: move.to,
      reason: move.reason,
      movedBy: personOf(scope),
      movedAt: now,
      undoes: move.undoes,
    })
    .execute()
  const closes = move.to === 'closed' || move.to === 'archived'
  await tx
    .updateTable('account')
    .set({
      status: move.to,
      statusChangedAt: now,
      // A wish to close it is answered by any decision.
      ...(closes ? { closingProposedAt: null, closingProposedBy: null, closingReason: null, mergeInto: null } : {}),
    })
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: move.undoes === null ? `account.${move.to}` : 'account.move_undone',
    subject: { kind: 'account', id },
    missionId,
    payload: { from, to: move.to },
  })
}
