import { beforeEach, expect, test } from 'vitest'
import { withTestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/ids.ts'
import { readDispatcherHealth, sayDispatcherHealth } from './dispatcher-health.ts'
import { fakeNetwork } from './fixtures/fake-network.ts'
import { type Stage, setStage, until } from './fixtures/stage.ts'

const database = withTestDatabase()
let stage: Stage | undefined
const network = fakeNetwork('looking', { lookUp: true })
const onStage = (): Stage => {
  if (!stage) throw new Error('no stage')
  return stage
}
const health = () => readDispatcherHealth(onStage().db, onStage().now())

async function addProcess(): Promise<string> {
  const { db, now } = onStage()
  const at = now()
  const row = { host: 'h', pid: 1, roles: ['worker'], filesLocation: '/', version: '1', startedAt: at, seenAt: at }
  const id = newId()
  await db
    .insertInto('process')
    .values({ id, ...row })
    .execute()
  return id
}

beforeEach(async () => {
  stage ??= await setStage(database(), [network.network])
})

test('silence is an alarm only while something is due, and ends when a dispatcher turns again', async () => {
  const { addAccount, addDeliveries, clock, startDispatcher } = onStage()
  expect(await health()).toMatchObject({ state: 'idle', lastTurnAt: null, dueCount: 0 })
  const processId = await addProcess()
  const account = await addAccount('looking', 'kairo')
  const first = startDispatcher({}, { processId })
  await until(async () => (await health()).state === 'working')
  await first.stop()
  clock.advance(3_600_000)
  expect((await health()).state).toBe('idle')

  await addDeliveries([account], { dueLocal: '2026-11-25T06:00' })
  expect((await health()).state).toBe('idle')
  clock.advance(31_000)
  expect(await health()).toMatchObject({ state: 'silent', dueCount: 1 })
  expect(sayDispatcherHealth(await health(), clock.now())).toBe(
    'No dispatcher has turned for 61 min while 1 deliveries are due. Nothing is lost, but nothing goes out. Start a worker: npm run -s selaras -- worker',
  )

  const second = startDispatcher({}, { processId })
  await until(async () => network.ledger.length === 1 && (await health()).state === 'working')
  await second.stop()
}, 30_000)
