import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import mastodonSpec from '../../../test/specs/mastodon.json' with { type: 'json' }
import { createOutboundFetch } from '../../platform/outbound.ts'
import {
  type ConformanceSubject,
  describeNetwork,
  type NetworkTraits,
  signal,
  someFilm,
  someImage,
  somePublication,
} from '../conformance.ts'
import { createOpenApiCheck } from '../fakes/check-wire.ts'
import { createWireLog, networkFor } from '../fakes/support.ts'
import type { Connection, Network } from '../network.ts'
import { loadPlatformProfiles } from '../profiles.ts'
import { createNetworks } from '../registry.ts'
import { type FakeMastodon, startFakeMastodon } from './fake.ts'
import { toObservedPost } from './view.ts'

const timeoutMs = 1500
const pictures = (count: number) => Array.from({ length: count }, () => someImage())
const url = (length: number) => `https://kemlu.go.id/${'a'.repeat(length - 20)}`

// 206 while a film is worked on: docs.joinmastodon.org/methods/media, read 2026-11-24.
const checkWire = createOpenApiCheck(mastodonSpec, { 'GET /api/v1/media/{id}': [206] })

const traits: NetworkTraits = {
  native: true,
  looks: true,
  polls: true,
  refreshes: false,
  connects: 'oauth',
  registers: true,
  keepsAlts: true,
  reads: true,
  findsDeleted: true,
  counts: true,
  inbox: true,
  audience: true,
  films: { alt: true, takesTime: true },
  refuses: [
    { rule: 'a film above the server’s bytes', content: { video: someFilm({ bytes: 103_809_025 }) } },
    { rule: '501 characters', content: { text: 'a'.repeat(501) } },
    { rule: '478 characters and a link, which counts 23', content: { text: `${'a'.repeat(477)} ${url(20)}` } },
    { rule: 'five pictures', content: { images: pictures(5) } },
    {
      rule: 'a picture above the server’s bytes',
      content: { images: [someImage({ bytes: new Uint8Array(16_777_217) })] },
    },
    { rule: 'a picture above the server’s pixels', content: { images: [someImage({ width: 33_177_601, height: 1 })] } },
    { rule: 'an alternative above 1,500 characters', content: { images: [someImage({ alt: 'a'.repeat(1501) })] } },
    { rule: 'nothing', content: { text: ' ' } },
    { rule: 'a thread', content: { thread: [{ text: 'lanjutan', images: [] }] } },
  ],
  takes: [
    { rule: '500 characters', content: { text: 'é'.repeat(500) } },
    { rule: '476 characters and a link of 300', content: { text: `${'a'.repeat(476)} ${url(300)}` } },
    {
      rule: '490 characters and a mention whose server does not count',
      content: { text: `${'a'.repeat(490)} @warga@server.yang.jauh.example` },
    },
    { rule: 'four pictures', content: { images: pictures(4) } },
    { rule: 'a picture without text', content: { text: '', images: pictures(1) } },
  ],
}

function connectionAt(fake: FakeMastodon, name: string): Connection {
  const { id, username, accessToken } = fake.person(`kbri_${name}`)
  const handle = `${username}@fake.example`
  return { remoteAccountId: id, handle, service: fake.url, secret: { accessToken, ownerId: id } }
}

describeNetwork('mastodon', traits, async (): Promise<ConformanceSubject> => {
  const wire = createWireLog(checkWire)
  const fake = await startFakeMastodon({ slowMs: timeoutMs * 2, onExchange: wire.onExchange })
  const usernameOf = ({ handle }: Connection) => handle.split('@')[0] ?? ''
  return {
    network: networkFor('mastodon', { timeoutMs }),
    connect: async (name) => connectionAt(fake, name),
    credentials: (name) => ({ handle: connectionAt(fake, name).handle, appPassword: '-' }),
    app: fake.app,
    service: fake.url,
    consent: (name, consentUrl) => fake.consent(`kbri_${name}`, consentUrl),
    accepted: () => fake.ledger,
    callCount: () => fake.callCount(),
    failPublishing: (fault, count = 1) => fake.failNext(fault, count, ['POST /api/v1/statuses']),
    failPreparing: (fault, count = 1) => fake.failNext(fault, count, ['POST /api/v2/media']),
    failReading: (fault, count = 1) => fake.failNext(fault, count, ['GET /api/v1/accounts/{id}/statuses']),
    setFilmWork: (looks) => fake.setMediaWork(looks + 1),
    breakFilm: () => fake.breakMedia(),
    failGivingFilm: (fault, count = 1) => fake.failNext(fault, count, ['POST /api/v2/media']),
    killGrant: () => fake.revokeTokens(),
    suspend: (connection) => fake.disable(usernameOf(connection)),
    heal: () => fake.heal(),
    setClockSkew: (ms) => fake.setClockSkew(ms),
    remove: (id) => fake.remove(id),
    repost: (connection) => fake.repost(usernameOf(connection)),
    setCounts: (id, likes) => fake.setLikes(id, likes),
    answer: (_, id, text) => fake.answer(id, text),
    setFollowers: (connection, count) => fake.setFollowers(usernameOf(connection), count),
    wireFaults: wire.faults,
    stop: () => fake.close(),
  }
})

describe('what is Mastodon’s own', () => {
  let fake: FakeMastodon
  let network: Network
  let connection: Connection
  beforeEach(async () => {
    fake = await startFakeMastodon()
    network = networkFor('mastodon', { timeoutMs: 2000 })
    connection = connectionAt(fake, 'ankara')
  })
  afterEach(() => fake.close())
  const publish = (...given: Parameters<typeof somePublication>) =>
    network.publisher?.publish(connection, somePublication(...given), signal)

  it('the language goes along as the network knows it', async () => {
    await publish('Bahasa', { languages: ['zh-Hans', 'id'] })
    expect(fake.ledger[0]?.wire).toMatchObject({ language: 'zh', visibility: 'public' })
  })

  it('a picture the server still works on is waited for', async () => {
    fake.setMediaWork(2)
    expect((await publish('Diproses', { images: pictures(1) }))?.kind).toBe('sent')
    expect(fake.calls.get('GET /api/v1/media/{id}')).toBe(2)
  })

  it('a server that allows more characters is believed', async () => {
    fake.setMaxCharacters(5000)
    expect((await publish('a'.repeat(5000)))?.kind).toBe('sent')
  })

  it('limits are asked once a server, not once a post', async () => {
    for (let i = 0; i < 5; i += 1) await publish(`Pesan ${i}`)
    expect(fake.calls.get('GET /api/v2/instance')).toBe(1)
  })

  it('after the hour the key is forgotten, and only looking tells', async () => {
    const publication = somePublication(
      'Lewat satu jam: https://kemlu.go.id/layanan/paspor/panjang-sekali @a@b.example',
    )
    fake.failNext('cut-after', 1, ['POST /api/v1/statuses'])
    await network.publisher?.publish(connection, publication, signal)
    fake.forgetKeys()
    expect(await network.publisher?.lookUp?.(connection, publication, signal)).toMatchObject({ kind: 'found' })
    expect(network.publisher?.idempotencyMs).toBe(3_600_000)
  })

  it('text comes back as it was written, links whole', async () => {
    const text = "Baris satu\nbaris dua\n\nAlinea & <tanda> 'kutip' https://kemlu.go.id/layanan/paspor/panjang-sekali"
    await publish(text)
    const page = await network.reader?.readPosts(connection, { limit: 20 }, signal)
    expect(page?.posts[0]).toMatchObject({
      text,
      links: ['https://kemlu.go.id/layanan/paspor/panjang-sekali'],
      mediaKind: 'link',
    })
  })

  it('a repost is none of ours, and mentions and hashtags are no links, whatever server answers', () => {
    const status = {
      id: '1',
      uri: 'https://a.example/1',
      created_at: '2026-11-25T03:00:00.000Z',
      content:
        '<p><a href="https://a.example/@b" class="u-url mention">@b</a> <a href="https://a.example/tags/x" class="mention hashtag">#x</a> <a href="https://kemlu.go.id/?a=1&amp;b=2">kemlu.go.id</a></p>',
      media_attachments: [],
    }
    expect(toObservedPost(status)).toMatchObject({ text: '@b #x kemlu.go.id', links: ['https://kemlu.go.id/?a=1&b=2'] })
    expect(toObservedPost({ ...status, reblog: { id: '2' } })).toBeUndefined()
  })

  it('finds the server in a handle, and none where there is none', () => {
    const serviceOf = network.auth?.oauth?.serviceOf
    expect(serviceOf?.('@kbri_ankara@mastodon.example')).toBe('https://mastodon.example')
    expect(serviceOf?.('kbri_ankara')).toBeUndefined()
    expect(serviceOf?.('a@b@c/d')).toBeUndefined()
  })

  it('a server address inside a private network is reached by nothing, unless a setting names it', async () => {
    const profiles = loadPlatformProfiles(new URL('../../../data/platforms.json', import.meta.url))
    const guarded = (allowedPrivateHosts: readonly string[]) =>
      createNetworks(
        { fetch: createOutboundFetch({ allowedPrivateHosts }), now: () => new Date(), timeoutMs: 2000 },
        profiles,
      ).get('mastodon')
    const { port } = new URL(fake.url)
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '127.1']) {
      const inner = { ...connection, service: `http://${host}:${port}` }
      const closed = guarded([])
      expect(await closed?.auth?.oauth?.register?.(inner.service, 'https://a.example', signal)).toMatchObject({
        kind: 'refused',
        reason: 'network',
      })
      const outcome = await closed?.publisher?.publish(inner, somePublication('Ke dalam'), signal)
      expect(outcome).toMatchObject({ kind: 'deferred', why: 'network' })
    }
    expect(fake.callCount()).toBe(0)
    const named = await guarded(['127.0.0.1'])?.publisher?.publish(connection, somePublication('Disebut'), signal)
    expect(named?.kind).toBe('sent')
  })
})
