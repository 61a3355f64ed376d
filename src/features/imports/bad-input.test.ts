import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { importBytes, samplePath } from '../../../test/support/import-files.ts'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { xlsxOf, zipOf } from '../../../test/support/zip.ts'
import { readBadRows } from './index.ts'

const cairo = 'kbri-cairo'
let world: World
let officer: Awaited<ReturnType<World['person']>>
let x: string

beforeAll(async () => {
  world = await createWorld()
  officer = await world.person('Nadia', 'mission_officer', [cairo])
})
afterAll(() => world.database.drop())

/** A fresh X account under the handle of the samples. */
async function freshAccount(network = 'x'): Promise<string> {
  const id = await world.account(cairo, network)
  await world.db
    .updateTable('account')
    .set({ handleKey: id, handle: id })
    .where('handleKey', '=', 'contoh_embassy')
    .where('network', '=', network)
    .execute()
  await world.db
    .updateTable('account')
    .set({ handle: 'contoh_embassy', handleKey: 'contoh_embassy' })
    .where('id', '=', id)
    .execute()
  x = id
  return id
}

const bring = async (
  bytes: Uint8Array | string,
  options: { zone?: string; network?: string; fileName?: string } = {},
) =>
  importBytes(
    {
      db: world.db,
      now: world.deps.now,
      scope: officer,
      missionId: cairo,
      accountId: await freshAccount(options.network),
      ...(options.zone ? { zone: options.zone } : {}),
    },
    options.fileName ?? 'berkas.csv',
    bytes,
  )
const posts = () =>
  world.db
    .selectFrom('post')
    .select(['text', 'publishedAt', 'remoteId', 'views'])
    .where('accountId', '=', x)
    .orderBy('publishedAt')
    .execute()
const texts = async () => (await posts()).map((post) => post.text)
const say = (key: string) => key.replace('import.row.', '')
const bad = async (runId: string) =>
  (await readBadRows(world.db, runId, 0, 1000, say)).map((row) => [row.line, row.column, row.why])

const head = ['Post id', 'Date', 'Post text', 'Post Link', 'Impressions', 'Likes']
const idOf = (n: number) => String(2076990086968246273n + (BigInt(n) << 30n))
const row = (
  n: number,
  more: Partial<{ id: string; date: string; text: string; link: string; views: string | number }> = {},
) => [
  more.id ?? idOf(n),
  more.date ?? 'Tue, Jul 14, 2026',
  more.text ?? `Kiriman nomor ${n} tentang ${['kopi', 'batik', 'visa', 'paspor'][n % 4]} ${n * 7919}`,
  more.link ?? `https://x.com/contoh_embassy/status/${more.id ?? idOf(n)}`,
  more.views ?? 10,
  1,
]
const csv = (rows: readonly (readonly (string | number)[])[], delimiter = ',') =>
  rows.map((cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(delimiter)).join('\r\n')

describe('encodings and delimiters', () => {
  const table = [head, row(1, { text: 'Café – “kopi” Gayo' }), row(2)]
  test.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${csv(table)}`)],
    ['UTF-16 LE with its mark', Buffer.from(`\ufeff${csv(table, '\t')}`, 'utf16le')],
    ['UTF-16 LE without', Buffer.from(csv(table, '\t'), 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\ufeff${csv(table)}`, 'utf16le').swap16()],
    ['semicolons', Buffer.from(csv(table, ';'))],
    ['a sep= line', Buffer.from(`sep=;\r\n${csv(table, ';')}`)],
    ['old Mac line ends', Buffer.from(csv(table).replaceAll('\r\n', '\r'))],
    [
      'Windows-1252',
      Buffer.concat([
        Buffer.from(csv([head])),
        Buffer.from('\r\n'),
        Buffer.from(csv([row(1, { text: 'Caf\xe9 \x96 \x93kopi\x94 Gayo' })]), 'latin1'),
        Buffer.from(`\r\n${csv([row(2)])}`),
      ]),
    ],
  ])('%s', async (_what, bytes) => {
    const run = await bring(bytes)
    expect([run.state, run.newCount, run.badCount]).toEqual(['done', 2, 0])
    expect(await texts()).toContain('Café – “kopi” Gayo')
  })
})

describe('files that are none', () => {
  const bomb = zipOf([
    { name: 'xl/workbook.xml', bytes: Buffer.from('<workbook/>') },
    { name: 'xl/worksheets/sheet1.xml', bytes: Buffer.alloc(30_000_000, '<row/>') },
  ])
  const liar = zipOf([
    { name: 'xl/workbook.xml', bytes: Buffer.from('<workbook/>') },
    {
      name: 'xl/worksheets/sheet1.xml',
      bytes: Buffer.from(`<worksheet>${'<row r="1"><c><v>1</v></c></row>'.repeat(20_000)}</worksheet>`),
      claims: 1_000,
    },
  ])
  test.each([
    ['nothing', Buffer.alloc(0), 'import.empty'],
    ['a header alone', Buffer.from(csv([head])), 'import.empty'],
    ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), 'import.xls'],
    ['a web page', Buffer.from('<!doctype html><table><tr><td>1</td></tr></table>'), 'import.not_table'],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ'), 'import.not_table'],
    ['another JSON', Buffer.from('{"a": 1}'), 'import.not_table'],
    ['half a zip', bomb.subarray(0, 400), 'import.broken_archive'],
    ['a zip bomb as .xlsx', bomb, 'import.bomb'],
    ['a zip that lies about its size', liar, 'import.broken_archive'],
    ['a zip without tables', zipOf([{ name: 'a.png', bytes: Buffer.from('x') }]), 'import.not_table'],
  ])('%s is refused in words and leaves nothing', async (_what, bytes, key) => {
    const before = process.memoryUsage().rss
    expect(await refusalOf(bring(bytes))).toMatchObject({ key })
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
    expect(await world.db.selectFrom('importRun').select('id').where('accountId', '=', x).execute()).toEqual([])
  })

  it('an unknown header asks what its columns mean', async () => {
    const run = await bring('Tanggal terbit;Isi;Alamat\n2026-07-14 09:30;Kopi Gayo di Kairo;\n')
    expect([run.state, run.header]).toEqual(['needs_mapping', ['Tanggal terbit', 'Isi', 'Alamat']])
  })
})

describe('sheets', () => {
  const serial = 46_217.4375 // 14 July 2026, 10.30
  it('serial dates, numbers and the sheet that holds posts', async () => {
    const run = await bring(
      xlsxOf({
        Ringkasan: [['Laporan'], ['a', 'b']],
        Kiriman: [head, row(1, { views: 1204 }), [...row(2).slice(0, 1), serial, ...row(2).slice(2)]],
      }),
      { fileName: 'berkas.xlsx' },
    )
    expect([run.state, run.newCount, run.badCount]).toEqual(['done', 2, 0])
    expect((await posts()).map((post) => post.views).sort()).toEqual([10, 1204])
  })
  it('a serial date is read in the zone given, and noted', async () => {
    const posting = ['Post title', 'Post link', 'Created date', 'Impressions', 'Content Type']
    const run = await bring(
      xlsxOf({
        'All posts': [
          ['Aggregated engagement'],
          posting,
          ['Forum', 'https://www.linkedin.com/feed/update/urn:li:activity:7400000000000000001', serial, 640, 'Image'],
        ],
      }),
      { network: 'linkedin', zone: 'Asia/Tokyo', fileName: 'berkas.xlsx' },
    )
    expect(run.notes).toContainEqual({ kind: 'serial_dates', count: 1 })
    expect((await posts()).map((post) => post.publishedAt.toISOString())).toEqual(['2026-07-14T01:30:00.000Z'])
  })
  it('the zip of three tables that YouTube gives: the one with posts is taken', async () => {
    const [totals, table] = ['youtube-totals.en.csv', 'youtube-table-data.en.csv'].map((name) =>
      readFileSync(samplePath(name)),
    )
    const run = await bring(
      zipOf([
        { name: 'Totals.csv', bytes: totals ?? Buffer.alloc(0) },
        { name: 'Table data.csv', bytes: table ?? Buffer.alloc(0) },
      ]),
      { network: 'youtube', fileName: 'Content 2026.zip' },
    )
    expect([run.state, run.newCount]).toEqual(['done', 2])
  })
})

describe('rows', () => {
  it('names each bad row by line, column and reason, and keeps the good ones', async () => {
    const run = await bring(
      csv([
        head,
        row(1),
        row(2, { id: '1.22158E+17', link: '' }),
        row(3, { id: '1.22158E+17', link: `https://x.com/contoh_embassy/status/${idOf(3)}` }),
        row(4, { id: 'abc', date: 'kemarin', link: '' }),
        row(5, { id: 'abc5', date: '', link: '' }),
        row(6, { id: 'abc6', date: '2031-01-01', link: '' }),
        row(7, { views: 'banyak' }),
        row(8, { link: 'https://www.youtube.com/watch?v=CoNtOh00001' }),
        row(9, { link: `https://x.com/orang_lain/status/${idOf(9)}` }),
        row(10),
        ['', '', '', '', '', ''],
      ]),
    )
    expect(await bad(run.id)).toEqual([
      [3, 'Post id', 'ruined_id'],
      [5, 'Date', 'bad_time'],
      [6, 'Date', 'no_time'],
      [7, 'Date', 'future'],
      [8, 'Impressions', 'bad_number'],
      [9, 'Post Link', 'other_network'],
      [10, 'Post Link', 'other_account'],
      [12, 'Date', 'no_time'],
    ])
    expect([run.newCount, (await posts()).map((post) => post.remoteId)]).toEqual([3, [idOf(1), idOf(3), idOf(10)]])
    expect(run.notes).toContainEqual({ kind: 'ruined_ids', count: 1 })
  })

  it('one post in two rows is one post, and the last row counts', async () => {
    const run = await bring(csv([head, row(1, { views: 5 }), row(1, { views: 8 })]))
    expect([run.newCount, run.repeatedCount]).toEqual([1, 1])
    expect((await posts()).map((post) => post.views)).toEqual([8])
  })

  it('mixed orders of day and month: what can mean one thing is read, the rest is named', async () => {
    const metaHead = ['Post ID', 'Publish time', 'Description', 'Views', 'Account username', 'Permalink']
    const run = await bring(
      csv([
        metaHead,
        ['1', '07/13/2026 09:00', 'a', 1, 'contoh_embassy', ''],
        ['2', '13/07/2026 09:00', 'b', 1, 'contoh_embassy', ''],
        ['3', '2026-07-13T09:00:00', 'c', 1, 'contoh_embassy', ''],
      ]),
      { network: 'instagram', zone: 'Asia/Jakarta' },
    )
    expect(await bad(run.id)).toEqual([[3, 'Publish time', 'bad_time']])
    expect((await posts()).map((post) => post.publishedAt.toISOString())).toEqual([
      '2026-07-13T02:00:00.000Z',
      '2026-07-13T02:00:00.000Z',
    ])
  })

  it('a row of 2 MB is named, and those after it are read', async () => {
    const run = await bring(csv([head, row(1), row(2, { text: 'x'.repeat(2_000_000) }), row(3)]))
    expect(await bad(run.id)).toEqual([[3, null, 'too_long']])
    expect(run.newCount).toBe(2)
  })

  it('a quotation mark that never closes is named, and what came before it kept, in bounded memory', async () => {
    const open = Buffer.from(`${csv([head, row(1)])}\r\n"${idOf(2)}","Tue, Jul 14, 2026","tak pernah`)
    const filler = Buffer.alloc(1_000_000, 'kata "" ')
    async function* bytes() {
      yield open
      for (let piece = 0; piece < 24; piece++) yield filler
    }
    const before = process.memoryUsage().rss
    const accountId = await freshAccount()
    const run = await importBytes(
      { db: world.db, now: world.deps.now, scope: officer, missionId: cairo, accountId },
      'a.csv',
      bytes(),
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000)
    expect(await bad(run.id)).toEqual([[3, null, 'unclosed']])
    expect(run.newCount).toBe(1)
  })

  it('of 400 rows with one broken in twenty, every broken one is named and every good one kept', async () => {
    const rows = Array.from({ length: 400 }, (_, n) => row(n + 1, n % 20 === 7 ? { views: 'rusak' } : {}))
    const run = await bring(csv([head, ...rows]))
    expect([run.rowCount, run.goodCount, run.badCount, run.newCount]).toEqual([400, 380, 20, 380])
    expect((await bad(run.id)).every(([, column, why]) => column === 'Impressions' && why === 'bad_number')).toBe(true)
  })

  it('zero letters and halves of letters do no harm', async () => {
    const run = await bring(csv([head, row(1, { text: 'a\u0000b' })]))
    expect([run.newCount, await texts()]).toEqual([1, ['ab']])
  })
})
