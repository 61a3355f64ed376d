import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { missionId, quarter } from '../../contract/common.ts'
import { localeOf } from '../../http/problem.ts'
import { type Html, html, type Locale, sendPage } from '../../pages/page.ts'
import { planBody } from '../../pages/plan/page.ts'
import { planTexts } from '../../pages/plan/texts.ts'
import { openHolidays } from '../../platform/calendar/holidays.ts'
import { localDayOf, quarterDays, quarterOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { findMission, type PersonScope } from '../missions/index.ts'
import { listObjectives, missionMix } from '../strategy/index.ts'
import { dayNotes } from './days.ts'
import { listKitsAhead, listResponsible } from './plan-page-store.ts'
import { planView } from './plan-view.ts'
import { readPlan } from './save-plan.ts'
import type { CalendarDeps } from './view-calendar.ts'

export type PlanPageDeps = CalendarDeps & {
  readonly homeZone: string
  readonly homeLabel: string
  readonly isSample: () => Promise<boolean>
  /** Who asks. @throws AppError unauthenticated. */
  readonly reader: (request: FastifyRequest) => Promise<{ readonly scope: PersonScope }>
}

const asked = z.object({ missionId })
const search = z.object({ triwulan: quarter.optional(), bahasa: z.enum(['id', 'en']).optional() })

/** `GET /cetak/rencana/:missionId?triwulan=2026-Q4`: the one-page plan (STR-07), for whoever reads the mission's papers. */
export function planPages(app: FastifyInstance, deps: PlanPageDeps): void {
  app.get('/cetak/rencana/:missionId', { schema: { hide: true } }, async (request, reply) => {
    const query = search.safeParse(request.query)
    const locale: Locale = (query.success ? query.data.bahasa : undefined) ?? localeOf(request)
    try {
      const { scope } = await deps.reader(request)
      const params = asked.safeParse(request.params)
      if (!params.success) throw new AppError('not_found', 'mission.not_found')
      return await showPlan(deps, scope, { ...params.data, quarter: query.data?.triwulan, locale }, reply)
    } catch (error) {
      return refuse(deps, error, request, reply, locale)
    }
  })
}

async function showPlan(
  deps: PlanPageDeps,
  scope: PersonScope,
  about: { missionId: string; quarter: string | undefined; locale: Locale },
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { missionId, locale } = about
  const now = deps.now()
  const mission = await findMission(deps.db, scope, missionId)
  const quarter = about.quarter ?? quarterOf(localDayOf(now, mission?.timezone ?? deps.homeZone))
  const plan = await readPlan(deps, scope, { missionId, quarter })
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const { first, last } = quarterDays(quarter)
  const sources = { holidays: await openHolidays(), observances: deps.observances }
  const isSample = await deps.isSample()
  const view = planView(
    planTexts[locale],
    { locale, homeZone: deps.homeZone, homeLabel: deps.homeLabel },
    {
      mission,
      quarter,
      plan,
      mix: await missionMix(deps, scope, missionId, quarter),
      objectives: await listObjectives(deps.db, scope, within(localDayOf(now, deps.homeZone), first, last)),
      kits: await listKitsAhead(deps.db, scope, missionId, first, last),
      days: dayNotes(sources, { host: mission.countryIso2, home: deps.homeCountry }, first, last),
      people: await listResponsible(deps.db, scope, missionId, localDayOf(now, deps.homeZone)),
    },
    { now, isSample },
  )
  return send(deps, reply, locale, view.title, planBody(planTexts[locale], view))
}

/** The day itself, or the nearest of a span. */
const within = (day: string, first: string, last: string): string => (day < first ? first : day > last ? last : day)

async function send(deps: PlanPageDeps, reply: FastifyReply, locale: Locale, title: string, body: Html, status = 200) {
  const place = planTexts[locale].place
  return sendPage(reply, { locale, title, place, isSample: await deps.isSample(), tone: 'staff', body }, status)
}

/** Strangers are sent to sign in and come back; a plan that is not theirs does not exist for them. */
async function refuse(
  deps: PlanPageDeps,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  locale: Locale,
): Promise<FastifyReply> {
  if (!(error instanceof AppError)) throw error
  if (error.code === 'unauthenticated' || error.code === 'second_factor_required')
    return reply.redirect(`/masuk?kembali=${encodeURIComponent(request.url)}`, 303)
  const { missing, place } = planTexts[locale]
  return send(deps, reply, locale, place, html`<h1>${missing}</h1>`, 404)
}
