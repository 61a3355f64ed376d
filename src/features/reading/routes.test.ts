import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { atMission, signInAs } from '../../../test/support/sign-in.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
  cookie = (await signInAs(server, { role: 'mission_officer', scopes: atMission('kbri-berlin') })).cookie
})
afterAll(() => server.stop())

const ask = (payload: object) =>
  server.app.inject({ method: 'POST', url: '/api/v1/readings/draft', headers: { cookie }, payload })

it('a draft is read with its reasons, which point into the text, and its plain language', async () => {
  const text =
    'Dalam rangka implementasi sinergi diplomasi ekonomi, Duta Besar menghadiri resepsi. Atdag turut hadir. Acara berlangsung meriah.'
  const answer = await ask({ text, language: 'id' })
  expect(answer.statusCode).toBe(200)
  const { language, reading, plainLanguage } = answer.json()
  expect(language).toBe('id')
  expect(reading.modelVersion).toMatch(/^2026-/)
  expect(reading.purpose).toBe(0)
  for (const { start, end, text: words } of reading.because) expect(text.slice(start, end)).toBe(words)
  expect(plainLanguage.flags.length).toBeGreaterThan(0)
  for (const flag of plainLanguage.flags) {
    expect(text.slice(flag.start, flag.end)).toBe(flag.text)
    expect(flag.why).not.toBe('')
  }
})

it.each([[''], ['😀😀'], ['\u0000'], ['\ud800'], ['مرحبا Halo 你好']])('reads %j without complaint', async (text) => {
  expect((await ask({ text })).statusCode).toBe(200)
})

it('refuses a text past the limit in words', async () => {
  const answer = await ask({ text: 'a'.repeat(20_001) })
  expect(answer.statusCode).toBe(422)
  expect(answer.json().title).not.toBe('')
})

it('a stranger reads nothing', async () => {
  const answer = await server.app.inject({ method: 'POST', url: '/api/v1/readings/draft', payload: { text: 'a' } })
  expect(answer.statusCode).toBe(401)
})

it('progress counts the messages in scope only', async () => {
  const answer = await server.app.inject({ method: 'GET', url: '/api/v1/readings/progress', headers: { cookie } })
  expect(answer.json()).toEqual({
    modelVersion: expect.stringMatching(/^2026-/),
    messages: 0,
    read: 0,
    waiting: 0,
    beganAt: null,
    finishedAt: null,
  })
})
