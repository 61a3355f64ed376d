import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { atMission, type SignedInPerson, signInAs } from '../../../test/support/sign-in.ts'
import { newId } from '../../platform/ids.ts'

const cairo = 'kbri-cairo'
const person =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36'
let server: TestServer
let officer: SignedInPerson
let strategist: SignedInPerson
let code: { id: string; code: string; link: string }

async function send(who: SignedInPerson, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const answer = await server.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: who.cookie },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, text: answer.body, json: () => answer.json() }
}
const view = async () => (await send(officer, 'GET', `/missions/${cairo}/outcomes`)).json()
const open = (
  url: string,
  headers: Record<string, string> = { 'user-agent': person },
  method: 'GET' | 'HEAD' = 'GET',
) => server.app.inject({ method, url, headers })

beforeAll(async () => {
  server = await startTestServer()
  officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(cairo) })
  strategist = await signInAs(server, { role: 'strategist' })
  const at = server.clock.now()
  const campaignId = newId()
  const campaign = {
    title: 'Kopi ke Kairo',
    objectiveCode: 'products',
    goal: 'x',
    baseline: '',
    startsOn: '2026-11-01',
    endsOn: '2026-12-31',
  }
  await server.db
    .insertInto('campaign')
    .values({
      id: campaignId,
      ...campaign,
      obligation: 'recommended',
      status: 'released',
      createdBy: strategist.personId,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  await server.db.insertInto('assignment').values({ campaignId, missionId: cairo, status: 'pending' }).execute()
  code = (await view()).codes[0]
})
afterAll(() => server.stop())

it('each kit of a mission has a code of its own, the same every time', async () => {
  expect(code).toMatchObject({
    title: 'Kopi ke Kairo',
    kind: 'kit',
    objective: 'products',
    targetUrl: null,
    openings: 0,
  })
  expect((await view()).codes.map((one: { code: string }) => one.code)).toEqual([code.code])
})

test.each([
  ['http://contoh.test/daftar'],
  ['javascript:alert(1)'],
  ['https://nama:sandi@contoh.test/'],
  ['https://localhost/'],
  ['bukan alamat'],
])('a link may not lead to %s', async (targetUrl) => {
  expect((await send(officer, 'PUT', `/outcome-codes/${code.id}`, { targetUrl })).json().key).toBe('outcome.target')
  expect((await open(`/k/${code.code}`)).statusCode).toBe(404)
})

it('counts persons who open a link, not bots or looks ahead, and learns nothing about them', async () => {
  await send(officer, 'PUT', `/outcome-codes/${code.id}`, { targetUrl: 'https://contoh.test/daftar?dari=kopi' })
  const answer = await open(`/k/${code.code}`)
  expect([answer.statusCode, answer.headers.location]).toEqual([302, 'https://contoh.test/daftar?dari=kopi'])
  expect([answer.cookies, answer.headers['referrer-policy'], answer.headers['cache-control']]).toEqual([
    [],
    'no-referrer',
    'no-store',
  ])
  await open(`/k/${code.code.toUpperCase()}?ke=https://jahat.test`)
  for (const agent of ['Googlebot/2.1 (+http://www.google.com/bot.html)', 'WhatsApp/2.23', 'curl/8.5.0', ''])
    expect((await open(`/k/${code.code}`, { 'user-agent': agent })).statusCode).toBe(302)
  await open(`/k/${code.code}`, { 'user-agent': person, 'sec-purpose': 'prefetch' })
  await open(`/k/${code.code}`, { 'user-agent': person }, 'HEAD')
  const { codes, objectives } = await view()
  expect([codes[0].openings, objectives]).toEqual([
    2,
    [{ objective: 'products', lead: 0, registration: 0, visit: 0, buyer: 0, openings: 2 }],
  ])
  const rows = await server.db.selectFrom('outcomeOpening').selectAll().execute()
  expect(rows).toEqual([{ codeId: code.id, missionId: cairo, day: '2026-11-24', count: 2 }])
})

it('a code that nobody has leads nowhere, in words', async () => {
  const answer = await open('/k/bcdfghj')
  expect([answer.statusCode, answer.body]).toEqual([
    404,
    expect.stringContaining('Tautan ini tidak menuju ke mana pun'),
  ])
})

it('outcomes are recorded with source and day, summed by objective, taken back and put back', async () => {
  const body = {
    kind: 'lead',
    amount: 12,
    happenedOn: '2026-11-20',
    source: '=2+3 buku tamu stan TEI',
    objective: 'products',
    code: code.code,
  }
  const recorded = (await send(officer, 'POST', `/missions/${cairo}/outcomes`, body)).json()
  expect(recorded).toMatchObject({ kind: 'lead', level: 'outcome', amount: 12, code: code.code })
  await send(officer, 'POST', `/missions/${cairo}/outcomes`, {
    ...body,
    kind: 'buyer',
    amount: 2,
    source: 'kontrak di stan',
  })
  const sums = async () => (await view()).objectives[0]
  expect(await sums()).toMatchObject({ lead: 12, buyer: 2 })
  const ministry = (await send(strategist, 'GET', '/outcomes')).json()
  expect(ministry.objectives[0]).toMatchObject({ objective: 'products', lead: 12, buyer: 2 })
  expect(JSON.stringify(ministry)).not.toContain(cairo)
  await send(officer, 'DELETE', `/outcomes/${recorded.id}`)
  expect((await sums()).lead).toBe(0)
  await send(officer, 'POST', `/outcomes/${recorded.id}/restore`)
  expect((await sums()).lead).toBe(12)
  const { text } = await send(officer, 'GET', `/missions/${cairo}/outcomes/export`)
  expect(text).toContain("'=2+3 buku tamu")
  expect(text).toContain('Kiriman adalah salah satu sebab, bukan satu-satunya')
})

test.each([
  [{ happenedOn: '2026-12-24' }, 'outcome.future'],
  [{ objective: 'tidak-ada' }, 'outcome.no_objective'],
  [{ code: 'zzzzzzz' }, 'outcome.no_code'],
])('%j is refused', async (wrong, key) => {
  const body = {
    kind: 'visit',
    amount: 1,
    happenedOn: '2026-11-20',
    source: 'buku tamu',
    objective: 'tourism',
    ...wrong,
  }
  expect((await send(officer, 'POST', `/missions/${cairo}/outcomes`, body)).json().key).toBe(key)
})

it('headquarters read outcomes and do not record them for a mission', async () => {
  const body = { kind: 'visit', amount: 1, happenedOn: '2026-11-20', source: 'buku tamu', objective: 'tourism' }
  expect((await send(strategist, 'POST', `/missions/${cairo}/outcomes`, body)).json().key).toBe('outcome.not_yours')
  expect((await send(strategist, 'GET', `/missions/${cairo}/outcomes`)).json().mayRecord).toBe(false)
})
