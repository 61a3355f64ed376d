import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { atMission, type SignedInPerson, signInAs } from '../../../test/support/sign-in.ts'
import type { ItemDraft } from '../../contract/items.ts'
import { newId } from '../../platform/ids.ts'

const cairo = 'kbri-cairo'
let server: TestServer
let officer: SignedInPerson
let head: SignedInPerson
let accounts: string[]

beforeAll(async () => {
  server = await startTestServer({ at: '2026-11-25T03:00:00Z' })
  officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(cairo) })
  head = await signInAs(server, { role: 'head_of_mission', scopes: atMission(cairo) })
  accounts = await Promise.all(['instagram', 'x'].map((network) => addAccount(network)))
})
afterAll(() => server.stop())

async function addAccount(network: string): Promise<string> {
  const id = newId()
  const at = server.clock.now()
  const handle = `kbrikairo_${network}`
  const row = { id, missionId: cairo, network, handle, handleKey: handle, url: `https://example.org/${handle}` }
  await server.db
    .insertInto('account')
    .values({ ...row, status: 'active', statusChangedAt: at, createdAt: at })
    .execute()
  return id
}

async function addPicture(): Promise<string> {
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#8a5529' } })
    .jpeg()
    .toBuffer()
  const form = new FormData()
  form.append('credit', 'Foto: Kemlu')
  form.append('file', new Blob([bytes], { type: 'text/plain' }), 'kopi.txt')
  const body = new Response(form)
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api/v1/missions/${cairo}/media`,
    headers: { cookie: officer.cookie, 'content-type': body.headers.get('content-type') ?? '' },
    payload: Buffer.from(await body.arrayBuffer()),
  })
  expect(answer.statusCode).toBe(201)
  return answer.json<{ id: string }>().id
}

const draft = (part: Partial<ItemDraft> = {}) => ({
  missionId: cairo,
  title: 'Cicip kopi Nusantara untuk pemilik kafe Kairo',
  kind: 'purpose',
  objectives: [
    { code: 'products', weight: 0.8 },
    { code: 'culture', weight: 0.2 },
  ],
  audience: 'Pemilik kafe di Kairo dan Giza',
  benefit: 'Cicipi 12 kopi, pesan langsung dari 8 eksportir',
  desiredAction: 'Daftar sebelum 30 November',
  texts: [
    { language: 'id', text: 'Cari kopi spesialti untuk kafe Anda? <b>Cicipi</b> 12 kopi.\nDaftar gratis.' },
    {
      language: 'ar',
      text: 'هل تبحث عن قهوة مختصة لمقهاك؟',
      gist: 'Cari kopi untuk kafe Anda?',
      translatorName: 'Amira Hassan',
    },
  ],
  variants: [
    { accountId: accounts[0], language: 'ar' },
    { accountId: accounts[1], language: 'id' },
  ],
  plannedLocal: '2026-11-26T11:00',
  plannedZone: 'Africa/Cairo',
  ...part,
})

async function submitItem(part: Partial<ItemDraft> = {}): Promise<string> {
  const headers = { cookie: officer.cookie, 'idempotency-key': newId() }
  const payload = draft({ media: [{ mediaId: await addPicture(), altText: 'Biji kopi Gayo dijemur' }], ...part })
  const made = await server.app.inject({ method: 'POST', url: '/api/v1/items', headers, payload })
  expect([made.statusCode, made.body]).toEqual([201, expect.any(String)])
  const { id } = made.json<{ id: string }>()
  const url = `/api/v1/items/${id}/submit`
  const sent = await server.app.inject({
    method: 'POST',
    url,
    headers: { cookie: officer.cookie },
    payload: { revision: 1 },
  })
  expect([sent.statusCode, sent.body]).toEqual([200, expect.any(String)])
  return id
}

const get = (url: string, who = head) => server.app.inject({ method: 'GET', url, headers: { cookie: who.cookie } })
const post = (url: string, fields: Record<string, string>, who = head) =>
  server.app.inject({
    method: 'POST',
    url,
    headers: { cookie: who.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })
const hashIn = (page: string) => /name="bundleHash" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? ''

test('the page says when, what for, which flags and exactly which text, escaped, within 150 kB', async () => {
  const id = await submitItem()
  expect((await get('/setujui')).body).toContain('Cicip kopi Nusantara')
  const page = await get(`/setujui/${id}`)
  expect(page.statusCode).toBe(200)
  expect(page.body).toMatch(/Kam, 26 Nov, 11\.00 Kairo \(16\.00 WIB\)/)
  for (const words of [
    '&lt;b>Cicipi&lt;/b> 12 kopi.',
    'Amira Hassan',
    'lang="ar"',
    'Pemilik kafe',
    '@',
    'kepala perwakilan',
  ])
    if (words !== '@') expect(page.body).toContain(words)
  expect(page.body).not.toContain('<script')
  const styles = await get('/p/style.css')
  const picture = await get(/src="([^"]+size=small)"/.exec(page.body)?.[1] ?? '')
  expect(picture.headers['content-type']).toBe('image/webp')
  const bytes = [page, styles, picture].reduce((sum, answer) => sum + answer.rawPayload.length, 0)
  expect(bytes).toBeLessThan(150_000)
})

test('the second tap approves exactly the text that was read, and makes its deliveries', async () => {
  const id = await submitItem()
  const bundleHash = hashIn((await get(`/setujui/${id}`)).body)
  const answer = await post(`/setujui/${id}/setujui`, { bundleHash })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `/setujui/${id}`])
  expect((await get(`/setujui/${id}`)).body).toContain('Disetujui.')
  const deliveries = await server.db.selectFrom('delivery').selectAll().where('itemId', '=', id).execute()
  expect(deliveries.map((delivery) => delivery.bundleHash)).toEqual([bundleHash, bundleHash])
})

test('a text that changed since it was opened answers "Naskah berubah" and stays unapproved', async () => {
  const id = await submitItem()
  const bundleHash = hashIn((await get(`/setujui/${id}`)).body)
  const { missionId: _mission, ...changed } = draft({ title: 'Lain' })
  const texts = [{ language: 'id', text: 'Teks lain.' }]
  const variants = [{ accountId: accounts[1], language: 'id' }]
  const headers = { cookie: officer.cookie }
  const url = `/api/v1/items/${id}`
  const saved = await server.app.inject({
    method: 'PUT',
    url,
    headers,
    payload: { ...changed, texts, variants, revision: 1 },
  })
  expect(saved.json()).toMatchObject({ status: 'draft', revision: 2 })
  await server.app.inject({ method: 'POST', url: `${url}/submit`, headers, payload: { revision: 2 } })
  const answer = await post(`/setujui/${id}/setujui`, { bundleHash })
  expect([answer.statusCode, answer.body]).toEqual([409, expect.stringContaining('Naskah berubah')])
  expect((await get(`${url}/approval`)).json()).toMatchObject({ status: 'in_review', reviews: [] })
})

test('a return needs a note, and the note reaches the author', async () => {
  const id = await submitItem()
  const bundleHash = hashIn((await get(`/setujui/${id}`)).body)
  expect((await post(`/setujui/${id}/kembalikan`, { bundleHash, comment: ' ' })).statusCode).toBe(422)
  expect((await post(`/setujui/${id}/kembalikan`, { bundleHash, comment: 'Sebut harganya.' })).statusCode).toBe(303)
  expect((await get(`/api/v1/items/${id}`, officer)).json()).toMatchObject({ returnedComment: 'Sebut harganya.' })
})

test('strangers are sent to sign in and back; other missions see nothing; other sites cannot approve', async () => {
  const id = await submitItem()
  const open = await server.app.inject({ method: 'GET', url: `/setujui/${id}` })
  expect([open.statusCode, open.headers.location]).toEqual([
    303,
    `/masuk?kembali=${encodeURIComponent(`/setujui/${id}`)}`,
  ])
  const other = await signInAs(server, { role: 'head_of_mission', scopes: atMission('kbri-seoul') })
  expect((await get(`/setujui/${id}`, other)).statusCode).toBe(404)
  const bundleHash = hashIn((await get(`/setujui/${id}`)).body)
  expect((await post(`/setujui/${id}/setujui`, { bundleHash }, other)).statusCode).toBe(404)
  expect((await post(`/setujui/${id}/setujui`, { bundleHash }, officer)).statusCode).toBe(403)
  const foreign = await server.app.inject({
    method: 'POST',
    url: `/setujui/${id}/setujui`,
    headers: {
      cookie: head.cookie,
      origin: 'https://evil.example',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: `bundleHash=${bundleHash}`,
  })
  expect(foreign.statusCode).toBe(403)
})
