import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { localeOf, problemOf, type Say } from '../../http/problem.ts'
import { consentReturnBody, consentReturnTexts } from '../../pages/consent-return/page.ts'
import { handoverMinutesBody } from '../../pages/handover-minutes/page.ts'
import { handoverMinutesTexts } from '../../pages/handover-minutes/texts.ts'
import { sendPage } from '../../pages/page.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { findMission, type Scope } from '../missions/index.ts'
import { findRegistration } from './connections/app-registrations.ts'
import { finishConsent } from './connections/consent.ts'
import { type ConsentDeps, redirectUriOf } from './connections/deps.ts'
import { mustFindHandover } from './custody/handover-store.ts'
import { listPlatforms } from './platforms.ts'

const consentQuery = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(4000).optional(),
  error: z.string().max(200).optional(),
  iss: z.string().max(500).optional(),
})

type ConsentPageDeps = ConsentDeps & {
  readonly say: Say
  sessionOf(request: FastifyRequest): Promise<{ readonly sessionId: string; readonly scope: Scope }>
}

/** Where a network sends a person back to. What went wrong is said in words, and where to begin again. */
export function consentReturnPage(app: FastifyInstance, deps: ConsentPageDeps): void {
  app.get('/sambungan/kembali', { schema: { hide: true } }, async (request, reply) => {
    const locale = localeOf(request)
    try {
      const { sessionId, scope } = await deps.sessionOf(request)
      const answer = consentQuery.parse(request.query)
      const account = await finishConsent(deps, scope, answer, sessionId)
      return reply.redirect(`/perwakilan/${account.missionId}/akun/${account.id}`, 303)
    } catch (error) {
      const problem = problemOf(
        error instanceof z.ZodError ? new AppError('conflict', 'account.consent_over') : error,
        locale,
        deps.say,
      )
      if (problem.status >= 500) throw error
      const texts = consentReturnTexts[locale]
      const page = {
        locale,
        title: texts.title,
        place: 'Selaras',
        isSample: await deps.isSample(),
        tone: 'staff' as const,
        body: consentReturnBody(locale, problem.title),
      }
      return sendPage(reply, page, problem.status)
    }
  })
}

/** What names our client to networks that read it there (OAuth client id metadata): public by its nature, without a secret. */
export function clientMetadataPage(app: FastifyInstance, deps: ConsentDeps): void {
  app.get('/sambungan/klien/:network', { schema: { hide: true } }, async (request, reply) => {
    const { network } = request.params as { network: string }
    const describe = deps.networks.get(network)?.auth?.oauth?.clientMetadata
    const known = describe && (await findRegistration(deps, network, ''))
    if (!describe || !known) throw new AppError('not_found', 'account.needs_no_registration', { network })
    reply.header('cache-control', 'public, max-age=300')
    return describe(known, known.redirectUri ?? redirectUriOf(deps))
  })
}

/** Minutes of a handover as a plain page that prints; for those who may read the mission's papers. */
export function handoverMinutesPage(app: FastifyInstance, deps: ConsentPageDeps & { readonly homeZone: string }): void {
  app.get('/serah-terima/:handoverId', { schema: { hide: true } }, async (request, reply) => {
    const locale = localeOf(request)
    const { handoverId } = request.params as { handoverId: string }
    try {
      const { scope } = await deps.sessionOf(request)
      if (!isId(handoverId)) throw new AppError('not_found', 'handover.not_found')
      const handover = await mustFindHandover(deps.db, scope, handoverId, deps.now(), deps.homeZone)
      const mission = await findMission(deps.db, scope, handover.missionId)
      const names = new Map((await listPlatforms(deps.db)).map((profile) => [profile.code, profile.name]))
      const inWords = new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
        dateStyle: 'long',
        timeZone: deps.homeZone,
      })
      return await sendPage(reply, {
        locale,
        title: handoverMinutesTexts[locale].title,
        place: mission?.shortName ?? 'Selaras',
        isSample: await deps.isSample(),
        tone: 'public',
        body: handoverMinutesBody(locale, {
          handover,
          missionName: mission?.shortName ?? handover.missionId,
          networkName: (code) => names.get(code) ?? code,
          // A day alone is read at noon, so that no zone moves it.
          dayOf: (at) => inWords.format(new Date(at.length === 10 ? `${at}T12:00:00Z` : at)),
        }),
      })
    } catch (error) {
      if (error instanceof AppError && error.code === 'unauthenticated')
        return reply.redirect(`/masuk?${new URLSearchParams({ kembali: request.url })}`, 303)
      if (!(error instanceof AppError)) throw error
      const problem = problemOf(error, locale, deps.say)
      const body = consentReturnBody(locale, problem.title, handoverMinutesTexts[locale].title)
      const page = {
        locale,
        title: handoverMinutesTexts[locale].title,
        place: 'Selaras',
        isSample: await deps.isSample(),
      }
      return sendPage(reply, { ...page, tone: 'staff', body }, problem.status)
    }
  })
}
