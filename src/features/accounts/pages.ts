import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { localeOf, problemOf, type Say } from '../../http/problem.ts'
import { accountCheckBody } from '../../pages/account-check/page.ts'
import { accountCheckTexts } from '../../pages/account-check/texts.ts'
import { consentReturnBody, consentReturnTexts } from '../../pages/consent-return/page.ts'
import { type Locale, sendPage } from '../../pages/page.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { checkAccount } from './check-account.ts'
import { finishConsent } from './connections/consent.ts'
import type { ConsentDeps } from './connections/deps.ts'
import { listPlatforms } from './platforms.ts'

const query = z.object({ q: z.string().trim().max(500).default(''), bahasa: z.enum(['id', 'en']).optional() })

/** The plain page of Cek Akun Resmi: no sign-in, no script, no cookie. */
export function accountCheckPage(app: FastifyInstance, deps: { db: Db; isSample: () => Promise<boolean> }): void {
  app.get('/cek-akun', { schema: { hide: true } }, async (request: FastifyRequest, reply) => {
    const asked = query.safeParse(request.query)
    const question = asked.success ? asked.data.q : ''
    const locale: Locale = (asked.success ? asked.data.bahasa : undefined) ?? localeOf(request)
    const answer = question === '' ? undefined : await checkAccount(deps.db, question)
    const names = new Map((await listPlatforms(deps.db)).map((profile) => [profile.code, profile.name]))
    const other: Locale = locale === 'id' ? 'en' : 'id'
    return sendPage(reply, {
      locale,
      title: accountCheckTexts[locale].title,
      place: 'Selaras',
      isSample: await deps.isSample(),
      tone: 'public',
      links: [
        { href: '/cek-akun', word: accountCheckTexts[locale].title, isHere: true },
        {
          href: `/cek-akun?${new URLSearchParams({ q: question, bahasa: other })}`,
          word: other === 'en' ? 'English' : 'Indonesia',
          isHere: false,
        },
      ],
      body: accountCheckBody(locale, question, answer, (code) => names.get(code) ?? code),
    })
  })
}

const consentQuery = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(4000).optional(),
  error: z.string().max(200).optional(),
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
      return reply.redirect(`/perwakilan/${account.missionId}?tersambung=${account.id}`, 303)
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
