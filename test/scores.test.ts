import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Endpoint } from '../src/contract/endpoint.ts'
import { viewBoard, viewSensitivity } from '../src/features/alignment/index.ts'
import { systemScope } from '../src/features/missions/index.ts'
import { json } from '../src/platform/database/database.ts'
import { newId } from '../src/platform/ids.ts'
import { exampleOf } from './authorization/example-of.ts'
import { makeForeignThings } from './authorization/foreign-things.ts'
import { startTestServer, type TestServer } from './support/server.ts'
import { atMission, signInAs } from './support/sign-in.ts'

// Scores whose order is that of no list: by name Berlin, Seoul, Tokyo; by score Seoul, Berlin, Tokyo or the other way round.
const purposes = { 'kbri-berlin': 0.3217, 'kbri-seoul': 0.4319, 'kbri-tokyo': 0.2113 }
/** As they stand in JSON: C3 of each, and a frozen index. */
const marksOf = (missionId: keyof typeof purposes) => [
  String((100 * purposes[missionId]) / 0.6).slice(0, 8),
  frozenOf(missionId),
]
const frozenOf = (missionId: keyof typeof purposes) => `${Math.round(purposes[missionId] * 100)}.987654`

let server: TestServer
let known: Readonly<Record<string, string>>
const quarter = '2026-Q4'
/** Every address several times over: slow on a busy machine. */
const patience = 240_000

beforeAll(async () => {
  server = await startTestServer({ at: '2026-11-24T03:00:00Z' })
  const { db } = server
  known = {
    code: 'products',
    quarter,
    network: 'x',
    language: 'ja',
    ...(await makeForeignThings(server, 'kbri-tokyo')),
  }
  const now = server.clock.now()
  for (const [missionId, purpose] of Object.entries(purposes)) {
    const days = Array.from({ length: 20 }, (_, at) => `2026-10-${String(at + 3).padStart(2, '0')}`)
    await db.deleteFrom('alignmentDirty').where('missionId', '=', missionId).execute()
    await db
      .insertInto('alignmentDay')
      .values(
        days.map((localDay) => ({
          missionId,
          localDay,
          languageGroup: 'id',
          labelSource: 'rated',
          messages: 1,
          weight: 1,
          objectiveWeights: json({ products: 1 }),
          purposeWeight: purpose,
          readableWeight: 1,
          computedAt: now,
        })),
      )
      .execute()
    await db
      .insertInto('indexSnapshot')
      .values({
        id: newId(),
        quarter: '2026-Q3',
        missionId,
        peerGroup: 'over_40_million',
        frozenAt: now,
        method: '1',
        modelVersions: [],
        listsVersions: [],
        messages: 20,
        indexValue: Number(frozenOf(missionId as keyof typeof purposes)),
        isFirm: false,
        components: json([]),
        contributions: json({}),
        inputsHash: '0'.repeat(64),
      })
      .execute()
  }
}, patience)
afterAll(() => server.stop())

async function get(url: string, cookie?: string): Promise<string> {
  return (await server.app.inject({ method: 'GET', url, headers: cookie ? { cookie } : {} })).body
}

/** Every address that answers a reading, with something of Tokyo in every gap. */
function addresses(): string[] {
  const fill = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(known[name] ?? 'x'))
  const routes = server.routes.map(({ endpoint }) => endpoint).filter(({ method }) => method === 'GET')
  const withQuery = (endpoint: Endpoint) => {
    const query = endpoint.query ? (exampleOf(endpoint.query, known) as Record<string, unknown>) : {}
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
    return [
      fill(endpoint.path),
      `${fill(endpoint.path)}?${search}`,
      `${fill(endpoint.path)}?window=${quarter}&quarter=2026-Q3`,
    ]
  }
  const pages = server.addresses.filter((line) => line.startsWith('GET ')).map((line) => fill(line.slice(4)))
  return [...new Set([...routes.flatMap(withQuery), ...pages])].filter((url) => !/\/changes|\*/.test(url))
}

it.each(['nobody', 'mission_officer', 'head_of_mission', 'rater', 'administrator'] as const)(
  'no address tells %s a score of a mission outside its scope',
  async (role) => {
    const cookie =
      role === 'nobody' ? undefined : (await signInAs(server, { role, scopes: atMission('kbri-berlin') })).cookie
    const leaks: string[] = []
    for (const url of addresses()) {
      const text = await get(url, cookie)
      for (const other of ['kbri-seoul', 'kbri-tokyo'] as const)
        if (marksOf(other).some((mark) => text.includes(mark))) leaks.push(`${url}: ${other}`)
      if (role === 'nobody' && marksOf('kbri-berlin').some((mark) => text.includes(mark)))
        leaks.push(`${url}: kbri-berlin`)
    }
    expect(leaks).toEqual([])
  },
  patience,
)

it(
  'whoever may see them sees them, but no answer stands in the order of a score',
  async () => {
    const { cookie } = await signInAs(server, { role: 'strategist' })
    let seen = 0
    const ordered: string[] = []
    const look = (where: string, value: unknown) => {
      for (const list of listsOf(JSON.stringify(value))) if (isOrdered(list)) ordered.push(where)
      seen += marksOf('kbri-tokyo').some((mark) => JSON.stringify(value).includes(mark)) ? 1 : 0
    }
    for (const url of addresses().filter((address) => address.startsWith('/api/'))) {
      const text = await get(url, cookie)
      if (text.startsWith('{')) look(url, JSON.parse(text))
    }
    // What the commands `board` and `index sensitivity` print.
    const deps = { db: server.db, now: () => server.clock.now(), homeZone: server.homeZone }
    look('board', await viewBoard(deps, systemScope('test'), quarter))
    look('index sensitivity', await viewSensitivity(deps, systemScope('test'), quarter))
    expect(seen).toBeGreaterThan(1)
    expect(ordered).toEqual([])
  },
  patience,
)

const order = (by: 'up' | 'down') =>
  Object.entries(purposes)
    .sort(([, a], [, b]) => (by === 'up' ? a - b : b - a))
    .map(([missionId]) => missionId)

/** Orders in which the three missions stand in lists of an answer. */
function listsOf(text: string): string[][] {
  const found: string[][] = []
  JSON.parse(text, (_, value: unknown) => {
    if (Array.isArray(value)) {
      const ids = value.flatMap((one: unknown) => {
        const of = one as { missionId?: unknown; id?: unknown } | null
        const id = typeof of === 'object' && of !== null ? (of.missionId ?? of.id) : undefined
        return typeof id === 'string' && id in purposes ? id : []
      })
      if (new Set(ids).size === 3) found.push([...new Set(ids)])
    }
    return value
  })
  return found
}

const isOrdered = (ids: readonly string[]): boolean =>
  [order('up'), order('down')].some((wanted) => wanted.join() === ids.join())
