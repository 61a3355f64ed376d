import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeAccount, writeMix, writePost, writeReading, writeWorld } from '../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { bindRoutes } from '../../http/routes.ts'
import { createServer } from '../../http/server.ts'
import { newId } from '../../platform/ids.ts'
import { silentLog } from '../../platform/log.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { syncMessages } from '../messages/index.ts'
import { personScope, type Scope } from '../missions/index.ts'
import { ratingRoutes } from '../rating/routes.ts'
import { recomputeDirty } from './index.ts'
import { alignmentRoutes } from './routes.ts'

const now = () => new Date('2026-11-24T03:00:00Z')
let database: TestDatabase
let app: FastifyInstance
let personId: string
let messageIds: string[]

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  await writeWorld(db, [
    { id: 'kairo', timezone: 'Africa/Cairo' },
    { id: 'suva', timezone: 'Pacific/Fiji' },
  ])
  await writeMix(db, 'kairo', '2026-Q4', { products: 60, policy: 40 })
  const accountId = await writeAccount(db, 'kairo', 'x')
  personId = newId()
  await db
    .insertInto('person')
    .values({ id: personId, name: 'Sari', email: 'sari@example.org', createdAt: now(), updatedAt: now() })
    .execute()
  const posts: string[] = []
  for (let day = 1; day <= 14; day++)
    posts.push(
      await writePost(db, { missionId: 'kairo', accountId, publishedAt: new Date(Date.UTC(2026, 10, day, 9)) }),
    )
  await db.transaction().execute((tx) => syncMessages(tx, now(), posts))
  messageIds = (await db.selectFrom('message').select('id').orderBy('localDay').execute()).map((row) => row.id)
  for (const id of messageIds) await writeReading(db, id, { objective: 'products', purpose: 1 })
  await recomputeDirty(db, now())
  app = await createServer({
    log: silentLog,
    say: sayProblem,
    url: 'http://localhost',
    trustProxy: false,
    version: '0',
  })
  const officer = personScope(personId, [
    { role: 'mission_officer', missions: new Set(['kairo']), objectives: 'all', accounts: 'all' },
  ])
  const routes = bindRoutes<Scope>(app, { authenticate: async () => officer })
  alignmentRoutes(routes, { db, now, homeZone: 'Asia/Jakarta' })
  ratingRoutes(routes, { db, now, homeZone: 'Asia/Jakarta' })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const get = async (url: string) => {
  const answer = await app.inject({ method: 'GET', url })
  return { status: answer.statusCode, body: answer.json() }
}

it('board, mission and drill-down answer by their schemas, for both windows', async () => {
  for (const window of ['90d', '2026-Q4']) {
    const board = await get(`/api/v1/board?window=${window}`)
    expect(board.status).toBe(200)
    expect(board.body).toMatchObject({ missionCount: 1, total: { messages: 14, c3: { state: 'unaudited' } } })
    const mission = await get(`/api/v1/missions/kairo/alignment?window=${window}`)
    expect(mission.body.c3.value).toBeCloseTo(50 / 0.6, 9)
    expect(mission.body.coverage.objectives).toHaveLength(2)
  }
  const page = await get('/api/v1/missions/kairo/messages?objective=products&limit=5')
  expect(page.body).toMatchObject({ total: 14, opened: { kind: 'share', value: 100 } })
  expect(page.body.rows).toHaveLength(5)
  expect(page.body.next).toBe(page.body.rows[4].id)
})

it('another mission is as if it were not there, and an unknown window is refused', async () => {
  for (const url of [
    '/api/v1/missions/suva/alignment',
    '/api/v1/missions/nowhere/alignment',
    '/api/v1/missions/suva/messages',
  ])
    expect(await get(url)).toMatchObject({ status: 404, body: { key: 'mission.not_found' } })
  expect((await get('/api/v1/board?window=2026')).status).toBe(422)
})

it('an officer’s correction outranks the machine, is audited, and moves the number', async () => {
  const id = messageIds[0] as string
  expect((await get(`/api/v1/messages/${id}`)).body).toMatchObject({ label: { source: 'machine', purposeValue: 0.5 } })
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/messages/${id}/label`,
    payload: { objective: 'policy', purpose: 2 },
  })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    label: { source: 'officer', origin: 'corrected', objectives: { policy: 1 }, purposeValue: 1 },
    labels: [{ source: 'officer', objective: 'policy', purpose: 2 }],
  })
  expect((await get('/api/v1/missions/kairo/alignment')).body.behind).toBe(true)
  await recomputeDirty(database.db, now())
  const after = await get('/api/v1/missions/kairo/alignment')
  expect(after.body).toMatchObject({ behind: false })
  expect(after.body.purpose.ratio).toBeCloseTo((13 * 0.5 + 1) / 14, 9)
  const audit = await database.db.selectFrom('auditEvent').select('action').execute()
  expect(audit.map((event) => event.action)).toEqual(['message.label_corrected'])
  const wrong = {
    method: 'POST',
    url: `/api/v1/messages/${id}/label`,
    payload: { objective: 'weather', purpose: 2 },
  } as const
  expect((await app.inject(wrong)).json()).toMatchObject({ key: 'message.unknown_objective' })
})
