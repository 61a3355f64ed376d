import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { advanceDeps, parseLink, samplePath } from '../../../test/support/import-files.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { atMission, type SignedInPerson, signInAs } from '../../../test/support/sign-in.ts'
import { readPublicNetworkPost } from '../../networks/index.ts'
import { newId } from '../../platform/ids.ts'
import { syncMessages } from '../messages/index.ts'
import { personScope } from '../missions/index.ts'
import { captureLinks } from './capture-links.ts'
import { advanceRun } from './index.ts'

const cairo = 'kbri-cairo'
let server: TestServer
let officer: SignedInPerson

beforeAll(async () => {
  server = await startTestServer()
  officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(cairo) })
})
afterAll(() => server.stop())

async function account(network: string, handle: string): Promise<string> {
  const id = newId()
  const at = server.clock.now()
  await server.db
    .insertInto('account')
    .values({
      id,
      missionId: cairo,
      network,
      handle,
      handleKey: handle,
      url: '',
      status: 'active',
      statusChangedAt: at,
      createdAt: at,
    })
    .execute()
  return id
}

async function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const answer = await server.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: officer.cookie },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, text: answer.body, json: () => answer.json() }
}

async function upload(
  accountId: string,
  fileName: string,
  bytes: Buffer | string,
  fields: Readonly<Record<string, string>> = {},
) {
  const parts = Object.entries({ accountId, zone: 'Africa/Cairo', ...fields }).map(
    ([name, value]) => `--batas\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--batas\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n`
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api/v1/missions/${cairo}/imports`,
    headers: { cookie: officer.cookie, 'content-type': 'multipart/form-data; boundary=batas' },
    payload: Buffer.concat([Buffer.from(parts.join('') + head), Buffer.from(bytes), Buffer.from('\r\n--batas--\r\n')]),
  })
  return { status: answer.statusCode, json: answer.json() }
}

const work = (id: string) => advanceRun(advanceDeps({ db: server.db, now: () => server.clock.now() }), { id })

describe('an import over HTTP', () => {
  it('shows what it read before anything is saved, names bad rows in words, saves, and is taken back', async () => {
    const id = await account('instagram', 'contoh.embassy')
    const { status, json } = await upload(id, 'posts.csv', readFileSync(samplePath('meta-instagram-posts.id.csv')))
    expect([status, json.state]).toEqual([201, 'checking'])
    await work(json.id)
    const seen = (await send('GET', `/imports/${json.id}`)).json()
    expect(seen).toMatchObject({
      state: 'checked',
      tool: 'Meta Business Suite',
      counts: { rows: 2, good: 1, bad: 1, fresh: 1 },
    })
    expect(seen.preview).toMatchObject([
      { text: 'Kelas rendang, hari Jumat\nTerbuka untuk umum', publishedAt: '2026-07-01T05:00:00.000Z' },
    ])
    const bad = (await send('GET', `/imports/${json.id}/bad-rows`)).json()
    expect(bad.rows).toEqual([
      {
        line: 4,
        column: 'Nama pengguna akun',
        value: 'mitra.contoh',
        why: 'Kiriman milik akun lain: mitra.contoh.',
        todo: 'Tidak perlu apa-apa bila unggahan bersama; selain itu pilih akun yang benar.',
      },
    ])
    const report = await send('GET', `/imports/${json.id}/report`)
    expect(report.text.split('\r\n')[0]).toBe('\ufeffBaris,Kolom,Isi,Mengapa,Yang perlu dilakukan')
    expect((await send('POST', `/imports/${json.id}/apply`)).json().state).toBe('applying')
    await work(json.id)
    expect((await send('GET', `/imports/${json.id}`)).json()).toMatchObject({ state: 'done', mayUndo: true })
    expect((await send('POST', `/imports/${json.id}/undo`)).status).toBe(200)
    await work(json.id)
    expect((await send('GET', `/imports/${json.id}`)).json().state).toBe('undone')
    expect((await send('POST', `/imports/${json.id}/apply`)).json().key).toBe('import.moved_on')
    const { imports } = (await send('GET', `/missions/${cairo}/imports`)).json()
    expect(imports.map((one: { state: string }) => one.state)).toEqual(['undone'])
  })

  it('asks what columns mean where the file is unknown, and reads it by the answer', async () => {
    const id = await account('facebook', 'kbri.kairo.lain')
    const file =
      'Tanggal terbit;Isi;Dilihat\n14/07/2026 09:30;Kopi Gayo di Kairo;1.204\n03/08/2026 10:00;Kelas bahasa;80\n'
    const { json } = await upload(id, 'sendiri.csv', file)
    expect(json.state).toBe('needs_mapping')
    const seen = (await send('GET', `/imports/${json.id}`)).json()
    expect([seen.header, seen.sample[0]]).toEqual([
      ['Tanggal terbit', 'Isi', 'Dilihat'],
      ['14/07/2026 09:30', 'Kopi Gayo di Kairo', '1.204'],
    ])
    expect((await send('PUT', `/imports/${json.id}/mapping`, { columns: { text: 1 } })).json().key).toBe(
      'import.map_incomplete',
    )
    await send('PUT', `/imports/${json.id}/mapping`, { columns: { publishedAt: 0, text: 1, views: 2 } })
    await work(json.id)
    const checked = (await send('GET', `/imports/${json.id}`)).json()
    // 14/07 shows that days come first, so 03/08 is 3 August.
    expect(checked.preview).toMatchObject([
      { publishedAt: '2026-07-14T06:30:00.000Z', views: 1204 },
      { publishedAt: '2026-08-03T07:00:00.000Z', views: 80 },
    ])
    expect((await send('DELETE', `/imports/${json.id}`)).status).toBe(204)
    expect((await send('GET', `/imports/${json.id}`)).status).toBe(404)
  })

  test.each([
    ['an .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 415, 'import.xls', /simpan sebagai CSV/],
    ['nothing', '', 422, 'import.empty', /Tidak ada yang tersimpan/],
  ])('%s is refused in words', async (_what, bytes, status, key, words) => {
    const answer = await upload(await account('tiktok', `contoh${newId().slice(-8)}`), 'a.xls', bytes)
    expect([answer.status, answer.json.key]).toEqual([status, key])
    expect(answer.json.title + (answer.json.detail ?? '')).toMatch(words)
  })
})

describe('many links at once', () => {
  let networkServer: Server
  let asked: string[] = []
  beforeAll(async () => {
    networkServer = createServer((request, response) => {
      asked.push(request.url ?? '')
      const isStatus = request.url === '/api/v1/statuses/115000000000000001'
      response.setHeader('content-type', 'application/json').writeHead(isStatus ? 200 : 404)
      const status = {
        id: '115000000000000001',
        uri: 'https://kairo.example/1',
        created_at: '2026-11-20T08:00:00.000Z',
        content: '<p>Kelas bahasa dibuka. Daftar di stan 12.</p>',
      }
      response.end(JSON.stringify(isStatus ? status : { error: 'Record not found' }))
    })
    await new Promise<void>((listening) => networkServer.listen(0, '127.0.0.1', listening))
  })
  afterAll(() => new Promise((closed) => networkServer.close(closed)))

  it('records what anybody may read, asks for the text of the rest, names twins and strangers', async () => {
    const { port } = networkServer.address() as AddressInfo
    const toFake: typeof fetch = (input, init) =>
      fetch(String(input).replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${port}`), init)
    await account('mastodon', 'kbrikairo@sosial.example')
    await account('x', 'kbri_kairo')
    const scope = personScope(officer.personId, [
      { role: 'mission_officer', missions: new Set([cairo]), objectives: 'all', accounts: 'all' },
    ])
    const deps = {
      db: server.db,
      now: () => server.clock.now(),
      onPosts: syncMessages,
      networks: new Map(),
      parseNetworkUrl: parseLink,
      parseLink,
      readPublicPost: (link: NonNullable<ReturnType<typeof parseLink>>) =>
        readPublicNetworkPost({ fetch: toFake, timeoutMs: 5_000 }, link),
    }
    const status = 'https://sosial.example/@kbrikairo/115000000000000001'
    const tweet = 'https://x.com/kbri_kairo/status/2076990086968246273'
    const links = [
      status,
      tweet,
      `${tweet}?s=20`,
      'https://x.com/orang_lain/status/2076990086968246274',
      'https://t.co/abc',
      'bukan tautan',
    ].join('\n')
    const say = (key: string) => key
    const answers = await captureLinks(deps, scope, cairo, { links }, say)
    expect(answers.map((one) => [one.line, one.verdict, one.reason])).toEqual([
      [1, 'recorded', null],
      [2, 'needs_text', null],
      [3, 'refused', 'import.link_twice'],
      [4, 'refused', 'post.other_account'],
      [5, 'refused', 'post.link_short'],
      [6, 'refused', expect.stringMatching(/^post\.(link_unreadable|other_account|no_account)$/)],
    ])
    const [first] = answers
    expect(first).toMatchObject({ text: 'Kelas bahasa dibuka. Daftar di stan 12.', publishedDay: '2026-11-20' })
    expect(first?.messageId).not.toBeNull()
    asked = []
    const again = await captureLinks(deps, scope, cairo, { links: status }, say)
    expect([again[0]?.verdict, asked]).toEqual(['known', []])
  })
})
