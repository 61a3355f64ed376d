// A page of 50 items and scheduling one item with 100,000 items stored, as ratios of GET /healthz in the same run.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { openDatabase } from '../src/platform/database/database.ts'
import { joinEmbeddedDatabase } from '../src/platform/database/embedded.ts'
import { fillItems } from './parts/fill-items.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const items = 100_000
const rounds = 400
const data = mkdtempSync(join(tmpdir(), 'selaras-bench-'))
const port = 39_700 + Math.floor(Math.random() * 200)
const base = `http://127.0.0.1:${port}`

const env = { ...process.env, PORT: String(port), SELARAS_DATA: data, SELARAS_LOG: 'error' }
const server = spawn(process.execPath, ['src/main/cli.ts', 'serve'], { cwd: project, env, stdio: 'ignore' })
const joined = await joinEmbeddedDatabase({ dataFolder: data })
const { db, close } = openDatabase(joined.connection, 2)
try {
  while (!(await fetch(`${base}/healthz`).catch(() => undefined))?.ok) await sleep(100)
  // The sample is written while pages are served already.
  while ((await db.selectFrom('person').select('id').where('isSample', '=', true).limit(1).execute()).length === 0)
    await sleep(100)
  await fillItems(db, items)
  const result = await measure()
  console.table(result)
  mkdirSync(join(project, 'bench/results'), { recursive: true })
  writeFileSync(join(project, 'bench/results/api.json'), `${JSON.stringify(result, null, 2)}\n`)
} finally {
  await close()
  server.kill('SIGTERM')
  await new Promise((done) => server.once('exit', done))
  await joined.release()
  rmSync(data, { recursive: true, force: true })
}

async function measure() {
  const cookie = await signIn()
  const deliveries = await sql<{ id: string }>`select id from delivery where bundle_hash = 'bench'`.execute(db)
  const reschedule = (n: number) =>
    request(`${base}/api/v1/deliveries/${deliveries.rows[n % deliveries.rows.length]?.id}/reschedule`, cookie, {
      dueLocal: `2027-01-${String(10 + (n % 15)).padStart(2, '0')}T10:30`,
      dueZone: 'Asia/Jakarta',
    })
  const cases: Record<string, (n: number) => Promise<void>> = {
    healthz: () => request(`${base}/healthz`, cookie),
    'page of 50 items': () => request(`${base}/api/v1/items?limit=50`, cookie),
    'schedule one item': reschedule,
  }
  const times: Record<string, number[]> = {}
  for (const name of Object.keys(cases)) times[name] = []
  // In turn, so that a busy machine disturbs all of them alike.
  for (let n = 0; n < rounds; n++)
    for (const [name, act] of Object.entries(cases)) {
      const began = performance.now()
      await act(n)
      if (n >= 20) times[name]?.push(performance.now() - began)
    }
  const p = (name: string, share: number) =>
    times[name]?.toSorted((a, b) => a - b)[Math.floor((times[name]?.length ?? 1) * share)] ?? Number.NaN
  return Object.keys(cases).map((name) => ({
    what: name,
    p50Ms: Number(p(name, 0.5).toFixed(2)),
    p99Ms: Number(p(name, 0.99).toFixed(2)),
    'p99 ÷ healthz p99': Number((p(name, 0.99) / p('healthz', 0.99)).toFixed(1)),
    perSecond: Math.round(1000 / p(name, 0.5)),
  }))
}

async function signIn(): Promise<string> {
  type Options = { persons: { id: string; role: string }[] }
  const options = async () => (await (await fetch(`${base}/api/v1/session/options`)).json()) as Options
  const personId = (await options()).persons.find((person) => person.role === 'editor')?.id
  const answer = await fetch(`${base}/api/v1/session/sample`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  })
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function request(url: string, cookie: string, body?: object): Promise<void> {
  const answer = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`)
}
