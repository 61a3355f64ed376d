import type { MultipartFile } from '@fastify/multipart'
import { z } from 'zod'
import { instant } from '../../contract/common.ts'
import { impersonationEndpoints } from '../../contract/impersonation.ts'
import { takeoverEndpoints } from '../../contract/takeovers.ts'
import type { Routes } from '../../http/routes.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { exportCase, readScreenshot } from './impersonation/evidence.ts'
import { listCases, mustFindCase, viewCase } from './impersonation/store.ts'
import {
  addLink,
  addScreenshot,
  type CaseDeps,
  closeCase,
  openCase,
  reportToPlatform,
  warnPublic,
} from './impersonation/tend-case.ts'
import type { TakeoverDeps } from './takeover/deps.ts'
import { giveAccountUp, recoverAccount, tellElsewhere, tickPlaybook } from './takeover/recover-account.ts'
import { reportTakeover } from './takeover/report-takeover.ts'
import { listTakeovers, viewTakeover } from './takeover/view-takeover.ts'

export type AccountCrisisDeps = TakeoverDeps & CaseDeps & { isSample(): Promise<boolean> }

/** Accounts in foreign hands (ACC-09) and accounts that pretend to be ours (ACC-10). */
export function accountCrisisRoutes(routes: Routes<Scope>, deps: AccountCrisisDeps): void {
  routes.add(takeoverEndpoints.list, async ({ query, scope }) => ({
    takeovers: await listTakeovers(deps, scope, query.missionId),
  }))
  routes.add(takeoverEndpoints.get, ({ params, scope }) => viewTakeover(deps, scope, params.takeoverId))
  routes.add(takeoverEndpoints.report, ({ params, body, scope }) => reportTakeover(deps, scope, params.accountId, body))
  routes.add(takeoverEndpoints.step, ({ params, body, scope }) => tickPlaybook(deps, scope, params.takeoverId, body))
  routes.add(takeoverEndpoints.tell, ({ params, scope }) => tellElsewhere(deps, scope, params.takeoverId))
  routes.add(takeoverEndpoints.recover, ({ params, body, scope }) =>
    recoverAccount(deps, scope, params.takeoverId, body.proof),
  )
  routes.add(takeoverEndpoints.giveUp, ({ params, body, scope }) =>
    giveAccountUp(deps, scope, params.takeoverId, body.reason),
  )
  caseRoutes(routes, deps)
}

function caseRoutes(routes: Routes<Scope>, deps: AccountCrisisDeps): void {
  const cases = impersonationEndpoints
  routes.add(cases.list, async ({ query, scope }) => ({ cases: await listCases(deps.db, scope, query.missionId) }))
  routes.add(cases.open, ({ params, body, scope }) => openCase(deps, scope, params.missionId, body))
  routes.add(cases.get, ({ params, scope }) => viewCase(deps.db, scope, params.caseId))
  routes.add(cases.addLink, ({ params, body, scope }) => addLink(deps, scope, params.caseId, body))
  routes.add(cases.addScreenshot, async ({ params, scope, request }) => {
    await mustFindCase(deps.db, scope, params.caseId)
    const file = request.isMultipart() ? await request.file() : undefined
    if (!file) throw new AppError('unsupported', 'impersonation.not_a_picture')
    const bytes = await file.toBuffer()
    return addScreenshot(deps, scope, params.caseId, bytes, aboutOf(file))
  })
  routes.add(cases.screenshot, async ({ params, scope, reply }) => {
    const { bytes, contentType } = await readScreenshot(deps, scope, params.caseId, params.evidenceId)
    // Bytes from outside: shown as a picture or saved, never read as anything else.
    reply.type(contentType).header('cache-control', 'private, max-age=3600').header('x-content-type-options', 'nosniff')
    return Buffer.from(bytes)
  })
  routes.add(cases.report, ({ params, body, scope }) => reportToPlatform(deps, scope, params.caseId, body))
  routes.add(cases.warn, ({ params, body, scope }) => warnPublic(deps, scope, params.caseId, body.on))
  routes.add(cases.close, ({ params, body, scope }) => closeCase(deps, scope, params.caseId, body))
  routes.add(cases.export, async ({ params, scope, reply }) => {
    reply.header('content-disposition', `attachment; filename="peniruan-${params.caseId}.json"`)
    return exportCase(deps, scope, params.caseId)
  })
}

const fields = z.object({
  url: z.string().max(500).default(''),
  note: z.string().trim().max(500).default(''),
  capturedAt: instant.optional().catch(undefined),
})

function aboutOf(file: MultipartFile): z.output<typeof fields> {
  const values = Object.entries(file.fields).flatMap(([name, field]) =>
    field !== undefined && !Array.isArray(field) && field.type === 'field' ? [[name, field.value] as const] : [],
  )
  const parsed = fields.safeParse(Object.fromEntries(values))
  if (!parsed.success) throw new AppError('invalid', 'impersonation.fields')
  return parsed.data
}
