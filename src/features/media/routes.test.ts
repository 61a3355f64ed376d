import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { Upload } from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFilm } from '../../../test/support/film.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { atMission, type SignedInPerson, signInAs } from '../../../test/support/sign-in.ts'

const cairo = 'kbri-cairo'
let server: TestServer
let officer: SignedInPerson
let other: SignedInPerson
let base: string

beforeAll(async () => {
  server = await startTestServer()
  officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(cairo) })
  other = await signInAs(server, { role: 'mission_officer', scopes: atMission('kbri-seoul') })
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
})
afterAll(() => server.stop())

const jpeg = (width = 400) =>
  sharp({ create: { width, height: 300, channels: 3, background: '#0f4c5c' } })
    .jpeg()
    .toBuffer()
const as = (person: SignedInPerson, init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: { ...(init.headers as Record<string, string>), cookie: person.cookie },
})
async function post(bytes: Uint8Array, fields: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([new Uint8Array(bytes)]), 'liburan.jpg')
  return fetch(`${base}/api/v1/missions/${cairo}/media`, as(officer, { method: 'POST', body: form }))
}

describe('a file over HTTP', () => {
  test('comes with what is said about it, and goes out whole, small, by range, and as a network takes it', async () => {
    const said = { title: 'Kopi', credit: 'Foto: Kemlu', licence: 'CC BY 4.0', expiresOn: '', consent: 'not_needed' }
    const answer = await post(await jpeg(), said)
    expect(answer.status).toBe(201)
    const media = (await answer.json()) as { id: string; bytes: number; url: string }
    expect(media).toMatchObject({ title: 'Kopi', consent: 'not_needed', expiresOn: null, kind: 'image' })
    const get = (query: string, headers: Record<string, string> = {}) =>
      fetch(`${base}${media.url}${query}`, as(officer, { headers }))
    const whole = Buffer.from(await (await get('')).arrayBuffer())
    expect(whole.length).toBe(media.bytes)
    const part = await get('', { range: 'bytes=10-19' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${media.bytes}`])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20))
    expect((await get('', { range: `bytes=${media.bytes}-` })).status).toBe(416)
    expect((await get('?size=small')).headers.get('content-type')).toBe('image/webp')
    const fitted = await sharp(Buffer.from(await (await get('?network=instagram')).arrayBuffer())).metadata()
    expect([fitted.format, fitted.width]).toEqual(['jpeg', 400])
    expect((await fetch(`${base}${media.url}`, as(other))).status).toBe(404)
  })

  test('what is refused is said in words', async () => {
    const wrong = await post(Buffer.from('<svg/>'))
    expect([wrong.status, await wrong.json()]).toMatchObject([415, { key: 'media.type' }])
    const fields = await post(await jpeg(), { expiresOn: 'besok' })
    expect([fields.status, await fields.json()]).toMatchObject([422, { key: 'media.fields' }])
  })
})

describe('an upload in parts', () => {
  const uploads = `/api/v1/missions/${cairo}/uploads`
  /** Uploads as the browser does; `breakAfter` bytes the line breaks. Answers the address of the upload. */
  const send = (
    bytes: Uint8Array,
    options: { person?: SignedInPerson; breakAfter?: number; uploadUrl?: string } = {},
  ) =>
    new Promise<{ url: string; sent: number }>((resolve, reject) => {
      let sent = 0
      const upload: Upload = new Upload(Buffer.from(bytes), {
        endpoint: `${base}${uploads}`,
        uploadUrl: options.uploadUrl ?? null,
        chunkSize: 1000,
        retryDelays: null,
        headers: { cookie: (options.person ?? officer).cookie },
        onChunkComplete: (size, accepted) => {
          sent += size
          if (options.breakAfter === undefined || accepted < options.breakAfter) return
          void upload.abort()
          resolve({ url: upload.url ?? '', sent })
        },
        onSuccess: () => resolve({ url: upload.url ?? '', sent }),
        onError: reject,
      })
      upload.start()
    })
  const take = (url: string, person = officer) =>
    fetch(
      `${base}/api/v1/missions/${cairo}/media/from-upload`,
      as(person, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ uploadId: url.split('/').at(-1), about: { title: 'Film', consent: 'given' } }),
      }),
    )

  test('goes on where the line broke, and becomes a film of the library', async () => {
    const film = await makeFilm({ seconds: 10 })
    const broken = await send(film, { breakAfter: 2000 })
    expect(await (await take(broken.url)).json()).toMatchObject({ key: 'media.upload_not_whole' })
    const rest = await send(film, { uploadUrl: broken.url })
    expect(rest.sent).toBeLessThanOrEqual(film.length - 2000)
    const answer = await take(rest.url)
    expect([answer.status, await answer.json()]).toMatchObject([
      201,
      { kind: 'video', contentType: 'video/mp4', durationMs: 10_000, title: 'Film', consent: 'given' },
    ])
    // Its parts are gone with it.
    expect(await (await take(rest.url)).json()).toMatchObject({ key: 'media.upload_gone' })
  })

  test("another's upload does not exist, nor does one of a mission that is not theirs", async () => {
    const { url } = await send(await jpeg(), { breakAfter: 1 })
    const head = (person: SignedInPerson, address = url) =>
      fetch(address, as(person, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } }))
    expect((await head(officer)).status).toBe(200)
    const colleague = await signInAs(server, { role: 'mission_officer', scopes: atMission(cairo) })
    expect((await head(colleague)).status).toBe(404)
    expect((await take(url, colleague)).status).toBe(404)
    expect((await head(other)).status).toBe(404)
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(401)
    expect((await head(officer, `${base}${uploads}/..%2f..%2fembedded`)).status).toBe(404)
    await expect(send(await jpeg(), { person: other })).rejects.toThrow(/404/)
  })

  test('is refused before its first byte where it would be too large', async () => {
    const answer = await fetch(
      `${base}${uploads}`,
      as(officer, { method: 'POST', headers: { 'tus-resumable': '1.0.0', 'upload-length': '300000001' } }),
    )
    expect(answer.status).toBe(413)
    await rm(server.installation.config.dataFolder, { recursive: true, force: true })
  })
})
