import { readFileSync } from 'node:fs'
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { questionTopic } from '../../contract/questions.ts'
import { takeForms } from '../../http/forms.ts'
import { localeOf, problemOf, type Say } from '../../http/problem.ts'
import { countTry } from '../../http/rate.ts'
import { type Html, type Locale, sendPage } from '../../pages/page.ts'
import {
  type AskForm,
  askBody,
  type Looked,
  lookBody,
  publicAnswersBody,
  sentBody,
} from '../../pages/questions/page.ts'
import { questionPageTexts } from '../../pages/questions/texts.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { SecretBox } from '../../platform/secrets.ts'
import { publicScope } from '../missions/index.ts'
import { codeOf, hashOfCode, sayWhetherHelped, viewByCode } from './asker.ts'
import { readRegister } from './deadline.ts'
import type { QuestionDeps } from './deps.ts'
import { listPublicAnswers } from './public-answers.ts'
import { takeBoxQuestion } from './take-question.ts'

export type QuestionPageDeps = QuestionDeps & {
  readonly secrets: SecretBox
  readonly isSample: () => Promise<boolean>
  readonly say: Say
}

const maxFormBytes = 32_768
const context = 'question.form'
const formLastsMs = 12 * 3_600_000
const minute = 60_000
/** From one address; a household or an office behind one address may ask too, so it is no lower. */
const perAddress = { most: 20, windowMs: 10 * minute }
/** Above this many unsolved questions a minute from everybody together, further ones wait to be looked at. */
const calmUnsolved = { most: 60, windowMs: minute }

const said = z.object({
  tiket: z.string().max(1000),
  'jawaban-teka': z.string().max(2000).default(''),
  situs: z.string().max(1000).default(''),
  topik: questionTopic,
  perwakilan: z.string().max(64).default(''),
  teks: z.string().trim().min(5).max(4000),
  mendesak: z.literal('ya').optional(),
})
const words = z.object({
  q: z.string().trim().max(200).default(''),
  kode: z.string().trim().max(40).default(''),
  topik: z.string().max(20).optional(),
  perwakilan: z.string().max(64).optional(),
  bahasa: z.enum(['id', 'en']).optional(),
})

/** `GET|POST /tanya`, `GET /tanya/lihat`, `POST /tanya/kabar`, `GET /tanya-jawab`: no sign-in, no cookie, no script needed. */
export async function questionPages(app: FastifyInstance, deps: QuestionPageDeps): Promise<void> {
  const script = readFileSync(new URL('../../pages/questions/solve-puzzle.js', import.meta.url), 'utf8')
  await app.register(async (pages) => {
    takeForms(pages, maxFormBytes)
    const quiet = { schema: { hide: true } }
    pages.get('/tanya', quiet, (request, reply) => showForm(deps, request, reply, {}))
    pages.post('/tanya', quiet, (request, reply) => take(deps, request, reply))
    pages.get('/tanya/lihat', quiet, (request, reply) => look(deps, request, reply))
    pages.post('/tanya/kabar', quiet, (request, reply) => hear(deps, request, reply))
    pages.get('/tanya-jawab', quiet, (request, reply) => showPublished(deps, request, reply))
    pages.get('/p/tanya.js', quiet, (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=3600').send(script),
    )
  })
}

const askedWith = (request: FastifyRequest) => {
  const query = words.safeParse(request.query)
  const asked = query.success ? query.data : words.parse({})
  const body = request.body as { bahasa?: string } | undefined
  const locale: Locale = asked.bahasa ?? (body?.bahasa === 'en' ? 'en' : localeOf(request))
  return { ...asked, locale }
}

async function send(
  deps: QuestionPageDeps,
  reply: FastifyReply,
  locale: Locale,
  page: { readonly title: string; readonly body: Html; readonly here: string },
  status = 200,
) {
  const say = questionPageTexts[locale]
  const suffix = locale === 'en' ? '?bahasa=en' : ''
  const links = [
    { href: `/tanya${suffix}`, word: say.ask, isHere: page.here === '/tanya' },
    { href: `/tanya-jawab${suffix}`, word: say.answersTitle, isHere: page.here === '/tanya-jawab' },
    {
      href: `${page.here}?bahasa=${locale === 'en' ? 'id' : 'en'}`,
      word: locale === 'en' ? 'Indonesia' : 'English',
      isHere: false,
    },
  ]
  const { title, body } = page
  const isSample = await deps.isSample()
  return sendPage(reply, { locale, title, place: 'Selaras', isSample, tone: 'public', links, body }, status)
}

const keyOf = (secrets: SecretBox): string => `puzzle ${secrets.keyId}`

async function showForm(
  deps: QuestionPageDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  again: Pick<AskForm, 'refusal'> & { readonly chosen?: AskForm['chosen']; readonly status?: number },
) {
  const { locale, topik, perwakilan } = askedWith(request)
  const now = deps.now()
  const { byId } = await readRegister(deps.db, publicScope, localDayOf(now, deps.homeZone))
  const missions = [...byId.values()].filter((mission) => !mission.isHeadquarters)
  const ticket = deps.secrets.seal({ nonce: newId(), at: String(now.getTime()) }, context).toString('base64url')
  const puzzle = await createChallenge({
    hmacKey: keyOf(deps.secrets),
    maxnumber: 50_000,
    expires: new Date(now.getTime() + formLastsMs),
  })
  const body = askBody(locale, {
    ticket,
    puzzle: JSON.stringify(puzzle),
    missions: missions
      .map(({ id, shortName }) => ({ id, name: shortName }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'id')),
    chosen: again.chosen ?? { ...(topik ? { topic: topik } : {}), ...(perwakilan ? { mission: perwakilan } : {}) },
    ...(again.refusal === undefined ? {} : { refusal: again.refusal }),
  })
  const title = questionPageTexts[locale].ask
  return send(deps, reply, locale, { title, body, here: '/tanya' }, again.status)
}

/** Keeps the question, or shows the form again with every word still in it. */
async function take(deps: QuestionPageDeps, request: FastifyRequest, reply: FastifyReply) {
  const { locale } = askedWith(request)
  try {
    await countTry(deps, `question from ${request.ip}`, perAddress)
    const form = said.safeParse(request.body)
    if (!form.success) throw new AppError('invalid', 'question.too_short')
    const nonce = openTicket(deps, form.data.tiket)
    const code = codeOf(nonce)
    await takeBoxQuestion(deps, {
      codeHash: hashOfCode(code),
      text: form.data.teks,
      topic: form.data.topik,
      missionId: form.data.perwakilan === '' ? undefined : form.data.perwakilan,
      language: locale,
      isEmergency: form.data.mendesak === 'ya',
      isScreened: form.data.situs !== '' || !(await isCalm(deps, form.data['jawaban-teka'])),
    })
    const kept = await viewByCode(deps, code)
    if (!kept) throw new AppError('conflict', 'question.form_over')
    const { missionName } = kept
    const due = momentOf(locale, deps.homeZone, kept.dueAt)
    const title = questionPageTexts[locale].sent
    return await send(deps, reply, locale, {
      title,
      body: sentBody(locale, { code, missionName, due }),
      here: '/tanya',
    })
  } catch (error) {
    const problem = problemOf(error, locale, deps.say)
    if (problem.status >= 500) throw error
    const body = (request.body ?? {}) as Record<string, string | undefined>
    const chosen = {
      ...(body.topik ? { topic: body.topik } : {}),
      ...(body.perwakilan ? { mission: body.perwakilan } : {}),
      ...(body.teks ? { text: body.teks } : {}),
      urgent: body.mendesak === 'ya',
    }
    return showForm(deps, request, reply, { refusal: problem.detail ?? problem.title, chosen, status: problem.status })
  }
}

function openTicket(deps: QuestionPageDeps, ticket: string): string {
  try {
    const { nonce, at } = deps.secrets.open(Buffer.from(ticket, 'base64url'), context)
    if (nonce !== undefined && Number(at) > deps.now().getTime() - formLastsMs) return nonce
  } catch {
    // Not sealed by us, or by a key long gone: said in the same words.
  }
  throw new AppError('conflict', 'question.form_over')
}

/** A solved puzzle is let in; without one, as long as there are few. Nobody is turned away. */
async function isCalm(deps: QuestionPageDeps, solution: string): Promise<boolean> {
  if (solution !== '' && (await isSolved(deps, solution))) return true
  try {
    await countTry(deps, 'questions without a puzzle', calmUnsolved)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_many') return false
    throw error
  }
}

async function isSolved(deps: QuestionPageDeps, solution: string): Promise<boolean> {
  try {
    return await verifySolution(JSON.parse(solution), keyOf(deps.secrets))
  } catch {
    return false
  }
}

async function look(deps: QuestionPageDeps, request: FastifyRequest, reply: FastifyReply) {
  const { locale, kode } = askedWith(request)
  let looked: Looked = { kind: 'nothing' }
  if (kode !== '') {
    await countTry(deps, `code from ${request.ip}`, { most: 60, windowMs: 10 * minute })
    const found = await viewByCode(deps, kode)
    looked = found
      ? {
          kind: 'found',
          state: found.state,
          missionName: found.missionName,
          due: momentOf(locale, deps.homeZone, found.dueAt),
          answer: found.answer && { text: found.answer.text, day: dayOf(locale, deps.homeZone, found.answer.at) },
          helped: found.helped,
        }
      : { kind: 'nothing', refusal: deps.say(locale, 'question.no_such_code', {}) }
  }
  const body = lookBody(locale, kode, looked)
  return send(deps, reply, locale, { title: questionPageTexts[locale].lookTitle, body, here: '/tanya/lihat' })
}

async function hear(deps: QuestionPageDeps, request: FastifyRequest, reply: FastifyReply) {
  const { locale } = askedWith(request)
  const heard = z.object({ kode: z.string().max(40), terjawab: z.enum(['ya', 'belum']) }).safeParse(request.body)
  if (!heard.success) throw new AppError('invalid', 'input')
  await countTry(deps, `code from ${request.ip}`, { most: 60, windowMs: 10 * minute })
  const { kode, terjawab } = heard.data
  try {
    await sayWhetherHelped(deps, kode, terjawab === 'ya')
  } catch (error) {
    // Said twice, or by a code that is gone: the page shows how it stands.
    if (!(error instanceof AppError)) throw error
  }
  const query = new URLSearchParams({ kode, ...(locale === 'en' ? { bahasa: 'en' } : {}) })
  return reply.redirect(`/tanya/lihat?${query}`, 303)
}

async function showPublished(deps: QuestionPageDeps, request: FastifyRequest, reply: FastifyReply) {
  const { locale, q } = askedWith(request)
  const answers = await listPublicAnswers(deps, publicScope, { q })
  const body = publicAnswersBody(locale, { q, answers }, (at) => dayOf(locale, deps.homeZone, new Date(at)))
  return send(deps, reply, locale, { title: questionPageTexts[locale].answersTitle, body, here: '/tanya-jawab' })
}

const tagOf = (locale: Locale): string => (locale === 'id' ? 'id-ID' : 'en-GB')
const dayOf = (locale: Locale, timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'long', timeZone }).format(at)
const momentOf = (locale: Locale, timeZone: string, at: Date): string =>
  `${new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at)} WIB`
