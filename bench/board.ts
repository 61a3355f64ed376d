// Boards, adoption and today over 133 missions, 800 accounts and 2,000,000 posts (or as many as the first word says): p95 in ms;
// then 1,000 random changes, late arrivals, deletions and day-edge posts: are the roll-ups still what the raw rows say, and how soon.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { recomputeDirty } from '../src/features/alignment/index.ts'
import { type Db, openDatabase } from '../src/platform/database/database.ts'
import { joinEmbeddedDatabase } from '../src/platform/database/embedded.ts'
import { sumsOfRawRows, sumsOfRollUps } from '../test/support/raw-roll-up.ts'
import { fillMessages } from './parts/fill-messages.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const posts = Number(process.argv[2] ?? 2_000_000)
const changes = 1_000
const rounds = 60
const data = mkdtempSync(join(tmpdir(), 'selaras-bench-'))
const port = 39_900 + Math.floor(Math.random() * 90)
const base = `http://127.0.0.1:${port}`
const env = { ...process.env, PORT: String(port), SELARAS_DATA: data, SELARAS_LOG: 'error' }

const server = spawn(process.execPath, ['src/main/cli.ts', 'serve', '--role', 'web'], {
  cwd: project,
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
})
const joined = await joinEmbeddedDatabase({ dataFolder: data })
const { db, close } = openDatabase(joined.connection, 2)
try {
  while (!(await fetch(`${base}/healthz`).catch(() => undefined))?.ok) await sleep(200)
  while ((await db.selectFrom('person').select('id').where('isSample', '=', true).limit(1).execute()).length === 0)
    await sleep(200)
  await fillMessages(db, posts)
  const first = await catchUp(db)
  await sql`analyze`.execute(db)
  const looks = await measureLooks(db)
  const outcome = await changeAndCompare(db)
  console.table(looks)
  console.table({ posts, 'roll-up of everything, s': first, ...outcome })
  mkdirSync(join(project, 'bench/results'), { recursive: true })
  writeFileSync(
    join(project, 'bench/results/board.json'),
    `${JSON.stringify({ posts, first, looks, outcome }, null, 2)}\n`,
  )
} finally {
  await close()
  server.kill('SIGTERM')
  await new Promise((done) => server.once('exit', done))
  await joined.release()
  rmSync(data, { recursive: true, force: true })
}

/** Seconds until no cell waits. */
async function catchUp(db: Db): Promise<number> {
  const began = performance.now()
  while ((await recomputeDirty(db, new Date(), 1_000)) > 0);
  return Number(((performance.now() - began) / 1000).toFixed(1))
}

async function measureLooks(db: Db) {
  const strategist = await signIn('strategist')
  const officer = await signIn('mission_officer')
  const campaign = await db
    .selectFrom('campaign')
    .select('id')
    .where('status', '=', 'released')
    .limit(1)
    .executeTakeFirstOrThrow()
  const looks: Record<string, () => Promise<void>> = {
    healthz: () => get('/healthz', strategist.cookie),
    'board of the ministry': () => get('/api/v1/board?window=90d', strategist.cookie),
    'board of a quarter': () => get('/api/v1/board?window=2026-Q4', strategist.cookie),
    'one mission’s alignment': () => get(`/api/v1/missions/${officer.missionId}/alignment?window=90d`, officer.cookie),
    'adoption of a kit': () => get(`/api/v1/campaigns/${campaign.id}/adoption`, strategist.cookie),
    'today of a mission': () => get(`/api/v1/missions/${officer.missionId}/today`, officer.cookie),
    'what waits': () => get(`/api/v1/me/waiting?missionId=${officer.missionId}`, officer.cookie),
  }
  const times = new Map(Object.keys(looks).map((name) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++)
    for (const [name, look] of Object.entries(looks)) {
      const began = performance.now()
      await look()
      if (round >= 5) times.get(name)?.push(performance.now() - began)
    }
  return [...times].map(([what, list]) => {
    const sorted = list.toSorted((a, b) => a - b)
    const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1))
    return { what, p50Ms: at(0.5), p95Ms: at(0.95) }
  })
}

/** Changes of every kind, then the sums of 30 missions by two roads, then one change and how soon the board knows. */
async function changeAndCompare(db: Db) {
  const each = changes / 4
  await sql`insert into label (id, message_id, source, objective, purpose, created_at)
    select gen_random_uuid(), id, (array['officer', 'blind'])[1 + abs(hashtext(id::text)) % 2], 'products', 2, now()
    from message tablesample system (1) limit ${each}`.execute(db)
  await sql`update message set deleted_at = now() where id in (select id from message tablesample system (1) limit ${each})`.execute(
    db,
  )
  await sql`update message set local_day = local_day - 1 where id in (select id from message tablesample system (1) limit ${each})`.execute(
    db,
  )
  await sql`insert into message (id, mission_id, local_day, text, language, first_published_at, created_at)
    select gen_random_uuid(), mission_id, local_day - 200, 'Terlambat', 'id', now(), now() from message tablesample system (1) limit ${each}`.execute(
    db,
  )
  const seconds = await catchUp(db)
  const missions = (
    await db.selectFrom('mission').select('id').where('isHeadquarters', '=', false).orderBy('id').limit(30).execute()
  ).map((row) => row.id)
  const alike = JSON.stringify(await sumsOfRollUps(db, missions)) === JSON.stringify(await sumsOfRawRows(db, missions))
  return {
    changes,
    'caught up in, s': seconds,
    '30 missions equal raw rows': alike,
    'one change shows in, ms': await showOne(db),
  }
}

/** With a worker beside: an officer’s correction until the mission’s page says it is not behind and computed after it. */
async function showOne(db: Db): Promise<number> {
  const worker = spawn(process.execPath, ['src/main/cli.ts', 'worker'], {
    cwd: project,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await sleep(6_000)
  const officer = await signIn('mission_officer')
  const message = await db
    .selectFrom('message')
    .select('id')
    .where('missionId', '=', officer.missionId)
    .orderBy('localDay', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const began = performance.now()
  const at = Date.now()
  await fetch(`${base}/api/v1/messages/${message.id}/label`, {
    method: 'POST',
    headers: { cookie: officer.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ objective: 'policy', purpose: 2 }),
  })
  for (;;) {
    const answer = await fetch(`${base}/api/v1/missions/${officer.missionId}/alignment?window=90d`, {
      headers: { cookie: officer.cookie },
    })
    const { behind, computedAt } = (await answer.json()) as { behind: boolean; computedAt: string | null }
    if (!behind && Date.parse(computedAt ?? '') >= at) break
    if (performance.now() - began > 30_000) break
  }
  const ms = Math.round(performance.now() - began)
  worker.kill('SIGTERM')
  await new Promise((done) => worker.once('exit', done))
  return ms
}

async function signIn(role: string): Promise<{ cookie: string; missionId: string }> {
  const { persons } = (await (await fetch(`${base}/api/v1/session/options`)).json()) as {
    persons: { id: string; role: string; missionId: string | null }[]
  }
  const person = persons.find((one) => one.role === role)
  const answer = await fetch(`${base}/api/v1/session/sample`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId: person?.id }),
  })
  return { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '', missionId: person?.missionId ?? '' }
}

async function get(path: string, cookie: string): Promise<void> {
  const answer = await fetch(base + path, { headers: { cookie } })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
}
