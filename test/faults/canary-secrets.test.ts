import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveRegistration } from '../../src/features/accounts/connections/app-registrations.ts'
import { connectAccount } from '../../src/features/accounts/connections/connect-account.ts'
import { finishConsent, startConsent } from '../../src/features/accounts/connections/consent.ts'
import { disconnectAccount } from '../../src/features/accounts/connections/disconnect-account.ts'
import { keepRotatedSecret, openConnection } from '../../src/features/accounts/connections/store.ts'
import { tendConnections } from '../../src/features/accounts/connections/tend-connections.ts'
import { createDeliveries } from '../../src/features/deliveries/create-deliveries.ts'
import { until } from '../../src/features/deliveries/fixtures/stage.ts'
import { startDispatcher } from '../../src/features/deliveries/jobs.ts'
import { personScope, systemScope } from '../../src/features/missions/index.ts'
import { writeBackup } from '../../src/main/backup/write-backup.ts'
import { startFakeBluesky } from '../../src/networks/bluesky/fake.ts'
import { startFakeFacebook } from '../../src/networks/facebook/fake.ts'
import { createNetworks, loadPlatformProfiles } from '../../src/networks/index.ts'
import { startFakeInstagram } from '../../src/networks/instagram/fake.ts'
import { startFakeMastodon } from '../../src/networks/mastodon/fake.ts'
import type { AppRegistration } from '../../src/networks/network.ts'
import { startFakeTelegram } from '../../src/networks/telegram/fake.ts'
import { startFakeThreads } from '../../src/networks/threads/fake.ts'
import { startFakeX } from '../../src/networks/x/fake.ts'
import { readTables } from '../../src/platform/database/copy-tables.ts'
import { localFiles } from '../../src/platform/files.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Log } from '../../src/platform/log.ts'
import { openSecretBox, type SecretBox } from '../../src/platform/secrets.ts'
import { writeAccount } from '../support/alignment-world.ts'
import { createWorld, type World } from '../support/world.ts'

// Every secret that a network gave or a person entered is a canary: connected, published with, refused, renewed, revoked,
// by a network that repeats in its refusals whatever it was sent. Then everything that was written is searched for them.

const mission = 'kbri-tokyo'
const url = 'https://selaras.contoh'
const wrongSecret = '7654321:KENARI-kata-sandi-keliru-0123456789'
const wrongCode = 'KENARI-kode-keliru-0123456789'
const timeoutMs = 3000

type Mode = 'well' | 'echoing 400' | 'echoing 401' | 'echoing 500' | 'echoing line'
let mode: Mode = 'well'
let world: World
let secrets: SecretBox
let folder: string
const canaries = new Map<string, string>()
/** Fakes may give out the same words: every name counts. */
const names = new Set<string>()
const heard: string[] = []
const closing: (() => Promise<void>)[] = []
const session = { sessionId: newId(), personId: newId() }
const hear = (about: string, words: unknown): void => void heard.push(`${about}: ${inspect(words, { depth: 20 })}`)

/** Nothing is cut out, unlike in the real log: what stands here was handed to a log. */
const log: Log = {
  debug: (fields, message) => hear(`debug ${message}`, fields),
  info: (fields, message) => hear(`info ${message}`, fields),
  warn: (fields, message) => hear(`warn ${message}`, fields),
  error: (fields, message) => hear(`error ${message}`, fields),
}

const hosts: Record<string, string> = {}
/** The fakes at their networks' addresses; in the other modes an answer that repeats the whole call. */
const outbound: typeof fetch = async (input, init) => {
  const asked = new URL(input instanceof Request ? input.url : input)
  const target = new URL(`${asked.pathname}${asked.search}`, hosts[asked.origin] ?? asked)
  if (mode === 'well') return fetch(target, init)
  const words = `${asked.href} ${JSON.stringify([...new Headers(init?.headers)])} ${await bodyOf(init?.body)}`
  if (mode === 'echoing line') throw new TypeError(`fetch failed: ${words}`, { cause: new Error(words) })
  const status = Number(mode.slice(-3))
  const meta = { message: words, error_user_msg: words, type: 'OAuthException', code: 190 }
  const error = asked.hostname.startsWith('graph.') ? meta : 'InvalidRequest'
  const body = { ok: false, error_code: status, error, message: words, description: words, detail: words, title: words }
  return Response.json(
    { ...body, error_description: words, error_message: words, errors: [{ message: words }] },
    { status },
  )
}

async function bodyOf(body: RequestInit['body'] | undefined): Promise<string> {
  return body === undefined || body === null
    ? ''
    : new Response(body as ConstructorParameters<typeof Response>[0]).text()
}

const networks = createNetworks(
  { fetch: outbound, now: () => new Date(), timeoutMs },
  loadPlatformProfiles('data/platforms.json'),
)
const kept = () => ({ db: world.db, secrets, now: () => new Date() })
const deps = () => ({ ...kept(), networks, timeoutMs, url, isSample: async () => false, log })
const administrator = () =>
  personScope(session.personId, [{ role: 'administrator', missions: 'all', objectives: 'all', accounts: 'all' }])

type Case = {
  readonly network: string
  readonly handle: string
  readonly app?: AppRegistration
  /** What is pasted. */
  readonly paste?: { readonly service: string; readonly secret: string }
  /** What a person brings home from the consent page. */
  readonly consent?: (url: string) => string
}
let cases: readonly Case[] = []
const accounts = new Map<string, string>()

function note(name: string, secret: string | undefined): void {
  if (secret === undefined || secret.length < 12) return
  canaries.set(secret, name)
  names.add(name)
}

beforeAll(async () => {
  world = await createWorld()
  folder = await mkdtemp(join(tmpdir(), 'selaras-canary-'))
  secrets = await openSecretBox({ secret: undefined, dataFolder: folder })
  const bluesky = await startFakeBluesky()
  const telegram = await startFakeTelegram()
  const mastodon = await startFakeMastodon()
  const x = await startFakeX()
  const facebook = await startFakeFacebook()
  const instagram = await startFakeInstagram()
  const threads = await startFakeThreads()
  for (const fake of [bluesky, telegram, mastodon, x, facebook, instagram, threads]) closing.push(() => fake.close())
  Object.assign(hosts, {
    'https://fake.example': mastodon.url,
    'https://api.x.com': x.url,
    'https://graph.facebook.com': facebook.url,
    'https://graph.instagram.com': instagram.url,
    'https://api.instagram.com': instagram.url,
    'https://graph.threads.net': threads.url,
  })
  const { handle, appPassword } = bluesky.addAccount('kenari.fake.example')
  const channel = telegram.addChannel('kenari')
  mastodon.person('kenari')
  x.user('kenari')
  for (const fake of [facebook, instagram, threads]) fake.owner('kenari')
  cases = [
    { network: 'bluesky', handle, paste: { service: bluesky.url, secret: appPassword } },
    { network: 'telegram', handle: channel.name, paste: { service: telegram.url, secret: channel.botToken } },
    { network: 'mastodon', handle: 'kenari@fake.example', consent: (page) => mastodon.consent('kenari', page) },
    { network: 'x', handle: 'kenari', app: x.app, consent: (page) => x.consent('kenari', page) },
    { network: 'facebook', handle: 'kenari', app: facebook.app, consent: (page) => facebook.consent('kenari', page) },
    {
      network: 'instagram',
      handle: 'kenari',
      app: instagram.app,
      consent: (page) => instagram.consent('kenari', page),
    },
    { network: 'threads', handle: 'kenari', app: threads.app, consent: (page) => threads.consent('kenari', page) },
  ]
  note('wrong secret', wrongSecret)
  note('wrong code', wrongCode)
  for (const network of networks.values())
    network.auth?.onSecretChanged?.((remoteAccountId, secret, expiresAt) => {
      for (const [field, value] of Object.entries(secret)) note(`${network.code} rotated ${field}`, value)
      return keepRotatedSecret(kept(), network.code, remoteAccountId, secret, expiresAt)
    })
  const now = new Date()
  const { personId } = session
  await world.db
    .insertInto('person')
    .values({ id: personId, name: 'Sekar', email: 'sekar@contoh.test', createdAt: now, updatedAt: now })
    .execute()
  await world.db
    .insertInto('session')
    .values({ id: session.sessionId, personId, tokenHash: 'x', expiresAt: now, createdAt: now, seenAt: now })
    .execute()
})
afterAll(async () => {
  for (const close of closing) await close()
  await world.database.drop()
  await rm(folder, { recursive: true })
})

/** What somebody is told when it goes wrong is heard too. */
async function heardTrying(about: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    hear(`${about} answered`, await work())
    return true
  } catch (error) {
    hear(`${about} refused`, error)
    return false
  }
}

async function connect(one: Case, id: string): Promise<boolean> {
  if (one.paste) {
    const { service, secret } = one.paste
    note(`${one.network} pasted`, secret)
    return heardTrying(one.network, () =>
      connectAccount(deps(), administrator(), id, { service, identifier: one.handle, appPassword: secret }),
    )
  }
  return heardTrying(one.network, async () => {
    const { url: page } = await startConsent(deps(), administrator(), id, session)
    // The page is shown to the person who consents; state and challenge are in it, and no secret.
    const code = mode === 'well' ? (one.consent?.(page) ?? '') : wrongCode
    if (mode === 'well') note(`${one.network} code`, code)
    const state = new URL(page).searchParams.get('state') ?? ''
    return finishConsent(deps(), administrator(), { state, code }, session.sessionId)
  })
}

async function noteStored(): Promise<void> {
  for (const [network, id] of accounts) {
    const connection = await openConnection(kept(), id)
    note(`${network} client secret`, connection?.app?.clientSecret)
    for (const [field, value] of Object.entries(connection?.secret ?? {}))
      if (!['ownerId', 'identifier', 'issuedAt', 'pdsUrl'].includes(field)) note(`${network} ${field}`, value)
  }
}

async function publishAll(): Promise<readonly string[]> {
  const itemId = newId()
  const now = new Date(Date.now() - 60_000)
  const values = { id: itemId, missionId: mission, authorId: session.personId, kind: 'purpose', status: 'approved' }
  await world.db
    .insertInto('item')
    .values({ ...values, createdAt: now, updatedAt: now })
    .execute()
  const plan = {
    item: { id: itemId, missionId: mission, kind: 'purpose' as const },
    bundleHash: 'a'.repeat(64),
    dueLocal: now.toISOString().slice(0, 16),
    dueZone: 'Etc/UTC',
    variants: [...accounts].map(([network, accountId]) => ({
      variantId: newId(),
      accountId,
      network,
      content: {
        text: `Layanan paspor, ${mode}`,
        languages: ['id'],
        link: null,
        images: network === 'instagram' ? [{ mediaId: newId(), alt: 'Loket pelayanan paspor' }] : [],
      },
    })),
  }
  return world.db.transaction().execute((tx) => createDeliveries(tx, plan, now))
}

/** Runs a dispatcher until each of these was tried, and is out where it can be. */
async function deliver(ids: readonly string[], wanted: 'sent' | 'tried'): Promise<void> {
  const dispatcher = startDispatcher({
    db: world.db,
    connection: { url: world.database.url },
    networks,
    openConnection: (id) => openConnection(kept(), id),
    loadImage: async () => ({
      bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]),
      contentType: 'image/jpeg',
      width: 1200,
      height: 1000,
      publicUrl: `${url}/m/1.jpg`,
    }),
    onSent: async () => {},
    clock: { now: () => new Date() },
    log,
    processId: newId(),
    options: { tickMs: 100 },
  })
  const isDone = async () => {
    const rows = await world.db
      .selectFrom('delivery')
      .select(['state', 'attempts', 'leaseUntil'])
      .where('id', 'in', ids)
      .execute()
    return rows.every((row) => (wanted === 'sent' ? row.state === 'sent' : row.attempts > 0 && row.leaseUntil === null))
  }
  await until(isDone, 40_000).finally(() => dispatcher.stop())
}

async function renewAll(): Promise<void> {
  await world.db
    .updateTable('account')
    .set({ connectionCheckDueAt: null })
    .where('id', 'in', [...accounts.values()])
    .execute()
  await tendConnections(deps(), accounts.size)
}

test('connected, published with, refused, renewed and revoked at networks that repeat everything', async () => {
  for (const one of cases) {
    accounts.set(one.network, await writeAccount(world.db, mission, one.network, { handle: one.handle }))
    const { app } = one
    if (app) await heardTrying('registration', () => saveRegistration(deps(), administrator(), one.network, { ...app }))
  }
  const connectAll = async (wanted: boolean) => {
    for (const one of cases)
      expect([one.network, await connect(one, accounts.get(one.network) ?? '')]).toEqual([one.network, wanted])
  }
  for (const one of cases.filter(({ paste }) => paste)) {
    const input = { service: one.paste?.service, identifier: one.handle, appPassword: wrongSecret }
    const id = accounts.get(one.network) ?? ''
    for (mode of ['well', 'echoing 401', 'echoing line'] as const)
      expect(await heardTrying(one.network, () => connectAccount(deps(), administrator(), id, input))).toBe(false)
  }
  for (mode of ['echoing 400', 'echoing 500', 'echoing line'] as const) await connectAll(false)
  mode = 'well'
  await connectAll(true)
  await noteStored()
  await deliver(await publishAll(), 'sent')
  for (mode of ['echoing 400', 'echoing 401', 'echoing 500', 'echoing line'] as const) {
    await deliver(await publishAll(), 'tried')
    await renewAll()
  }
  mode = 'well'
  await renewAll()
  await noteStored()
  // Field by field of every network: there is something to look for.
  for (const { network, paste } of cases) {
    const stored = [...names].filter((name) => name.startsWith(`${network} `))
    expect(stored.length, network).toBeGreaterThanOrEqual(paste ? 1 : 2)
  }
}, 120_000)

/** A secret as it stands, and as addresses, JSON, base64 and a dump of bytes would show it. */
function findIn(text: string): string[] {
  return [...canaries].flatMap(([secret, name]) => {
    const shapes = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').slice(0, -4)]
    return [...shapes, Buffer.from(secret).toString('hex')].some((shape) => text.includes(shape)) ? [name] : []
  })
}

test('the search finds what is there', () => {
  expect(findIn(`x${wrongCode}x`)).toEqual(['wrong code'])
  expect(findIn(Buffer.from(wrongSecret).toString('hex'))).toEqual(['wrong secret'])
})

test('no log line and no error told a secret', () => {
  expect(heard.length).toBeGreaterThan(30)
  const told = heard.flatMap((line) => findIn(line).map((name) => `${name} in ${line.slice(0, 300)}`))
  expect(told).toEqual([])
})

test('no table holds one, in any column; of credentials and registrations only the seal', async () => {
  const tables = await world.database.pool.connect().then(async (client) => {
    try {
      return await readTables(client as never)
    } finally {
      client.release()
    }
  })
  expect(tables.length).toBeGreaterThan(50)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(
      world.db,
    )
    for (const { row } of rows) found.push(...findIn(row).map((canary) => `${canary} in ${name}: ${row.slice(0, 300)}`))
  }
  expect(found).toEqual([])
})

test('no backup holds one, nor the key that opens them', async () => {
  const path = join(folder, 'cadangan.selaras')
  const installation = {
    connection: { url: world.database.url },
    clock: { now: () => new Date() },
    version: '9.9.9',
  }
  await writeBackup(installation, localFiles(folder), path, () => {})
  const whole = gunzipSync(await readFile(path)).toString('latin1')
  expect(whole).toContain('delivery_attempt')
  expect(findIn(whole)).toEqual([])
  expect(whole).not.toContain((await readFile(join(folder, 'secret.key'), 'utf8')).trim())
})

test('disconnecting forgets every secret', async () => {
  for (const id of accounts.values()) await disconnectAccount(deps(), systemScope('test'), id)
  const left = await world.db.selectFrom('credential').select('accountId').execute()
  expect(left).toEqual([])
})
