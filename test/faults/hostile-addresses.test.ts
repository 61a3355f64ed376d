import { createServer, type Server } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadPlatformProfiles } from '../../src/networks/index.ts'
import { createNetworks } from '../../src/networks/registry.ts'
import { createOutboundFetch, type OutboundSettings } from '../../src/platform/outbound.ts'

// Addresses that people and peers write (a Mastodon server, a PDS in a DID document, a link, a redirect) lead nowhere inside.

let server: Server
let port = 0
const reached: string[] = []

beforeAll(async () => {
  server = createServer((request, answer) => {
    reached.push(`${request.method} ${request.url}`)
    if (request.url === '/away') answer.writeHead(302, { location: `http://127.0.0.1:${port}/inside` })
    answer.end('{}')
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const outbound = (settings: Partial<OutboundSettings> = {}) =>
  createOutboundFetch({ allowedPrivateHosts: [], ...settings })

/** The code of what a call threw, its own or its cause's. */
async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return code ?? cause?.code
}

/** A resolver that answers these addresses, one after the other, and counts. */
function answering(...answers: (readonly string[])[]): { lookup: LookupFunction; asked: () => number } {
  let asked = 0
  const lookup: LookupFunction = (_host, _options, done) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? []
    asked += 1
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { lookup, asked: () => asked }
}

test.each([
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.0.0.1',
  '172.31.255.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  // Other ways to write 127.0.0.1.
  '2130706433',
  '0x7f.1',
  '017700000001',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::1]',
  '[fd00::1]',
  '[fe80::1]',
  '[fec0::1]',
])('the address %s is refused', async (host) => {
  expect(await refusalOf(outbound()(`http://${host}:${port}/`))).toBe('ERR_OUTBOUND_REFUSED')
})

test.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'data:text/plain,x', 'blob:null/1'])(
  '%s is no web address',
  async (url) => {
    expect(await refusalOf(outbound()(url))).toBe('ERR_OUTBOUND_REFUSED')
  },
)

describe('a name', () => {
  test('that leads inside is refused, whatever it is called', async () => {
    for (const inside of ['127.0.0.1', '10.1.2.3', '::1', '::ffff:192.168.0.1', 'fd12::1']) {
      const { lookup } = answering([inside])
      expect(await refusalOf(outbound({ lookup })(`http://misi.example:${port}/`))).toBe('ERR_OUTBOUND_REFUSED')
    }
  })

  test('with one address inside among others is refused whole', async () => {
    const { lookup } = answering(['2001:db8::1', '127.0.0.1'])
    expect(await refusalOf(outbound({ lookup })(`http://misi.example:${port}/`))).toBe('ERR_OUTBOUND_REFUSED')
  })

  test('is looked up once a connection: what it answers the second time is never used', async () => {
    // Outside when it is checked, inside if anybody asked again. Nobody lives at the outside one.
    const { lookup, asked } = answering(['2001:db8::1'], ['127.0.0.1'])
    const signal = AbortSignal.timeout(500)
    const code = await refusalOf(outbound({ lookup })(`http://misi.example:${port}/rebound`, { signal }))
    expect(code).not.toBe('ERR_OUTBOUND_REFUSED')
    expect(asked()).toBe(1)
    expect(reached).not.toContain('GET /rebound')
  })
})

describe('a private host that a setting names', () => {
  test('is reached by that name and port, and no other', async () => {
    const { lookup } = answering(['127.0.0.1'])
    const call = outbound({ lookup, allowedPrivateHosts: [`pds.kemlu.example:${port}`] })
    expect((await call(`http://pds.kemlu.example:${port}/named`)).status).toBe(200)
    expect(reached).toContain('GET /named')
    expect(await refusalOf(call(`http://other.kemlu.example:${port}/other`))).toBe('ERR_OUTBOUND_REFUSED')
    expect(await refusalOf(call(`http://127.0.0.1:${port}/other`))).toBe('ERR_OUTBOUND_REFUSED')
    expect(await refusalOf(call('http://pds.kemlu.example:8443/other'))).toBe('ERR_OUTBOUND_REFUSED')
    expect(reached).not.toContain('GET /other')
  })

  test('leads nobody away: a redirect is not followed', async () => {
    const call = outbound({ allowedPrivateHosts: [`127.0.0.1:${port}`] })
    await expect(call(`http://127.0.0.1:${port}/away`)).rejects.toThrow()
    expect(reached).toContain('GET /away')
    expect(reached).not.toContain('GET /inside')
  })
})

describe('through the connectors', () => {
  const profiles = loadPlatformProfiles(new URL('../../data/platforms.json', import.meta.url))
  const networks = createNetworks({ fetch: outbound(), now: () => new Date(), timeoutMs: 2000 }, profiles)
  const signal = () => AbortSignal.timeout(3000)

  test('a Mastodon server inside is not asked to register Selaras', async () => {
    const before = reached.length
    for (const service of [`https://127.0.0.1:${port}`, `https://localhost:${port}`, 'https://169.254.169.254']) {
      const result = await networks
        .get('mastodon')
        ?.auth?.oauth?.register?.(service, 'https://x.example/kembali', signal())
      expect(result?.kind).toBe('refused')
    }
    expect(reached).toHaveLength(before)
  })

  test('a Bluesky server inside gets no password', async () => {
    const before = reached.length
    const input = { service: `http://127.0.0.1:${port}`, handle: 'kbri.example', appPassword: 'abcd-efgh-ijkl-mnop' }
    const result = await networks.get('bluesky')?.auth?.connect?.(input, signal())
    expect(result?.kind).toBe('refused')
    expect(reached).toHaveLength(before)
  })

  test('a publication to a server inside is put off, not doubted: nothing left the house', async () => {
    const before = reached.length
    const outcome = await networks.get('mastodon')?.publisher?.publish(
      {
        remoteAccountId: '1',
        handle: 'kbri@127.0.0.1',
        service: `http://127.0.0.1:${port}`,
        secret: { accessToken: 'rahasia', ownerId: '1' },
      },
      {
        recordKey: '3lbzyq5qk2c2a',
        idempotencyKey: 'satu',
        createdAt: '2026-11-25T05:00:00.000Z',
        text: 'Layanan paspor',
        languages: ['id'],
        images: [],
      },
      signal(),
    )
    expect(outcome?.kind).toBe('deferred')
    expect(reached).toHaveLength(before)
  })
})
