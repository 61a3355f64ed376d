import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { type ExplainerDraft, explainerDraft } from '../../contract/explainers.ts'
import type { PersonScope } from '../missions/index.ts'
import { publicScope } from '../missions/index.ts'
import { readPlainLists } from '../reading/index.ts'
import { changeFact, createFact } from '../strategy/change-fact.ts'
import { checkExplainer, submitExplainer, withdrawExplainer } from './check-explainer.ts'
import { composePieces } from './compose-kit.ts'
import { addCounts, readCounts } from './counts.ts'
import { rubricOf, slugOf } from './model.ts'
import { createExplainer, updateExplainer } from './save-explainer.ts'
import { listPublic, searchPublic } from './version-store.ts'
import { listExplainers, viewExplainer } from './view-explainer.ts'

const drafts = (JSON.parse(readFileSync('data/sample/explainers.json', 'utf8')) as unknown[]).map((one) =>
  explainerDraft.parse(one),
)
const [visa, passport, coffee] = drafts as [ExplainerDraft, ExplainerDraft, ExplainerDraft]
const lists = readPlainLists()

let world: World
let writer: PersonScope
let editor: PersonScope
let desk: PersonScope
let officer: PersonScope
beforeAll(async () => {
  world = await createWorld()
  writer = await world.person('Wulan', 'strategist', 'all')
  editor = await world.person('Edi', 'editor', 'all')
  desk = await world.person('Desi', 'regional_desk', ['kbri-tokyo', 'kbri-canberra'])
  officer = await world.person('Oka', 'mission_officer', ['kbri-tokyo'])
})
afterAll(() => world.database.drop())

const checking = () => ({ ...world.deps, lists: () => lists })
const publish = async (id: string, by: PersonScope, correction: string | null = null) => {
  const { submittedHash } = await submitExplainer(world.deps, writer, id, correction)
  return checkExplainer(checking(), by, id, { decision: 'publish', hash: submittedHash ?? '', note: '' })
}
const withMaster = (
  draft: ExplainerDraft,
  change: Partial<ExplainerDraft['texts'][number]['content']>,
): ExplainerDraft => ({
  ...draft,
  texts: draft.texts.map((text) => ({
    ...text,
    isCurrent: text.isMaster,
    content: text.isMaster ? { ...text.content, ...change } : text.content,
  })),
})

describe('from a first line to the public', () => {
  it('all sections of the template are needed before the desk sees it, each named', async () => {
    const empty = explainerDraft.parse({
      topic: 'economy',
      objectiveCode: 'products',
      texts: [{ language: 'id', isMaster: true, content: { title: 'Judul', benefit: {} } }],
    })
    const { id, issues } = await createExplainer(world.deps, writer, empty)
    const paths = [
      'summary',
      'benefit.who',
      'benefit.gain',
      'benefit.evidence',
      'benefit.step',
      'decided',
      'why',
      'next',
      'sources',
      'decidedOn',
      'contact',
    ]
    expect(issues.map((issue) => issue.path)).toEqual(paths)
    expect((await refusalOf(submitExplainer(world.deps, writer, id, null))).issues).toHaveLength(paths.length)
  })

  it('evidence counts with a figure and a source, so the rubric goes from 0 to 4', () => {
    const { content } = visa.texts[0] ?? {}
    if (!content) throw new Error('no text')
    expect(rubricOf(content)).toBe(4)
    expect(rubricOf({ ...content, benefit: { ...content.benefit, evidence: 'Banyak tempat.' } })).toBe(3)
    expect(rubricOf({ ...content, benefit: { ...content.benefit, evidenceSource: 9 } })).toBe(3)
  })

  it('somebody who wrote a word of it never checks it; another does, for exactly these words', async () => {
    const { id } = await createExplainer(world.deps, writer, visa)
    const { submittedHash } = await submitExplainer(world.deps, writer, id, null)
    const word = { decision: 'publish', hash: submittedHash ?? '', note: '' } as const
    expect((await refusalOf(checkExplainer(checking(), writer, id, word))).key).toBe('explainer.own_words')
    expect((await refusalOf(checkExplainer(checking(), officer, id, word))).code).toBe('not_found')
    expect((await refusalOf(checkExplainer(checking(), editor, id, { ...word, hash: 'lain' }))).key).toBe(
      'explainer.not_in_check',
    )
    expect(await listPublic(world.db, publicScope, world.clock.now())).toEqual([])
    const published = await checkExplainer(checking(), editor, id, word)
    expect(published).toMatchObject({ stage: 'published', publishedVersion: 1, rubric: 4 })
    expect(published.versions[0]).toMatchObject({ rubric: 4, submittedBy: 'Wulan', checkedBy: 'Edi' })
    expect(published.versions[0]?.plainScore).toBeGreaterThan(60)
    const actions = await world.db
      .selectFrom('auditEvent')
      .select('action')
      .where('subjectId', '=', id)
      .orderBy('id')
      .execute()
    expect(actions.map((event) => event.action)).toEqual([
      'explainer.created',
      'explainer.submitted',
      'explainer.published',
    ])
  })

  it('the desk of the region it was given to may check it, and sends it back with a note', async () => {
    const { id } = await createExplainer(world.deps, writer, { ...coffee, regionId: 'asia-pasifik-afrika' })
    const { submittedHash } = await submitExplainer(world.deps, writer, id, null)
    const word = { decision: 'return', hash: submittedHash ?? '', note: '' } as const
    expect((await viewExplainer(world.deps, desk, id)).may.check).toBe(true)
    expect((await refusalOf(checkExplainer(checking(), desk, id, word))).key).toBe('explainer.note_needed')
    const returned = await checkExplainer(checking(), desk, id, { ...word, note: 'Sebut dinasnya.' })
    expect(returned).toMatchObject({ stage: 'writing', returnedNote: 'Sebut dinasnya.' })
    await publish(id, desk)
  })

  it('what the mission officers see of working copies: nothing', async () => {
    expect(await listExplainers(world.deps, officer)).toEqual([])
    expect((await refusalOf(createExplainer(world.deps, officer, visa))).code).toBe('forbidden')
  })
})

describe('versions, corrections, languages', () => {
  it('an edit leaves what is public; a translation of the older master shows as out of date until it is compared', async () => {
    const { id, revision } = await createExplainer(world.deps, writer, passport)
    const first = await publish(id, editor)
    const edited = await updateExplainer(
      world.deps,
      writer,
      id,
      first.revision,
      withMaster(passport, { why: 'Tanpa paspor Anda sulit terbang.' }),
    )
    expect(edited).toMatchObject({ stage: 'writing', publishedVersion: 1, slug: first.slug })
    expect(edited.languages).toEqual([
      { language: 'id', isStale: false },
      { language: 'en', isStale: true },
    ])
    const shown = async () =>
      (await listPublic(world.db, publicScope, world.clock.now())).find((one) => one.slug === first.slug)
    expect((await shown())?.versions.map((version) => version.version)).toEqual([1])
    await publish(id, editor, 'Versi pertama menyebut 9 dari 10; yang benar 8 dari 10.')
    const after = await shown()
    expect(after?.versions.map(({ version, correction }) => [version, correction?.slice(0, 13) ?? null])).toEqual([
      [2, 'Versi pertama'],
      [1, null],
    ])
    expect(after?.versions[0]?.texts.find((text) => text.language === 'en')?.isStale).toBe(true)
    const again = await viewExplainer(world.deps, writer, id)
    const compared = {
      ...passport,
      texts: again.texts.map(({ language, isMaster, content }) => ({ language, isMaster, content, isCurrent: true })),
    }
    expect((await updateExplainer(world.deps, writer, id, again.revision, compared)).languages[1]?.isStale).toBe(false)
    expect((await refusalOf(updateExplainer(world.deps, writer, id, revision, compared))).key).toBe(
      'explainer.changed_meanwhile',
    )
  })

  it('an embargo keeps it from the public and from search until its moment', async () => {
    const draft = {
      ...withMaster(coffee, { title: 'Kopi luwak menunggu hari pembukaan pameran dagang' }),
      embargoUntil: '2026-11-26T02:00:00Z',
    }
    const { id, slug } = await createExplainer(world.deps, writer, draft)
    await publish(id, editor)
    const isShown = async (at: string) =>
      (await listPublic(world.db, publicScope, new Date(at))).some((one) => one.slug === slug)
    const isFound = async (at: string) =>
      (await searchPublic(world.db, publicScope, 'luwak', 'id', new Date(at))).includes(slug)
    expect([await isShown('2026-11-26T01:59:00Z'), await isFound('2026-11-26T01:59:00Z')]).toEqual([false, false])
    expect([await isShown('2026-11-26T02:00:00Z'), await isFound('2026-11-26T02:00:00Z')]).toEqual([true, true])
  })

  it('a fact that changes is told to whoever wrote with it', async () => {
    const fact = await createFact(world.deps, writer, {
      nameId: 'Kuota visa',
      nameEn: '',
      value: '5.000',
      unit: 'tempat',
      asOf: null,
      source: 'Kementerian Perdagangan',
      sourceUrl: null,
      validUntil: null,
    })
    const { id } = await createExplainer(world.deps, writer, { ...visa, factIds: [fact.id] })
    const deps = { ...world.deps, onFactChanged: async () => {} }
    const { nameId, nameEn, unit, asOf, source, sourceUrl, validUntil } = fact
    await changeFact(deps, writer, fact.id, {
      nameId,
      nameEn,
      value: '5.500',
      unit,
      asOf,
      source,
      sourceUrl,
      validUntil,
      version: 1,
      reason: 'Kuota dinaikkan.',
      isCorrection: false,
    })
    expect((await viewExplainer(world.deps, writer, id)).factConcerns).toMatchObject([
      { kind: 'changed', value: '5.500 tempat' },
    ])
    expect((await listExplainers(world.deps, writer)).find((row) => row.id === id)?.hasFactConcern).toBe(true)
  })

  it('withdrawn, it is gone from search and its address says why', async () => {
    const { id, slug } = await createExplainer(
      world.deps,
      writer,
      withMaster(coffee, { title: 'Rempah Maluku dijual langsung ke dapur Eropa' }),
    )
    await publish(id, editor)
    expect(await searchPublic(world.db, publicScope, 'maluku', 'id', world.clock.now())).toEqual([slug])
    await withdrawExplainer(world.deps, writer, id, 'Programnya dihentikan oleh mitra.')
    expect(await searchPublic(world.db, publicScope, 'maluku', 'id', world.clock.now())).toEqual([])
    const gone = (await listPublic(world.db, publicScope, world.clock.now())).find((one) => one.slug === slug)
    expect(gone).toMatchObject({ versions: [], withdrawn: { reason: 'Programnya dihentikan oleh mitra.' } })
  })
})

describe('search as people write', () => {
  it.each([
    ['bekerja di Australia', 'id', 'anda-bisa-bekerja'],
    ['pekerjaan australia', 'id', 'anda-bisa-bekerja'],
    ['austrlia', 'id', 'anda-bisa-bekerja'],
    ['berlibr', 'id', 'anda-bisa-bekerja'],
    ['kehilangan paspor', 'id', 'paspor-anda-hilang'],
    ['pasport hilang', 'id', 'paspor-anda-hilang'],
    ['PASPOR', 'id', 'paspor-anda-hilang'],
    ['pembeli kopi', 'id', 'petani-dan-koperasi'],
    ['koperasii', 'id', 'petani-dan-koperasi'],
    ['working holidays', 'en', 'anda-bisa-bekerja'],
    ['أستراليا', 'ar', 'anda-bisa-bekerja'],
    ['العمل', 'ar', 'anda-bisa-bekerja'],
    ['澳大利亚', 'zh', 'anda-bisa-bekerja'],
  ])('“%s” (%s) finds %s first', async (question, language, slug) => {
    const [first] = await searchPublic(world.db, publicScope, question, language, world.clock.now())
    expect(first).toMatch(new RegExp(`^${slug}`))
  })

  it('finds nothing where nothing speaks of it, and does not fall over signs', async () => {
    for (const question of ['zzzqqq', '!!!', "'; drop table explainer; --", '😀'])
      expect(await searchPublic(world.db, publicScope, question, 'id', world.clock.now())).toEqual([])
  })
})

it('what an explainer yields says its own words only: a thread that fits, five cards, sixty seconds', () => {
  for (const { language, content } of visa.texts) {
    const pieces = composePieces(language, content, 'https://contoh.test/publik/penjelas/x/')
    expect(pieces.cards).toHaveLength(5)
    expect(pieces.thread.every((post) => post.length <= 280)).toBe(true)
    expect(pieces.thread.at(-1)).toContain('https://contoh.test/publik/penjelas/x/')
    expect([pieces.script[0]?.fromSecond, pieces.script.at(-1)?.toSecond]).toEqual([0, 60])
    expect(pieces.script.every((scene) => scene.toSecond > scene.fromSecond)).toBe(true)
    expect(pieces.script.reduce((sum, scene) => sum + scene.say.length, 0)).toBeLessThanOrEqual(1000)
  }
})

it('answers of readers are counted by version, and no row tells of one reader', async () => {
  const [row] = await listExplainers(world.deps, writer)
  if (!row) throw new Error('nothing there')
  const of = { explainerId: row.id, version: 1, language: 'id', day: '2026-11-25' }
  await Promise.all(Array.from({ length: 20 }, () => addCounts(world.db, publicScope, of, ['clear'])))
  await addCounts(world.db, publicScope, of, ['answer_0_right', 'answer_1_wrong'])
  expect(await readCounts(world.db, publicScope, row.id)).toEqual([
    {
      version: 1,
      clear: 20,
      partly: 0,
      unclear: 0,
      questions: [
        { right: 1, wrong: 0 },
        { right: 0, wrong: 1 },
      ],
    },
  ])
  expect(await world.db.selectFrom('explainerCount').select('kind').execute()).toHaveLength(3)
})

it('an address is made of a title', () => {
  expect(slugOf('Anda bisa bekerja sambil berlibur setahun di Australia. Tempatnya kini 5.000 per tahun.')).toBe(
    'anda-bisa-bekerja-sambil-berlibur-setahun-di-australia',
  )
  expect(slugOf('ÉCOLE—Çava?')).toBe('ecole-cava')
  expect(slugOf('您好')).toBe('penjelas')
})
