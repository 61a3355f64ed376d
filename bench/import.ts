// npm run bench -- import [ROWS]: a file of a million rows from bytes to messages: rows a second, memory, and the same file again.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readCorpus } from '../scripts/reading/corpus.ts'
import { seedPlatforms } from '../src/features/accounts/index.ts'
import { advanceRun, findRun, type ImportRun, loadColumnMaps, receiveFile } from '../src/features/imports/index.ts'
import { joinMany, syncMessages } from '../src/features/messages/index.ts'
import { importMissions, readMinistry, seedMinistry, systemScope } from '../src/features/missions/index.ts'
import { loadPlatformProfiles, parseNetworkUrl } from '../src/networks/index.ts'
import { openDatabase } from '../src/platform/database/database.ts'
import { joinEmbeddedDatabase } from '../src/platform/database/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { newId } from '../src/platform/ids.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const missionId = 'kbri-cairo'
const scope = systemScope('bench')
const profiles = loadPlatformProfiles('data/platforms.json')
const corpus = readCorpus()
const now = () => new Date('2026-11-25T00:00:00Z')
const first = Date.parse('2016-01-01T00:00:00Z')
const stepMs = (Date.parse('2026-11-20T00:00:00Z') - first) / rows

let peakMb = 0
const watch = setInterval(() => {
  peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6)
}, 100)

/** X's export of one account over eleven years, one row in twenty broken. */
async function* file(): AsyncGenerator<Uint8Array> {
  let piece = 'Post id,Date,Post text,Post Link,Impressions,Likes,Replies,Reposts\n'
  for (let n = 0; n < rows; n++) {
    const at = first + n * stepMs
    const id = String(((BigInt(Math.floor(at)) - 1_288_834_974_657n) << 22n) | BigInt(n & 0xfff))
    const day = new Date(at).toUTCString().slice(5, 16)
    const text = `${corpus[n % corpus.length]?.text ?? ''} ${n}`.replaceAll('"', '""')
    const views = n % 20 === 7 ? 'rusak' : String(n % 5_000)
    piece += `${id},"${day}","${text}",https://x.com/contoh_bench/status/${id},${views},${n % 90},${n % 7},${n % 9}\n`
    if (piece.length > 65_536) {
      yield Buffer.from(piece)
      piece = ''
    }
  }
  yield Buffer.from(piece)
}

const data = mkdtempSync(join(tmpdir(), 'selaras-bench-'))
const joined = await joinEmbeddedDatabase({ dataFolder: data })
await migrate(joined.connection)
const { db, close: closeDatabase } = openDatabase(joined.connection, 3)
const deps = { db, now, maps: loadColumnMaps('data/exports') }
await seedMinistry({ db, now }, await readMinistry('data'))
await importMissions({ db, now }, scope, 'data/missions.csv')
await seedPlatforms({ db, now }, profiles)
const accountId = newId()
const handle = 'contoh_bench'
await db
  .insertInto('account')
  .values({
    id: accountId,
    missionId,
    network: 'x',
    handle,
    handleKey: handle,
    url: '',
    status: 'active',
    statusChangedAt: now(),
    createdAt: now(),
  })
  .execute()

type Phase = {
  readonly name: string
  readonly seconds: number
  /** Of this process; the database works beside it. */
  readonly cpuSeconds: number
  readonly rowsPerSecond: number
  readonly peakMb: number
}
const phases: Phase[] = []
let startedAt = performance.now()
let cpuAt = process.cpuUsage()
const close = (name: string) => {
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpuAt)
  cpuAt = process.cpuUsage()
  phases.push({
    name,
    cpuSeconds: Math.round((user + system) / 1e5) / 10,
    seconds: Math.round(seconds * 10) / 10,
    rowsPerSecond: Math.round(rows / seconds),
    peakMb: Math.round(peakMb),
  })
  process.stderr.write(`${name}: ${seconds.toFixed(1)} s, peak ${Math.round(peakMb)} MB\n`)
  startedAt = performance.now()
}
const importing = {
  db,
  now,
  worker: newId(),
  joinPosts: joinMany,
  onPosts: syncMessages,
  parseLink: (url: string) => parseNetworkUrl(url, profiles),
}

async function run(name: string): Promise<ImportRun> {
  startedAt = performance.now()
  const incoming = {
    missionId,
    accountId,
    kind: 'posts' as const,
    zone: 'Africa/Cairo',
    fileName: 'bench.csv',
    appliesItself: true,
  }
  const id = await receiveFile(deps, scope, incoming, file())
  close(`${name}: receive`)
  let state = 'checking'
  const words: Readonly<Record<string, string>> = { checking: 'check', applying: 'apply', joining: 'join' }
  await advanceRun(importing, {
    id,
    onProgress: (at) => {
      if (at.state === state) return
      close(`${name}: ${words[state] ?? state}`)
      state = at.state
    },
  })
  const ended = await findRun(db, scope, id)
  if (!ended) throw new Error('the import is gone')
  return ended
}

const fresh = await run('first time')
const again = await run('same file again')
clearInterval(watch)
const { rows: sizes } = await sql<{ posts: number; messages: number }>`
  select count(*) as posts, (select count(*) from message) as messages from post`.execute(db)
const result = {
  rows,
  node: process.version,
  phases,
  first: { new: fresh.newCount, bad: fresh.badCount, state: fresh.state },
  again: {
    new: again.newCount,
    renewed: again.renewedCount,
    same: again.sameCount,
    bad: again.badCount,
    state: again.state,
  },
  stored: sizes[0],
  peakMb: Math.round(peakMb),
}
console.log(`\n${rows} rows, one broken in twenty, Node ${process.version}\n`)
for (const phase of phases)
  console.log(
    `${phase.name.padEnd(28)}${String(phase.seconds).padStart(9)} s ${String(phase.cpuSeconds).padStart(9)} s of one core ${String(phase.rowsPerSecond).padStart(9)} rows/s  memory up to ${phase.peakMb} MB`,
  )
console.log(JSON.stringify({ first: result.first, again: result.again, stored: result.stored }))
const folder = join(import.meta.dirname, 'results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'import.json'), `${JSON.stringify(result, null, 2)}\n`)
await closeDatabase()
await joined.release()
rmSync(data, { recursive: true, force: true })
