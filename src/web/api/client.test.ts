import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api, request } from './client.ts'
import { ApiProblem, fieldError } from './problem.ts'

type Answer = { status: number; body?: unknown }

let server: Server
let answer: Answer = { status: 200, body: {} }
let seen: IncomingMessage | undefined

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    seen = incoming
    outgoing.writeHead(answer.status, { 'content-type': 'application/json' })
    outgoing.end(answer.body === undefined ? undefined : JSON.stringify(answer.body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  // The browser resolves a path against its page; here the test is the page.
  const real = globalThis.fetch
  globalThis.fetch = (input, init) => real(`http://127.0.0.1:${port}${String(input)}`, init)
})
afterAll(() => new Promise((done) => server.close(done)))

describe('a request', () => {
  it('puts parameters in the path and lists in the query', () => {
    const { path } = request('GET /api/v1/missions/:missionId', {
      params: { missionId: 'kbri kairo/1' },
      query: { on: '2026-11-24', tag: ['a', 'b'], empty: undefined },
    })
    expect(path).toBe('/api/v1/missions/kbri%20kairo%2F1?on=2026-11-24&tag=a&tag=b')
  })

  it('a read carries neither mark nor key', () => {
    const { headers } = request('GET /x', {}).init
    expect(new Headers(headers).has('X-Requested-With')).toBe(false)
    expect(new Headers(headers).has('Idempotency-Key')).toBe(false)
  })

  it('a create carries a key of its own, or the one it is repeated with', () => {
    const key = (options: { idempotencyKey?: string }) =>
      new Headers(request('POST /x', options).init.headers).get('Idempotency-Key')
    expect(key({})).not.toBe(key({}))
    expect(key({ idempotencyKey: 'again' })).toBe('again')
  })

  it('a form goes as a form', () => {
    const form = new FormData()
    const { init } = request('POST /x', { body: form })
    expect(init.body).toBe(form)
    expect(new Headers(init.headers).has('Content-Type')).toBe(false)
  })
})

describe('an answer', () => {
  it('is the body', async () => {
    answer = { status: 200, body: { on: '2026-11-24', count: 0, missions: [], regions: [] } }
    expect((await api('GET /api/v1/missions')).on).toBe('2026-11-24')
    expect(seen?.headers.accept).toBe('application/json')
  })

  it('a refusal keeps the sentences and the fields of the server', async () => {
    answer = {
      status: 422,
      body: {
        type: 'about:blank',
        status: 422,
        code: 'invalid',
        key: 'body.invalid',
        title: 'Isian belum lengkap.',
        errors: [{ path: 'isHardship', key: 'required', detail: 'Pilih satu.' }],
      },
    }
    const refusal = await api('PATCH /api/v1/missions/:missionId', {
      params: { missionId: 'kbri-kairo' },
      body: {},
    }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ApiProblem)
    expect(refusal).toMatchObject({ status: 422, code: 'invalid', title: 'Isian belum lengkap.' })
    expect(fieldError(refusal, 'isHardship')).toBe('Pilih satu.')
    expect(seen?.headers['x-requested-with']).toBe('selaras')
  })

  it('an error page without problem details is still a refusal', async () => {
    answer = { status: 502 }
    await expect(api('GET /api/v1/missions')).rejects.toMatchObject({ status: 502, code: 'unknown' })
  })

  it('no answer is told apart from a refusal', async () => {
    const real = globalThis.fetch
    globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'))
    await expect(api('GET /api/v1/missions')).rejects.toMatchObject({ status: 0, code: 'no_answer' })
    globalThis.fetch = real
  })
})
