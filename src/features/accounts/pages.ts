import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { localeOf } from '../../http/problem.ts'
import { accountCheckBody } from '../../pages/account-check/page.ts'
import { accountCheckTexts } from '../../pages/account-check/texts.ts'
import { type Locale, sendPage } from '../../pages/page.ts'
import type { Db } from '../../platform/database/database.ts'
import { checkAccount } from './check-account.ts'
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
