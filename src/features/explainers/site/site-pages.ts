import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { takeForms } from '../../../http/forms.ts'
import { localeOf } from '../../../http/problem.ts'
import { countTry } from '../../../http/rate.ts'
import { accountPage } from '../../../pages/public/account-page.ts'
import { explainerPath } from '../../../pages/public/explainer-page.ts'
import { checkResultPage, missingPage, searchPage } from '../../../pages/public/front-pages.ts'
import { type SiteLocale, siteLocales } from '../../../pages/public/locale.ts'
import { missionListPage } from '../../../pages/public/mission-pages.ts'
import { type SiteData, textIn } from '../../../pages/public/site-data.ts'
import { localDayOf } from '../../../platform/calendar/zones.ts'
import { checkAccount } from '../../accounts/index.ts'
import { publicScope } from '../../missions/index.ts'
import { addCounts, type CountKind, feelings } from '../counts.ts'
import { findExplainerId, searchPublic } from '../version-store.ts'
import type { SiteDeps } from './load-site.ts'
import { openSite, packed, type Rendered } from './open-site.ts'

const root = '/publik/'
const maxFormBytes = 4_096
/** From one address in ten minutes; a school behind one address may answer too. */
const answersLimit = { most: 120, windowMs: 600_000 }

const query = z.object({ q: z.string().trim().max(500).default(''), bahasa: z.enum(siteLocales).optional() })
const feelingForm = z.object({ versi: z.coerce.number().int().min(1), pilihan: z.enum(feelings) })
const option = z.coerce.number().int().min(0).max(3).optional()
const answersForm = z.object({ versi: z.coerce.number().int().min(1), j0: option, j1: option, j2: option })

/**
 * The public site under `/publik/`: files as they are exported, and beside them what only the application can answer:
 * search, one account, one country, and counts of "Apakah ini jelas?". No sign-in, no cookie, nothing kept of who asks.
 */
export async function publicPages(app: FastifyInstance, deps: SiteDeps): Promise<void> {
  const site = openSite(deps)
  const quiet = { schema: { hide: true } }
  app.get('/publik', quiet, (_request, reply) => reply.redirect(root, 308))
  // The address people know; it leads into the site in their language.
  app.get('/cek-akun', quiet, (request, reply) => {
    const asked = query.safeParse(request.query)
    const { q, bahasa } = asked.success ? asked.data : { q: '', bahasa: undefined }
    const locale = bahasa ?? localeOf(request)
    const search = q === '' ? '' : `?${new URLSearchParams({ q })}`
    return reply.redirect(`${root}${locale === 'id' ? '' : `${locale}/`}cek-akun/${search}`, 302)
  })
  await app.register(async (pages) => {
    takeForms(pages, maxFormBytes)
    pages.get('/publik/*', quiet, async (request, reply) => {
      const built = await site.current()
      const path = pathOf(request)
      const asked = request.url.includes('?') ? await answer(deps, built.data, path, request) : undefined
      if (asked) return send(request, reply, packed(html, Buffer.from(asked), false), 200)
      const file = await built.render(path)
      if (file) return send(request, reply, file, 200)
      if (path === 'siaga' || path.startsWith('siaga/')) return reply.redirect(`/${path}`, 308)
      if (built.paths.includes(`${path}/`)) return reply.redirect(`${root}${path}/`, 308)
      return send(request, reply, packed(html, Buffer.from(missingPage(built.data, path, localeIn(path))), false), 404)
    })
    pages.post('/publik/*', quiet, async (request, reply) =>
      takeAnswer(deps, (await site.current()).data, request, reply),
    )
  })
}

const html = 'text/html; charset=utf-8'
const pathOf = (request: FastifyRequest): string => {
  const path = (request.params as { '*': string })['*']
  return path.endsWith('index.html') ? path.slice(0, -'index.html'.length) : path
}
const localeIn = (path: string): SiteLocale => siteLocales.find((locale) => path.startsWith(`${locale}/`)) ?? 'id'

/** Pages that depend on a question. undefined where the path asks none. */
async function answer(
  deps: SiteDeps,
  data: SiteData,
  path: string,
  request: FastifyRequest,
): Promise<string | undefined> {
  const asked = query.safeParse(request.query)
  const question = asked.success ? asked.data.q : ''
  if (question === '') return undefined
  const locale = localeIn(path)
  const page = locale === 'id' ? path : path.slice(locale.length + 1)
  if (page === 'cari/')
    return searchPage(data, locale, {
      question,
      slugs: await searchPublic(deps.db, publicScope, question, locale, deps.now()),
    })
  if (page === 'cek-akun/')
    return accountPage(data, locale, { question, answer: await checkAccount(deps.db, question) })
  if (page === 'perwakilan/') return missionListPage(data, locale, question)
  return undefined
}

/** Counts a choice or three answers; what a form says beyond that is not looked at. */
async function takeAnswer(deps: SiteDeps, data: SiteData, request: FastifyRequest, reply: FastifyReply) {
  const path = pathOf(request)
  const match =
    /^(?:(?<language>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)\/)?penjelas\/(?<slug>[a-z0-9-]+)\/(?<act>jelas|paham)$/.exec(path)
  const language = match?.groups?.language ?? 'id'
  const explainer = data.explainers.find((one) => one.slug === match?.groups?.slug)
  const text = explainer && textIn(explainer, language)
  const explainerId = explainer && (await findExplainerId(deps.db, publicScope, explainer.slug))
  if (!explainer || !text || !explainerId)
    return send(request, reply, packed(html, Buffer.from(missingPage(data, path, localeIn(path))), false), 404)
  await countTry({ db: deps.db, now: deps.now }, `explainer-answer ${request.ip}`, answersLimit)
  // A reader may have the page of an older version open; any other number is somebody's own invention.
  const known = new Set(explainer.versions.map((one) => one.version))
  const add = (version: number, kinds: readonly CountKind[]) =>
    known.has(version)
      ? addCounts(
          deps.db,
          publicScope,
          { explainerId, version, language, day: localDayOf(deps.now(), deps.ministry.homeZone) },
          kinds,
        )
      : undefined
  if (match?.groups?.act === 'jelas') {
    const form = feelingForm.safeParse(request.body)
    if (form.success) await add(form.data.versi, [form.data.pilihan])
    return reply.redirect(`${root}${explainerPath(explainer.slug, language)}terima-kasih/`, 303)
  }
  const form = answersForm.safeParse(request.body)
  const chosen = form.success ? [form.data.j0, form.data.j1, form.data.j2] : []
  const kinds = text.content.check.flatMap((one, at): CountKind[] =>
    chosen[at] === undefined ? [] : [`answer_${at}_${chosen[at] === one.answer ? 'right' : 'wrong'}`],
  )
  if (form.success) await add(form.data.versi, kinds)
  return send(request, reply, packed(html, Buffer.from(checkResultPage(data, explainer, text, chosen)), false), 200)
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  file: Rendered,
  status: number,
): Promise<FastifyReply> {
  // A warning must be seen within a minute, whoever keeps a copy; an answer to one reader is kept by nobody.
  reply.header(
    'cache-control',
    request.url.includes('?') || request.method === 'POST' ? 'no-store' : 'public, max-age=30',
  )
  reply.header('vary', 'accept-encoding').header('etag', file.etag)
  if (status === 200 && request.headers['if-none-match']?.includes(file.etag)) return reply.code(304).send()
  const accepts = request.headers['accept-encoding'] ?? ''
  const encoding = accepts.includes('br') ? 'br' : accepts.includes('gzip') ? 'gzip' : undefined
  const small = encoding && (file.ready[encoding] ?? (await file.pack(encoding)))
  if (encoding && small) reply.header('content-encoding', encoding)
  return reply
    .code(status)
    .type(file.type)
    .send(small ?? file.body)
}
