import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import type { ItemDraft } from '../../contract/items.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { createItem, findItem, listItems, presentItem, updateItem } from './index.ts'
import { mergeTexts } from './merge-texts.ts'
import type { ItemView } from './view-item.ts'

type Someone = Awaited<ReturnType<World['person']>>
const cairo = 'kbri-cairo'
let world: World
let officer: Someone
let x: string
let bluesky: string

beforeAll(async () => {
  world = await createWorld()
  officer = await world.person('Nadia', 'mission_officer', [cairo])
  x = await world.account(cairo, 'x')
  bluesky = await world.account(cairo, 'bluesky')
})
afterAll(() => world.database.drop())

const complete = (): ItemDraft => ({
  title: 'Cicip kopi',
  kind: 'purpose',
  objectives: [
    { code: 'products', weight: 0.8 },
    { code: 'culture', weight: 0.2 },
  ],
  aim: '',
  audience: 'Pemilik kafe di Kairo',
  benefit: 'Mencicipi 12 kopi',
  desiredAction: 'Daftar sebelum 30 November',
  campaignId: null,
  isSensitive: false,
  sensitiveReason: '',
  texts: [
    { language: 'id', text: 'Cicipi 12 kopi. https://kemlu.go.id/kopi', gist: '', translatorName: '' },
    { language: 'ar', text: 'تذوّق ١٢ قهوة', gist: 'Cicipi 12 kopi', translatorName: 'Amira' },
  ],
  media: [],
  variants: [
    { accountId: x, language: 'id', textOverride: null, link: null },
    { accountId: bluesky, language: 'ar', textOverride: null, link: null },
  ],
  plannedLocal: '2026-11-26T11:00',
  plannedZone: 'Africa/Cairo',
})

const create = (part: Partial<ItemDraft> = {}, who: Someone = officer) =>
  createItem(world.deps, who, cairo, { ...complete(), ...part })
const say = (key: string, params: Readonly<Record<string, string | number>>) => sayProblem('id', key, params)
const blocking = ({ findings }: ItemView) =>
  findings.filter((finding) => finding.severity === 'block').map(({ path, key }) => `${path}: ${key}`)

test('a complete item has nothing that blocks it, and its instant comes from wall time and zone', async () => {
  const view = await create()
  expect(blocking(view)).toEqual([])
  expect(presentItem(view, say)).toMatchObject({
    status: 'draft',
    riskTier: 'routine',
    plannedAt: '2026-11-26T09:00:00.000Z',
  })
})

test.each<[string, () => Partial<ItemDraft>, string[]]>([
  ['no objective', () => ({ objectives: [] }), ['objectives: item.no_objective']],
  ['weights of 90 %', () => ({ objectives: [{ code: 'products', weight: 0.9 }] }), ['objectives: item.weights_not_1']],
  ['no audience', () => ({ audience: ' ' }), ['audience: item.no_audience']],
  ['no benefit', () => ({ benefit: '' }), ['benefit: item.no_benefit']],
  ['no next step', () => ({ desiredAction: '' }), ['desiredAction: item.no_action']],
  ['no time', () => ({ plannedLocal: null, plannedZone: null }), ['plannedLocal: item.no_time']],
  ['no account', () => ({ variants: [] }), ['variants: item.no_account']],
  [
    'no Indonesian master',
    () => ({ texts: complete().texts.slice(1), variants: complete().variants.slice(1) }),
    ['texts: item.no_master'],
  ],
  [
    'no gist and no translator',
    () => ({ texts: complete().texts.map((text) => ({ ...text, gist: '', translatorName: '' })) }),
    ['texts.1.gist: item.no_gist', 'texts.1.translatorName: item.no_translator'],
  ],
  [
    'no text in the language of an account',
    () => ({ texts: complete().texts.slice(0, 1) }),
    ['variants.0.language: item.no_text'],
  ],
])('an item with %s may be kept but not submitted', async (_what, part, issues) => {
  expect(blocking(await create(part()))).toEqual(issues)
})

test('protocol is legitimate without the four questions', async () => {
  const bare = { kind: 'protocol' as const, objectives: [], audience: '', benefit: '', desiredAction: '' }
  expect(blocking(await create(bare))).toEqual([])
})

test('an over-long text is named with its count, as the network counts', async () => {
  const text = `${'a'.repeat(275)} https://kemlu.go.id/a/very/long/path/that/counts/as/twenty-three`
  const view = await create({
    texts: [{ language: 'id', text, gist: '', translatorName: '' }],
    variants: complete().variants.slice(0, 1),
  })
  const item = presentItem(view, say)
  expect(item.variants[0]?.measure).toEqual({ used: 299, max: 280, unit: 'x-weighted', over: 19 })
  expect(item.issues[0]?.detail).toMatch(/lebih 19 huruf \(299 dari 280\)/)
})

test.each<[string, () => Partial<ItemDraft>, string]>([
  ['an unknown zone', () => ({ plannedZone: 'Mars/Base' }), 'plannedZone: item.zone_unknown'],
  ['an offset for a zone', () => ({ plannedZone: '+02:00' }), 'plannedZone: item.zone_unknown'],
  ['30 February', () => ({ plannedLocal: '2027-02-30T10:00' }), 'plannedLocal: item.time_impossible'],
  [
    'an unknown objective',
    () => ({ objectives: [{ code: 'magic', weight: 1 }] }),
    'objectives.0: item.objective_unknown',
  ],
  [
    'one language twice',
    () => ({ texts: [...complete().texts, ...complete().texts.slice(0, 1)] }),
    'texts.2: item.language_twice',
  ],
  [
    'a strange picture',
    () => ({ media: [{ mediaId: '0192f0c0-0000-7000-8000-00000000000a', altText: 'Biji kopi dijemur' }] }),
    'media.0.mediaId: media.not_found',
  ],
  [
    'a strange kit',
    () => ({ campaignId: '0192f0c0-0000-7000-8000-00000000000a' }),
    'campaignId: campaign.not_addressed',
  ],
])('an item with %s is not kept', async (_what, part, issue) => {
  expect((await refusalOf(create(part()))).issues).toContain(issue)
})

test('an account of another mission cannot be chosen, and another mission does not exist', async () => {
  const foreign = await world.account('kbri-seoul', 'x')
  const variants = [{ accountId: foreign, language: 'id', textOverride: null, link: null }]
  expect((await refusalOf(create({ variants }))).key).toBe('item.account_not_yours')
  const stranger = await world.person('Sri', 'mission_officer', ['kbri-seoul'])
  expect((await refusalOf(create({}, stranger))).code).toBe('not_found')
  const { item } = await create()
  expect(await findItem(world.db, stranger, item.id)).toBeUndefined()
  const desk = await world.person('Dewi', 'regional_desk', [cairo])
  expect((await refusalOf(create({}, desk))).key).toBe('item.write_not_yours')
})

test('a taken-over account blocks, a proposed one is only pointed out', async () => {
  const lost = await world.account(cairo, 'x', 'taken_over')
  const proposed = await world.account(cairo, 'x', 'proposed')
  const variants = [lost, proposed].map((accountId) => ({ accountId, language: 'id', textOverride: null, link: null }))
  const view = await create({ variants })
  const severities = Object.fromEntries(view.findings.map((finding) => [finding.key, finding.severity]))
  expect(severities).toMatchObject({ 'item.account_closed': 'block', 'item.account_unsettled': 'warn' })
})

test('a changed master leaves the other versions "perlu disesuaikan" until they are changed or checked', async () => {
  const { item } = await create()
  const [master, arabic] = complete().texts
  if (!master || !arabic) throw new Error('two texts')
  const changed = { ...complete(), texts: [{ ...master, text: 'Cicipi 14 kopi.' }, arabic] }
  const stale = await updateItem(world.deps, officer, item.id, 1, changed)
  expect(blocking(stale)).toEqual(['texts.1.text: item.needs_adjustment'])
  expect(presentItem(stale, say).texts.map((text) => text.needsAdjustment)).toEqual([false, true])
  const checked = {
    ...changed,
    texts: [
      { ...master, text: 'Cicipi 14 kopi.' },
      { ...arabic, isChecked: true },
    ],
  }
  expect(blocking(await updateItem(world.deps, officer, item.id, 2, checked))).toEqual([])
})

test('two people who save one item: the second is told, the first text stays, nothing is lost', async () => {
  const { item } = await create()
  await updateItem(world.deps, officer, item.id, 1, { ...complete(), title: 'Pertama' })
  const second = updateItem(world.deps, officer, item.id, 1, { ...complete(), title: 'Kedua' })
  expect(await refusalOf(second)).toMatchObject({ code: 'conflict', key: 'item.changed_meanwhile' })
  expect((await findItem(world.db, officer, item.id))?.title).toBe('Pertama')
})

test('saving the same again changes nothing, and variants keep their identity', async () => {
  const { item } = await create()
  const same = await updateItem(world.deps, officer, item.id, 1, complete())
  expect(same.item.revision).toBe(1)
  const after = await updateItem(world.deps, officer, item.id, 1, { ...complete(), title: 'Lain' })
  expect(after.item.variants.map((variant) => variant.id)).toEqual(item.variants.map((variant) => variant.id))
})

test('lists are paged by newest change without a gap', async () => {
  const all = await listItems(world.db, officer, { missionId: cairo }, { limit: 100 })
  const seen: string[] = []
  let after: { updatedAt: Date; id: string } | undefined
  for (;;) {
    const rows = await listItems(world.db, officer, { missionId: cairo }, { limit: 3, after })
    seen.push(...rows.map((row) => row.id))
    const last = rows.at(-1)
    if (!last || rows.length < 3) break
    after = { updatedAt: new Date(last.updatedAt), id: last.id }
  }
  expect(seen).toEqual(all.map((row) => row.id))
})

test('a version written before its master waits for it', () => {
  const now = new Date('2026-11-25T03:00:00Z')
  const arabic = { language: 'ar', text: 'نص', gist: '', translatorName: '' }
  const first = mergeTexts([], [arabic], 'id', now)
  const second = mergeTexts(first, [{ language: 'id', text: 'Teks', gist: '', translatorName: '' }, arabic], 'id', now)
  expect(second.map((text) => [text.language, text.revision, text.masterRevision])).toEqual([
    ['id', 1, 1],
    ['ar', 1, 0],
  ])
})
