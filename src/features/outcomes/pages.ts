import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isbot } from 'isbot'
import { z } from 'zod'
import { localeOf } from '../../http/problem.ts'
import { sendPage } from '../../pages/page.ts'
import { unknownCodeBody, unknownCodeTexts } from '../../pages/unknown-code/page.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import { countOpening, findTarget } from './code-store.ts'
import { isCode } from './model.ts'

type Deps = { readonly db: Db; readonly now: () => Date; readonly log: Log; isSample(): Promise<boolean> }

const params = z.object({ code: z.string().max(64) })
/** Openings from one address; kept in this process's memory for the minute and nowhere else. */
const perMinute = 300

/**
 * The countable link: one opening more on its day, and on to the stored https address. Sets no cookie, stores no address and
 * no time of day, tells the place it leads to nothing. Bots and looks ahead are not counted.
 */
export function openingPage(app: FastifyInstance, deps: Deps): void {
  app.get(
    '/k/:code',
    { schema: { hide: true }, exposeHeadRoute: true, config: { rateLimit: { max: perMinute, timeWindow: 60_000 } } },
    async (request, reply) => {
      const { code } = params.parse(request.params)
      const found = isCode(code.toLowerCase()) ? await findTarget(deps.db, code.toLowerCase()) : undefined
      reply
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer')
        .header('x-robots-tag', 'noindex')
      if (!found) {
        const locale = localeOf(request)
        const texts = unknownCodeTexts[locale]
        const body = unknownCodeBody(locale)
        return sendPage(
          reply,
          { locale, title: texts.title, place: 'Selaras', isSample: await deps.isSample(), tone: 'public', body },
          404,
        )
      }
      if (isPerson(request))
        // The reader goes on in any case: a number is worth less than the page it leads to.
        await countOpening(deps.db, found, localDayOf(deps.now(), found.timezone)).catch((error: unknown) =>
          deps.log.warn({ err: error }, 'an opening could not be counted'),
        )
      return reply.redirect(found.targetUrl, 302)
    },
  )
}

function isPerson({ method, headers }: FastifyRequest): boolean {
  const ahead = `${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''} ${headers['x-purpose'] ?? ''} ${headers['x-moz'] ?? ''}`
  const agent = headers['user-agent'] ?? ''
  return method === 'GET' && agent !== '' && !isbot(agent) && !/prefetch|preview/i.test(ahead)
}
