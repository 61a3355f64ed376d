import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { endpoint } from '../contract/endpoint.ts'
import { AppError } from '../platform/errors.ts'
import { silentLog } from '../platform/log.ts'
import { onceByIdempotencyKey } from './idempotency.ts'
import { bindRoutes } from './routes.ts'
import { createServer } from './server.ts'

const make = endpoint({
  method: 'POST',
  path: '/api/v1/things',
  summary: 'Makes a thing',
  access: 'person',
  idempotent: true,
  body: z.object({ name: z.string(), takesMs: z.number().default(0) }),
  status: 201,
  response: z.object({ number: z.number(), name: z.string() }),
})

const owners = ['0190aaaa-0000-7000-8000-000000000001', '0190aaaa-0000-7000-8000-000000000002']

let database: TestDatabase
let app: FastifyInstance
let made = 0
let refusals = 0

beforeAll(async () => {
  database = await createTestDatabase()
  app = await createServer({
    log: silentLog,
    say: (_, key) => key,
    url: 'http://localhost',
    trustProxy: false,
    version: '0',
  })
  const once = onceByIdempotencyKey<string | undefined>({
    db: database.db,
    now: () => new Date('2026-11-24T03:00:00Z'),
    ownerOf: (scope) => scope,
    waitMs: 400,
  })
  const authenticate = async (request: { headers: Record<string, unknown> }) => request.headers['x-owner'] as string
  bindRoutes<string | undefined>(app, { authenticate, once }).add(make, async ({ body }) => {
    await sleep(body.takesMs)
    if (refusals > 0) {
      refusals -= 1
      throw new AppError('invalid', 'refused')
    }
    made += 1
    return { number: made, name: body.name }
  })
})
beforeEach(() => {
  made = 0
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

async function send(key: string | undefined, payload: { name: string; takesMs?: number }, owner = owners[0]) {
  const headers = { ...(owner ? { 'x-owner': owner } : {}), ...(key === undefined ? {} : { 'idempotency-key': key }) }
  const answer = await app.inject({ method: 'POST', url: make.path, headers, payload })
  return { status: answer.statusCode, ...answer.json<{ key?: string; number?: number }>() }
}

it('a create sent twice with one key happens once and answers the same twice', async () => {
  const first = await send('a', { name: 'kit' })
  expect(first).toMatchObject({ status: 201, number: 1 })
  expect(await send('a', { name: 'kit' })).toEqual(first)
  expect(made).toBe(1)
})

it('the same key with other content is refused and changes nothing', async () => {
  await send('b', { name: 'kit' })
  expect(await send('b', { name: 'lain' })).toMatchObject({ status: 409, key: 'idempotency.other_body' })
  expect(made).toBe(1)
})

it('without a key creates run as they come, and keys of two people never meet', async () => {
  await send(undefined, { name: 'kit' })
  await send(undefined, { name: 'kit' })
  await send('c', { name: 'kit' })
  await send('c', { name: 'kit' }, owners[1])
  expect(made).toBe(4)
})

it('ten repeats at one instant wait for the first and get its answer', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => send('d', { name: 'kit', takesMs: 100 })))
  expect(made).toBe(1)
  expect(answers.every((answer) => answer.status === 201 && answer.number === 1)).toBe(true)
})

it('a repeat that has waited long enough is told to look before it sends again', async () => {
  const slow = send('e', { name: 'kit', takesMs: 900 })
  await sleep(100)
  expect(await send('e', { name: 'kit', takesMs: 900 })).toMatchObject({ status: 409, key: 'idempotency.in_flight' })
  expect((await slow).status).toBe(201)
  expect(made).toBe(1)
})

it('a refused create forgets its key, so that a waiting or later repeat runs', async () => {
  refusals = 1
  const [first, repeat] = await Promise.all([
    send('f', { name: 'kit', takesMs: 100 }),
    sleep(40).then(() => send('f', { name: 'kit', takesMs: 100 })),
  ])
  expect([first.status, repeat.status]).toEqual([422, 201])
  expect(made).toBe(1)
})

it('a key of spaces or beyond 128 characters is refused', async () => {
  expect((await send('x y', { name: 'kit' })).key).toBe('idempotency.key')
  expect((await send('x'.repeat(129), { name: 'kit' })).key).toBe('idempotency.key')
  expect(made).toBe(0)
})
