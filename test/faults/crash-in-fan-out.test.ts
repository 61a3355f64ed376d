import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectAccount } from '../../src/features/accounts/connections/connect-account.ts'
import { type Stage, setStage, until } from '../../src/features/deliveries/fixtures/stage.ts'
import { systemScope } from '../../src/features/missions/index.ts'
import { type FakeBluesky, startFakeBluesky } from '../../src/networks/bluesky/fake.ts'
import { createNetworks, loadPlatformProfiles } from '../../src/networks/index.ts'
import { openSecretBox } from '../../src/platform/secrets.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const secret = 'rahasia-untuk-uji-coba'
const program = fileURLToPath(new URL('dispatcher-process.ts', import.meta.url))
const accountCount = 60

let database: TestDatabase
let bluesky: FakeBluesky
let stage: Stage
const workers: ChildProcess[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  bluesky = await startFakeBluesky()
  const networks = createNetworks(
    { fetch, now: () => new Date(), timeoutMs: 5000 },
    loadPlatformProfiles(new URL('../../data/platforms.json', import.meta.url)),
  )
  const network = networks.get('bluesky')
  if (!network) throw new Error('no bluesky')
  stage = await setStage(database, [network])
  stage.clock.set(new Date())
})
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await bluesky.close()
  await database.drop()
})

async function connectAccounts(): Promise<string[]> {
  const secrets = await openSecretBox({ secret, dataFolder: '' })
  const deps = {
    db: stage.db,
    now: stage.now,
    secrets,
    networks: stage.networks,
    timeoutMs: 5000,
    isSample: async () => false,
  }
  const ids: string[] = []
  for (let n = 0; n < accountCount; n++) {
    const { handle, appPassword } = bluesky.addAccount(`misi${n}.fake.example`)
    const id = await stage.addAccount('bluesky', handle, { connection: 'none' })
    const input = { service: bluesky.url, identifier: handle, appPassword }
    await connectAccount(deps, systemScope('test'), id, input)
    ids.push(id)
  }
  return ids
}

async function startWorker(): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [program, database.url, secret], { stdio: ['ignore', 'pipe', 'inherit'] })
  workers.push(worker)
  await once(worker.stdout, 'data')
  return worker
}

async function kill(worker: ChildProcess): Promise<void> {
  const gone = once(worker, 'exit')
  worker.kill('SIGKILL')
  await gone
}

test('workers killed with -9 in the middle of a fan-out: exactly one record per delivery', async () => {
  const accounts = await connectAccounts()
  const dueLocal = new Date().toISOString().slice(0, 16)
  const ids = await stage.addDeliveries(accounts, { text: 'Loket paspor tutup pada 24–26 Desember 🛂', dueLocal })
  bluesky.setLatency(60)
  // Lines that break after the network wrote the post, besides the kills.
  bluesky.failNext('cut-after', 3)
  for (const target of [8, 20, 32, 44]) {
    const worker = await startWorker()
    await until(() => bluesky.ledger.length >= target, 40_000)
    await kill(worker)
  }
  const last = [await startWorker(), await startWorker()]
  await until(async () => {
    const rows = await stage.db.selectFrom('delivery').select('state').execute()
    return rows.every((row) => row.state === 'sent')
  }, 150_000)
  for (const worker of last) await kill(worker)

  const deliveries = await stage.db
    .selectFrom('delivery')
    .innerJoin('account', 'account.id', 'delivery.accountId')
    .select(['remoteId', 'account.remoteAccountId', 'recordKey'])
    .execute()
  const expected = deliveries.map((row) => `at://${row.remoteAccountId}/app.bsky.feed.post/${row.recordKey}`)
  expect(bluesky.ledger.map((entry) => entry.uri).toSorted()).toEqual(expected.toSorted())
  expect(deliveries.map((row) => row.remoteId).toSorted()).toEqual(expected.toSorted())
  expect(bluesky.ledger.some((entry) => entry.replaced)).toBe(false)
  // The kills did hit running calls; otherwise this test would prove nothing.
  const outcomes = await stage.db
    .selectFrom('deliveryAttempt')
    .select(['detail', (eb) => eb.fn.countAll<number>().as('count')])
    .where('outcome', '=', 'unknown')
    .groupBy('detail')
    .execute()
  expect(outcomes.find((row) => row.detail === 'the process went silent')?.count).toBeGreaterThan(0)
  expect(ids).toHaveLength(accountCount)
}, 340_000)
