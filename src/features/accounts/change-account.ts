import { normalizeHandle } from '../../networks/index.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, holds, type Role, type Scope } from '../missions/index.ts'
import { type Account, type AccountStatus, canMove } from './model.ts'
import { listPlatforms } from './platforms.ts'
import { findAccount } from './store.ts'

type Deps = { readonly db: Db; readonly now: () => Date }
const missionRoles: readonly Role[] = ['mission_officer', 'head_of_mission', 'administrator']
const approverRoles: readonly Role[] = ['head_of_mission', 'editor', 'strategist', 'administrator']

/** Proposes an account of a mission; it is official to nobody yet. */
export async function proposeAccount(
  deps: Deps,
  scope: Scope,
  missionId: string,
  input: { network: string; handle: string; languages: readonly string[] },
): Promise<Account> {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  if (!holds(scope, missionRoles, missionId)) throw new AppError('forbidden', 'account.not_yours')
  const profile = (await listPlatforms(deps.db)).find((known) => known.code === input.network)
  if (!profile) throw new AppError('invalid', 'account.unknown_network', { network: input.network })
  const handle = normalizeHandle(profile, input.handle)
  if (!handle) throw new AppError('invalid', 'account.not_a_handle', { handle: input.handle, network: profile.name })
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const id = newId()
    const inserted = await tx
      .insertInto('account')
      .values({
        id,
        missionId,
        network: profile.code,
        handle: handle.shown,
        handleKey: handle.key,
        url: (profile.profileUrls[0] ?? '').replace('{handle}', handle.shown).replace('{account}', handle.shown),
        languages: [...input.languages],
        status: 'proposed',
        statusChangedAt: now,
        proposedBy: scope.kind === 'person' ? scope.personId : null,
        createdAt: now,
      })
      .onConflict((conflict) => conflict.columns(['network', 'handleKey']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!inserted)
      throw new AppError('conflict', 'account.already_registered', { handle: handle.shown, network: profile.name })
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'account.proposed',
      subject: { kind: 'account', id },
      missionId,
    })
    return mustFind(tx, scope, id)
  })
}

/** Moves an account along its status machine. Approval and activation need someone other than who proposed it (ACC-04). */
export async function moveAccount(deps: Deps, scope: Scope, id: string, to: AccountStatus): Promise<Account> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    await tx.selectFrom('account').select('id').where('id', '=', id).forUpdate().execute()
    const before = await mustFind(tx, scope, id)
    if (!holds(scope, approverRoles, before.missionId)) throw new AppError('forbidden', 'account.not_yours')
    if (!canMove(before.status, to)) throw new AppError('conflict', 'account.no_such_move', { from: before.status, to })
    const actor = scope.kind === 'person' ? scope.personId : null
    if (to === 'approved' && actor !== null && actor === before.proposedBy)
      throw new AppError('forbidden', 'account.own_proposal')
    await tx
      .updateTable('account')
      .set({ status: to, statusChangedAt: now, ...(to === 'approved' ? { approvedBy: actor } : {}) })
      .where('id', '=', id)
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: `account.${to}`,
      subject: { kind: 'account', id },
      missionId: before.missionId,
      payload: { from: before.status },
    })
    return mustFind(tx, scope, id)
  })
}

/** An officer of the mission confirms that the account is theirs. */
export async function verifyAccount(deps: Deps, scope: Scope, id: string): Promise<Account> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const before = await mustFind(tx, scope, id)
    if (!holds(scope, ['mission_officer', 'head_of_mission'], before.missionId))
      throw new AppError('forbidden', 'account.not_yours')
    await tx
      .updateTable('account')
      .set({ verifiedAt: now, verifiedBy: scope.kind === 'person' ? scope.personId : null })
      .where('id', '=', id)
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'account.verified',
      subject: { kind: 'account', id },
      missionId: before.missionId,
    })
    return mustFind(tx, scope, id)
  })
}

async function mustFind(db: Db | Tx, scope: Scope, id: string) {
  const account = await findAccount(db, scope, id)
  if (!account) throw new AppError('not_found', 'account.not_found')
  return account
}
