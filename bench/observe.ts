// 800 accounts connected at once, each with 90 days behind it: their history read back, then hours of the schedule, on a
// network that keeps a ledger. Calls per account and window, what was read twice, memory. The clock is simulated.
// BENCH_ACCOUNTS, BENCH_HOURS: fewer accounts or hours for a quick look.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { observeDue } from '../src/features/observing/jobs.ts'
import { manualClock } from '../src/platform/clock.ts'
import { openDatabase } from '../src/platform/database/database.ts'
import { joinEmbeddedDatabase } from '../src/platform/database/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { silentLog } from '../src/platform/log.ts'
import { writeAccount, writeWorld } from '../test/support/alignment-world.ts'
import { createLedgerNetwork } from '../test/support/ledger-network.ts'

const accounts = Number(process.env.BENCH_ACCOUNTS ?? 800)
const hours = Number(process.env.BENCH_HOURS ?? 6)
const days = 90
const postsADay = 5
const limits = { count: 60, windowMs: 15 * 60_000 }
const hourMs = 3_600_000
const clock = manualClock('2026-11-24T03:00:00Z')

const folder = mkdtempSync(join(tmpdir(), 'selaras-bench-'))
const joined = await joinEmbeddedDatabase({ dataFolder: folder })
await migrate(joined.connection)
const { db, close } = openDatabase(joined.connection, 8)
await writeWorld(db, [{ id: 'kairo', timezone: 'Africa/Cairo' }])
const ids: string[] = []
for (let n = 0; n < accounts; n++)
  ids.push(await writeAccount(db, 'kairo', 'bluesky', { connectionState: 'connected', handle: `akun${n}` }))

const from = new Date(clock.now().getTime() - days * 24 * hourMs)
const ledger = createLedgerNetwork({ now: () => clock.now(), from, everyMs: (24 * hourMs) / postsADay, limits })
const deps = {
  db,
  now: () => clock.now(),
  log: silentLog,
  networks: new Map([['bluesky', ledger.network]]),
  openConnection: async (id: string) => ({ remoteAccountId: id, handle: id, secret: {} }),
  onPosts: async () => {},
}

const memoryMb: number[] = []
const measure = () => {
  globalThis.gc?.()
  memoryMb.push(Math.round(process.memoryUsage().rss / 1_000_000))
}
let turns = 0
const step = async (ms: number) => {
  clock.advance(ms)
  const { read, failed } = await observeDue(deps, { concurrency: 4 })
  if (failed > 0) throw new Error(`${failed} turns failed`)
  turns += read
}

const began = performance.now()
measure()
const unfinished = async () => {
  const { rows } = await sql<{
    left: number
  }>`select (${accounts} - count(*) filter (where backfill_done_at is not null))::int as left
    from observation`.execute(db)
  return rows[0]?.left ?? accounts
}
let historyMinutes = 0
while ((await unfinished()) > 0 || historyMinutes < 30) {
  await step(60_000)
  historyMinutes++
  if (historyMinutes % 5 === 0) measure()
}
const historySeconds = (performance.now() - began) / 1000
const history = { calls: ledger.calls(), turns }
console.error(
  `History: ${history.calls} calls, ${turns} turns, ${historyMinutes} simulated minutes, ${Math.round(historySeconds)} s, ${memoryMb.join(' ')} MB`,
)
for (let n = 0; n < hours * 12; n++) {
  await step(5 * 60_000)
  if (n % 12 === 0) measure()
}
measure()
const seconds = (performance.now() - began) / 1000

const most = (rows: Iterable<Uint16Array>): number => Math.max(0, ...[...rows].map((row) => Math.max(...row)))
const posts = await sql<{ count: number; duplicates: number; unchecked: number }>`
  select count(*)::int as count, count(*)::int - count(distinct (account_id, remote_id))::int as duplicates,
    count(*) filter (where metrics_at is null and published_at < ${new Date(clock.now().getTime() - 2 * hourMs)})::int as unchecked
  from post`.execute(db)
const expected = accounts * (Math.floor((clock.now().getTime() - from.getTime()) / ((24 * hourMs) / postsADay)) + 1)
const result = {
  bench: 'observe',
  at: new Date().toISOString(),
  cpu: `${cpus().length} × ${cpus()[0]?.model ?? '?'}`,
  node: process.version,
  accounts,
  days,
  posts: posts.rows[0]?.count,
  missing: expected - (posts.rows[0]?.count ?? 0),
  duplicates: posts.rows[0]?.duplicates,
  historyShownMost: most(ledger.shown.values()),
  numbersAskedMost: most(ledger.counted.values()),
  withoutNumbersAfter2h: posts.rows[0]?.unchecked,
  callsLimit: `${limits.count} in ${limits.windowMs / 60_000} min`,
  mostCallsInWindow: ledger.worstWindow(),
  history: { ...history, simulatedMinutes: historyMinutes, seconds: Math.round(historySeconds) },
  schedule: {
    simulatedHours: hours,
    calls: ledger.calls() - history.calls,
    callsPerAccountAndHour: Math.round(((ledger.calls() - history.calls) / accounts / hours) * 10) / 10,
    turns: turns - history.turns,
    msPerTurn: Math.round(((seconds - historySeconds) * 1000) / Math.max(1, turns - history.turns)),
  },
  memoryMb: { first: memoryMb[0], highest: Math.max(...memoryMb), last: memoryMb.at(-1), all: memoryMb },
}
console.table({
  posts: result.posts,
  missing: result.missing,
  duplicates: result.duplicates,
  'a post shown by history, most': result.historyShownMost,
  'numbers of a post asked, most': result.numbersAskedMost,
  'calls of an account in 15 min, most (limit 60)': result.mostCallsInWindow,
  'history, calls': history.calls,
  'history, s': result.history.seconds,
  'schedule, calls an account and hour': result.schedule.callsPerAccountAndHour,
  'memory highest, MB': result.memoryMb.highest,
  'memory last, MB': result.memoryMb.last,
})
const file = fileURLToPath(new URL('results/observe.json', import.meta.url))
writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)
await close()
await joined.release()
rmSync(folder, { recursive: true, force: true })
