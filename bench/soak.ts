// A quarter of 133 missions with six accounts each and five items a day, on a clock that is moved: faults by seed,
// dispatchers killed, pauses, cancelled and moved deliveries. Judged by what the networks accepted. Words: days (90), seed.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { cancelDelivery, confirmDelivery, rescheduleDelivery } from '../src/features/deliveries/change-delivery.ts'
import { createDeliveries } from '../src/features/deliveries/create-deliveries.ts'
import { createHold, liftHold } from '../src/features/deliveries/holds.ts'
import { resolveUnknown } from '../src/features/deliveries/resolve-unknown.ts'
import { wakeDispatchers } from '../src/features/deliveries/wake.ts'
import { importMissions, readMinistry, seedMinistry, systemScope } from '../src/features/missions/index.ts'
import type { Network } from '../src/networks/network.ts'
import { AppError } from '../src/platform/errors.ts'
import { newId } from '../src/platform/ids.ts'
import { openWorld, seeded } from './parts/delivery-world.ts'
import { type Call, createPeers, isKind, kindCodes, limits, parsePostUrl, postUrl } from './parts/soak-peers.ts'
import type { SoakOrder } from './parts/soak-worker.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const program = new URL('parts/soak-worker.ts', import.meta.url)
const days = Number(process.argv[2] ?? 90)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
const missionCount = 133
const accountsEach = 6
const times = ['08:00', '10:30', '13:00', '16:00', '19:00']
const stepMs = 3_600_000
const dayMs = 86_400_000
/** The quarter in which most zones with summer time change their clocks. */
const start = new Date('2026-10-01T00:00:00Z').getTime()
/** Time after the last item for everything that was put off. */
const afterMs = 3 * dayMs
const killsADay = 1

const random = seeded(seed)
const clock = new SharedArrayBuffer(8)
const at = new Float64Array(clock)
at[0] = start
const now = (): Date => new Date(at[0] ?? 0)
const peers = createPeers(seed, () => at[0] ?? 0)
const networks: readonly Network[] = kindCodes.map((code) => ({ code, limits, parsePostUrl }))
const world = await openWorld(networks, process.env.BENCH_DATABASE_URL)
const { db } = world.stage
const scope = systemScope('bench')
const author = await world.stage.addPerson('Ayu')
const deps = { db, now }
const counts = {
  items: 0,
  kills: 0,
  pauses: 0,
  confirmed: 0,
  cancelled: 0,
  moved: 0,
  'settled by a person': 0,
  'refused to a person': 0,
}
const began = performance.now()
const workers: SoakThread[] = []
let hold: { readonly id: string; readonly until: number } | undefined

type SoakThread = { readonly thread: Worker; killAfter: number }

try {
  const missions = await makeMinistry()
  for (let n = 0; n < 2; n += 1) workers.push(await startWorker())
  const end = start + days * dayMs + dayMs + afterMs
  for (let t = start; t <= end; t += stepMs) {
    at[0] = t
    peers.arrive()
    const day = Math.round((t - start) / dayMs)
    if ((t - start) % dayMs === 0) {
      if (day < days) await makeDay(missions, new Date(t + dayMs).toISOString().slice(0, 10))
      await changeSome()
      process.stderr.write(`day ${day}: ${peers.total()} posts, ${Math.round((performance.now() - began) / 1000)} s\n`)
    }
    await pauseSome(missions, t)
    await answerForPeople()
    await wakeDispatchers(db)
    const isKill = random() < killsADay / 24
    // After some calls of this step, whatever it is doing then.
    if (isKill && workers[0]) workers[0].killAfter = Math.floor(random() * 40)
    await quiet()
  }
  await allTold()
  await judge()
} finally {
  await Promise.all(workers.map(({ thread }) => thread.terminate()))
  await world.close()
}

async function startWorker(): Promise<SoakThread> {
  const order: SoakOrder = { settings: world.settings, clock }
  const thread = new Worker(program, { workerData: order })
  const own: SoakThread = { thread, killAfter: Number.POSITIVE_INFINITY }
  await new Promise<void>((ready) => {
    thread.on('message', (message: { ready?: true; id: number; call: Call }) => {
      if (message.ready) return ready()
      const reply = peers.answer(message.call)
      own.killAfter -= 1
      if (own.killAfter < 0) void kill(own)
      else thread.postMessage({ id: message.id, reply })
    })
  })
  return own
}

/** Ends a dispatcher where it stands: the network may have said yes, and nobody hears it. */
async function kill(own: SoakThread): Promise<void> {
  const index = workers.indexOf(own)
  if (index < 0) return
  workers.splice(index, 1)
  counts.kills += 1
  await own.thread.terminate()
  workers.push(await startWorker())
}

type Mission = {
  readonly id: string
  readonly timezone: string
  readonly accounts: readonly (readonly [string, string])[]
}

async function makeMinistry(): Promise<readonly Mission[]> {
  await seedMinistry(deps, await readMinistry(join(project, 'data')))
  await importMissions(deps, scope, join(project, 'data/missions.csv'))
  const rows = await db
    .selectFrom('mission')
    .select(['id', 'timezone'])
    .where('isHeadquarters', '=', false)
    .orderBy('id')
    .limit(missionCount)
    .execute()
  const missions: Mission[] = []
  for (const { id, timezone } of rows) {
    const accounts: [string, string][] = []
    for (let n = 0; n < accountsEach; n += 1) {
      const kind = kindCodes[(missions.length + n) % kindCodes.length] ?? 'keyed'
      const accountId = await world.stage.addAccount(kind, `${id}-${n}`, { mission: id })
      // Links and calls name it by its id.
      await db
        .updateTable('account')
        .set({ remoteAccountId: accountId, handleKey: accountId })
        .where('id', '=', accountId)
        .execute()
      accounts.push([accountId, kind])
    }
    missions.push({ id, timezone, accounts })
  }
  return missions
}

/** Everything that goes out on a local date, approved the day before. */
async function makeDay(missions: readonly Mission[], date: string): Promise<void> {
  const plans = missions.flatMap(({ id, timezone, accounts }) =>
    times.map((time) => ({
      item: { id: newId(), missionId: id, kind: 'purpose' as const },
      bundleHash: 'a'.repeat(64),
      dueLocal: `${date}T${time}`,
      dueZone: timezone,
      variants: accounts.map(([accountId, network]) => ({
        variantId: newId(),
        accountId,
        network,
        content: { text: `Layanan paspor ${date} ${time}`, languages: ['id'], link: null, images: [] },
      })),
    })),
  )
  const stamp = { createdAt: now(), updatedAt: now() }
  await db.transaction().execute(async (tx) => {
    for (let n = 0; n < plans.length; n += 500)
      await tx
        .insertInto('item')
        .values(
          plans.slice(n, n + 500).map(({ item }) => ({ ...item, authorId: author, status: 'approved', ...stamp })),
        )
        .execute()
    for (const plan of plans) await createDeliveries(tx, plan, now(), random)
  })
  counts.items += plans.length
}

/** Once a day some of what waits is taken back or moved. */
async function changeSome(): Promise<void> {
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'dueZone'])
    .where('state', '=', 'scheduled')
    .where('dueAt', '>', new Date((at[0] ?? 0) + 2 * 3_600_000))
    .orderBy('id')
    .execute()
  for (const { id, dueZone } of rows) {
    const share = random()
    if (share < 0.001) {
      await cancelDelivery(deps, scope, id)
      counts.cancelled += 1
    } else if (share < 0.003) {
      const dueLocal = `${new Date((at[0] ?? 0) + 2 * dayMs).toISOString().slice(0, 10)}T11:45`
      await rescheduleDelivery(deps, scope, id, { dueLocal, dueZone })
      counts.moved += 1
    }
  }
}

/** Every other day or so a pause of some hours, of one mission or of everybody. */
async function pauseSome(missions: readonly Mission[], t: number): Promise<void> {
  if (hold && t >= hold.until) {
    await liftHold(deps, scope, hold.id)
    hold = undefined
  } else if (!hold && random() < 1 / 48) {
    const mission = missions[Math.floor(random() * missions.length)]?.id ?? ''
    const reach =
      random() < 0.2
        ? { scopeKind: 'ministry' as const, scopeValue: '*' }
        : { scopeKind: 'mission' as const, scopeValue: mission }
    const made = await createHold(deps, scope, {
      kind: 'pause',
      ...reach,
      reason: 'Jeda',
      endsAt: null,
      exemptKinds: [],
    })
    hold = { id: made.id, until: t + (1 + Math.floor(random() * 5)) * 3_600_000 }
    counts.pauses += 1
  }
}

/** What waits for a person: still fitting after a pause or a delay; a doubt is settled by looking at the network. */
async function answerForPeople(): Promise<void> {
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'state', 'network', 'accountId', 'recordKey', 'stateChangedAt'])
    .where('state', 'in', ['needs_confirmation', 'unknown'])
    .where('nextAt', '>=', new Date('9999-01-01'))
    .orderBy('id')
    .execute()
  const answering = { ...deps, networks: new Map(networks.map((network) => [network.code, network])), parseNetworkUrl }
  for (const { id, state, network, accountId, recordKey, stateChangedAt } of rows) {
    if (state === 'needs_confirmation') {
      await confirmDelivery(deps, scope, id)
      counts.confirmed += 1
    } else if (now().getTime() - stateChangedAt.getTime() > limits.timeoutMs) {
      const isOut = peers.countOf(accountId, recordKey) > 0
      const url = postUrl(network, accountId, recordKey)
      try {
        await resolveUnknown(answering, scope, id, isOut ? { answer: 'it_is_this', url } : { answer: 'not_out' })
        counts['settled by a person'] += 1
      } catch (error) {
        // What is refused to a person for good stays open, and is counted as stuck at the end.
        if (!(error instanceof AppError)) throw error
        counts['refused to a person'] += 1
      }
    }
  }
}

function parseNetworkUrl(url: string) {
  const post = parsePostUrl(url)
  const network = new URL(url).hostname.split('.')[0] ?? ''
  if (!post || !isKind(network)) return null
  const handle = { shown: post.handleOrId ?? '', key: post.handleOrId ?? '', opaque: false }
  return { network, kind: 'post' as const, handle, postId: post.remoteId, url }
}

/** Nothing of this instant is left to be done. */
async function quiet(): Promise<void> {
  const patience = performance.now() + 120_000
  for (;;) {
    const { rows } = await sql<{ open: number }>`
      select count(*) as open from delivery
      where state in ('scheduled', 'sending', 'pending', 'unknown') and next_at <= ${now()}`.execute(db)
    if (rows[0]?.open === 0) return
    if (performance.now() > patience) throw new Error(`stuck at ${now().toISOString()}: ${rows[0]?.open} are not done`)
    await sleep(15)
  }
}

async function allTold(): Promise<void> {
  const patience = performance.now() + 600_000
  for (;;) {
    const { rows } = await sql<{ open: number }>`
      select count(*) as open from delivery where state = 'sent' and recorded_at is null`.execute(db)
    if (rows[0]?.open === 0) return
    if (performance.now() > patience) throw new Error(`${rows[0]?.open} were never told of`)
    await sleep(500)
  }
}

async function judge(): Promise<void> {
  const states: Record<string, number> = {}
  const found = { lost: 0, doubled: 0, stuck: 0, 'out although refused or cancelled': 0 }
  let deliveries = 0
  let known = 0
  for (const kind of kindCodes) {
    const rows = await db
      .selectFrom('delivery')
      .select(['state', 'accountId', 'recordKey'])
      .where('network', '=', kind)
      .execute()
    for (const { state, accountId, recordKey } of rows) {
      const count = peers.countOf(accountId, recordKey)
      deliveries += 1
      known += count
      states[state] = (states[state] ?? 0) + 1
      if (count > 1) found.doubled += 1
      if (state === 'sent' && count === 0) found.lost += 1
      if (['refused', 'cancelled'].includes(state) && count > 0) found['out although refused or cancelled'] += 1
      if (!['sent', 'refused', 'cancelled'].includes(state)) found.stuck += 1
    }
  }
  const { rows: told } = await sql<{ told: number; apart: number }>`
    select count(*) as told, count(distinct subject_id) as apart from audit_event where action = 'delivery.sent'`.execute(
    db,
  )
  const summary = {
    seed,
    days,
    missions: missionCount,
    'accounts each': accountsEach,
    'items a day': times.length,
    database: process.env.BENCH_DATABASE_URL ? 'external' : 'embedded',
    deliveries,
    states,
    ...found,
    'posts nobody asked for': peers.total() - known,
    'told of twice': (told[0]?.told ?? 0) - (told[0]?.apart ?? 0),
    'never told of': (states.sent ?? 0) - (told[0]?.apart ?? 0),
    ...counts,
    'answers of the networks': peers.tally,
    'memory, MB': Math.round(process.memoryUsage().rss / 1e6),
    'took, s': Math.round((performance.now() - began) / 1000),
  }
  console.log(summary)
  const isBad =
    Object.values(found).some((count) => count > 0) ||
    summary['posts nobody asked for'] !== 0 ||
    summary['told of twice'] !== 0 ||
    summary['never told of'] !== 0
  const file = days === 90 ? 'soak.json' : 'soak-short.json'
  if (days === 90) {
    mkdirSync(join(project, 'bench/results'), { recursive: true })
    writeFileSync(join(project, 'bench/results', file), `${JSON.stringify(summary, null, 2)}\n`)
  }
  if (isBad) process.exitCode = 1
}
