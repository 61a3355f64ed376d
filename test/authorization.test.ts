import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints as contract } from '../src/contract/api.ts'
import type { Endpoint } from '../src/contract/endpoint.ts'
import { roles } from '../src/features/missions/index.ts'
import { exampleOf, type Known } from './authorization/example-of.ts'
import { makeForeignThings, makeMissingThings, secretWord } from './authorization/foreign-things.ts'
import { startTestServer, type TestServer } from './support/server.ts'
import { atMission, signInAs } from './support/sign-in.ts'

const home = 'kbri-berlin'
const abroad = 'kbri-tokyo'

/** What belongs to the whole ministry, not to a mission: a stranger may learn that it exists, not change it. */
const ministryWide: Known = { code: 'products', quarter: '2026-Q4', network: 'x', language: 'ja' }
/** Addresses that serve only whoever asks. A new one here needs a reason in its own room's tests. */
const onlyOneself =
  /^(GET|PATCH|PUT|POST|DELETE) \/api\/v1\/(readings\/draft|me(\/(notices(\/\w+)?|password|sessions|recovery-codes|totp|totp\/confirm))?)$/

const nameOf = (endpoint: Endpoint): string => `${endpoint.method} ${endpoint.path}`
const paramsOf = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')

let server: TestServer
let foreign: Known
let missing: Known
let endpoints: Endpoint[]
const strangers = new Map<string, string>()

beforeAll(async () => {
  server = await startTestServer()
  foreign = { ...ministryWide, ...(await makeForeignThings(server, abroad)) }
  missing = { ...ministryWide, ...makeMissingThings(foreign), ...ministryWide }
  endpoints = server.routes.map((route) => route.endpoint)
  for (const role of roles) strangers.set(role, (await signInAs(server, { role, scopes: atMission(home) })).cookie)
})
afterAll(() => server.stop())

type Answer = { readonly status: number; readonly key: string; readonly text: string }

async function ask(endpoint: Endpoint, known: Known, cookie: string | undefined): Promise<Answer> {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(known[name] ?? 'x'))
  const query = endpoint.query ? (exampleOf(endpoint.query, known) as Record<string, string>) : {}
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()
  const answer = await server.app.inject({
    method: endpoint.method,
    url: search ? `${path}?${search}` : path,
    headers: { ...(cookie ? { cookie } : {}), ...(endpoint.multipart ? multipart.headers : {}) },
    ...(endpoint.multipart
      ? { payload: multipart.body }
      : endpoint.body
        ? { payload: exampleOf(endpoint.body, known) as object }
        : {}),
  })
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json')
  return { status: answer.statusCode, key: isProblem ? answer.json().key : '', text: answer.body }
}

const multipart = {
  headers: { 'content-type': 'multipart/form-data; boundary=batas' },
  body: '--batas\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nx\r\n--batas--\r\n',
}

/** An answer without what the caller sent, so that two of them can be compared. */
const withoutIds = (answer: Answer, known: Known): Answer => ({
  ...answer,
  text: Object.values(known).reduce((text, id) => text.replaceAll(id, '…'), answer.text),
})

const pointsSomewhere = (endpoint: Endpoint): boolean => paramsOf(endpoint.path).length > 0 || endpoint.method !== 'GET'

describe('every bound route', () => {
  it('is found: the table is not empty, and every path parameter has something foreign behind it', () => {
    expect(endpoints.length).toBeGreaterThan(20)
    const unknown = endpoints.flatMap((endpoint) => paramsOf(endpoint.path).filter((name) => !(name in foreign)))
    expect(unknown, 'add one to foreign-things.ts').toEqual([])
  })

  it('is every one that the contract promises, and no other', () => {
    const promised = Object.values(contract).flatMap((room) => Object.values<Endpoint>(room).map(nameOf))
    expect(endpoints.map(nameOf).sort()).toEqual(promised.sort())
  })

  it('asks a stranger without a session to sign in, before looking at anything else', async () => {
    const wrong: string[] = []
    for (const endpoint of endpoints.filter((candidate) => candidate.access === 'person')) {
      const answer = await ask(endpoint, foreign, undefined)
      if (answer.status !== 401 || answer.key !== 'unauthenticated') wrong.push(`${nameOf(endpoint)}: ${answer.status}`)
    }
    expect(wrong).toEqual([])
  })

  it.each(roles)(
    'tells a %s of another mission nothing: refused exactly as if there were no such thing',
    async (role) => {
      const wrong: string[] = []
      const before = await fingerprint()
      for (const endpoint of endpoints.filter((candidate) => candidate.access === 'person')) {
        if (onlyOneself.test(nameOf(endpoint)) || !pointsSomewhere(endpoint)) continue
        const answer = await ask(endpoint, foreign, strangers.get(role))
        const none = await ask(endpoint, missing, strangers.get(role))
        const line = `${nameOf(endpoint)}: ${answer.status} ${answer.key}`
        if (answer.key === 'input' || answer.key === 'unsupported')
          wrong.push(`${line} (teach exampleOf this body) ${answer.text}`)
        else if (answer.status !== 403 && answer.status !== 404)
          wrong.push(`${line} instead of 403 or 404: ${answer.text}`)
        else if (JSON.stringify(withoutIds(answer, foreign)) !== JSON.stringify(withoutIds(none, missing)))
          wrong.push(`${line} differs from what is missing: ${none.status} ${none.key}`)
      }
      expect(wrong).toEqual([])
      expect(await fingerprint(), 'something of the foreign mission changed').toEqual(before)
    },
  )

  it.each(roles)('lists nothing of a foreign mission to a %s', async (role) => {
    const leaks: string[] = []
    for (const endpoint of endpoints.filter(
      (candidate) => candidate.method === 'GET' && candidate.access === 'person',
    )) {
      if (pointsSomewhere(endpoint)) continue
      for (const known of [{}, { missionId: abroad }]) {
        const answer = await ask(endpoint, known, strangers.get(role))
        const isHint = answer.text.includes(secretWord) || answer.text.includes(abroad)
        if (isHint) leaks.push(`${nameOf(endpoint)} ${JSON.stringify(known)}`)
        if (answer.status >= 500 || answer.key === 'input') leaks.push(`${nameOf(endpoint)}: ${answer.text}`)
      }
    }
    expect(leaks).toEqual([])
  })

  it('opens to whom it belongs, so that the refusals above mean something', async () => {
    const owners = await Promise.all(
      roles.flatMap((role) => [signInAs(server, { role, scopes: atMission(abroad) }), signInAs(server, { role })]),
    )
    const closed: string[] = []
    for (const endpoint of endpoints.filter((candidate) => candidate.method === 'GET')) {
      if (paramsOf(endpoint.path).length === 0) continue
      const answers: Answer[] = []
      for (const owner of owners) answers.push(await ask(endpoint, foreign, owner.cookie))
      if (!answers.some((answer) => answer.status === 200))
        closed.push(`${nameOf(endpoint)}: ${[...new Set(answers.map((a) => `${a.status} ${a.key}`))].join(', ')}`)
    }
    expect(closed).toEqual([])
  })
})

/** Pages and files for anybody; what they show is public, or bound to a secret in the address. */
const openToAll = new Set([
  'GET /cek-akun',
  'GET /tanya',
  'POST /tanya',
  'GET /tanya/lihat',
  'POST /tanya/kabar',
  'GET /tanya-jawab',
  'GET /p/tanya.js',
  'GET /publik',
  'GET /publik/*',
  'POST /publik/*',
  'GET /healthz',
  'GET /readyz',
  'GET /api/v1/openapi.json',
  'GET /masuk/awal',
  'GET /gambar/:ticket',
  // Names our client to networks; it holds no secret.
  'GET /sambungan/klien/:network',
  'GET /p/style.css',
  'GET /k/:code',
  'GET /siaga',
  'GET /siaga/*',
])
/** Pages that show only whoever asks, or what their lists may hold; their own rooms test them. */
const ownPages = new Set(['GET /api/v1/changes', 'GET /setujui', 'GET /sambungan/kembali'])

describe('every plain page', () => {
  const inContract = new Set(Object.values(contract).flatMap((room) => Object.values<Endpoint>(room).map(nameOf)))
  const pages = () =>
    server.addresses.filter((name) => !inContract.has(name) && !openToAll.has(name) && !ownPages.has(name))

  const visit = async (name: string, known: Known, cookie: string | undefined) => {
    const [method = '', path = ''] = name.split(' ')
    const url = path.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(known[param] ?? 'x'))
    const isForm = method === 'POST'
    const answer = await server.app.inject({
      method: method as 'GET' | 'POST',
      url,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(isForm ? { payload: `bundleHash=${'0'.repeat(64)}&comment=Tolong+diubah` } : {}),
    })
    const text = Object.values(known).reduce((rest, id) => rest.replaceAll(id, '…'), answer.body)
    return { status: answer.statusCode, text }
  }

  it('points at something foreign, or is said to be open to all', () => {
    expect(pages().length).toBeGreaterThan(2)
    const unknown = pages().filter((name) => paramsOf(name).length === 0 || paramsOf(name).some((p) => !(p in foreign)))
    expect(unknown, 'decide who may see these').toEqual([])
  })

  it.each(roles)('tells a %s of another mission nothing', async (role) => {
    const wrong: string[] = []
    const before = await fingerprint()
    for (const name of pages()) {
      const answer = await visit(name, foreign, strangers.get(role))
      const none = await visit(name, missing, strangers.get(role))
      if (answer.status !== 403 && answer.status !== 404) wrong.push(`${name}: ${answer.status}`)
      else if (JSON.stringify(answer) !== JSON.stringify(none)) wrong.push(`${name} differs from what is missing`)
      if (answer.text.includes(secretWord)) wrong.push(`${name} tells the secret`)
    }
    expect(wrong).toEqual([])
    expect(await fingerprint(), 'something of the foreign mission changed').toEqual(before)
  })

  it('sends a stranger without a session to the door', async () => {
    for (const name of pages()) {
      const { status, text } = await visit(name, foreign, undefined)
      expect([302, 303, 401, 403, 404], name).toContain(status)
      expect(text).not.toContain(secretWord)
    }
  })
})

/** Every row of the foreign mission, and everything else that a path can point at, as one hash. */
async function fingerprint(): Promise<string> {
  const { rows: tables } = await sql<{ name: string; byMission: boolean }>`
    select t.table_name as name, exists (select 1 from information_schema.columns c
      where c.table_schema = 'public' and c.table_name = t.table_name and c.column_name = 'mission_id') as "byMission"
    from information_schema.tables t where t.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and t.table_name not in ('audit_event', 'session', 'rate_window', 'idempotency_key')
    order by 1`.execute(server.db)
  const parts = await Promise.all(
    tables.map(async ({ name, byMission }) => {
      const { rows } = await sql<{ hash: string | null }>`
        select md5(string_agg(t::text, '|' order by t::text)) as hash from ${sql.table(name)} t
        where ${byMission ? sql`t.mission_id = ${abroad}` : sql`true`}`.execute(server.db)
      return `${name} ${rows[0]?.hash}`
    }),
  )
  return parts.join('\n')
}
