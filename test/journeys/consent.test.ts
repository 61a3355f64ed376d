import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { saveInstallationKind } from '../../src/features/people/index.ts'
import { type FakeMastodon, startFakeMastodon } from '../../src/networks/mastodon/fake.ts'
import { writeAccount } from '../support/alignment-world.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'

// Consent at a server of a network with many: registered on the spot, back by the callback, connected.
const mission = 'kbri-tokyo'
let server: TestServer
let fake: FakeMastodon
let officer: SignedInPerson
let colleague: SignedInPerson
let accountId: string

beforeAll(async () => {
  fake = await startFakeMastodon()
  // A handle names a host, which is called by https; the fake has no certificate.
  const plain = globalThis.fetch
  const unsealed = (url: string) => url.replace('https://127.0.0.1', 'http://127.0.0.1')
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) =>
    plain(input instanceof Request ? new Request(unsealed(input.url), input) : unsealed(String(input)), init),
  )
  server = await startTestServer({ env: { SELARAS_ALLOWED_PRIVATE_HOSTS: '127.0.0.1' } })
  officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(mission) })
  colleague = await signInAs(server, { role: 'mission_officer', scopes: atMission(mission) })
  for (const { personId } of [officer, colleague]) {
    await server.db.updateTable('person').set({ isSample: false }).where('id', '=', personId).execute()
    const at = server.clock.now()
    const factor = { personId, sealedSecret: Buffer.alloc(1), createdAt: at, confirmedAt: at }
    await server.db.insertInto('secondFactor').values(factor).execute()
  }
  await saveInstallationKind(server.db, 'real', server.clock.now())
  accountId = await writeAccount(server.db, mission, 'mastodon', { handle: `kbritokyo@${new URL(fake.url).host}` })
})
afterAll(async () => {
  vi.unstubAllGlobals()
  await server?.stop()
  await fake?.close()
})

async function begin(): Promise<{ state: string; code: string; url: string }> {
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api/v1/accounts/${accountId}/connection/consent`,
    headers: { cookie: officer.cookie },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  const { url } = answer.json() as { url: string }
  return { url, state: new URL(url).searchParams.get('state') ?? '', code: fake.consent('kbritokyo', url) }
}

const comeBack = (query: Record<string, string>, cookie?: string) =>
  server.app.inject({
    method: 'GET',
    url: `/sambungan/kembali?${new URLSearchParams(query)}`,
    headers: cookie ? { cookie } : {},
  })

it('whoever gave consent comes back to a connected account; state and code work once, in the session that began', async () => {
  const { state, code, url } = await begin()
  expect(new URL(url).host).toBe(new URL(fake.url).host)
  const stranger = await comeBack({ state, code }, colleague.cookie)
  expect([stranger.statusCode, stranger.body]).toEqual([409, expect.stringContaining('dimulai di peramban lain')])
  expect((await comeBack({ state, code })).statusCode).toBe(401)
  const back = await comeBack({ state, code }, officer.cookie)
  expect([back.statusCode, back.headers.location]).toEqual([303, `/perwakilan/${mission}/akun/${accountId}`])
  const row = await server.db
    .selectFrom('account')
    .select(['connectionState', 'service'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  expect(row).toEqual({ connectionState: 'connected', service: `https://${new URL(fake.url).host}` })
  expect((await comeBack({ state, code }, officer.cookie)).statusCode).toBe(409)
})

it('consent that was declined, given as somebody else, or ten minutes old leaves the account as it was', async () => {
  const declined = await begin()
  const no = await comeBack({ state: declined.state, error: 'access_denied' }, officer.cookie)
  expect([no.statusCode, no.body]).toEqual([409, expect.stringContaining('Izin tidak diberikan')])
  const { url, state } = await begin()
  const other = await comeBack({ state, code: fake.consent('orang_lain', url) }, officer.cookie)
  expect([other.statusCode, other.body]).toEqual([422, expect.stringContaining('Tidak ada yang tersimpan')])
  const late = await begin()
  server.clock.set(new Date(server.clock.now().getTime() + 10 * 60_000).toISOString())
  expect((await comeBack({ state: late.state, code: late.code }, officer.cookie)).statusCode).toBe(409)
  const checked = await server.app.inject({
    method: 'POST',
    url: `/api/v1/accounts/${accountId}/connection/check`,
    headers: { cookie: officer.cookie },
  })
  expect(checked.json()).toMatchObject({ connectionState: 'connected', connection: { refusals: 0 } })
})
