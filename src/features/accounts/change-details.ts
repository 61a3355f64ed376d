import { normalizeHandle } from '../../networks/index.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import type { Account } from './model.ts'
import { listPlatforms, profileUrlOf } from './platforms.ts'
import { demand, mayConfirm, mayKeep, personOf } from './policy.ts'
import { mustFindAccount } from './store.ts'

export type AccountDetails = {
  readonly handle?: string | undefined
  readonly languages?: readonly string[] | undefined
  /** What the account is for, up to 300 characters; empty = nothing said. */
  readonly purpose?: string | undefined
  /** The officer opened the account under its new name and saw that it is theirs. Else it is no longer official. */
  readonly confirmed?: boolean | undefined
}

/** Changes name, languages and purpose of an account. A name it had stays known, so that whoever asks for it is led on. */
export async function changeDetails(
  deps: { readonly db: Db; readonly now: () => Date },
  scope: Scope,
  id: string,
  change: AccountDetails,
): Promise<Account> {
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const before = await mustFindAccount(tx, scope, id, 'locked')
    demand(mayKeep(scope, before.missionId))
    if (before.status === 'closed' || before.status === 'archived')
      throw new AppError('conflict', 'account.closed_stays', { status: before.status })
    if (change.handle !== undefined) await rename(tx, now, scope, before, change.handle, change.confirmed === true)
    const { languages, purpose } = change
    if (languages !== undefined || purpose !== undefined)
      await tx
        .updateTable('account')
        .set({
          ...(languages === undefined ? {} : { languages: [...languages] }),
          ...(purpose === undefined ? {} : { purpose: purpose.trim() || null }),
        })
        .where('id', '=', id)
        .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'account.changed',
      subject: { kind: 'account', id },
      missionId: before.missionId,
      payload: { changed: Object.keys(change) },
    })
    return mustFindAccount(tx, scope, id)
  })
}

async function rename(
  tx: Tx,
  now: Date,
  scope: Scope,
  before: Account,
  raw: string,
  confirmed: boolean,
): Promise<void> {
  const profile = (await listPlatforms(tx)).find((known) => known.code === before.network)
  const handle = profile && normalizeHandle(profile, raw)
  if (!profile || !handle)
    throw new AppError('invalid', 'account.not_a_handle', { handle: raw, network: profile?.name ?? before.network }, [
      {
        path: 'handle',
        key: 'account.not_a_handle',
        params: { handle: raw, network: profile?.name ?? before.network },
      },
    ])
  const taken = await tx
    .selectFrom('account')
    .select('id')
    .where('network', '=', before.network)
    .where('handleKey', '=', handle.key)
    .where('id', '<>', before.id)
    .executeTakeFirst()
  if (taken)
    throw new AppError('conflict', 'account.already_registered', { handle: handle.shown, network: profile.name })
  const old = normalizeHandle(profile, before.handle)
  await tx
    .updateTable('account')
    .set({ handle: handle.shown, handleKey: handle.key, url: profileUrlOf(profile, handle) })
    .where('id', '=', before.id)
    .execute()
  if (old?.key === handle.key) return
  await tx
    .insertInto('accountFormerHandle')
    .values({
      id: newId(),
      accountId: before.id,
      network: before.network,
      handle: before.handle,
      handleKey: old?.key ?? before.handle.toLowerCase(),
      changedBy: personOf(scope),
      changedAt: now,
    })
    .execute()
  // Back to a name it had: that one is former no longer.
  await tx
    .deleteFrom('accountFormerHandle')
    .where('accountId', '=', before.id)
    .where('handleKey', '=', handle.key)
    .execute()
  const isSure = confirmed && mayConfirm(scope, before.missionId)
  await tx
    .updateTable('account')
    .set(
      isSure && before.verifiedAt !== null
        ? { verifiedAt: now, verifiedBy: personOf(scope) }
        : { verifiedAt: null, verifiedBy: null },
    )
    .where('id', '=', before.id)
    .execute()
}
