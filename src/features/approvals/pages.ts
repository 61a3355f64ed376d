import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { bundleHash } from '../../contract/approvals.ts'
import { takeForms } from '../../http/forms.ts'
import { localeOf, problemOf } from '../../http/problem.ts'
import { itemBody, noticeBody } from '../../pages/approval/item-page.ts'
import { queueBody } from '../../pages/approval/queue-page.ts'
import { approvalTexts } from '../../pages/approval/texts.ts'
import { type Html, sendPage } from '../../pages/page.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { findItem } from '../items/index.ts'
import { findMission, type Mission, type PersonScope, type Scope } from '../missions/index.ts'
import { listObjectives } from '../strategy/index.ts'
import { approvalView, homeMoment, momentsOf, type Words } from './approval-view.ts'
import { type ApprovalDeps, approveBundle, returnBundle } from './decide.ts'
import { listQueue } from './list-queue.ts'
import { mayDecide } from './policy.ts'
import { readCase } from './read-case.ts'

export type ApprovalPageDeps = ApprovalDeps & {
  readonly homeLabel: string
  readonly isSample: () => Promise<boolean>
  /** Who asks. @throws AppError unauthenticated. */
  readonly reader: (request: FastifyRequest) => Promise<{ scope: PersonScope; name: string }>
}

const maxFormBytes = 16_384
const approveForm = z.object({ bundleHash })
const returnForm = z.object({ bundleHash, comment: z.string().trim().min(5).max(2000) })
type ItemRequest = FastifyRequest<{ Params: { itemId: string } }>

/** Approval on a telephone: plain pages that need no script. `GET /setujui`, `GET /setujui/:itemId`, and two forms. */
export async function approvalPages(app: FastifyInstance, deps: ApprovalPageDeps): Promise<void> {
  await app.register(async (pages) => {
    takeForms(pages, maxFormBytes)
    pages.setErrorHandler((error, request, reply) => answerRefusal(deps, error, request, reply))
    const quiet = { schema: { hide: true } }
    pages.get('/setujui', quiet, (request, reply) => showQueue(deps, request, reply))
    pages.get('/setujui/:itemId', quiet, (request: ItemRequest, reply) => showItem(deps, request, reply))
    pages.post('/setujui/:itemId/setujui', quiet, async (request: ItemRequest, reply) => {
      const { scope } = await deps.reader(request)
      const form = approveForm.safeParse(request.body)
      if (!form.success) throw new AppError('invalid', 'input')
      await approveBundle(deps, scope, itemIdOf(request), form.data.bundleHash)
      return reply.redirect(`/setujui/${itemIdOf(request)}`, 303)
    })
    pages.post('/setujui/:itemId/kembalikan', quiet, async (request: ItemRequest, reply) => {
      const { scope } = await deps.reader(request)
      const form = returnForm.safeParse(request.body)
      if (!form.success) throw new AppError('invalid', 'approval.comment_needed')
      await returnBundle(deps, scope, itemIdOf(request), form.data.bundleHash, form.data.comment)
      return reply.redirect(`/setujui/${itemIdOf(request)}`, 303)
    })
  })
}

function itemIdOf(request: ItemRequest): string {
  if (!isId(request.params.itemId)) throw new AppError('not_found', 'item.not_found')
  return request.params.itemId
}

const wordsOf = (deps: ApprovalPageDeps, request: FastifyRequest): Words => ({
  locale: localeOf(request),
  homeZone: deps.homeZone,
  homeLabel: deps.homeLabel,
  homeLanguage: deps.homeLanguage,
})

async function send(
  deps: ApprovalPageDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  title: string,
  body: Html,
  status = 200,
) {
  const locale = localeOf(request)
  const place = approvalTexts[locale].place
  return sendPage(reply, { locale, title, place, isSample: await deps.isSample(), tone: 'staff', body }, status)
}

async function missionsOf(deps: ApprovalPageDeps, scope: Scope, ids: readonly string[]): Promise<Map<string, Mission>> {
  const missions = new Map<string, Mission>()
  for (const id of new Set(ids)) {
    const mission = await findMission(deps.db, scope, id)
    if (mission) missions.set(id, mission)
  }
  return missions
}

async function showQueue(deps: ApprovalPageDeps, request: FastifyRequest, reply: FastifyReply) {
  const { scope } = await deps.reader(request)
  const words = wordsOf(deps, request)
  const say = approvalTexts[words.locale]
  const queue = await listQueue(deps, scope)
  const missions = await missionsOf(
    deps,
    scope,
    queue.map((row) => row.missionId),
  )
  const rows = queue.flatMap((row) => {
    const mission = missions.get(row.missionId)
    if (!mission) return []
    const when = momentsOf(words, mission, row, deps.now())
    return [
      {
        href: `/setujui/${row.id}`,
        title: row.title || '–',
        missionName: mission.shortName,
        author: row.author.name,
        local: when?.local ?? say.noTime,
        home: when?.home ?? '–',
        tier: row.riskTier,
        due: row.dueAt === null ? null : homeMoment(words, new Date(row.dueAt)),
        isOverdue: row.dueAt !== null && new Date(row.dueAt) < deps.now(),
      },
    ]
  })
  return send(deps, request, reply, say.place, queueBody(say, { rows }))
}

async function showItem(deps: ApprovalPageDeps, request: ItemRequest, reply: FastifyReply) {
  const { scope, name } = await deps.reader(request)
  const words = wordsOf(deps, request)
  const say = approvalTexts[words.locale]
  const item = await findItem(deps.db, scope, itemIdOf(request))
  if (!item) throw new AppError('not_found', 'item.not_found')
  const found = await readCase(deps, deps.db, scope, item)
  const now = deps.now()
  const others = (await listQueue(deps, scope)).filter((row) => row.id !== item.id)
  const [after] = others
  const missions = await missionsOf(deps, scope, after ? [after.missionId] : [])
  const view = approvalView(words, found, {
    objectives: await listObjectives(deps.db, scope, localDayOf(now, deps.homeZone)),
    verdict: found.open && mayDecide(scope, found.open, found.about),
    reader: name,
    now,
    next: after
      ? {
          href: `/setujui/${after.id}`,
          title: after.title || '–',
          missionName: missions.get(after.missionId)?.shortName ?? '',
          count: others.length,
        }
      : null,
  })
  return send(deps, request, reply, view.title, itemBody(say, view))
}

/** Refusals as pages: what happened, what is safe, where to go. Strangers are sent to sign in and come back. */
async function answerRefusal(deps: ApprovalPageDeps, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const locale = localeOf(request)
  const say = approvalTexts[locale]
  const { itemId } = request.params as { itemId?: string }
  const here = itemId && isId(itemId) ? `/setujui/${itemId}` : '/setujui'
  if (error instanceof AppError && (error.code === 'unauthenticated' || error.code === 'second_factor_required'))
    return reply.redirect(`/masuk?kembali=${encodeURIComponent(here)}`, 303)
  const problem = problemOf(error, locale, sayProblem)
  // A fault of ours is logged by the handler outside, which also gives it its number.
  if (problem.status >= 500) throw error
  const all = { href: '/setujui', word: say.back }
  const [title, links] =
    problem.key === 'approval.text_changed'
      ? [say.changedTitle, [{ href: here, word: say.changedRead }]]
      : problem.status === 404
        ? [say.notFoundTitle, [all]]
        : [say.refusedTitle, [{ href: here, word: say.text }, all]]
  return send(deps, request, reply, title, noticeBody(title, problem.title, links), problem.status)
}
