import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { CallFailed } from './call-failure.ts'
import { createJsonCaller } from './json-caller.ts'

const signal = new AbortController().signal
let answer: (poured: { bytes: number }, response: import('node:http').ServerResponse) => void
let poured: { bytes: number }
let url: string
const server = createServer((_, response) => answer(poured, response))

beforeEach(async () => {
  poured = { bytes: 0 }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterEach(
  () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    }),
)

const callJson = createJsonCaller({ fetch, now: () => new Date(), timeoutMs: 5000 }, ({ body }) => ({
  kind: 'invalid',
  detail: `refused: ${(body as { error?: string }).error}`,
}))
const failureOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof CallFailed)) throw new Error('nothing failed')
  return error.failure
}
const call = (secrets: readonly string[] = []) =>
  callJson({ method: 'GET', url, secrets, signal }, z.object({ ok: z.boolean() }))

it('an answer without end is cut long before memory is', async () => {
  answer = (count, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const chunk = Buffer.alloc(1024 * 1024, ' ')
    const pour = (): void => {
      while (!response.destroyed && count.bytes < 200 * 1024 * 1024) {
        count.bytes += chunk.byteLength
        if (!response.write(chunk)) return void response.once('drain', pour)
      }
      response.end()
    }
    response.on('error', () => {})
    pour()
  }
  expect((await failureOf(call())).kind).toBe('no_answer')
  await new Promise((done) => setTimeout(done, 50))
  expect(poured.bytes).toBeLessThan(32 * 1024 * 1024)
})

it('a secret that a hostile server echoes stands in no word of the failure', async () => {
  const secret = 'rahasia+/= %42'
  answer = (_, response) =>
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: `bad token ${secret}, in a link ${encodeURIComponent(secret)}` }))
  const { detail } = await failureOf(call([secret]))
  expect(detail).toBe('refused: bad token …, in a link …')
})

it('a redirect is followed nowhere: not to another server, not with the token', async () => {
  answer = (count, response) => {
    count.bytes += 1
    response.writeHead(307, { location: `${url}elsewhere` }).end('{"ok":true}')
  }
  expect((await failureOf(call())).kind).toBe('garbled')
  expect(poured.bytes).toBe(1)
})

it('a call given up before it began is not made', async () => {
  answer = (count, response) => {
    count.bytes += 1
    response.end('{"ok":true}')
  }
  const given = callJson({ method: 'GET', url, secrets: [], signal: AbortSignal.abort() }, z.object({}))
  expect((await failureOf(given)).kind).toBe('not_sent')
  expect(poured.bytes).toBe(0)
})

it('our own guard’s refusal proves that nothing was sent', async () => {
  const guarded = createJsonCaller(
    {
      fetch: () => Promise.reject(Object.assign(new TypeError('inner address'), { code: 'ERR_OUTBOUND_REFUSED' })),
      now: () => new Date(),
      timeoutMs: 1000,
    },
    () => undefined,
  )
  const made = guarded({ method: 'POST', url: 'http://10.0.0.1/', body: {}, secrets: [], signal }, z.object({}))
  expect((await failureOf(made)).kind).toBe('not_sent')
})
