import { type ChildProcess, spawn } from 'node:child_process'
import { AtpAgent } from '@atproto/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { viewBoard } from '../../src/features/alignment/index.ts'
import { systemScope } from '../../src/features/missions/index.ts'
import { saveInstallationKind } from '../../src/features/people/index.ts'
import { localTimeOf } from '../../src/platform/calendar/zones.ts'
import {
  adaptAndApprove,
  composeOutside,
  type Mission,
  observe,
  releaseKit,
  settleMission,
} from '../journeys/one-post.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { signInAs } from '../support/sign-in.ts'
import { type BlueskyNetwork, type RealAccount, startBlueskyNetwork } from './bluesky-network.ts'

const collection = 'app.bsky.feed.post'
let real: BlueskyNetwork
let server: TestServer
let outside: Awaited<ReturnType<typeof composeOutside>>
const missions: Mission[] = []
const accounts = new Map<string, RealAccount>()
const items: string[] = []
const workers: ChildProcess[] = []

beforeAll(async () => {
  real = await startBlueskyNetwork()
  const env = { SELARAS_ALLOWED_PRIVATE_HOSTS: new URL(real.pdsUrl).host, SELARAS_LOG: 'error' }
  server = await startTestServer({ at: new Date().toISOString(), env })
  outside = await composeOutside(server.installation)
  const strategist = await signInAs(server, { role: 'strategist' })
  const ids = (
    await server.db.selectFrom('mission').select('id').where('isHeadquarters', '=', false).orderBy('id').execute()
  ).map((row) => row.id)
  const side = {
    url: real.pdsUrl,
    createAccount: async (name: string) => {
      const account = await real.createAccount(`m${missions.length}-${name.slice(0, 10)}.test`)
      accounts.set(account.did, account)
      return account
    },
  }
  for (const id of ids) missions.push(await settleMission(server, outside, side, strategist, id))
  const campaignId = await releaseKit(server, strategist)
  // Two minutes ahead: approval refuses a time that has passed, and the workers start when all are due.
  const due = new Date(server.clock.now().getTime() + 120_000)
  for (const [n, mission] of missions.entries())
    items.push(
      await adaptAndApprove(
        server,
        mission,
        campaignId,
        localTimeOf(due, mission.zone),
        `Kopi ☕ نكهة ${n} @${missions[0]?.id === mission.id ? 'nobody.test' : firstHandle()}`,
      ),
    )
  await server.db.updateTable('delivery').set({ dueAt: new Date(), nextAt: new Date() }).execute()
  await saveInstallationKind(server.db, 'real', new Date())
}, 600_000)

afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await server?.stop()
  await real?.close()
})

const firstHandle = () => [...accounts.values()][0]?.handle ?? ''

function startWorker(): ChildProcess {
  const { config } = server.installation
  const env = {
    ...process.env,
    DATABASE_URL: config.databaseUrl,
    SELARAS_DATA: config.dataFolder,
    SELARAS_SECRET: config.secret,
    SELARAS_ALLOWED_PRIVATE_HOSTS: config.allowedPrivateHosts.join(','),
    SELARAS_SAMPLE: 'none',
    SELARAS_LOG: 'error',
  }
  const worker = spawn(process.execPath, ['src/main/cli.ts', 'worker'], {
    cwd: config.projectFolder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  workers.push(worker)
  return worker
}

const ceremonies = [
  'Duta Besar menghadiri resepsi hari nasional di balai kota.',
  'Selamat hari jadi kepada Yang Mulia Menteri Luar Negeri.',
  'Upacara bendera berlangsung khidmat di halaman kedutaan.',
  'Duta Besar menerima kunjungan kehormatan ketua parlemen.',
  'Turut berduka cita atas wafatnya mantan presiden.',
  'Foto bersama seusai jamuan makan malam para duta besar.',
  'Duta Besar menyerahkan surat kepercayaan di istana.',
  'Selamat menunaikan ibadah bagi yang merayakan.',
]
const dayMs = 86_400_000
const threeDaysMs = 3 * dayMs

/** The ministry's C3 on the board of today. */
const ministryC3 = async () => {
  const deps = { db: server.db, now: () => server.clock.now(), homeZone: server.homeZone }
  return (await viewBoard(deps, systemScope('test'), '90d')).total.c3.value
}

const sentCount = async () =>
  (await server.db.selectFrom('delivery').select('id').where('state', '=', 'sent').execute()).length
const listOf = async (did: string) => {
  const agent = new AtpAgent({ service: real.pdsUrl })
  return (await agent.com.atproto.repo.listRecords({ repo: did, collection, limit: 100 })).data.records
}

test('a worker killed in the middle of the fan-out loses nothing and doubles nothing', async () => {
  const first = startWorker()
  await expect.poll(sentCount, { timeout: 60_000, interval: 20 }).toBeGreaterThan(20)
  first.kill('SIGKILL')
  const sentAtKill = await sentCount()
  expect(sentAtKill).toBeLessThan(missions.length)
  startWorker()
  startWorker()
  await expect.poll(sentCount, { timeout: 120_000, interval: 200 }).toBe(missions.length)
  const counts = await Promise.all(missions.map(async (mission) => (await listOf(mission.did)).length))
  expect(counts).toEqual(missions.map(() => 1))
  console.log(`${missions.length} missions, ${sentAtKill} sent at the kill, one record each afterwards`)
}, 240_000)

test('links and mentions stay clickable after emoji and Arabic', async () => {
  const last = missions.at(-1)
  const [record] = await listOf(last?.did ?? '')
  const value = record?.value as {
    text: string
    facets: { index: { byteStart: number; byteEnd: number }; features: { $type: string }[] }[]
  }
  const bytes = Buffer.from(value.text, 'utf8')
  const marked = value.facets.map((facet) =>
    bytes.subarray(facet.index.byteStart, facet.index.byteEnd).toString('utf8'),
  )
  expect(marked).toEqual(expect.arrayContaining([`@${firstHandle()}`, 'https://example.org/kopi']))
})

test('ceremony posted directly, a deletion, likes and replies all come back', async () => {
  for (const worker of workers.splice(0)) {
    if (worker.exitCode !== null || worker.signalCode !== null) continue
    const ended = new Promise((done) => worker.once('exit', done))
    worker.kill('SIGTERM')
    await ended
  }
  // The workers read accounts too, by their own clock; hours later every account is due again.
  server.clock.set(new Date(Date.now() + 7 * 3_600_000))
  await observe(server, outside, missions)
  const aimed = await ministryC3()
  expect(aimed).toBe(100)
  const posting = missions.slice(0, 20)
  const uris: string[] = []
  for (const mission of posting) {
    const account = accounts.get(mission.did)
    if (!account) throw new Error('no account')
    const agent = new AtpAgent({ service: real.pdsUrl })
    await agent.login({ identifier: account.handle, password: account.password })
    // Three days apart: within the daily cap, and no two near enough to be one message.
    for (const [n, text] of ceremonies.entries()) {
      const createdAt = new Date(Date.now() - (n + 1) * threeDaysMs).toISOString()
      const { uri } = await agent.post({ text, createdAt })
      if (n === 0) uris.push(uri)
    }
    const [own] = (await listOf(mission.did)).filter((entry) => String(entry.value.text).includes('Kopi'))
    if (own && mission === posting[0]) {
      await agent.like(own.uri, own.cid)
      const root = { uri: own.uri, cid: own.cid }
      await agent.post({ text: 'Terima kasih!', reply: { root, parent: root }, createdAt: new Date().toISOString() })
    }
  }
  await real.processAll()
  const counted = async () => (await server.db.selectFrom('message').select('id').execute()).length
  // Numbers of a post are asked at 1 and 6 hours, and again after a day.
  server.clock.advance(dayMs)
  await observe(server, outside, missions)
  const before = await counted()
  // One more: the thanks that the first of them wrote under its own post.
  expect(before).toBe(missions.length + posting.length * ceremonies.length + 1)
  const fallen = await ministryC3()
  // 133 of 294 messages have a purpose, 45 %: three quarters of the target of 60 %, as far as the reader sees it.
  expect(fallen).toBeGreaterThan(70)
  expect(fallen).toBeLessThan(85)
  console.log(`C3 of the ministry: ${aimed} with kits alone, ${fallen} once 20 missions posted ceremony directly`)
  const liked = await server.db.selectFrom('post').select(['likes', 'replies']).where('likes', '>', 0).execute()
  expect(liked).toEqual([{ likes: 1, replies: 1 }])
  const remover = new AtpAgent({ service: real.pdsUrl })
  const account = accounts.get(posting[1]?.did ?? '')
  await remover.login({ identifier: account?.handle ?? '', password: account?.password ?? '' })
  await remover.deletePost(uris[1] ?? '')
  await real.processAll()
  server.clock.advance(dayMs)
  await observe(server, outside, missions)
  expect(await counted()).toBe(before)
  expect(await ministryC3()).toBe(fallen)
  const gone = await server.db.selectFrom('message').select('missionId').where('deletedAt', 'is not', null).execute()
  expect(gone).toEqual([{ missionId: posting[1]?.id }])
}, 180_000)
