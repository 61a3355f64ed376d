import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeAccount } from '../../../../test/support/alignment-world.ts'
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { type FakeBluesky, startFakeBluesky } from '../../../networks/bluesky/fake.ts'
import { createNetworks, loadPlatformProfiles } from '../../../networks/index.ts'
import type { AppRegistration, Network, OAuthPart, RenewResult } from '../../../networks/network.ts'
import { silentLog } from '../../../platform/log.ts'
import { openSecretBox, rotateKeyFile, type SecretBox } from '../../../platform/secrets.ts'
import { importMissions, personScope, readMinistry, seedMinistry, systemScope } from '../../missions/index.ts'
import { seedPlatforms } from '../platforms.ts'
import { findAccount } from '../store.ts'
import { findRegistration, listRegistrations, saveRegistration } from './app-registrations.ts'
import { checkConnection, connectAccount, connectOptions } from './connect-account.ts'
import { finishConsent, startConsent } from './consent.ts'
import { disconnectAccount } from './disconnect-account.ts'
import { resealSecrets } from './reseal-secrets.ts'
import { keepRotatedSecret, noteRenewal, openConnection } from './store.ts'
import { tendConnections } from './tend-connections.ts'

const system = systemScope('test')
const minute = 60_000
let database: TestDatabase
let fake: FakeBluesky
let secrets: SecretBox
let folder: string
let now = new Date('2026-11-25T03:00:00Z')
let isSample = false
let account: string
let handle: string
const signal = { sessionId: '', personId: '' }
const officer = (personId = signal.personId) =>
  personScope(personId, [
    { role: 'mission_officer', missions: new Set(['kbri-tokyo']), objectives: 'all', accounts: 'all' },
  ])
const administrator = () =>
  personScope(signal.personId, [{ role: 'administrator', missions: 'all', objectives: 'all', accounts: 'all' }])

/** A network with consent as documented by RFC 6749 and 7636, that tells what it was asked. */
const seen: { url?: URL; app?: AppRegistration; service?: string } = {}
const registered: string[] = []
let renewal: RenewResult = { kind: 'valid' }
const oauth: OAuthPart = {
  serviceOf: (name) => (name.includes('@') ? `https://${name.split('@')[1]}` : undefined),
  register: async (service, redirectUri) => {
    registered.push(redirectUri)
    return { kind: 'registered', app: { clientId: `selaras at ${service}`, clientSecret: 'rahasia-aplikasi' } }
  },
  consentUrl: ({ app, redirectUri, state, codeChallenge, service }) => {
    const query = { client_id: app.clientId, redirect_uri: redirectUri, state, code_challenge: codeChallenge }
    return `${service}/oauth/authorize?${new URLSearchParams(query)}`
  },
  finish: async ({ app, code, codeVerifier, account: meant }) => {
    seen.app = app
    const challenge = createHash('sha256').update(codeVerifier).digest('base64url')
    if (challenge !== seen.url?.searchParams.get('code_challenge') || code !== 'kode-baik')
      return { kind: 'refused', reason: 'auth', detail: 'invalid_grant' }
    const connection = { remoteAccountId: '42', handle: meant.handle, secret: { token: 'token-rahasia' } }
    return { kind: 'connected', connection, expiresAt: '2027-01-20T00:00:00Z' }
  },
}
const withConsent: Network = {
  code: 'mastodon',
  limits: { maxConcurrentPerAccount: 1, publications: { count: 1, windowMs: 1 }, timeoutMs: 1 },
  auth: { oauth, renew: async () => renewal },
  parsePostUrl: () => null,
}

const deps = () => ({
  db: database.db,
  now: () => now,
  secrets,
  networks: new Map([
    ...createNetworks({ fetch, now: () => now, timeoutMs: 2000 }, profiles),
    ['mastodon', withConsent],
  ]),
  timeoutMs: 2000,
  url: 'https://selaras.contoh',
  isSample: async () => isSample,
  log: silentLog,
})
const profiles = loadPlatformProfiles('data/platforms.json')
const stored = () => database.db.selectFrom('credential').selectAll().where('accountId', '=', account).execute()

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'selaras-keys-'))
  secrets = await openSecretBox({ secret: undefined, dataFolder: folder })
  fake = await startFakeBluesky()
  await seedMinistry({ db: database.db, now: () => now }, await readMinistry('data'))
  await importMissions({ db: database.db, now: () => now }, system, 'data/missions.csv')
  await seedPlatforms({ db: database.db, now: () => now }, profiles)
  for (const key of ['sessionId', 'personId'] as const) signal[key] = crypto.randomUUID()
  await database.db
    .insertInto('person')
    .values({ id: signal.personId, name: 'Sekar', email: 'sekar@contoh.test', createdAt: now, updatedAt: now })
    .execute()
  await database.db
    .insertInto('session')
    .values({
      id: signal.sessionId,
      personId: signal.personId,
      tokenHash: 'x',
      expiresAt: now,
      createdAt: now,
      seenAt: now,
    })
    .execute()
})
afterAll(async () => {
  await fake.close()
  await database.drop()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  now = new Date('2026-11-25T03:00:00Z')
  isSample = false
  renewal = { kind: 'valid' }
  fake.heal()
  handle = `tokyo-${crypto.randomUUID().slice(0, 8)}.test`
  fake.addAccount(handle)
  account = await writeAccount(database.db, 'kbri-tokyo', 'bluesky', { handle })
})

const appPassword = () => fake.accounts.find((one) => one.handle === handle)?.appPassword ?? ''
const connect = (password = appPassword()) =>
  connectAccount(deps(), officer(), account, { service: fake.url, identifier: handle, appPassword: password })

test('an app password is tried on the network, kept sealed, told to nobody, and says who connected it', async () => {
  const connected = await connect()
  expect(connected).toMatchObject({ connectionState: 'connected', connection: { connectedBy: 'Sekar', refusals: 0 } })
  expect(JSON.stringify(connected)).not.toContain(appPassword())
  const [row] = await stored()
  expect(row?.sealed.toString('latin1')).not.toContain(appPassword())
  expect(row?.sealedKey).not.toBeNull()
  expect((await openConnection(deps(), account))?.secret.appPassword).toBe(appPassword())
})

test('a wrong password stores nothing, and leaves a connection that stands as it was', async () => {
  await expect(connect('salah-salah')).rejects.toThrow('account.connect_auth')
  expect(await stored()).toEqual([])
  await connect()
  const before = await stored()
  await expect(connect('salah-salah')).rejects.toThrow('account.connect_auth')
  await expect(connect('   ')).rejects.toThrow('account.connect_empty')
  expect(await stored()).toEqual(before)
})

test('an empty rotated secret never overwrites what is stored, a full one does', async () => {
  const { remoteAccountId = '' } = (await connect()) && ((await openConnection(deps(), account)) ?? {})
  await keepRotatedSecret(deps(), 'bluesky', remoteAccountId, {})
  await keepRotatedSecret(deps(), 'bluesky', remoteAccountId, { appPassword: '' })
  expect((await openConnection(deps(), account))?.secret.appPassword).toBe(appPassword())
  await keepRotatedSecret(deps(), 'bluesky', remoteAccountId, { appPassword: 'baru' }, '2027-01-01T00:00:00Z')
  expect((await openConnection(deps(), account))?.secret).toEqual({ appPassword: 'baru' })
})

test('a sample connects to no network and says so', async () => {
  isSample = true
  const calls = [...fake.calls.values()].reduce((sum, n) => sum + n, 0)
  await expect(connect()).rejects.toThrow('account.sample_connects_nowhere')
  expect((await connectOptions(deps(), officer(), account)).isSample).toBe(true)
  expect([...fake.calls.values()].reduce((sum, n) => sum + n, 0)).toBe(calls)
})

test('only an account in use is connected, and an account of another mission does not exist', async () => {
  await database.db.updateTable('account').set({ status: 'suspended' }).where('id', '=', account).execute()
  await expect(connect()).rejects.toThrow('account.not_active')
  const stranger = personScope(signal.personId, [
    { role: 'mission_officer', missions: new Set(['kbri-seoul']), objectives: 'all', accounts: 'all' },
  ])
  const input = { service: fake.url, identifier: handle, appPassword: appPassword() }
  await expect(connectAccount(deps(), stranger, account, input)).rejects.toMatchObject({ code: 'not_found' })
})

test('one account of a network belongs to one entry of the register', async () => {
  await connect()
  const twin = await writeAccount(database.db, 'kbri-tokyo', 'bluesky', { handle: `lain-${handle}` })
  const input = { service: fake.url, identifier: handle, appPassword: appPassword() }
  await expect(connectAccount(deps(), officer(), twin, input)).rejects.toThrow('account.connected_elsewhere')
})

test('disconnecting forgets the secret', async () => {
  await connect()
  expect(await disconnectAccount(deps(), officer(), account)).toMatchObject({
    connectionState: 'none',
    connection: null,
  })
  expect(await stored()).toEqual([])
  await expect(disconnectAccount(deps(), officer(), account)).rejects.toThrow('account.not_connected')
})

test('one refusal disconnects nobody; a second one half an hour later says refused; a yes mends it', async () => {
  await connect()
  const state = async () => (await findAccount(database.db, system, account))?.connectionState
  const refused: RenewResult = { kind: 'refused', detail: 'ExpiredToken' }
  await noteRenewal(deps(), account, refused)
  now = new Date(now.getTime() + 5 * minute)
  await noteRenewal(deps(), account, refused)
  expect(await state()).toBe('connected')
  now = new Date(now.getTime() + 30 * minute)
  await noteRenewal(deps(), account, refused)
  expect(await state()).toBe('refused')
  expect(await stored()).toHaveLength(1)
  await noteRenewal(deps(), account, { kind: 'valid' })
  expect(await state()).toBe('connected')
})

test('a network that is away or busy changes nothing of the connection', async () => {
  await connect()
  await noteRenewal(deps(), account, { kind: 'later', why: 'network', detail: 'ECONNREFUSED' })
  const retryAt = '2026-11-25T04:30:00.000Z'
  await noteRenewal(deps(), account, { kind: 'later', why: 'rate', detail: '429', retryAt })
  const found = await findAccount(database.db, system, account)
  expect(found).toMatchObject({ connectionState: 'connected', connection: { limitedUntil: retryAt, refusals: 0 } })
})

test('the worker asks about connections that are due, once a day each', async () => {
  await connect()
  await database.db.updateTable('account').set({ connectionCheckDueAt: now }).where('id', '=', account).execute()
  const before = fake.calls.get('com.atproto.server.getSession') ?? 0
  await tendConnections(deps(), 50)
  await tendConnections(deps(), 50)
  expect((fake.calls.get('com.atproto.server.getSession') ?? 0) - before).toBe(1)
  fake.expireSessions(true)
  expect((await checkConnection(deps(), officer(), account)).connectionState).toBe('connected')
})

test('consent: server registered on the spot, state and verifier kept here, one use, ten minutes, one session', async () => {
  const id = await writeAccount(database.db, 'kbri-tokyo', 'mastodon', { handle: 'tokyo@social.contoh' })
  expect(await connectOptions(deps(), officer(), id)).toMatchObject({ roads: ['consent'], registrationMissing: false })
  const begin = async () => {
    seen.url = new URL((await startConsent(deps(), officer(), id, signal)).url)
    return seen.url.searchParams.get('state') ?? ''
  }
  const finish = (state: string, code = 'kode-baik', sessionId = signal.sessionId) =>
    finishConsent(deps(), officer(), { state, code }, sessionId)
  const state = await begin()
  expect(seen.url?.searchParams.get('redirect_uri')).toBe('https://selaras.contoh/sambungan/kembali')
  await expect(finish('tebakan')).rejects.toThrow('account.consent_over')
  await expect(finish(state, 'kode-baik', crypto.randomUUID())).rejects.toThrow('account.consent_over')
  expect(await finish(state)).toMatchObject({
    connectionState: 'connected',
    connection: { expiresAt: '2027-01-20T00:00:00.000Z' },
  })
  expect(seen.app).toMatchObject({ clientId: 'selaras at https://social.contoh', clientSecret: 'rahasia-aplikasi' })
  await expect(finish(state)).rejects.toThrow('account.consent_over')
  expect(await openConnection(deps(), id)).toMatchObject({ secret: { token: 'token-rahasia' } })

  // A new public address: the server is told of it before anybody is sent there.
  const moved = { ...deps(), url: 'https://selaras.kemlu.contoh' }
  const url = new URL((await startConsent(moved, officer(), id, signal)).url)
  expect(url.searchParams.get('redirect_uri')).toBe('https://selaras.kemlu.contoh/sambungan/kembali')
  expect(registered).toEqual([
    'https://selaras.contoh/sambungan/kembali',
    'https://selaras.kemlu.contoh/sambungan/kembali',
  ])
  await startConsent(moved, officer(), id, signal)
  expect(registered).toHaveLength(2)

  await expect(finish(await begin(), 'kode-buruk')).rejects.toThrow('account.connect_auth')
  const late = await begin()
  now = new Date(now.getTime() + 10 * minute)
  await expect(finish(late)).rejects.toThrow('account.consent_over')
  await expect(
    finishConsent(deps(), officer(), { state: await begin(), error: 'access_denied' }, signal.sessionId),
  ).rejects.toThrow('account.consent_declined')
})

test('a registration is kept sealed, shown without its secret, and an empty secret leaves the stored one', async () => {
  await saveRegistration(deps(), administrator(), 'mastodon', { clientId: 'kemlu', clientSecret: 'sangat-rahasia' })
  await saveRegistration(deps(), administrator(), 'mastodon', { clientId: 'kemlu', clientSecret: '' })
  expect(await findRegistration(deps(), 'mastodon', '')).toEqual({ clientId: 'kemlu', clientSecret: 'sangat-rahasia' })
  expect(JSON.stringify(await listRegistrations(deps(), administrator()))).not.toContain('rahasia')
  await expect(listRegistrations(deps(), officer())).rejects.toMatchObject({ code: 'forbidden' })
})

test('rotating the key seals every data key anew while processes run; the old key then opens nothing', async () => {
  await connect()
  // As an older installation left it: sealed by the master key itself.
  const old = secrets.seal({ appPassword: 'lama' }, account)
  await database.db
    .updateTable('credential')
    .set({ sealed: old, sealedKey: null })
    .where('accountId', '=', account)
    .execute()
  const before = secrets.keyId
  await rotateKeyFile({ secret: undefined, dataFolder: folder })
  const rotated = await openSecretBox({ secret: undefined, dataFolder: folder })
  const result = await resealSecrets({ db: database.db, secrets: rotated })
  expect(result.unreadable).toBe(0)
  expect(result.resealed).toBeGreaterThan(2)
  expect(rotated.keyId).not.toBe(before)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
    select key_id from credential union all select key_id from app_registration) k where key_id <> ${rotated.keyId}`.execute(
    database.db,
  )
  expect(rows[0]?.n).toBe(0)
  // The process that ran through it opens and seals on.
  expect((await openConnection(deps(), account))?.secret).toEqual({ appPassword: 'lama' })
  expect(secrets.keyId).toBe(rotated.keyId)
  expect(await resealSecrets({ db: database.db, secrets: rotated })).toEqual({ resealed: 0, unreadable: 0 })
})

test('no table but the sealed ones holds a secret that was given', async () => {
  await connect()
  const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(database.db)
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`.execute(database.db)
    const all = rows.map(({ text }) => text).join('\n')
    for (const canary of [appPassword(), 'token-rahasia', 'rahasia-aplikasi', 'sangat-rahasia']) {
      expect(all.includes(canary), name).toBe(false)
      expect(all.includes(Buffer.from(canary).toString('hex')), name).toBe(false)
    }
  }
})
