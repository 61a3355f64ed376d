// The index over 133 missions and 2,000,000 posts (or as many as the first word says): the day cells of everything from raw rows, then every
// mission's eight components with 1,000 draws, then the ministry's interval; and one mission alone.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { recomputeDirty, viewBoardIntervals, viewMission } from '../src/features/alignment/index.ts'
import { listMissions, systemScope } from '../src/features/missions/index.ts'
import { type Db, openDatabase } from '../src/platform/database/database.ts'
import { joinEmbeddedDatabase } from '../src/platform/database/embedded.ts'
import { fillMessages } from './parts/fill-messages.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const posts = Number(process.argv[2] ?? 2_000_000)
const window = '90d'
const data = mkdtempSync(join(tmpdir(), 'selaras-bench-'))
const port = 39_700 + Math.floor(Math.random() * 90)
const env = { ...process.env, PORT: String(port), SELARAS_DATA: data, SELARAS_LOG: 'error' }
const scope = systemScope('bench')

// The server only makes the sample: missions, accounts, objectives, agreed mixes, ratings.
const server = spawn(process.execPath, ['src/main/cli.ts', 'serve', '--role', 'web'], {
  cwd: project,
  env,
  stdio: ['ignore', 'ignore', 'inherit'],
})
const joined = await joinEmbeddedDatabase({ dataFolder: data })
const { db, close } = openDatabase(joined.connection, 2)
try {
  while (!(await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined))?.ok) await sleep(200)
  while ((await db.selectFrom('person').select('id').where('isSample', '=', true).limit(1).execute()).length === 0)
    await sleep(200)
  server.kill('SIGTERM')
  await new Promise((done) => server.once('exit', done))
  await fillMessages(db, posts)
  const deps = { db, now: () => new Date(), homeZone: 'Asia/Jakarta' }
  const missions = (await listMissions(db, scope, new Date().toISOString().slice(0, 10))).map(({ id }) => id)
  const rollUp = await seconds(() => catchUp(db))
  await sql`analyze`.execute(db)
  const all = await seconds(async () => {
    for (const id of missions) await viewMission(deps, scope, id, window)
  })
  const ministry = await seconds(() => viewBoardIntervals(deps, scope, window))
  const single: number[] = []
  for (const id of missions.slice(0, 40)) {
    const began = performance.now()
    await viewMission(deps, scope, id, window)
    single.push(performance.now() - began)
  }
  single.sort((a, b) => a - b)
  const at = (share: number) => Number((single[Math.floor(single.length * share)] ?? Number.NaN).toFixed(1))
  const again = await seconds(async () => {
    await sql`insert into alignment_dirty (mission_id, local_day) select distinct mission_id, local_day from message`.execute(
      db,
    )
    await catchUp(db)
  })
  const outcome = {
    posts,
    missions: missions.length,
    'day cells of everything, texts measured, s': rollUp,
    'day cells of everything again, s': again,
    'every mission with 1,000 draws, s': all,
    'the ministry’s interval, s': ministry,
    'everything once, s': Number((rollUp + all + ministry).toFixed(1)),
    'one mission p50, ms': at(0.5),
    'one mission p95, ms': at(0.95),
  }
  console.table(outcome)
  mkdirSync(join(project, 'bench/results'), { recursive: true })
  writeFileSync(join(project, 'bench/results/index.json'), `${JSON.stringify(outcome, null, 2)}\n`)
} finally {
  await close()
  server.kill('SIGTERM')
  await joined.release()
  rmSync(data, { recursive: true, force: true })
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return Number(((performance.now() - began) / 1000).toFixed(1))
}

async function catchUp(of: Db): Promise<void> {
  while ((await recomputeDirty(of, new Date(), 1_000)) > 0);
}
