import type { FastifyRequest } from 'fastify'
import { accountConnectionEndpoints } from '../../contract/account-connections.ts'
import { accountCustodyEndpoints } from '../../contract/account-custody.ts'
import { accountEndpoints } from '../../contract/accounts.ts'
import type { Routes } from '../../http/routes.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, type Scope } from '../missions/index.ts'
import { listColleagues } from '../people/index.ts'
import { viewHistory } from './account-history.ts'
import { dropClosing, proposeClosing } from './care/closing.ts'
import { type CareDeps, listCare } from './care/list-care.ts'
import { changeDetails } from './change-details.ts'
import { checkAccount } from './check-account.ts'
import { confirmAccount } from './confirmation/confirm-account.ts'
import { closeRound, listRounds, startRound, viewMissionRound } from './confirmation/rounds.ts'
import { listRegistrations, removeRegistration, saveRegistration } from './connections/app-registrations.ts'
import { checkConnection, connectAccount, connectOptions } from './connections/connect-account.ts'
import { startConsent } from './connections/consent.ts'
import { type ConsentDeps, redirectUriOf } from './connections/deps.ts'
import { disconnectAccount } from './connections/disconnect-account.ts'
import { type AccountCrisisDeps, accountCrisisRoutes } from './crisis-routes.ts'
import { addCustodian, attest, removeCustodian, setVaultReference, viewCustody } from './custody/change-custody.ts'
import { cancelHandover, nameSuccessor, signHandover, tickStep } from './custody/change-handover.ts'
import { listHandovers, mustFindHandover } from './custody/handover-store.ts'
import { openHandover } from './custody/open-handovers.ts'
import { moveAccount, undoMove } from './move-account.ts'
import { demand, mayKeep } from './policy.ts'
import { proposeAccount, withdrawProposal } from './propose-account.ts'
import { countAccounts, listAccounts, mustFindAccount } from './store.ts'
import { reportTakeover } from './takeover/report-takeover.ts'

export type AccountRouteDeps = ConsentDeps &
  CareDeps &
  AccountCrisisDeps & {
    /** The session of a request, for consent that must end where it began. */
    sessionOf(request: FastifyRequest): Promise<{ readonly sessionId: string; readonly personId: string }>
  }

export function accountRoutes(routes: Routes<Scope>, deps: AccountRouteDeps): void {
  const { db } = deps
  routes.add(accountEndpoints.list, async ({ params, scope }) => {
    if (!canRead(scope, params.missionId)) throw new AppError('not_found', 'mission.not_found')
    return { accounts: await listAccounts(db, scope, params.missionId) }
  })
  routes.add(accountEndpoints.counts, async ({ scope }) => ({ missions: await countAccounts(db, scope) }))
  routes.add(accountEndpoints.propose, ({ params, body, scope }) => proposeAccount(deps, scope, params.missionId, body))
  routes.add(accountEndpoints.withdraw, async ({ params, scope }) => {
    await withdrawProposal(deps, scope, params.accountId)
    return null
  })
  routes.add(accountEndpoints.history, async ({ params, scope }) => ({
    events: await viewHistory(db, scope, params.accountId),
  }))
  routes.add(accountEndpoints.change, ({ params, body, scope }) => changeDetails(deps, scope, params.accountId, body))
  routes.add(accountEndpoints.move, async ({ params, body, scope }) => {
    if (body.to !== 'taken_over') return moveAccount(deps, scope, params.accountId, body.to, body.reason)
    const reason = body.reason?.trim() ?? ''
    if (reason.length < 3)
      throw new AppError('invalid', 'account.reason_missing', {}, [{ path: 'reason', key: 'account.reason_missing' }])
    await reportTakeover(deps, scope, params.accountId, { lostAt: deps.now().toISOString(), reason })
    return mustFindAccount(db, scope, params.accountId)
  })
  routes.add(accountEndpoints.undoMove, ({ params, scope }) => undoMove(deps, scope, params.accountId))
  routes.add(accountEndpoints.check, ({ query }) => checkAccount(db, query.q))
  connectionRoutes(routes, deps)
  custodyRoutes(routes, deps)
  confirmationRoutes(routes, deps)
  handoverRoutes(routes, deps)
  accountCrisisRoutes(routes, deps)
}

function connectionRoutes(routes: Routes<Scope>, deps: AccountRouteDeps): void {
  const { options, connect, startConsent: start, check, disconnect, ...own } = accountConnectionEndpoints
  routes.add(options, ({ params, scope }) => connectOptions(deps, scope, params.accountId))
  routes.add(connect, ({ params, body, scope }) => connectAccount(deps, scope, params.accountId, body))
  routes.add(start, async ({ params, scope, request }) =>
    startConsent(deps, scope, params.accountId, await deps.sessionOf(request)),
  )
  routes.add(check, ({ params, scope }) => checkConnection(deps, scope, params.accountId))
  routes.add(disconnect, ({ params, scope }) => disconnectAccount(deps, scope, params.accountId))
  routes.add(own.registrations, async ({ scope }) => ({
    ...(await listRegistrations(deps, scope)),
    redirectUri: redirectUriOf(deps),
  }))
  routes.add(own.register, ({ params, body, scope }) => saveRegistration(deps, scope, params.network, body))
  routes.add(own.unregister, async ({ params, scope }) => {
    await removeRegistration(deps, scope, params.network)
    return null
  })
}

function custodyRoutes(routes: Routes<Scope>, deps: AccountRouteDeps): void {
  const custody = accountCustodyEndpoints
  routes.add(custody.care, async ({ query, scope }) => ({ findings: await listCare(deps, scope, query.missionId) }))
  routes.add(custody.custody, ({ params, scope }) => viewCustody(deps, scope, params.accountId))
  routes.add(custody.colleagues, async ({ params, scope }) => {
    if (!canRead(scope, params.missionId)) throw new AppError('not_found', 'mission.not_found')
    demand(mayKeep(scope, params.missionId))
    const today = localDayOf(deps.now(), deps.homeZone)
    return { colleagues: await listColleagues(deps.db, scope, params.missionId, today) }
  })
  routes.add(custody.addCustodian, ({ params, body, scope }) => addCustodian(deps, scope, params.accountId, body))
  routes.add(custody.removeCustodian, ({ params, scope }) => removeCustodian(deps, scope, params.custodianId))
  routes.add(custody.attest, ({ params, body, scope }) => attest(deps, scope, params.accountId, body.kind, body.holds))
  routes.add(custody.setVaultReference, ({ params, body, scope }) =>
    setVaultReference(deps, scope, params.accountId, body.reference),
  )
  routes.add(custody.proposeClosing, ({ params, body, scope }) => proposeClosing(deps, scope, params.accountId, body))
  routes.add(custody.dropClosing, ({ params, scope }) => dropClosing(deps, scope, params.accountId))
}

function confirmationRoutes(routes: Routes<Scope>, deps: AccountRouteDeps): void {
  const { confirm, missionRound, rounds, startRound: start, closeRound: close } = accountCustodyEndpoints
  routes.add(confirm, ({ params, body, scope }) =>
    confirmAccount(deps, scope, params.accountId, body.answer, body.note),
  )
  routes.add(missionRound, ({ params, scope }) => viewMissionRound(deps, scope, params.missionId))
  routes.add(rounds, ({ scope }) => listRounds(deps, scope))
  routes.add(start, ({ body, scope }) => startRound(deps, scope, body))
  routes.add(close, ({ params, scope }) => closeRound(deps, scope, params.roundId))
}

function handoverRoutes(routes: Routes<Scope>, deps: AccountRouteDeps): void {
  const { handovers, getHandover, openHandover: open, ...own } = accountCustodyEndpoints
  routes.add(handovers, async ({ query, scope }) => ({
    handovers: await listHandovers(deps.db, scope, deps.now(), deps.homeZone, query.missionId),
  }))
  routes.add(getHandover, ({ params, scope }) =>
    mustFindHandover(deps.db, scope, params.handoverId, deps.now(), deps.homeZone),
  )
  routes.add(open, ({ params, body, scope }) => openHandover(deps, scope, params.missionId, body))
  routes.add(own.nameSuccessor, ({ params, body, scope }) => nameSuccessor(deps, scope, params.handoverId, body))
  routes.add(own.tickStep, ({ params, body, scope }) => tickStep(deps, scope, params.handoverId, body))
  routes.add(own.signHandover, ({ params, body, scope }) => signHandover(deps, scope, params.handoverId, body))
  routes.add(own.cancelHandover, ({ params, body, scope }) =>
    cancelHandover(deps, scope, params.handoverId, body.reason),
  )
}
