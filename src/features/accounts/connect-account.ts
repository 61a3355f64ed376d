import type { Connection, Network } from '../../networks/network.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, holds, type Scope } from '../missions/index.ts'
import type { Account } from './model.ts'
import { findAccount } from './store.ts'

type Deps = {
  readonly db: Db
  readonly now: () => Date
  readonly secrets: SecretBox
  readonly networks: ReadonlyMap<string, Network>
  readonly timeoutMs: number
  /** A sample installation connects to no network. */
  readonly isSample: () => Promise<boolean>
}

/** Tries an app password on the network and keeps it sealed. Nothing is stored where the network refuses. */
export async function connectAccount(
  deps: Deps,
  scope: Scope,
  id: string,
  input: { service?: string | undefined; identifier: string; appPassword: string },
): Promise<Account> {
  const account = await findAccount(deps.db, scope, id)
  if (!account) throw new AppError('not_found', 'account.not_found')
  if (!holds(scope, ['mission_officer', 'head_of_mission', 'administrator'], account.missionId))
    throw new AppError('forbidden', 'account.not_yours')
  if (account.status !== 'active' && account.status !== 'restored')
    throw new AppError('conflict', 'account.not_active', { status: account.status })
  if (await deps.isSample()) throw new AppError('conflict', 'account.sample_connects_nowhere')
  const auth = deps.networks.get(account.network)?.auth
  if (!auth?.connect) throw new AppError('invalid', 'account.by_hand', { network: account.network })
  const result = await auth.connect(
    { handle: input.identifier, appPassword: input.appPassword, ...(input.service ? { service: input.service } : {}) },
    AbortSignal.timeout(deps.timeoutMs),
  )
  if (result.kind === 'refused')
    throw new AppError('invalid', `account.connect_${result.reason}`, { detail: result.detail })
  await saveConnection(deps, scope, account, result.connection)
  const after = await findAccount(deps.db, scope, id)
  if (!after) throw new AppError('not_found', 'account.not_found')
  return after
}

async function saveConnection(deps: Deps, scope: Scope, account: Account, connection: Connection): Promise<void> {
  const now = deps.now()
  const sealed = deps.secrets.seal(connection.secret, account.id)
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('credential')
      .values({ accountId: account.id, sealed, keyId: deps.secrets.keyId, updatedAt: now })
      .onConflict((conflict) =>
        conflict.column('accountId').doUpdateSet({ sealed, keyId: deps.secrets.keyId, updatedAt: now }),
      )
      .execute()
    await tx
      .updateTable('account')
      .set({
        remoteAccountId: connection.remoteAccountId,
        service: connection.service ?? null,
        connectionState: 'connected',
        connectionDetail: null,
      })
      .where('id', '=', account.id)
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'account.connected',
      subject: { kind: 'account', id: account.id },
      missionId: account.missionId,
    })
  })
}

/** Opens the connection of an account for the dispatcher or the observer; undefined where none is kept. */
export async function openConnection(
  deps: Pick<Deps, 'db' | 'secrets'>,
  accountId: string,
): Promise<Connection | undefined> {
  const row = await deps.db
    .selectFrom('credential')
    .innerJoin('account', 'account.id', 'credential.accountId')
    .select(['sealed', 'remoteAccountId', 'handle', 'service'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  if (!row?.remoteAccountId) return undefined
  const secret = deps.secrets.open(row.sealed, accountId)
  return {
    remoteAccountId: row.remoteAccountId,
    handle: row.handle,
    secret,
    ...(row.service ? { service: row.service } : {}),
  }
}

/** Keeps a secret that the network rotated. An empty one never overwrites what is stored. */
export async function keepRotatedSecret(
  deps: Pick<Deps, 'db' | 'secrets' | 'now'>,
  network: string,
  remoteAccountId: string,
  secret: Readonly<Record<string, string>>,
): Promise<void> {
  if (Object.keys(secret).length === 0 || Object.values(secret).some((value) => value === '')) return
  const rows = await deps.db
    .selectFrom('account')
    .select('id')
    .where('network', '=', network)
    .where('remoteAccountId', '=', remoteAccountId)
    .execute()
  for (const { id } of rows)
    await deps.db
      .updateTable('credential')
      .set({ sealed: deps.secrets.seal(secret, id), keyId: deps.secrets.keyId, updatedAt: deps.now() })
      .where('accountId', '=', id)
      .execute()
}
