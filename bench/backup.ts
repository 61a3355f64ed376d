// Backup of 100,000 items on the embedded database, restored into another PostgreSQL and back: times, size, and whether alike.
// BENCH_DATABASE_URL names an empty database of a PostgreSQL of yours; without it a second embedded server stands in.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { seedPlatforms } from '../src/features/accounts/index.ts'
import { importMissions, readMinistry, seedMinistry, systemScope } from '../src/features/missions/index.ts'
import { leftOut } from '../src/main/backup/manifest.ts'
import { loadPlatformProfiles } from '../src/networks/index.ts'
import { hashTable, onOneSession, readTables } from '../src/platform/database/copy-tables.ts'
import { type ConnectionSettings, type Db, openDatabase } from '../src/platform/database/database.ts'
import { joinEmbeddedDatabase } from '../src/platform/database/embedded.ts'
import { newId } from '../src/platform/ids.ts'
import { fillItems } from './parts/fill-items.ts'

const items = 100_000
const project = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'selaras-bench-'))
const place = (name: string) => join(folder, name)

type Installed = {
  readonly env: Record<string, string>
  readonly connection: ConnectionSettings
  leave(): Promise<void>
}

async function embedded(name: string): Promise<Installed> {
  const joined = await joinEmbeddedDatabase({ dataFolder: place(name) })
  return { env: { SELARAS_DATA: place(name) }, connection: joined.connection, leave: () => joined.release() }
}

async function external(): Promise<Installed> {
  const url = process.env.BENCH_DATABASE_URL
  if (!url) return embedded('other')
  return { env: { SELARAS_DATA: place('other'), DATABASE_URL: url }, connection: { url }, leave: async () => {} }
}

/** Runs a command of the command line; answers seconds and its largest memory in MB (Linux). */
async function command(
  env: Record<string, string>,
  ...words: string[]
): Promise<{ seconds: number; memoryMb: number }> {
  const began = performance.now()
  const child = spawn(process.execPath, ['src/main/cli.ts', ...words], {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let memoryMb = 0
  let said = ''
  child.stderr.on('data', (text) => {
    said = String(text)
  })
  const watch = setInterval(() => {
    try {
      memoryMb = Math.max(memoryMb, peakMb(child.pid))
    } catch {}
  }, 50)
  const code = await new Promise((done) => child.once('exit', done))
  clearInterval(watch)
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${said}`)
  return { seconds: (performance.now() - began) / 1000, memoryMb }
}

function peakMb(pid: number | undefined): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}

const hashes = (connection: ConnectionSettings) =>
  onOneSession(connection, async (client) => {
    const found: Record<string, string> = {}
    for (const table of await readTables(client))
      if (!leftOut.has(table.name)) found[table.name] = await hashTable(client, table)
    return found
  })

/** Tables that differ. A restore adds its own audit event, and nothing else. */
function differing(a: Record<string, string>, b: Record<string, string>): string[] {
  return Object.keys(a).filter((name) => a[name] !== b[name])
}

/** An author and an account a mission, which items and deliveries need. */
async function prepare(db: Db): Promise<void> {
  const now = new Date()
  const deps = { db, now: () => now, homeZone: 'Asia/Jakarta' }
  await seedMinistry(deps, await readMinistry(join(project, 'data')))
  await importMissions(deps, systemScope('bench'), join(project, 'data/missions.csv'))
  await seedPlatforms(deps, loadPlatformProfiles(join(project, 'data/platforms.json')))
  await db
    .insertInto('person')
    .values({ id: newId(), name: 'Bench', email: 'bench@x.test', createdAt: now, updatedAt: now })
    .execute()
  await sql`insert into account (id, mission_id, network, handle, handle_key, url, status, status_changed_at, created_at)
    select gen_random_uuid(), id, 'x', id, id, 'https://x.com/' || id, 'active', now(), now() from mission`.execute(db)
}

const home = await embedded('home')
const away = await external()
const back = await embedded('back')
try {
  await command({ ...home.env }, 'migrate')
  const { db, close } = openDatabase(home.connection, 2)
  await prepare(db)
  await fillItems(db, items)
  await close()
  const original = await hashes(home.connection)
  const file = place('home.tar.gz')
  const taken = await command(home.env, 'backup', file)
  const there = await command(away.env, 'restore', file)
  const second = place('away.tar.gz')
  await command(away.env, 'backup', second)
  const returned = await command(back.env, 'restore', second)
  const result = {
    items,
    fileMb: Number((statSync(file).size / 1e6).toFixed(1)),
    backupSeconds: Number(taken.seconds.toFixed(1)),
    backupMemoryMb: Math.round(taken.memoryMb),
    restoreSeconds: Number(there.seconds.toFixed(1)),
    restoreMemoryMb: Math.round(there.memoryMb),
    restoreBackSeconds: Number(returned.seconds.toFixed(1)),
    tablesThatDifferThere: differing(original, await hashes(away.connection)).join(' '),
    tablesThatDifferBack: differing(original, await hashes(back.connection)).join(' '),
  }
  console.table(result)
  mkdirSync(join(project, 'bench/results'), { recursive: true })
  writeFileSync(join(project, 'bench/results/backup.json'), `${JSON.stringify(result, null, 2)}\n`)
} finally {
  for (const installed of [home, away, back]) await installed.leave()
  rmSync(folder, { recursive: true, force: true })
}
