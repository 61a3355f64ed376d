import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeAccount } from '../../../test/support/alignment-world.ts'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { atMission, signInAs } from '../../../test/support/sign-in.ts'
import { json } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'

let server: TestServer
let account: string
let post: string
let officer: { cookie: string }
let foreigner: { cookie: string }
const call = (method: 'GET' | 'PUT', url: string, who: { cookie: string }, payload?: object) =>
  server.app.inject({ method, url, headers: { cookie: who.cookie }, ...(payload ? { payload } : {}) })

beforeAll(async () => {
  server = await startTestServer()
  officer = await signInAs(server, { role: 'mission_officer', scopes: atMission('kbri-tokyo') })
  foreigner = await signInAs(server, { role: 'mission_officer', scopes: atMission('kbri-berlin') })
  account = await writeAccount(server.db, 'kbri-tokyo', 'bluesky', { connectionState: 'connected', handle: 'tokyo' })
  post = newId()
  const at = server.clock.now()
  const hour = (count: number) => new Date(at.getTime() + count * 3_600_000)
  await server.db
    .insertInto('observation')
    .values({
      accountId: account,
      dueAt: hour(1),
      postsDueAt: hour(1),
      postsReadAt: at,
      inboxDueAt: hour(2),
      audienceDueAt: hour(20),
      audienceReadAt: at,
      backfillFrom: hour(-24 * 90),
      backfillReached: hour(-24 * 30),
      failedPart: 'inbox',
      failure: '429 slow down',
      failedAt: at,
      failures: 2,
      windowAt: at,
      windowCalls: 7,
    })
    .execute()
  await server.db
    .insertInto('post')
    .values({
      id: post,
      accountId: account,
      missionId: 'kbri-tokyo',
      network: 'bluesky',
      remoteId: 'at://x/1',
      url: 'https://bsky.app/profile/tokyo/post/1',
      text: 'Kopi Gayo',
      publishedAt: hour(-30),
      localDay: '2026-11-23',
      source: 'observed',
      firstSeenAt: at,
      lastSeenAt: at,
      likes: 12,
      checkDueAt: hour(42),
    })
    .execute()
  await server.db
    .insertInto('metricSnapshot')
    .values([hour(-29), hour(-24), at].map((when, n) => ({ postId: post, at: when, likes: 4 * n + 4 })))
    .execute()
  await server.db
    .insertInto('audienceSnapshot')
    .values({
      accountId: account,
      day: '2026-11-24',
      missionId: 'kbri-tokyo',
      network: 'bluesky',
      followers: 5_120,
      byTrait: json([{ trait: 'country', counts: { ID: 4_000, JP: null } }]),
      maskedCells: 1,
      readAt: at,
    })
    .execute()
})
afterAll(() => server.stop())

test('an account tells what was read, what is next, what failed, how far history came, and what its limits leave', async () => {
  const view = (await call('GET', `/api/v1/accounts/${account}/observation`, officer)).json()
  expect(view).toMatchObject({
    isRead: true,
    failure: { part: 'inbox', detail: '429 slow down', count: 2 },
    calls: { used: 7, limit: 60, windowMinutes: 15 },
    followers: [{ day: '2026-11-24', count: 5_120 }],
    audience: { maskedCells: 1, by: [{ trait: 'country', counts: { ID: 4_000, JP: null } }] },
    posts: [{ id: post, likes: 12, views: null, answers: 0 }],
  })
  expect(view.history.doneAt).toBeNull()
  expect(view.parts.map((one: { part: string }) => one.part)).toEqual(['posts', 'checks', 'inbox', 'audience'])
  const series = (await call('GET', `/api/v1/posts/${post}/metrics`, officer)).json()
  expect(series.points.map((point: { likes: number }) => point.likes)).toEqual([4, 8, 12])
})

test('history is read further back by its keepers, within two years, and for nobody else', async () => {
  const url = `/api/v1/accounts/${account}/observation/history`
  expect((await call('PUT', url, officer, { from: '2026-01-01' })).statusCode).toBe(204)
  const { history, parts } = (await call('GET', `/api/v1/accounts/${account}/observation`, officer)).json()
  // Midnight in Tokyo.
  expect(history).toEqual({ from: '2025-12-31T15:00:00.000Z', reachedAt: null, doneAt: null })
  expect(parts[0].readAt).not.toBeNull()
  for (const from of ['2020-01-01', '2027-01-01'])
    expect((await call('PUT', url, officer, { from })).json().key).toBe('observation.history_range')
  expect((await call('PUT', url, foreigner, { from: '2026-01-01' })).json().key).toBe('account.not_found')
  expect((await call('GET', `/api/v1/posts/${post}/metrics`, foreigner)).statusCode).toBe(404)
})
