// Workers killed with -9 at every step of a delivery, judged by what the fakes accepted: nothing lost, nothing doubled.
// Words: kills (300), seed. BENCH_DATABASE_URL: a server on which a database may be made; else the embedded one.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Connection } from '../src/networks/network.ts'
import { newId } from '../src/platform/ids.ts'
import type { Step, WorkerOrder } from './parts/crash-worker.ts'
import {
  type NetworkCode,
  networkCodes,
  openWorld,
  percentile,
  seeded,
  someText,
  startFakes,
} from './parts/delivery-world.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const program = fileURLToPath(new URL('parts/crash-worker.ts', import.meta.url))
const kills = Number(process.argv[2] ?? 300)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
const server = process.env.BENCH_DATABASE_URL
const timeoutMs = 2000
const latencyMs = 50
const workerCount = 4
const feedPauseMs = 400
const perNetwork = 30
const backlog = 40
const steps: readonly (Step | 'any')[] = ['claimed', 'before-call', 'in-flight', 'accepted', 'before-record', 'any']

type Worker = { readonly id: string; readonly child: ChildProcess; readonly reached: Map<Step, () => void> }
type InHand = { readonly id: string; readonly network: NetworkCode; readonly state: string; readonly at: number }

const random = seeded(seed)
const fakes = await startFakes(perNetwork, timeoutMs)
fakes.setLatency(latencyMs)
const world = await openWorld(fakes.networks, server)
const { stage } = world
const { db } = stage
const workers: Worker[] = []
const starting: Promise<void>[] = []
const hands: InHand[] = []
const killedAt: Record<string, number> = {}
const began = performance.now()
let isOver = false
let added = 0

const accounts: string[] = []
const connectionOf: Record<string, Connection> = {}
for (const [code, connections] of fakes.connections)
  for (const connection of connections) {
    const id = await stage.addAccount(code, connection.handle)
    await db.updateTable('account').set({ remoteAccountId: connection.remoteAccountId }).where('id', '=', id).execute()
    accounts.push(id)
    connectionOf[id] = connection
  }
const connectionsFile = join(mkdtempSync(join(tmpdir(), 'selaras-bench-')), 'connections.json')
writeFileSync(connectionsFile, JSON.stringify(connectionOf), { mode: 0o600 })

try {
  for (let n = 0; n < workerCount; n += 1) workers.push(await startWorker())
  const feeding = feed()
  for (let n = 0; n < kills; n += 1) {
    const step = steps[n % steps.length] ?? 'any'
    await killOne(step)
    if (server === undefined && n === Math.floor(kills / 2)) await killPostgres()
    if ((n + 1) % 25 === 0)
      process.stderr.write(`${n + 1} kills, ${Math.round((performance.now() - began) / 1000)} s\n`)
  }
  isOver = true
  await feeding
  await Promise.all(starting)
  const isSettled = await settle(120_000)
  await judge(isSettled)
} finally {
  isOver = true
  for (const worker of workers) worker.child.kill('SIGKILL')
  await world.close()
  await fakes.close()
}

async function startWorker(): Promise<Worker> {
  const id = newId()
  const order: WorkerOrder = {
    processId: id,
    settings: world.settings,
    hosts: fakes.hosts,
    timeoutMs,
    concurrency: 8,
    connectionsFile,
  }
  const child = fork(program, [JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const reached = new Map<Step, () => void>()
  child.on('message', (message: { reached?: Step }) => {
    if (message.reached) reached.get(message.reached)?.()
  })
  await once(child, 'message')
  return { id, child, reached }
}

/** Kills one of the workers, at a step or at any instant, and starts another in its place. */
async function killOne(step: Step | 'any'): Promise<void> {
  // Two others go on meanwhile.
  while (workers.length < workerCount - 1) await sleep(20)
  const [worker] = workers.splice(Math.floor(random() * workers.length), 1)
  if (!worker) return
  const wasReached = step === 'any' ? sleep(Math.round(random() * 300)).then(() => true) : reach(worker, step)
  const label = (await wasReached) ? step : `${step}, not reached in 8 s`
  const gone = once(worker.child, 'exit')
  worker.child.kill('SIGKILL')
  const at = Date.now()
  await gone
  // What the dead one had sent to the database is still done there: an attempt may be committed after its death.
  await sleep(250)
  killedAt[label] = (killedAt[label] ?? 0) + 1
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'network', 'state'])
    .where('leaseOwner', '=', worker.id)
    .execute()
  for (const row of rows) hands.push({ ...row, network: row.network as NetworkCode, at })
  starting.push(startWorker().then((next) => void workers.push(next)))
}

/** PostgreSQL itself, once, with everything that is under way. */
async function killPostgres(): Promise<void> {
  await Promise.all(starting)
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'network', 'state'])
    .where('leaseOwner', 'is not', null)
    .execute()
  await world.killPostgres()
  for (const row of rows) hands.push({ ...row, network: row.network as NetworkCode, at: Date.now() })
  killedAt['postgres, at any instant'] = 1
}

function reach(worker: Worker, step: Step): Promise<boolean> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(false), 8000)
    worker.reached.set(step, () => {
      clearTimeout(timer)
      done(true)
    })
    worker.child.send(step)
  })
}

/** Keeps some deliveries due all the time, on accounts of every network. */
async function feed(): Promise<void> {
  while (!isOver) {
    await sleep(feedPauseMs)
    // The one statement that may meet the killed PostgreSQL: it is made again.
    await addSome().catch((error: unknown) => process.stderr.write(`not added: ${String(error)}\n`))
  }
}

async function addSome(): Promise<void> {
  if ((await countOpen()) >= backlog) return
  stage.clock.set(new Date())
  const start = Math.floor(random() * accounts.length)
  const some = networkCodes.flatMap((_, n) =>
    [0, 1].map((k) => accounts[n * perNetwork + ((start + k) % perNetwork)] ?? ''),
  )
  const dueLocal = new Date().toISOString().slice(0, 16)
  added += (await stage.addDeliveries(some, { text: someText(added, random), dueLocal })).length
}

async function countOpen(): Promise<number> {
  const { open } = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('state', 'in', ['scheduled', 'sending', 'pending', 'unknown'])
    .where('nextAt', '<', new Date('9999-01-01'))
    .executeTakeFirstOrThrow()
  return open
}

async function settle(withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs
  while (performance.now() < end) {
    if ((await countOpen()) === 0) return true
    await sleep(250)
  }
  return false
}

async function judge(isSettled: boolean): Promise<void> {
  const { rows: deliveries } = await sql<{
    id: string
    network: NetworkCode
    account: string
    text: string
    state: string
    settledAt: Date
  }>`
    select d.id, d.network, a.remote_account_id as account, d.content ->> 'text' as text, d.state, d.state_changed_at as settled_at
    from delivery d join account a on a.id = d.account_id`.execute(db)
  const times = new Map<string, number>()
  for (const { network, account, text } of fakes.accepted()) {
    const key = `${network} ${account} ${text}`
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  const keys = new Set(deliveries.map((one) => `${one.network} ${one.account} ${one.text}`))
  const strangers = [...times.keys()].filter((key) => !keys.has(key)).length
  const byNetwork = networkCodes.map((network) => {
    const own = deliveries.filter((one) => one.network === network)
    const count = (one: (typeof own)[number]): number => times.get(`${network} ${one.account} ${one.text}`) ?? 0
    return {
      network,
      deliveries: own.length,
      sent: own.filter((one) => one.state === 'sent').length,
      // Said to be out and not there, or left where nobody will bring it on.
      lost: own.filter((one) => (one.state === 'sent' ? count(one) === 0 : one.state !== 'unknown')).length,
      doubled: own.filter((one) => count(one) > 1).length,
      unknown: own.filter((one) => one.state === 'unknown').length,
      'in flight at kills': hands.filter((one) => one.network === network && one.state === 'sending').length,
    }
  })
  const settledAt = new Map(deliveries.map((one) => [one.id, one.settledAt.getTime()]))
  // A delivery that was in hand at several kills counts from the last of them.
  const last = new Map(hands.map((one) => [one.id, one.at]))
  const recoveries = [...last].map(([id, at]) => Math.max(0, (settledAt.get(id) ?? Number.POSITIVE_INFINITY) - at))
  const summary = {
    database: server ? 'external' : 'embedded',
    seed,
    kills,
    'kills at': killedAt,
    workers: workerCount,
    'network timeout, ms': timeoutMs,
    deliveries: deliveries.length,
    'all settled': isSettled,
    lost: byNetwork.reduce((sum, one) => sum + one.lost, 0),
    doubled: byNetwork.reduce((sum, one) => sum + one.doubled, 0),
    'posts nobody asked for': strangers,
    'in hand at kills': hands.length,
    'recovery p50, s': percentile(recoveries, 0.5) / 1000,
    'recovery p99, s': percentile(recoveries, 0.99) / 1000,
    'recovery longest, s': Math.max(0, ...recoveries) / 1000,
    'took, s': Math.round((performance.now() - began) / 1000),
  }
  console.table(byNetwork)
  console.log(summary)
  const isBad = byNetwork.some(
    (one) =>
      one.lost + one.doubled > 0 ||
      (one.network === 'telegram' ? one.unknown > one['in flight at kills'] : one.unknown > 0),
  )
  mkdirSync(join(project, 'bench/results'), { recursive: true })
  const file = `bench/results/crash-${summary.database}.json`
  writeFileSync(join(project, file), `${JSON.stringify({ ...summary, byNetwork }, null, 2)}\n`)
  if (isBad || !isSettled || strangers > 0) process.exitCode = 1
}
