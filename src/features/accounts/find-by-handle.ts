import { normalizeHandle } from '../../networks/index.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { listPlatforms } from './platforms.ts'
import { type KnownAccount, mustFindAccount } from './store.ts'

/** An account by network code and handle or link. @throws AppError in words where there is none within the scope. */
export async function findAccountByHandle(db: Db, scope: Scope, network: string, raw: string): Promise<KnownAccount> {
  const profile = (await listPlatforms(db)).find((known) => known.code === network)
  if (!profile) throw new AppError('invalid', 'account.unknown_network', { network })
  const handle = normalizeHandle(profile, raw)
  if (!handle) throw new AppError('invalid', 'account.not_a_handle', { handle: raw, network: profile.name })
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('network', '=', network)
    .where('handleKey', '=', handle.key)
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', 'account.not_found')
  return mustFindAccount(db, scope, row.id)
}
