import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { networkFor } from '../../src/networks/fakes/support.ts'
import { toSecret } from '../../src/networks/wire/token-keeper.ts'

// What a server answers that means harm: a small packed answer that unpacks without end, tokens that are no tokens.

const timeoutMs = 20_000
const mebibyte = 1024 * 1024
let server: Server
let url: string
let answer: (request: IncomingMessage, response: ServerResponse) => void

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume()
    answer(request, response)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const signal = () => AbortSignal.timeout(timeoutMs)
const publication = {
  recordKey: '3lbzyq5qk2c2a',
  idempotencyKey: 'satu',
  createdAt: '2026-11-25T05:00:00.000Z',
  text: 'Layanan paspor',
  languages: ['id'],
  images: [],
}
const app = { clientId: 'selaras', clientSecret: 'rahasia' }
const hosts = () => ({
  'https://api.x.com': url,
  'https://graph.facebook.com': url,
  'https://graph.instagram.com': url,
  'https://graph.threads.net': url,
})
const token = { accessToken: 'a'.repeat(40), refreshToken: 'b'.repeat(40) }
const connections = {
  bluesky: {
    remoteAccountId: 'did:plc:kenari',
    secret: { identifier: 'kbri', appPassword: 'abcd-efgh-ijkl-mnop', accessJwt: 'a.b.c', refreshJwt: 'a.b.c' },
  },
  mastodon: { remoteAccountId: '1', secret: { accessToken: token.accessToken, ownerId: '1' } },
  telegram: { remoteAccountId: '-1001', secret: { botToken: '7000001:AAF-token_of_bot_0123456789' } },
  x: { remoteAccountId: '1', secret: toSecret('1', token, new Date()), app },
  facebook: { remoteAccountId: '1', secret: toSecret('1', token, new Date()), app },
  threads: { remoteAccountId: '1', secret: toSecret('1', token, new Date()), app },
}

describe('an answer of some kilobytes that unpacks without end', () => {
  let unpacked = 0

  beforeEach(() => {
    unpacked = 0
    const zeros = Buffer.alloc(mebibyte, ' ')
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      const endless = Readable.from(
        (function* () {
          for (;;) {
            unpacked += zeros.byteLength
            yield zeros
          }
        })(),
      )
      const packed = createGzip()
      endless.pipe(packed).pipe(response)
      response.on('close', () => endless.destroy())
      response.on('error', () => {})
    }
  })

  test.each(Object.entries(connections))('%s stops reading it and waits in doubt', async (code, connection) => {
    const network = networkFor(code, { timeoutMs, hosts: hosts() })
    const whole = { handle: 'kbri', service: url, ...connection }
    const began = performance.now()
    const outcome = await network.publisher?.publish(whole, publication, signal())
    expect(['unknown', 'deferred']).toContain(outcome?.kind)
    // Not by its time limit, and not by swallowing it: a socket and a decompressor hold some megabytes on the way.
    expect(performance.now() - began).toBeLessThan(timeoutMs)
    expect(unpacked / mebibyte).toBeLessThan(128)
  })
})

describe('a token that is none', () => {
  test.each([
    ['a line break', 'abc\r\nx-evil: 1'],
    ['letters outside of Latin', 'kunci-☕-é'],
    ['nothing', ''],
    ['a space', ' '],
    ['a NUL', 'a\u0000b'],
    ['100,000 letters', 'a'.repeat(100_000)],
    ['a number', 7],
    ['a list', ['a']],
  ])('%s connects nothing, crashes nothing, and is not repeated', async (_, odd) => {
    const headers: string[] = []
    answer = (request, response) => {
      headers.push(...Object.keys(request.headers))
      const isToken = request.url?.startsWith('/oauth/token') === true
      const body = isToken ? { access_token: odd, token_type: 'Bearer', scope: 'read write', created_at: 1 } : {}
      response.writeHead(isToken ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const result = await networkFor('mastodon', { timeoutMs }).auth?.oauth?.finish(
      {
        app,
        redirectUri: 'https://selaras.example/sambungan/kembali',
        code: 'kode',
        codeVerifier: 'bukti',
        service: url,
        account: { handle: 'kbri@fake.example' },
      },
      signal(),
    )
    expect(result?.kind).toBe('refused')
    if (typeof odd === 'string' && odd.trim() !== '') expect(JSON.stringify(result)).not.toContain(JSON.stringify(odd))
    expect(headers).not.toContain('x-evil')
  })
})
