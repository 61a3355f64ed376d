// A dispatcher of the soak in a thread of its own, so that it can be ended at any instant. Its networks ask the main
// thread; its clock is the one that the main thread moves.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { startDispatcher } from '../../src/features/deliveries/jobs.ts'
import type { LookUp, Network, PublishOutcome } from '../../src/networks/network.ts'
import { type ConnectionSettings, openDatabase } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { type Call, type Kind, kindCodes, kinds, limits, parsePostUrl, type Reply } from './soak-peers.ts'

export type SoakOrder = {
  readonly settings: ConnectionSettings
  /** Milliseconds of the simulated present, in one 64-bit float. */
  readonly clock: SharedArrayBuffer
}

const { settings, clock } = workerData as SoakOrder
const port = parentPort as MessagePort
const at = new Float64Array(clock)
const waiting = new Map<number, (reply: Reply) => void>()
let asked = 0
port.on('message', ({ id, reply }: { id: number; reply: Reply }) => {
  waiting.get(id)?.(reply)
  waiting.delete(id)
})

async function ask(call: Call, signal: AbortSignal): Promise<PublishOutcome | LookUp> {
  asked += 1
  const id = asked
  const reply = await new Promise<Reply>((done) => {
    waiting.set(id, done)
    port.postMessage({ id, call })
  })
  if (reply.kind === 'throws') throw new TypeError('fetch failed')
  if (reply.kind !== 'hangs') return reply
  return new Promise((_, fail) => signal.addEventListener('abort', () => fail(new Error('given up'))))
}

function networkOf(kind: Kind): Network {
  const { lookUp, polls, ...abilities } = { lookUp: false, polls: false, ...kinds[kind] }
  return {
    code: kind,
    limits,
    publisher: {
      ...abilities,
      publish: async ({ remoteAccountId: account }, { recordKey: key }, signal) =>
        (await ask({ op: 'publish', kind, account, key }, signal)) as PublishOutcome,
      ...(polls
        ? {
            poll: async ({ remoteAccountId: account }, key, signal) =>
              (await ask({ op: 'poll', kind, account, key }, signal)) as PublishOutcome,
          }
        : {}),
      ...(lookUp
        ? {
            lookUp: async ({ remoteAccountId: account }, { recordKey: key }, signal) =>
              (await ask({ op: 'lookUp', kind, account, key }, signal)) as LookUp,
          }
        : {}),
    },
    parsePostUrl,
  }
}

const { db } = openDatabase(settings, 6)
startDispatcher({
  db,
  connection: settings,
  networks: new Map(kindCodes.map((kind) => [kind, networkOf(kind)])),
  openConnection: async (accountId) => ({ remoteAccountId: accountId, handle: accountId, secret: {} }),
  loadImage: async () => undefined,
  onSent: async () => {},
  clock: { now: () => new Date(at[0] ?? 0) },
  log: silentLog,
  processId: newId(),
  // Leases are in real time: a killed dispatcher's are waited for.
  options: { concurrency: 32, ahead: 256, tickMs: 300, leaseMs: 800, leaseGraceMs: 1200 },
})
port.postMessage({ ready: true })
