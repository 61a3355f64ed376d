import { accountEndpoints } from '../../contract/accounts.ts'
import type { Routes } from '../../http/routes.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, type Scope } from '../missions/index.ts'
import { moveAccount, proposeAccount, verifyAccount } from './change-account.ts'
import { checkAccount } from './check-account.ts'
import { connectAccount } from './connect-account.ts'
import { listAccounts } from './store.ts'

export function accountRoutes(routes: Routes<Scope>, deps: Parameters<typeof connectAccount>[0]): void {
  routes.add(accountEndpoints.list, async ({ params, scope }) => {
    if (!canRead(scope, params.missionId)) throw new AppError('not_found', 'mission.not_found')
    return { accounts: await listAccounts(deps.db, scope, params.missionId) }
  })
  routes.add(accountEndpoints.propose, ({ params, body, scope }) => proposeAccount(deps, scope, params.missionId, body))
  routes.add(accountEndpoints.move, ({ params, body, scope }) => moveAccount(deps, scope, params.accountId, body.to))
  routes.add(accountEndpoints.verify, ({ params, scope }) => verifyAccount(deps, scope, params.accountId))
  routes.add(accountEndpoints.connect, ({ params, body, scope }) => connectAccount(deps, scope, params.accountId, body))
  routes.add(accountEndpoints.check, ({ query }) => checkAccount(deps.db, query.q))
}
