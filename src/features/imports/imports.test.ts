import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { growExports } from '../../../scripts/exports/grow-exports.ts'
import { advanceDeps, importBytes, samplePath } from '../../../test/support/import-files.ts'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { createCueReader, readMessages } from '../reading/index.ts'
import { advanceRun, applyImport, findRun, readBadRows, reportCsv, undoImport } from './index.ts'

const cairo = 'kbri-cairo'
let world: World
let officer: Awaited<ReturnType<World['person']>>

beforeAll(async () => {
  world = await createWorld()
  officer = await world.person('Nadia', 'mission_officer', [cairo])
})
afterAll(() => world.database.drop())

/** A fresh account of Cairo on a network, under a handle. */
async function account(network: string, handle: string, remoteAccountId: string | null = null): Promise<string> {
  const id = await world.account(cairo, network)
  // One handle serves several tests, and is one account at a time.
  await world.db.updateTable('account').set({ handleKey: id, handle: id }).where('handleKey', '=', handle).execute()
  await world.db
    .updateTable('account')
    .set({ handle, handleKey: handle, remoteAccountId })
    .where('id', '=', id)
    .execute()
  return id
}

type Options = Partial<Omit<Parameters<typeof importBytes>[0], 'db' | 'now' | 'scope' | 'missionId' | 'accountId'>>
const bring = (accountId: string, file: string, bytes: Uint8Array | string, options: Options = {}) =>
  importBytes(
    { db: world.db, now: world.deps.now, scope: officer, missionId: cairo, accountId, ...options },
    file,
    bytes,
  )
const bringSample = (accountId: string, name: string, options: Options = {}) =>
  bring(accountId, name, readFileSync(samplePath(name)), options)
const postsOf = (accountId: string) =>
  world.db
    .selectFrom('post')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('publishedAt')
    .orderBy('remoteId')
    .execute()
const numbersOf = (accountId: string) =>
  world.db
    .selectFrom('accountNumber')
    .select(['day', 'name', 'value'])
    .where('accountId', '=', accountId)
    .orderBy('day')
    .orderBy('name')
    .execute()
const say = (key: string, params: Readonly<Record<string, string | number>>) => `${key} ${JSON.stringify(params)}`
const badOf = async (runId: string) =>
  (await readBadRows(world.db, runId, 0, 100, say)).map((row) => [row.line, row.column, row.why.split(' ')[0]])

describe('exports of the tools', () => {
  test.each([
    [
      'meta-facebook-posts.en.csv',
      'facebook',
      'contoh.embassy',
      [
        ['2026-06-13T06:05:00.000Z', 'Batik evening\nat the "contoh" hall, free entry', 1204],
        ['2026-06-14T15:30:00.000Z', 'Office closed on Monday', 2310],
      ],
    ],
    [
      'meta-instagram-posts.en.csv',
      'instagram',
      'contoh.embassy',
      [['2026-07-01T05:00:00.000Z', 'Rendang class 🍛 on Friday', 812]],
    ],
    ['meta-instagram-stories.id.csv', 'instagram', 'contoh.embassy', [['2026-07-03T00:54:00.000Z', '', 95]]],
    ['x-content.csv', 'x', 'contoh_embassy', [['2026-07-14T11:20:00.000Z', 'Trade & tourism day, see you there', 530]]],
    [
      'x-tweet-activity-legacy.csv',
      'x',
      'contoh_embassy',
      [['2024-03-15T18:42:00.000Z', 'Hello from the embassy', 640]],
    ],
    [
      'youtube-table-data.en.csv',
      'youtube',
      'contoh',
      [
        ['2026-02-19T10:00:00.000Z', 'Visit Indonesia, short film', 1400],
        ['2026-03-02T10:00:00.000Z', 'Visa steps', 110],
      ],
    ],
    ['youtube-data-tabel.id.csv', 'youtube', 'contoh', [['2026-02-19T10:00:00.000Z', 'Film pendek', 1400]]],
    [
      'tiktok-content.en.csv',
      'tiktok',
      'contoh.embassy',
      [['2026-10-03T06:10:00.000Z', 'Angklung in the park #wonderful', 3400]],
    ],
    [
      'tiktok-content.id-interface.csv',
      'tiktok',
      'contoh.embassy',
      [['2026-05-03T09:00:00.000Z', 'Angklung di taman #wonderful', 3400]],
    ],
    ['linkedin-all-posts.sheet.csv', 'linkedin', 'contoh', [['2026-06-12T09:00:00.000Z', 'Business forum recap', 640]]],
    [
      'instagram-download-posts_1.json',
      'instagram',
      'contoh.embassy',
      [
        ['2026-06-13T09:05:00.000Z', 'Pekan budaya – café Jakarta 🎉', null],
        ['2026-06-14T09:05:01.000Z', 'Pekan budaya – café Jakarta 🎉', null],
      ],
    ],
  ] as const)('%s becomes posts, and the same file again changes nothing', async (name, network, handle, expected) => {
    const id = await account(network, handle)
    const run = await bringSample(id, name)
    expect([run.state, run.badCount, run.newCount]).toEqual(['done', 0, expected.length])
    const posts = await postsOf(id)
    expect(posts.map((post) => [post.publishedAt.toISOString(), post.text, post.views])).toEqual(expected)
    expect(posts.every((post) => post.messageId !== null && post.source === 'import')).toBe(true)
    const again = await bringSample(id, name)
    expect([again.newCount, again.renewedCount, again.sameCount]).toEqual([0, 0, expected.length])
    expect(await postsOf(id)).toEqual(posts)
  })

  test.each([
    [
      'meta-daily-views.utf16le.id.csv',
      'instagram',
      [
        ['2026-06-13', 'views', 192],
        ['2026-06-14', 'views', 0],
      ],
    ],
    [
      'tiktok-follower-history.en.csv',
      'tiktok',
      [
        ['2025-12-31', 'followers', 1204],
        ['2026-01-01', 'followers', 1210],
      ],
    ],
    [
      'youtube-totals.en.csv',
      'youtube',
      [
        ['2026-02-19', 'views', 310],
        ['2026-02-20', 'views', 122],
      ],
    ],
    ['linkedin-new-followers.sheet.csv', 'linkedin', [['2026-06-12', 'follows', 5]]],
  ] as const)('%s becomes numbers of days', async (name, network, expected) => {
    const id = await account(network, 'contoh.embassy')
    const run = await bringSample(id, name, { kind: 'metrics' })
    expect([run.state, run.badCount]).toEqual(['done', 0])
    expect((await numbersOf(id)).map((one) => [one.day, one.name, one.value])).toEqual(expected)
  })

  test.each([
    ['tiktok-overview.en.csv', 'tiktok', 10],
    ['x-overview.csv', 'x', 13],
    ['linkedin-metrics.sheet.csv', 'linkedin', 6],
  ] as const)('%s becomes numbers of days, whole', async (name, network, count) => {
    const id = await account(network, 'contoh.embassy')
    await bringSample(id, name, { kind: 'metrics' })
    expect(await numbersOf(id)).toHaveLength(count)
  })

  it('leaves the joint post of another account out by name', async () => {
    const id = await account('instagram', 'contoh.embassy')
    const run = await bringSample(id, 'meta-instagram-posts.id.csv')
    expect([run.newCount, run.badCount]).toEqual([1, 1])
    expect(await badOf(run.id)).toEqual([[4, 'Nama pengguna akun', 'import.row.other_account']])
  })

  it('masks groups under 100 before they are stored (SEC-07)', async () => {
    const id = await account('linkedin', 'contoh')
    const run = await bring(id, 'followers.csv', 'Location,Total followers\nJakarta,1204\nSuva,37\n', {
      kind: 'metrics',
    })
    expect(run.notes).toContainEqual({ kind: 'masked_cells', count: 1 })
    const cells = await world.db
      .selectFrom('audienceCell')
      .select(['label', 'people', 'isMasked'])
      .where('accountId', '=', id)
      .orderBy('label')
      .execute()
    expect(cells).toEqual([
      { label: 'Jakarta', people: 1204, isMasked: false },
      { label: 'Suva', people: null, isMasked: true },
    ])
  })

  it('says that another tool’s export is for another network, and that numbers are no posts', async () => {
    const id = await account('instagram', 'contoh.embassy')
    expect(await refusalOf(bringSample(id, 'x-content.csv'))).toMatchObject({ key: 'import.other_tool' })
    expect(await refusalOf(bringSample(id, 'meta-daily-views.utf16le.id.csv', { kind: 'posts' }))).toMatchObject({
      key: 'import.numbers_only',
    })
    expect(await world.db.selectFrom('importRun').select('id').where('accountId', '=', id).execute()).toEqual([])
  })

  it('refuses a file whose every row is another account’s', async () => {
    const id = await account('x', 'kedutaan_lain')
    const run = await bringSample(id, 'x-content.csv')
    expect([run.state, run.refusal?.key]).toEqual(['refused', 'import.other_account'])
    expect(await postsOf(id)).toEqual([])
  })
})

it('a quarter of exports grown for every mission is read whole', async () => {
  const grown = growExports({ perMission: 12, seed: 5 }).slice(0, 2)
  expect(grown.map((one) => one.network).sort()).toEqual(['instagram', 'x'])
  const strategist = await world.person('Rani', 'strategist', 'all')
  for (const { missionId, network, handle, zone, fileName, rows, text } of grown) {
    const accountId = await world.account(missionId, network)
    await world.db.updateTable('account').set({ handle, handleKey: handle }).where('id', '=', accountId).execute()
    const importing = { db: world.db, now: world.deps.now, scope: strategist, missionId, accountId, zone }
    const run = await importBytes(importing, fileName, text)
    expect([run.state, run.newCount, run.badCount]).toEqual(['done', rows, 0])
  }
})

describe('numbers of known posts', () => {
  const head = 'Post id,Date,Post text,Post Link,Impressions,Likes'
  const row = (views: string, likes: string) =>
    `2076990086968246273,"Tue, Jul 14, 2026","Trade day",https://x.com/contoh_embassy/status/2076990086968246273,${views},${likes}`
  it('newer ones replace, missing ones stay, unknown posts are named', async () => {
    const id = await account('x', 'contoh_embassy')
    await bring(id, 'a.csv', `${head}\n${row('530', '12')}\n`, { takenAt: new Date('2026-10-01T00:00:00Z') })
    const other = row('9', '9').replaceAll('2076990086968246273', '2076990086968246999')
    const run = await bring(id, 'b.csv', `${head}\n${row('"1.2K"', '--')}\n${other}\n`, { kind: 'metrics' })
    expect([run.renewedCount, run.badCount]).toEqual([1, 1])
    expect(await badOf(run.id)).toEqual([[3, null, 'import.row.unknown_post']])
    expect((await postsOf(id)).map((post) => [post.views, post.likes])).toEqual([[1200, 12]])
    const snapshots = await world.db
      .selectFrom('metricSnapshot')
      .innerJoin('post', 'post.id', 'metricSnapshot.postId')
      .select('metricSnapshot.views')
      .where('accountId', '=', id)
      .orderBy('at')
      .execute()
    expect(snapshots.map((one) => one.views)).toEqual([530, 1200])
  })
  it('an older file adds to the history and leaves the present alone', async () => {
    const id = await account('x', 'contoh_embassy')
    await bring(id, 'a.csv', `${head}\n${row('530', '12')}\n`)
    await bring(id, 'b.csv', `${head}\n${row('100', '2')}\n`, { takenAt: new Date('2026-08-01T00:00:00Z') })
    expect((await postsOf(id)).map((post) => post.views)).toEqual([530])
  })
})

describe('preview, undo and reading', () => {
  it('nothing is a post before it is applied; undone, everything is as before', async () => {
    const id = await account('x', 'contoh_embassy')
    const file = readFileSync(samplePath('x-content.csv'), 'utf8').replace(
      'Trade &amp; tourism day',
      'Forum rempah di Kairo',
    )
    const run = await bring(id, 'x.csv', file, { appliesItself: false })
    expect([run.state, run.newCount, (await postsOf(id)).length]).toEqual(['checked', 1, 0])
    await applyImport(world.deps, officer, run.id)
    await advanceRun(advanceDeps(world.deps), { id: run.id })
    const [post] = await postsOf(id)
    expect(post?.messageId).not.toBeNull()
    await undoImport(world.deps, officer, run.id)
    const undone = await advanceRun(advanceDeps(world.deps), { id: run.id })
    expect([undone?.state, undone?.stayedCount, (await postsOf(id)).length]).toEqual(['undone', 0, 0])
    expect(
      await world.db
        .selectFrom('message')
        .select('id')
        .where('id', '=', post?.messageId ?? '')
        .execute(),
    ).toEqual([])
    const again = await bringSample(id, 'x-content.csv')
    expect([again.state, again.newCount]).toEqual(['done', 1])
  })

  it('a post that people have judged stays when its import is undone', async () => {
    const id = await account('youtube', 'contoh')
    const run = await bringSample(id, 'youtube-table-data.en.csv')
    const [judged] = await postsOf(id)
    await world.db
      .insertInto('label')
      .values({
        id: crypto.randomUUID(),
        messageId: judged?.messageId ?? '',
        source: 'blind',
        objective: 'tourism',
        purpose: 1,
        createdAt: world.deps.now(),
      })
      .execute()
    await undoImport(world.deps, officer, run.id)
    const undone = await advanceRun(advanceDeps(world.deps), { id: run.id })
    expect([undone?.state, undone?.stayedCount]).toEqual(['undone', 1])
    expect((await postsOf(id)).map((post) => post.id)).toEqual([judged?.id])
  })

  it('numbers that an import changed are as before once it is undone', async () => {
    const id = await account('tiktok', 'contoh.embassy')
    const file = readFileSync(samplePath('tiktok-content.en.csv'), 'utf8')
    await bring(id, 'a.csv', file, { takenAt: new Date('2026-11-01T00:00:00Z') })
    const run = await bring(id, 'b.csv', file.replace('3400', '9900'))
    expect((await postsOf(id)).map((post) => post.views)).toEqual([9900])
    await undoImport(world.deps, officer, run.id)
    await advanceRun(advanceDeps(world.deps), { id: run.id })
    expect((await postsOf(id)).map((post) => post.views)).toEqual([3400])
  })

  it('imported posts are read like all others', async () => {
    const id = await account('x', 'contoh_embassy')
    await bringSample(id, 'x-content.csv')
    const reader = createCueReader()
    while ((await readMessages({ db: world.db, now: world.deps.now, reader })) > 0);
    const [post] = await postsOf(id)
    expect(
      await world.db
        .selectFrom('reading')
        .select('messageId')
        .where('messageId', '=', post?.messageId ?? '')
        .execute(),
    ).toHaveLength(1)
  })

  it('only the mission’s own and headquarters import; a stranger learns nothing', async () => {
    const id = await account('x', 'contoh_embassy')
    const foreign = await world.person('Budi', 'mission_officer', ['kbri-tokyo'])
    const leader = await world.person('Pimpinan', 'leadership', 'all')
    const bytes = readFileSync(samplePath('x-content.csv'))
    const by = (scope: typeof foreign) =>
      importBytes({ db: world.db, now: world.deps.now, scope, missionId: cairo, accountId: id }, 'x.csv', bytes)
    expect(await refusalOf(by(foreign))).toMatchObject({ code: 'not_found' })
    expect(await refusalOf(by(leader))).toMatchObject({ code: 'forbidden' })
    expect(await findRun(world.db, foreign, (await bringSample(id, 'x-content.csv')).id)).toBeUndefined()
  })
})

it('a report that a spreadsheet opens runs nothing', async () => {
  const id = await account('x', 'contoh_embassy')
  const evil = '=HYPERLINK("http://jahat.test","klik")'
  const run = await bring(
    id,
    'a.csv',
    `Post id,Date,Post text,Post Link,Impressions\n1,${JSON.stringify(evil).replaceAll('\\"', '""')},a,,1\n2076990086968246273,"Tue, Jul 14, 2026",b,,5\n`,
  )
  let csv = ''
  for await (const piece of reportCsv(world.db, run.id, say, ['a', 'b', 'c', 'd', 'e'])) csv += piece
  expect(csv).toContain(`"'=HYPERLINK`)
  expect(csv).not.toMatch(/(^|,|\n)"?=/)
})
