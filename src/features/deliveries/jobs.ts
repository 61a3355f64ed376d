import type { Connection, Network } from '../../networks/network.ts'
import type { Clock } from '../../platform/clock.ts'
import type { ConnectionSettings, Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import { claimDue } from './engine/claim.ts'
import { deliver, type LoadedImage } from './engine/deliver.ts'
import { listenForWork } from './engine/listen.ts'
import { recordSent, type SentDelivery } from './engine/record-sent.ts'
import { deriveDueAgain, sweep } from './engine/sweeps.ts'

export type { LoadedImage } from './engine/deliver.ts'
export type { SentDelivery } from './engine/record-sent.ts'

export type DispatcherDeps = {
  readonly db: Db
  /** For LISTEN, on a session of its own. */
  readonly connection: ConnectionSettings
  readonly networks: ReadonlyMap<string, Network>
  /** Undefined = the account is not connected. */
  openConnection(accountId: string): Promise<Connection | undefined>
  /** Bytes and measures of a stored picture; undefined = there is none any more. */
  loadImage(mediaId: string): Promise<LoadedImage | undefined>
  /** Makes posts and messages of what is out; may be called twice for one delivery. */
  onSent?(delivery: SentDelivery): Promise<void>
  readonly clock: Clock
  readonly log: Log
  readonly processId: string
  readonly options?: Partial<DispatcherOptions>
  readonly random?: () => number
}

export type DispatcherOptions = {
  /** Deliveries in this process's hands at once, 1–1000. */
  readonly concurrency: number
  /** Longest pause between two looks, in milliseconds. */
  readonly tickMs: number
  /** What is later than this needs a person's word, in milliseconds. */
  readonly lateMs: number
  /** Lease while a delivery is prepared, in milliseconds. */
  readonly prepareLeaseMs: number
  /** How much longer than its call a lease lasts, in milliseconds; at least the 1 s that a cut call is waited for. */
  readonly leaseGraceMs: number
}

const defaults: DispatcherOptions = {
  concurrency: 16,
  tickMs: 1000,
  lateMs: 6 * 3_600_000,
  prepareLeaseMs: 20_000,
  leaseGraceMs: 5000,
}

/**
 * Starts delivering in this process; any number of processes may. `stop` begins nothing new and comes back when every
 * running call has its record.
 */
export function startDispatcher(deps: DispatcherDeps): { stop(): Promise<void> } {
  const options = { ...defaults, ...deps.options }
  const flying = new Set<Promise<void>>()
  const untold = new Map<string, number>()
  const alarm = createAlarm()
  const listener = listenForWork(deps.connection, deps.log, alarm.ring)
  let isStopping = false
  let sweptAt = Number.NEGATIVE_INFINITY

  const deliverDeps = {
    ...deps,
    now: () => deps.clock.now(),
    random: deps.random ?? Math.random,
    leaseGraceMs: options.leaseGraceMs,
    isStopping: () => isStopping,
    openConnection: (accountId: string) => deps.openConnection(accountId),
    loadImage: (mediaId: string) => deps.loadImage(mediaId),
  }
  const publishing = [...deps.networks.values()].filter((network) => network.publisher).map((network) => network.code)
  const limits = new Map([...deps.networks].map(([code, network]) => [code, network.limits]))

  async function turn(): Promise<void> {
    const now = deps.clock.now()
    const lateBefore = new Date(now.getTime() - options.lateMs)
    // Every finished call wakes a turn; what only time moves needs no look that often.
    if (performance.now() - sweptAt >= options.tickMs / 4) {
      await sweep(deps.db, { now, lateBefore, publishing })
      sweptAt = performance.now()
    }
    const limit = options.concurrency - flying.size
    if (limit <= 0) return
    const { processId } = deps
    const claimed = await claimDue(deps.db, {
      now,
      processId,
      leaseMs: options.prepareLeaseMs,
      limit,
      lateBefore,
      limits,
    })
    for (const one of claimed) {
      const flight = deliver(deliverDeps, one)
        .catch((error: unknown) => deps.log.error({ err: error, delivery: one.id }, 'a delivery was dropped'))
        .finally(() => {
          flying.delete(flight)
          alarm.ring()
        })
      flying.add(flight)
    }
    if (deps.onSent) {
      const onSent = (sent: SentDelivery): Promise<void> => deps.onSent?.(sent) ?? Promise.resolve()
      await recordSent({ db: deps.db, log: deps.log, now: deliverDeps.now, onSent }, untold)
    }
  }

  async function run(): Promise<void> {
    await safely('zones could not be read again', () => deriveDueAgain(deps.db, deps.clock.now()))
    while (!isStopping) {
      await safely('the dispatcher missed a turn', turn)
      await safely('the dispatcher could not report itself', () => reportTick(deps))
      if (!isStopping) await alarm.sleep(options.tickMs)
    }
    await Promise.all(flying)
    await listener.stop()
  }

  async function safely(words: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      deps.log.error({ err: error }, words)
    }
  }

  const running = run()
  return {
    stop: () => {
      isStopping = true
      alarm.ring()
      return running
    },
  }
}

/** `doctor` and the health page see a silent dispatcher by its last tick. */
async function reportTick(deps: DispatcherDeps): Promise<void> {
  await deps.db
    .updateTable('process')
    .set({ dispatcherTickAt: deps.clock.now() })
    .where('id', '=', deps.processId)
    .execute()
}

/** Sleeps until rung or until the time is over; a ring while awake is not lost. */
function createAlarm(): { ring: () => void; sleep(ms: number): Promise<void> } {
  let isRung = false
  let wake: (() => void) | undefined
  return {
    ring: () => {
      isRung = true
      wake?.()
    },
    sleep: async (ms) => {
      if (!isRung) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, ms)
          wake = () => {
            clearTimeout(timer)
            done()
          }
        })
      }
      wake = undefined
      isRung = false
    },
  }
}
