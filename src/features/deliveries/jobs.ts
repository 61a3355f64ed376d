import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection, Network } from '../../networks/network.ts'
import type { Clock } from '../../platform/clock.ts'
import type { ConnectionSettings, Db } from '../../platform/database/database.ts'
import { openTrips } from '../../platform/database/one-trip.ts'
import type { Log } from '../../platform/log.ts'
import { type Beginning, beginPublishings, recordOutcomes, type Telling } from './engine/attempts.ts'
import { type ClaimedDelivery, claimDue, findNextAt, renewLeases } from './engine/claim.ts'
import { type DeliverDeps, deliver } from './engine/deliver.ts'
import { listenForWork } from './engine/listen.ts'
import { recordSent, type SentDelivery, sentBatch } from './engine/record-sent.ts'
import { createSlots } from './engine/slots.ts'
import { deriveDueAgain, sweep } from './engine/sweeps.ts'
import { together } from './engine/together.ts'

import { extendRepeats } from './repeats/keep-repeats.ts'

export type { LoadedImage, LoadedVideo } from './engine/deliver.ts'
export type { SentDelivery } from './engine/record-sent.ts'

export type DispatcherDeps = {
  readonly db: Db
  /** For sessions of its own: LISTEN, claims and attempts. */
  readonly connection: ConnectionSettings
  readonly networks: ReadonlyMap<string, Network>
  /** Undefined = the account is not connected. */
  openConnection(accountId: string): Promise<Connection | undefined>
  readonly loadImage: DeliverDeps['loadImage']
  readonly loadVideo?: DeliverDeps['loadVideo']
  /** Makes posts and messages of what is out; may be called twice for one delivery. */
  onSent?(delivery: SentDelivery): Promise<void>
  readonly clock: Clock
  readonly log: Log
  readonly processId: string
  readonly options?: Partial<DispatcherOptions>
  readonly random?: () => number
}

export type DispatcherOptions = {
  /** Calls of this process at once, 1–1000. */
  readonly concurrency: number
  /** As many more for what is urgent, so that slow calls never keep an alert waiting. */
  readonly urgentReserve: number
  /** Prepared beside them, so that a call begins as soon as another ends; taken in lots of half as many. */
  readonly ahead: number
  /** Longest pause between two looks, in milliseconds. */
  readonly tickMs: number
  /** What is later than this needs a person's word, in milliseconds. */
  readonly lateMs: number
  /** Lease of what is in hand, renewed while this process lives, in milliseconds. */
  readonly leaseMs: number
  /**
   * How much longer than its call a lease lasts where nobody could look afterwards, in milliseconds; at least the 1 s
   * that a cut call is waited for.
   */
  readonly leaseGraceMs: number
}

const defaults: DispatcherOptions = {
  concurrency: 16,
  urgentReserve: 4,
  ahead: 64,
  tickMs: 1000,
  lateMs: 6 * 3_600_000,
  leaseMs: 4000,
  leaseGraceMs: 5000,
}

// A call waits for its attempt's commit, so a commit under way keeps none waiting; no call waits for a record.
const beginTogether = { most: 64, lanes: 3, lingerMs: 0 }
const recordTogether = { most: 64, lanes: 1, lingerMs: 4 }

const extendEveryMs = 3_600_000

/** Telling of what is out waits this long at most while calls are due. */
const longestUntoldMs = 3000

/**
 * Starts delivering in this process; any number of processes may. `stop` begins nothing new and comes back when every
 * running call has its record.
 */
export function startDispatcher(deps: DispatcherDeps): { stop(): Promise<void> } {
  const options = { ...defaults, ...deps.options }
  const flying = new Map<string, Promise<void>>()
  const alarm = createAlarm()
  const trips = openTrips(deps.db, deps.connection, 1 + beginTogether.lanes)
  let isCalled = false
  const listener = listenForWork(deps.connection, deps.log, () => {
    isCalled = true
    alarm.ring()
  })
  let isStopping = false
  let nextAt: Date | undefined
  let sweptAt = Number.NEGATIVE_INFINITY
  let extendedAt = Number.NEGATIVE_INFINITY
  let reportedAt = Number.NEGATIVE_INFINITY

  const now = (): Date => deps.clock.now()
  const deliverDeps: DeliverDeps = {
    db: deps.db,
    log: deps.log,
    networks: deps.networks,
    now,
    random: deps.random ?? Math.random,
    begin: together(beginTogether, async (beginnings: readonly Beginning[]) => {
      const begun = await beginPublishings(trips.run, beginnings, now())
      return beginnings.map(({ claimed }) => begun.get(claimed.id))
    }),
    record: together(recordTogether, async (tellings: readonly Telling[]) => {
      const taken = await recordOutcomes(deps.db, tellings)
      return tellings.map(({ claimed }) => taken.has(claimed.id))
    }),
    slots: createSlots(options.concurrency, options.urgentReserve),
    slotWaitMs: options.leaseMs,
    leaseMs: options.leaseMs,
    leaseGraceMs: options.leaseGraceMs,
    isStopping: () => isStopping,
    openConnection: (accountId) => deps.openConnection(accountId),
    loadImage: (image) => deps.loadImage(image),
    ...(deps.loadVideo ? { loadVideo: deps.loadVideo } : {}),
  }
  const publishing = [...deps.networks.values()].filter((network) => network.publisher).map((network) => network.code)
  const limits = new Map([...deps.networks].map(([code, network]) => [code, network.limits]))
  const hands = options.concurrency + options.ahead
  // While hands are full, what is due is taken in lots: a claim looks at everything that is due.
  const lot = Math.max(1, Math.floor(options.ahead / 2))
  let isMoreDue = true
  /** There is something to take, and room for a lot of it. */
  const shouldTake = (): boolean => isMoreDue && hands - flying.size >= lot

  async function turn(): Promise<void> {
    isCalled = false
    const at = now()
    const lateBefore = new Date(at.getTime() - options.lateMs)
    // Every finished call may wake a turn; what only time moves needs no look that often.
    if (performance.now() - sweptAt >= options.tickMs) {
      await sweep(deps.db, { now: at, lateBefore, publishing })
      sweptAt = performance.now()
    }
    const free = hands - flying.size
    const urgentFree = free + options.urgentReserve
    if (urgentFree <= 0) return
    const { processId } = deps
    const { leaseMs } = options
    const request = { now: at, processId, leaseMs, lateBefore, limits }
    const { claimed, left } = await claimDue(
      trips.run,
      free > 0 ? { ...request, limit: free } : { ...request, limit: urgentFree, urgentOnly: true },
    )
    isMoreDue = left > 0 || free <= 0
    for (const one of claimed) fly(one)
    nextAt = await findNextAt(deps.db, at, options.tickMs)
  }

  function fly(one: ClaimedDelivery): void {
    const flight = deliver(deliverDeps, one)
      .catch((error: unknown) => deps.log.error({ err: error, delivery: one.id }, 'a delivery was dropped'))
      .finally(() => {
        flying.delete(one.id)
        if (shouldTake()) alarm.ring()
      })
    flying.set(one.id, flight)
  }

  async function run(): Promise<void> {
    await safely('zones could not be read again', () => deriveDueAgain(deps.db, now()))
    while (!isStopping) {
      if (performance.now() - extendedAt >= extendEveryMs) {
        extendedAt = performance.now()
        await safely('the next repeats could not be made', () => extendRepeats(deps.db, now()))
      }
      await safely('the dispatcher missed a turn', turn)
      if (performance.now() - reportedAt >= options.tickMs) {
        await safely('the dispatcher could not report itself', () => reportTurn(deps))
        reportedAt = performance.now()
      }
      const untilNext = nextAt === undefined ? options.tickMs : nextAt.getTime() - now().getTime()
      // Who rang for room that this turn has filled is heard no more.
      if (!isCalled && !shouldTake()) alarm.hush()
      if (!isStopping) await alarm.sleep(Math.max(0, Math.min(options.tickMs, untilNext)))
    }
  }

  /** What a slow turn must not keep waiting: a lease in hand that runs out would be taken for a dead process's. */
  async function renew(): Promise<void> {
    while (!isStopping || flying.size > 0) {
      await sleep(options.leaseMs / 4)
      if (flying.size === 0) continue
      const ids = [...flying.keys()]
      const { processId } = deps
      await safely('leases could not be renewed', () =>
        renewLeases(deps.db, { processId, ids, leaseMs: options.leaseMs }),
      )
    }
  }

  /** Tells of what is out, apart from the calls: while they are due they go first. */
  async function tell(): Promise<void> {
    if (!deps.onSent) return
    const untold = new Map<string, number>()
    const onSent = (sent: SentDelivery): Promise<void> => deps.onSent?.(sent) ?? Promise.resolve()
    let toldAt = performance.now()
    let told = 0
    while (!isStopping) {
      if (told < sentBatch) await sleep(Math.min(options.tickMs, 250))
      told = 0
      if (flying.size >= options.concurrency && performance.now() - toldAt < longestUntoldMs) continue
      await safely('what is out could not be told', async () => {
        told = await recordSent({ db: deps.db, log: deps.log, now, onSent }, untold)
      })
      toldAt = performance.now()
    }
  }

  async function safely(words: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      deps.log.error({ err: error }, words)
    }
  }

  const running = Promise.all([run(), renew(), tell()]).then(async () => {
    await Promise.all([listener.stop(), trips.close()])
  })
  return {
    stop: () => {
      isStopping = true
      alarm.ring()
      return running
    },
  }
}

/** By it `doctor`, the health page and the screen of deliveries see a silent dispatcher. */
async function reportTurn(deps: DispatcherDeps): Promise<void> {
  await deps.db
    .updateTable('process')
    .set({ dispatcherTickAt: deps.clock.now() })
    .where('id', '=', deps.processId)
    .execute()
}

/** Sleeps until rung or until the time is over; a ring while awake is not lost. */
function createAlarm(): { ring: () => void; hush: () => void; sleep(ms: number): Promise<void> } {
  let isRung = false
  let wake: (() => void) | undefined
  return {
    ring: () => {
      isRung = true
      wake?.()
    },
    hush: () => {
      isRung = false
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
