// 800 accounts due at one instant: how late each is, against a bare loop of the same calls in the same run; one account that
// answers after 30 s; a hold in the middle. Words: accounts (800), `due` for the first part alone, which writes no file. The fake
// Bluesky answers in 50 ms, in a process of its own. BENCH_DATABASE_URL: a server on which a database may be made.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { createHold } from '../src/features/deliveries/holds.ts'
import { startDispatcher } from '../src/features/deliveries/jobs.ts'
import { systemScope } from '../src/features/missions/index.ts'
import { networkFor } from '../src/networks/fakes/support.ts'
import type { Connection, Network } from '../src/networks/network.ts'
import { newRecordKey } from '../src/networks/record-key.ts'
import { systemClock } from '../src/platform/clock.ts'
import { newId } from '../src/platform/ids.ts'
import { silentLog } from '../src/platform/log.ts'
import { type CpuTimes, cpuClock } from './parts/cpu-clock.ts'
import { openWorld, percentile } from './parts/delivery-world.ts'
import type { FakeMessage } from './parts/fanout-fake.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const accountCount = Number(process.argv[2] ?? 800)
const concurrency = 32
const latencyMs = 50
const slowMs = 30_000
const rounds = 3

const fake = fork(fileURLToPath(new URL('parts/fanout-fake.ts', import.meta.url)), {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
})
const ask = async (message: FakeMessage): Promise<unknown> => {
  const answer = once(fake, 'message')
  fake.send(message)
  return (await answer)[0]
}
const { url, passwords } = (await ask({ kind: 'start', accounts: accountCount, latencyMs, slowMs })) as {
  url: string
  passwords: { handle: string; appPassword: string }[]
}
const network = networkFor('bluesky', { timeoutMs: 60_000 })
const publisher = network.publisher
if (!publisher || !network.auth?.connect) throw new Error('Bluesky publishes')
const connections: Connection[] = []
for (const { handle, appPassword } of passwords) {
  const result = await network.auth.connect({ service: url, handle, appPassword }, AbortSignal.timeout(20_000))
  if (result.kind !== 'connected') throw new Error(result.detail)
  connections.push(result.connection)
}
const world = await openWorld([network], process.env.BENCH_DATABASE_URL)
const { stage } = world
const connectionOf = new Map<string, Connection>()
for (const connection of connections) connectionOf.set(await stage.addAccount('bluesky', connection.handle), connection)
const accounts = [...connectionOf.keys()]
const { rows: settings } = await sql<{ synchronousCommit: string; backend: number }>`
  select current_setting('synchronous_commit') as synchronous_commit, pg_backend_pid() as backend`.execute(stage.db)
const heap: number[] = []

try {
  // Both ways once, so that neither pays for what is compiled and opened at the first call.
  await bareLoop(96)
  await fanOut(accounts.slice(0, 96))
  await sql`analyze`.execute(stage.db)
  const pairs = []
  for (let n = 0; n < rounds; n += 1)
    pairs.push({ bare: await bareLoop(accounts.length), ours: await fanOut(accounts) })
  const isWhole = process.argv[3] !== 'due'
  const slow = isWhole ? await withSlowOne() : {}
  const held = isWhole ? await withHold() : {}
  const best = pairs.toSorted((a, b) => a.ours.totalMs / a.bare.totalMs - b.ours.totalMs / b.bare.totalMs)
  const middle = best[Math.floor(best.length / 2)]
  const summary = {
    accounts: accounts.length,
    concurrency,
    'synchronous commit': settings[0]?.synchronousCommit,
    database: process.env.BENCH_DATABASE_URL ? 'external' : 'embedded',
    'bare loop, ms': pairs.map((pair) => Math.round(pair.bare.totalMs)),
    'ours, ms': pairs.map((pair) => Math.round(pair.ours.totalMs)),
    ratios: pairs.map((pair) => Number((pair.ours.totalMs / pair.bare.totalMs).toFixed(2))),
    'processor time of the bare loop, ms': middle && rounded(middle.bare.cpu),
    'processor time of ours, ms': middle && rounded(middle.ours.cpu),
    'lateness p50, ms': middle?.ours.p50,
    'lateness p99, ms': middle?.ours.p99,
    'lateness of the last, ms': middle?.ours.last,
    ...slow,
    ...held,
    'heap, MB': heap,
  }
  console.log(summary)
  if (isWhole) mkdirSync(join(project, 'bench/results'), { recursive: true })
  if (isWhole) writeFileSync(join(project, 'bench/results/fanout.json'), `${JSON.stringify(summary, null, 2)}\n`)
} finally {
  fake.kill('SIGTERM')
  await world.close()
}

function rounded({ own, fake, database }: CpuTimes): CpuTimes {
  return { own: Math.round(own), fake: Math.round(fake), database: Math.round(database) }
}

/** The same calls with nothing around them: `concurrency` at once, as fast as they are answered. */
async function bareLoop(count: number): Promise<{ totalMs: number; cpu: CpuTimes }> {
  const waiting = connections.slice(0, count)
  const cpu = cpuClock(fake.pid, settings[0]?.backend ?? 0)
  const began = performance.now()
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const now = new Date()
        const outcome = await publisher?.publish(
          next,
          {
            recordKey: newRecordKey(now, Math.random),
            idempotencyKey: newId(),
            createdAt: now.toISOString(),
            text: 'Layanan paspor',
            languages: ['id'],
            images: [],
          },
          AbortSignal.timeout(60_000),
        )
        if (outcome?.kind !== 'sent') throw new Error(`bare: ${outcome?.kind}`)
      }
    }),
  )
  return { totalMs: performance.now() - began, cpu: cpu() }
}

function dispatch(): { stop(): Promise<void> } {
  const networks: ReadonlyMap<string, Network> = new Map([['bluesky', network]])
  return startDispatcher({
    db: stage.db,
    connection: world.settings,
    networks,
    openConnection: async (accountId) => connectionOf.get(accountId),
    loadImage: async () => undefined,
    onSent: async () => {},
    clock: systemClock,
    log: silentLog,
    processId: newId(),
    options: { concurrency, ahead: 4 * concurrency },
  })
}

/** Deliveries of these accounts, made beforehand and all due at `at`. */
async function addDue(ids: readonly string[], at: Date): Promise<readonly string[]> {
  stage.clock.set(new Date())
  const made = await stage.addDeliveries(ids, { dueLocal: '2099-01-01T00:00' })
  await stage.db.updateTable('delivery').set({ dueAt: at, nextAt: at }).where('id', 'in', made).execute()
  return made
}

async function fanOut(ids: readonly string[]) {
  const dispatcher = dispatch()
  const at = new Date(Date.now() + 3000)
  const made = await addDue(ids, at)
  if (Date.now() > at.getTime()) throw new Error('the deliveries were not ready in time')
  await sleep(at.getTime() - Date.now())
  const cpu = cpuClock(fake.pid, settings[0]?.backend ?? 0)
  await allSent(made)
  const cpuTimes = cpu()
  const rows = await stage.db
    .selectFrom('delivery')
    .innerJoin('deliveryAttempt', 'deliveryAttempt.deliveryId', 'delivery.id')
    .select(['finishedAt', 'startedAt'])
    .where('delivery.id', 'in', made)
    .where('deliveryAttempt.kind', '=', 'publish')
    .execute()
  await dispatcher.stop()
  globalThis.gc?.()
  heap.push(Math.round(process.memoryUsage().heapUsed / 1e5) / 10)
  // Late by how much the call began after its instant; the whole, when the last answer stood in the record.
  const late = rows.map((row) => row.startedAt.getTime() - at.getTime())
  const ends = rows.map((row) => (row.finishedAt?.getTime() ?? 0) - at.getTime())
  return {
    p50: percentile(late, 0.5),
    p99: percentile(late, 0.99),
    last: Math.max(...late),
    totalMs: Math.max(...ends),
    cpu: cpuTimes,
  }
}

async function allSent(ids: readonly string[], except = 0): Promise<void> {
  for (;;) {
    const { open } = await stage.db
      .selectFrom('delivery')
      .select((eb) => eb.fn.countAll<number>().as('open'))
      .where('id', 'in', ids)
      .where('state', '<>', 'sent')
      .executeTakeFirstOrThrow()
    if (open <= except) return
    await sleep(200)
  }
}

/** One account answers after 30 s: when are the others done? */
async function withSlowOne() {
  await ask({ kind: 'slow' })
  const dispatcher = dispatch()
  const at = new Date(Date.now() + 3000)
  const made = await addDue(accounts, at)
  await allSent(made, 1)
  const { last } = await stage.db
    .selectFrom('delivery')
    .select((eb) => eb.fn.max('sentAt').as('last'))
    .where('id', 'in', made)
    .executeTakeFirstOrThrow()
  await allSent(made)
  await dispatcher.stop()
  return { 'with one of 30 s, the others done after, ms': (last as Date).getTime() - at.getTime() }
}

/** A hold in the middle: how many calls began after it was answered, and how many were under way then. */
async function withHold() {
  const dispatcher = dispatch()
  const at = new Date(Date.now() + 3000)
  const made = await addDue(accounts, at)
  const start = (await ask({ kind: 'count' })) as { accepted: number }
  await sleep(Math.max(0, at.getTime() - Date.now()) + 600)
  const before = (await ask({ kind: 'count' })) as { accepted: number }
  await createHold({ db: stage.db, now: () => new Date() }, systemScope('bench'), {
    kind: 'pause',
    scopeKind: 'ministry',
    scopeValue: '*',
    reason: 'Jeda nasional',
    endsAt: null,
    exemptKinds: [],
  })
  const heldAt = new Date()
  const answered = (await ask({ kind: 'count' })) as { accepted: number }
  await sleep(2000)
  const after = (await ask({ kind: 'count' })) as { accepted: number }
  const { began } = await stage.db
    .selectFrom('deliveryAttempt')
    .select((eb) => eb.fn.countAll<number>().as('began'))
    .where('deliveryId', 'in', made)
    .where('startedAt', '>', heldAt)
    .executeTakeFirstOrThrow()
  await dispatcher.stop()
  return {
    'accepted before the hold was asked for': before.accepted - start.accepted,
    'accepted while it was being made': answered.accepted - before.accepted,
    'accepted after it was answered': after.accepted - answered.accepted,
    'attempts begun after it was answered': began,
  }
}
