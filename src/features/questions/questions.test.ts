import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { publicScope } from '../missions/index.ts'
import { answerQuestion, changeTopic, closeQuestion, handOn, letIn, reopenQuestion } from './act-on-question.ts'
import { codeOf, hashOfCode, sayWhetherHelped, viewByCode } from './asker.ts'
import { forgetQuestions } from './forget-questions.ts'
import {
  dismissMisunderstanding,
  findMisunderstandings,
  listMisunderstandings,
  requestExplainer,
} from './misunderstandings.ts'
import { listPublicAnswers, publishAnswer, withdrawAnswer } from './public-answers.ts'
import { countAnswering, countHeadquartersAnswering } from './responsiveness.ts'
import { listReadyAnswers, saveReadyAnswer, withdrawReadyAnswer } from './standard-answers.ts'
import { findQuestion, listEvents, listQuestions } from './store.ts'
import { askHeadquarters, pasteQuestion, takeBoxQuestion, takeInboxEntries } from './take-question.ts'
import { tellOfQuestions } from './tell-people.ts'

type Someone = Awaited<ReturnType<World['person']>>
const cairo = 'kbri-cairo'
const seoul = 'kbri-seoul'
let world: World
let editor: Someone
let desk: Someone
let inCairo: Someone
let inSeoul: Someone

const ask = async (nonce: string, part: Partial<Parameters<typeof takeBoxQuestion>[1]> = {}) => {
  const code = codeOf(nonce)
  const question = {
    codeHash: hashOfCode(code),
    text: 'Bagaimana cara memperpanjang paspor di Seoul?',
    topic: 'consular' as const,
    missionId: seoul,
    language: 'id',
    isEmergency: false,
    isScreened: false,
    ...part,
  }
  await takeBoxQuestion(world.deps, question)
  const row = await world.db
    .selectFrom('question')
    .selectAll()
    .where('codeHash', '=', question.codeHash)
    .executeTakeFirstOrThrow()
  return { code, row }
}

beforeAll(async () => {
  world = await createWorld()
  editor = await world.person('Eko', 'editor', 'all')
  desk = await world.person('Dewi', 'regional_desk', [cairo])
  inCairo = await world.person('Nadia', 'mission_officer', [cairo])
  inSeoul = await world.person('Joko', 'mission_officer', [seoul])
})
afterAll(() => world.database.drop())

test('a question about Seoul lands in Seoul, masked, once however often its form is sent', async () => {
  const { code, row } = await ask('n1', {
    text: 'Paspor saya C1234567 hilang di Seoul, hubungi 0812-3456-7890. Bagaimana?',
  })
  await ask('n1', { text: 'Paspor saya C1234567 hilang di Seoul, hubungi 0812-3456-7890. Bagaimana?' })
  expect(row.text).toBe('Paspor saya [passport] hilang di Seoul, hubungi [phone]. Bagaimana?')
  expect(row.maskedKinds).toEqual(['passport', 'phone'])
  expect((await listQuestions(world.db, inSeoul, { limit: 10 })).map(({ id }) => id)).toEqual([row.id])
  expect(await listQuestions(world.db, inCairo, { limit: 10 })).toEqual([])
  expect(await listQuestions(world.db, publicScope, { limit: 10 })).toEqual([])
  // Wednesday 12.00 in Seoul: eight working hours end on Thursday at noon.
  expect(row.dueAt.toISOString()).toBe('2026-11-26T03:00:00.000Z')
  expect(await viewByCode(world.deps, code.toLowerCase().replaceAll('-', ' '))).toMatchObject({ state: 'waiting' })
  expect(await viewByCode(world.deps, 'AAAA-BBBB-CC')).toBeUndefined()
})

test.each([
  ['emergency', { isEmergency: true }, '2026-11-25T04:00:00.000Z'],
  // Asked at five in the morning of Cairo: its office opens at eight.
  ['consular', { topic: 'consular' as const }, '2026-11-25T14:00:00.000Z'],
  ['general', { topic: 'trade' as const }, '2026-11-26T14:00:00.000Z'],
])('%s runs in its own hours', async (sla, part, expected) => {
  const { row } = await ask(`sla-${sla}`, { missionId: sla === 'emergency' ? seoul : cairo, ...part })
  expect(row.sla).toBe(sla)
  expect(row.dueAt.toISOString()).toBe(expected)
  await closeQuestion(world.deps, sla === 'emergency' ? inSeoul : inCairo, row.id, {
    as: 'duplicate',
    note: '',
    revision: 1,
  })
})

test('headquarters takes what names no mission, hands it on, and its time begins anew there', async () => {
  const { row } = await ask('n2', { missionId: undefined, topic: 'trade', text: 'Siapa pembeli kopi di Mesir?' })
  expect((await findQuestion(world.db, editor, row.id))?.isHeadquarters).toBe(true)
  expect(
    (await refusalOf(handOn(world.deps, inCairo, row.id, { missionId: cairo, reason: 'Mesir', revision: 1 }))).code,
  ).toBe('not_found')
  const handed = await handOn(world.deps, editor, row.id, { missionId: cairo, reason: 'Pasar Mesir', revision: 1 })
  expect(handed.missionId).toBe(cairo)
  const again = handOn(world.deps, editor, row.id, { missionId: seoul, reason: 'Salah', revision: 1 })
  expect((await refusalOf(again)).key).toBe('question.changed_meanwhile')
  expect((await listEvents(world.db, inCairo, row.id)).map(({ kind, text, by }) => [kind, text, by])).toEqual([
    ['handed_on', 'Pasar Mesir', 'Eko'],
  ])
  await closeQuestion(world.deps, inCairo, row.id, { as: 'elsewhere', note: 'ITPC', revision: 2 })
})

test('an answer with a passport number is refused; answered, helped or not, the asker sees and says', async () => {
  const { code, row } = await ask('n3')
  const answer = (text: string, revision: number) => answerQuestion(world.deps, inSeoul, row.id, { text, revision })
  expect((await refusalOf(answer('Bawa paspor C7654321 Anda.', 1))).key).toBe('question.personal_data')
  expect((await refusalOf(sayWhetherHelped(world.deps, code, true))).key).toBe('question.not_answered_yet')
  expect((await refusalOf(answerQuestion(world.deps, inCairo, row.id, { text: 'Halo semua', revision: 1 }))).code).toBe(
    'not_found',
  )
  await answer('Daftar di loket, hubungi (02) 783-5675.', 1)
  expect(await viewByCode(world.deps, code)).toMatchObject({
    state: 'answered',
    answer: { text: 'Daftar di loket, hubungi (02) 783-5675.' },
    helped: null,
  })
  await sayWhetherHelped(world.deps, code, false)
  expect((await findQuestion(world.db, inSeoul, row.id))?.state).toBe('open')
  expect(await viewByCode(world.deps, code)).toMatchObject({ state: 'answered', helped: false })
  await answer('Daftar lewat situs, lalu datang hari Selasa.', 3)
  await sayWhetherHelped(world.deps, code, true)
  expect(await viewByCode(world.deps, code)).toMatchObject({ helped: true })
})

test('what the inbox brings is kept once and waits to be looked at', async () => {
  const accountId = await world.account(seoul, 'bluesky')
  const entry = {
    accountId,
    missionId: seoul,
    remoteId: 'at://1',
    text: 'Jam buka? WA saya +82 10-1234-5678',
    language: 'id',
    at: new Date('2026-11-25T02:00:00Z'),
  }
  expect(await takeInboxEntries(world.deps, [entry, { ...entry, remoteId: 'at://2', text: '  ' }])).toBe(1)
  expect(await takeInboxEntries(world.deps, [entry])).toBe(0)
  const [row] = await listQuestions(world.db, inSeoul, { limit: 10, state: 'screening' })
  expect(row?.text).toBe('Jam buka? WA saya [phone]')
  if (!row) throw new Error('one waits')
  const open = await letIn(world.deps, inSeoul, row.id, row.revision)
  const urgent = await changeTopic(world.deps, inSeoul, row.id, {
    topic: 'consular',
    isEmergency: true,
    revision: open.revision,
  })
  expect([urgent.sla, urgent.dueAt.toISOString()]).toEqual(['emergency', '2026-11-25T03:00:00.000Z'])
  const closed = await closeQuestion(world.deps, inSeoul, row.id, {
    as: 'abuse',
    note: 'iklan',
    revision: urgent.revision,
  })
  expect((await reopenQuestion(world.deps, inSeoul, row.id, closed.revision)).state).toBe('open')
})

test('a mission asks headquarters; its desk and editors may answer, other missions see nothing', async () => {
  const row = await askHeadquarters(world.deps, inCairo, cairo, {
    topic: 'policy',
    text: 'Apa posisi kita soal BRICS?',
  })
  expect(
    (await refusalOf(askHeadquarters(world.deps, inCairo, seoul, { topic: 'policy', text: 'Coba-coba' }))).code,
  ).toBe('not_found')
  expect(await findQuestion(world.db, inSeoul, row.id)).toBeUndefined()
  expect((await findQuestion(world.db, inCairo, row.id))?.sla).toBe('headquarters')
  const own = answerQuestion(world.deps, inCairo, row.id, { text: 'Dijawab sendiri', revision: 1 })
  expect((await refusalOf(own)).code).toBe('forbidden')
  await answerQuestion(world.deps, desk, row.id, { text: 'Lihat narasi BRICS versi 3.', revision: 1 })
  const span = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') }
  expect([...(await countHeadquartersAnswering(world.db, editor, span, world.clock.now()))]).toEqual([
    [cairo, { actionable: 1, inTime: 1, resolved: 0 }],
  ])
  expect((await countHeadquartersAnswering(world.db, inSeoul, span, world.clock.now())).size).toBe(0)
})

test('only what a person wrote anew is public, carries no personal data, and can be taken back', async () => {
  const row = await pasteQuestion(world.deps, inSeoul, seoul, {
    text: 'Saya Budi, NIK 3273014507900003, mau visa pelajar.',
    topic: 'study',
    language: 'id',
    isEmergency: false,
  })
  expect(row.text).toBe('Saya Budi, NIK [nik], mau visa pelajar.')
  const redacted = {
    question: 'Bagaimana mengurus visa pelajar ke Korea?',
    answer: 'Daftar ke kampus dahulu.',
    language: 'id',
  }
  expect((await refusalOf(publishAnswer(world.deps, inSeoul, row.id, redacted))).key).toBe('question.not_answered_yet')
  await answerQuestion(world.deps, inSeoul, row.id, { text: 'Daftar ke kampus dahulu.', revision: 1 })
  for (const question of [row.text ?? '', 'Telepon saya 0812-3456-7890, bagaimana?'])
    expect((await refusalOf(publishAnswer(world.deps, inSeoul, row.id, { ...redacted, question }))).key).toBe(
      'question.not_redacted',
    )
  const published = await publishAnswer(world.deps, inSeoul, row.id, redacted)
  for (const q of ['', 'pelajar', 'mengurus visa', 'pelajr'])
    expect((await listPublicAnswers(world.deps, publicScope, { q })).map(({ id }) => id)).toEqual([published.id])
  expect(await listPublicAnswers(world.deps, publicScope, { q: 'kopi' })).toEqual([])
  expect((await refusalOf(withdrawAnswer(world.deps, inCairo, published.id))).code).toBe('not_found')
  await withdrawAnswer(world.deps, inSeoul, published.id)
  expect(await listPublicAnswers(world.deps, publicScope, {})).toEqual([])
})

test('ready answers have versions; a mission keeps its own, the ministry’s belong to all', async () => {
  const ready = {
    missionId: null,
    topic: 'consular' as const,
    language: 'id',
    title: 'Perpanjangan paspor',
    text: 'Isi formulir, lalu datang.',
    validUntil: null,
    version: 0,
  }
  expect((await refusalOf(saveReadyAnswer(world.deps, inSeoul, ready))).code).toBe('forbidden')
  const first = await saveReadyAnswer(world.deps, editor, ready)
  const second = await saveReadyAnswer(world.deps, editor, {
    ...ready,
    rootId: first.rootId,
    version: 1,
    text: 'Isi formulir di situs.',
  })
  expect(second.version).toBe(2)
  const stale = saveReadyAnswer(world.deps, editor, { ...ready, rootId: first.rootId, version: 1 })
  expect((await refusalOf(stale)).key).toBe('question.ready_changed_meanwhile')
  await saveReadyAnswer(world.deps, inSeoul, { ...ready, missionId: seoul, title: 'Jam buka Seoul' })
  expect((await listReadyAnswers(world.deps, inSeoul)).map(({ title }) => title)).toEqual([
    'Jam buka Seoul',
    'Perpanjangan paspor',
  ])
  expect((await listReadyAnswers(world.deps, inCairo)).map(({ title }) => title)).toEqual(['Perpanjangan paspor'])
  await withdrawReadyAnswer(world.deps, editor, second.id)
  expect(await listReadyAnswers(world.deps, inCairo)).toEqual([])
})

test('an emergency rings at once, once, and is over when answered; what nears its time is told once a day', async () => {
  await tellOfQuestions(world.db, world.clock.now())
  const { row } = await ask('urgent', { isEmergency: true, text: 'Teman saya diculik di Seoul.' })
  const bells = () =>
    world.db
      .selectFrom('notice')
      .select(['personId', 'kind', 'settledAt'])
      .where('subjectId', '=', row.id)
      .where('kind', '=', 'question.emergency')
      .execute()
  for (let times = 0; times < 2; times++) await tellOfQuestions(world.db, world.clock.now())
  expect((await bells()).map(({ personId, settledAt }) => [personId, settledAt])).toEqual([[inSeoul.personId, null]])
  await answerQuestion(world.deps, inSeoul, row.id, { text: 'Hubungi hotline kami sekarang.', revision: 1 })
  expect((await bells())[0]?.settledAt).not.toBeNull()
  const counted = await world.db.selectFrom('notice').select('id').where('room', '=', 'questions').execute()
  await tellOfQuestions(world.db, world.clock.now())
  expect(await world.db.selectFrom('notice').select('id').where('room', '=', 'questions').execute()).toEqual(counted)
})

test('five alike suggest an explainer, once; what differs does not', async () => {
  const alike = [
    'Apakah bebas visa ke Brasil berlaku untuk paspor Indonesia?',
    'Betulkah bebas visa Brasil untuk paspor Indonesia sudah berlaku?',
    'Bebas visa ke Brasil, apakah berlaku bagi paspor Indonesia?',
    'Kapan bebas visa Brasil bagi paspor Indonesia berlaku?',
    'Untuk paspor Indonesia, bebas visa Brasil berlaku atau tidak?',
  ]
  for (const [at, text] of alike.slice(0, 4).entries())
    await ask(`alike-${at}`, { topic: 'policy', missionId: undefined, text })
  await ask('unlike', { topic: 'policy', missionId: undefined, text: 'Mengapa Indonesia ikut pasukan perdamaian?' })
  await findMisunderstandings(world.deps)
  expect(await listMisunderstandings(world.deps, editor)).toEqual([])
  await ask('alike-4', { topic: 'policy', missionId: undefined, text: alike[4] ?? '' })
  await findMisunderstandings(world.deps)
  await findMisunderstandings(world.deps)
  const [found, ...others] = await listMisunderstandings(world.deps, editor)
  expect([found?.questionCount, found?.topic, others.length]).toEqual([5, 'policy', 0])
  expect((await refusalOf(listMisunderstandings(world.deps, inSeoul))).code).toBe('forbidden')
  let drafts = 0
  const deps = {
    ...world.deps,
    draftExplainer: async () => {
      drafts += 1
      return null
    },
  }
  for (let times = 0; times < 2; times++) await requestExplainer(deps, editor, found?.id ?? '')
  expect(drafts).toBe(1)
  await dismissMisunderstanding(world.deps, editor, found?.id ?? '')
  expect(await listMisunderstandings(world.deps, editor)).toEqual([])
})

test('after 30 days nothing of it can be read, and the counts are what they were', async () => {
  const span = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') }
  world.clock.set('2026-12-24T03:00:00Z')
  const before = [...(await countAnswering(world.db, editor, span, world.clock.now()))]
  await forgetQuestions(world.deps)
  const some = await world.db.selectFrom('question').select('id').where('text', 'is not', null).execute()
  expect(some.length).toBeGreaterThan(0)
  world.clock.set('2026-12-26T03:00:00Z')
  expect(await forgetQuestions(world.deps)).toBeGreaterThan(0)
  expect([...(await countAnswering(world.db, editor, span, world.clock.now()))]).toEqual(before)
  const left = await sql<{ text: string }>`
    select text from question where state <> 'open' and text is not null
    union all select e.text from question_event e join question q on q.id = e.question_id where q.state = 'closed' and e.text is not null`.execute(
    world.db,
  )
  expect(left.rows).toEqual([])
})
