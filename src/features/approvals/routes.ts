import { approvalEndpoints } from '../../contract/approvals.ts'
import { localeOf } from '../../http/problem.ts'
import type { Routes } from '../../http/routes.ts'
import { AppError } from '../../platform/errors.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { findItem, presentItem } from '../items/index.ts'
import type { Scope } from '../missions/index.ts'
import { type ApprovalDeps, approveBundle, returnBundle } from './decide.ts'
import { giveMandate, revokeMandate, viewMandates } from './give-mandate.ts'
import { listInformed } from './list-informed.ts'
import { listQueue } from './list-queue.ts'
import { presentCase } from './present-case.ts'
import { readCase } from './read-case.ts'
import { reviewTimes } from './review-wait.ts'
import { submitItem } from './submit-item.ts'

export function approvalRoutes(routes: Routes<Scope>, deps: ApprovalDeps): void {
  routes.add(approvalEndpoints.queue, async ({ scope }) => ({ rows: await listQueue(deps, scope) }))
  routes.add(approvalEndpoints.informed, async ({ scope }) => ({ rows: await listInformed(deps, scope) }))
  routes.add(approvalEndpoints.times, ({ scope }) => reviewTimes(deps, scope))
  routes.add(approvalEndpoints.mandates, ({ params, scope }) => viewMandates(deps, scope, params.missionId))
  routes.add(approvalEndpoints.giveMandate, ({ params, body, scope }) =>
    giveMandate(deps, scope, params.missionId, body),
  )
  routes.add(approvalEndpoints.revokeMandate, ({ params, scope }) => revokeMandate(deps, scope, params.mandateId))
  routes.add(approvalEndpoints.get, async ({ params, scope }) => {
    const item = await findItem(deps.db, scope, params.itemId)
    if (!item) throw new AppError('not_found', 'item.not_found')
    return presentCase(scope, await readCase(deps, deps.db, scope, item))
  })
  routes.add(approvalEndpoints.submit, async ({ params, body, scope, request }) =>
    presentItem(await submitItem(deps, scope, params.itemId, body.revision), (key, gaps) =>
      sayProblem(localeOf(request), key, gaps),
    ),
  )
  routes.add(approvalEndpoints.approve, ({ params, body, scope }) =>
    approveBundle(deps, scope, params.itemId, body.bundleHash),
  )
  routes.add(approvalEndpoints.return, ({ params, body, scope }) =>
    returnBundle(deps, scope, params.itemId, body.bundleHash, body.comment),
  )
}
