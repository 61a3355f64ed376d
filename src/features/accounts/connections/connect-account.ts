import { AppError } from '../../../platform/errors.ts'
import type { Scope } from '../../missions/index.ts'
import { type Account, isInUse } from '../model.ts'
import { demand, mayKeep } from '../policy.ts'
import { type KnownAccount, mustFindAccount } from '../store.ts'
import { findRegistration } from './app-registrations.ts'
import type { ConnectionDeps } from './deps.ts'
import { noteRenewal, openConnection, saveConnection } from './store.ts'

/** The account, where the caller may connect it now. @throws AppError in words otherwise, also in a sample. */
export async function mustBeConnectable(deps: ConnectionDeps, scope: Scope, id: string): Promise<KnownAccount> {
  const account = await mustFindAccount(deps.db, scope, id)
  demand(mayKeep(scope, account.missionId))
  if (!isInUse(account.status)) throw new AppError('conflict', 'account.not_active', { status: account.status })
  if (await deps.isSample()) throw new AppError('conflict', 'account.sample_connects_nowhere')
  return account
}

/** How an account can be connected here and now. */
export async function connectOptions(deps: ConnectionDeps, scope: Scope, id: string) {
  const account = await mustFindAccount(deps.db, scope, id)
  demand(mayKeep(scope, account.missionId))
  const auth = deps.networks.get(account.network)?.auth
  const service = auth?.oauth?.serviceOf?.(account.handle) ?? ''
  const roads: ('app_password' | 'bot_token' | 'consent' | 'hand')[] = []
  if (auth?.oauth) roads.push('consent')
  if (auth?.connect) roads.push(auth.secretKind ?? 'app_password')
  const needsRegistration = auth?.oauth !== undefined && auth.oauth.register === undefined
  return {
    roads: roads.length > 0 ? roads : (['hand'] as const),
    registrationMissing: needsRegistration && !(await findRegistration(deps, account.network, service)),
    isSample: await deps.isSample(),
    service: service || null,
  }
}

/** Tries an app password or bot token on the network and keeps it sealed. Nothing is stored where the network refuses. */
export async function connectAccount(
  deps: ConnectionDeps,
  scope: Scope,
  id: string,
  input: { service?: string | undefined; identifier: string; appPassword: string },
): Promise<Account> {
  const account = await mustBeConnectable(deps, scope, id)
  const auth = deps.networks.get(account.network)?.auth
  if (!auth?.connect) throw new AppError('invalid', 'account.by_hand', { network: account.network })
  const { service, identifier: handle, appPassword } = input
  if (appPassword.trim() === '') throw new AppError('invalid', 'account.connect_empty')
  const result = await auth.connect(
    { handle, appPassword: appPassword.trim(), ...(service ? { service } : {}) },
    AbortSignal.timeout(deps.timeoutMs),
  )
  if (result.kind === 'refused')
    throw new AppError('invalid', `account.connect_${result.reason}`, { detail: result.detail })
  await demandSameAccount(deps, account, result.connection.remoteAccountId)
  await saveConnection(deps, scope, account, result.connection, result.expiresAt)
  return mustFindAccount(deps.db, scope, id)
}

/** One account of a network belongs to one entry of the register: two would publish everything twice. */
export async function demandSameAccount(
  deps: ConnectionDeps,
  account: Account,
  remoteAccountId: string,
): Promise<void> {
  const other = await deps.db
    .selectFrom('account')
    .select('id')
    .where('network', '=', account.network)
    .where('remoteAccountId', '=', remoteAccountId)
    .where('connectionState', '<>', 'none')
    .where('id', '<>', account.id)
    .executeTakeFirst()
  if (other) throw new AppError('conflict', 'account.connected_elsewhere')
}

/** Asks the network now whether the connection still holds. A connection that cannot be asked stays as it is. */
export async function checkConnection(deps: ConnectionDeps, scope: Scope, id: string): Promise<Account> {
  const account = await mustFindAccount(deps.db, scope, id)
  demand(mayKeep(scope, account.missionId))
  if (account.connectionState === 'none') throw new AppError('conflict', 'account.not_connected')
  if (await deps.isSample()) throw new AppError('conflict', 'account.sample_connects_nowhere')
  await askNetwork(deps, id, account.network)
  return mustFindAccount(deps.db, scope, id)
}

/** One question to the network, its answer written down. */
export async function askNetwork(
  deps: Pick<ConnectionDeps, 'db' | 'now' | 'secrets' | 'networks' | 'timeoutMs'>,
  accountId: string,
  network: string,
): Promise<void> {
  const renew = deps.networks.get(network)?.auth?.renew
  const connection = await openConnection(deps, accountId)
  if (!renew || !connection) return
  await noteRenewal(deps, accountId, await renew(connection, AbortSignal.timeout(deps.timeoutMs)))
}
