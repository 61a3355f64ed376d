import { normalizeHandle } from '../../networks/index.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, type Scope } from '../missions/index.ts'
import { type Account, undoWindowMs } from './model.ts'
import { listPlatforms, profileUrlOf } from './platforms.ts'
import { demand, mayKeep, personOf } from './policy.ts'
import { mustFindAccount } from './store.ts'

/** Proposes an account of a mission; it is official to nobody yet. */
export async function proposeAccount(
  deps: { readonly db: Db; readonly now: () => Date },
  scope: Scope,
  missionId: string,
  input: { network: string; handle: string; languages: readonly string[]; purpose?: string | undefined },
): Promise<Account> {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  demand(mayKeep(scope, missionId))
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
        url: profileUrlOf(profile, handle),
        languages: [...input.languages],
        purpose: input.purpose || null,
        status: 'proposed',
        statusChangedAt: now,
        proposedBy: personOf(scope),
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
    return mustFindAccount(tx, scope, id)
  })
}

/** Takes one's own proposal back, soon and while nobody has decided on it; the account was never in use, so nothing remains of it. */
export async function withdrawProposal(
  deps: { readonly db: Db; readonly now: () => Date },
  scope: Scope,
  id: string,
): Promise<void> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const account = await mustFindAccount(tx, scope, id, 'locked')
    demand(mayKeep(scope, account.missionId))
    const isFresh = now.getTime() - account.createdAt.getTime() <= undoWindowMs
    if (account.status !== 'proposed' || account.proposedBy !== personOf(scope) || !isFresh)
      throw new AppError('conflict', 'account.proposal_stands')
    await tx.deleteFrom('account').where('id', '=', id).execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'account.proposal_withdrawn',
      subject: { kind: 'account', id },
      missionId: account.missionId,
    })
  })
}
