import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { inScope, type Scope } from '../missions/index.ts'

/** The account whose export a file is. */
export type ImportAccount = {
  readonly id: string
  readonly missionId: string
  readonly network: string
  readonly handle: string
  readonly remoteAccountId: string | null
  /** The mission's own zone: its days are counted by it. */
  readonly timezone: string
  /** Handle now and before, and the network's id, in the form in which handles are compared. */
  readonly keys: ReadonlySet<string>
}

/** @throws AppError not_found where the scope sees no such account of this mission. */
export async function findImportAccount(
  db: Db | Tx,
  scope: Scope,
  missionId: string,
  id: string,
): Promise<ImportAccount> {
  const account = await db
    .selectFrom('account')
    .innerJoin('mission', 'mission.id', 'account.missionId')
    .select(['account.id', 'account.missionId', 'account.network', 'account.handle', 'account.handleKey'])
    .select(['account.remoteAccountId', 'mission.timezone'])
    .where('account.id', '=', id)
    .where('account.missionId', '=', missionId)
    .where(inScope(scope, 'account.missionId'))
    .executeTakeFirst()
  if (!account) throw new AppError('not_found', 'import.no_account')
  const former = await db.selectFrom('accountFormerHandle').select('handleKey').where('accountId', '=', id).execute()
  const keys = [account.handleKey, account.remoteAccountId ?? account.handleKey, ...former.map((one) => one.handleKey)]
  const { handleKey: _handleKey, ...rest } = account
  return { ...rest, keys: new Set(keys) }
}

/** An account as a command names it: its id, or `network:handle`. @throws AppError not_found */
export async function findNamedAccount(db: Db, scope: Scope, name: string): Promise<{ id: string; missionId: string }> {
  const [network = '', ...rest] = name.split(':')
  const handle = rest.join(':').replace(/^@/, '').toLowerCase()
  const account = await db
    .selectFrom('account')
    .select(['id', 'missionId'])
    .where((eb) =>
      handle === ''
        ? eb(eb.cast('id', 'text'), '=', name)
        : eb.and([eb('network', '=', network), eb('handleKey', '=', handle)]),
    )
    .where(inScope(scope, 'missionId'))
    .executeTakeFirst()
  if (!account) throw new AppError('not_found', 'import.no_account')
  return account
}
