// A worker that only delivers, for a bench that kills it. It stops at a step when told, says so, and waits for its end.
import { readFileSync } from 'node:fs'
import { startDispatcher } from '../../src/features/deliveries/jobs.ts'
import type { Connection } from '../../src/networks/network.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { type ConnectionSettings, openDatabase } from '../../src/platform/database/database.ts'
import { silentLog } from '../../src/platform/log.ts'
import { type Hosts, networksAt } from './delivery-world.ts'

export type WorkerOrder = {
  readonly processId: string
  readonly settings: ConnectionSettings
  readonly hosts: Hosts
  readonly timeoutMs: number
  readonly concurrency: number
  /** File with the connections by account. */
  readonly connectionsFile: string
}
/** Where a worker is stopped. */
export type Step = 'claimed' | 'before-call' | 'in-flight' | 'accepted' | 'before-record'

const order = JSON.parse(process.argv[2] ?? '{}') as WorkerOrder
const connections = new Map(
  Object.entries(JSON.parse(readFileSync(order.connectionsFile, 'utf8')) as Record<string, Connection>),
)
let armed: Step | undefined
process.on('message', (step: Step) => {
  armed = step
})

/** Where this is the step it was told, nothing goes on from here. */
async function pass(step: Step): Promise<void> {
  if (armed !== step) return
  armed = undefined
  process.send?.({ reached: step })
  await new Promise(() => {})
}

const plainFetch = globalThis.fetch
let isPublishing = (_url: string, _method: string): boolean => false
globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input)
  if (!isPublishing(url, init?.method ?? (input instanceof Request ? input.method : 'GET')))
    return plainFetch(input, init)
  await pass('before-call')
  const answer = plainFetch(input, init)
  if (armed === 'in-flight') {
    answer.catch(() => {})
    await new Promise((done) => setTimeout(done, 15))
    await pass('in-flight')
  }
  const response = await answer
  await pass('accepted')
  return response
}
isPublishing = (url, method) =>
  method.toUpperCase() === 'POST' &&
  /putRecord|applyWrites|createRecord|\/api\/v1\/statuses$|\/2\/tweets$|\/feed$|\/sendMessage$/.test(
    new URL(url).pathname,
  )

const { db } = openDatabase(order.settings, 10)
const networks = new Map(
  networksAt(order.hosts, order.timeoutMs).map((network) => {
    const { publisher } = network
    if (!publisher) return [network.code, network] as const
    const watched: typeof publisher = {
      ...publisher,
      publish: async (...given) => {
        const outcome = await publisher.publish(...given)
        await pass('before-record')
        return outcome
      },
    }
    return [network.code, { ...network, publisher: watched }] as const
  }),
)
const now = new Date()
await db
  .insertInto('process')
  .values({
    id: order.processId,
    host: 'bench',
    pid: process.pid,
    roles: ['worker'],
    filesLocation: '/',
    version: 'bench',
    startedAt: now,
    seenAt: now,
  })
  .execute()
startDispatcher({
  db,
  connection: order.settings,
  networks,
  openConnection: async (accountId) => {
    await pass('claimed')
    return connections.get(accountId)
  },
  loadImage: async () => undefined,
  onSent: async () => {},
  clock: systemClock,
  log: silentLog,
  processId: order.processId,
  options: { concurrency: order.concurrency },
})
process.on('disconnect', () => process.exit(0))
process.send?.({ ready: true })
