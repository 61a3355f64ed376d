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
  while ((await db.selectFrom('person').select('id').where('isSample', '=', true).limit(1).execute()).length === 0) await sleep(100)
  await fill()
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

/** 100,000 items over all missions, the newest 2,000 with a delivery that waits. */
async function fill(): Promise<void> {
  await sql`
    insert into item (id, mission_id, author_id, title, kind, aim, audience, benefit, desired_action, status, planned_local, planned_zone, created_at, updated_at)
    select gen_random_uuid(), m.id, (select id from person limit 1), 'Kiriman ' || n, 'purpose', 'tujuan', 'khalayak', 'manfaat', 'langkah', 'approved',
      '2027-01-15T09:00', m.timezone, now() - n * interval '1 minute', now() - n * interval '1 minute'
    from generate_series(1, ${items}) n
    join (select id, timezone, row_number() over (order by id) - 1 as r, count(*) over () as c from mission where not is_headquarters) m on m.r = n % m.c`.execute(
    db,
  )
  await sql`
    insert into delivery (id, item_id, variant_id, account_id, mission_id, network, bundle_hash, content, item_kind, record_key, idempotency_key,
      record_created_at, due_local, due_zone, due_at, state, state_changed_at, next_at, created_at, updated_at)
    select gen_random_uuid(), i.id, gen_random_uuid(), a.id, i.mission_id, a.network, 'bench', '{"text":"x","languages":["id"],"link":null,"images":[]}', 'purpose',
      i.id::text, i.id::text, now(), i.planned_local, i.planned_zone, '2027-01-15T09:00Z', 'scheduled', now(), '2027-01-15T09:00Z', now(), now()
    from (select * from item order by created_at desc limit 2000) i
    join lateral (select id, network from account where mission_id = i.mission_id limit 1) a on true`.execute(db)
  await sql`analyze`.execute(db)
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
