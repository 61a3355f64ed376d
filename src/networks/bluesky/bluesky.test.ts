// Loaded before the clock of any test runs: the first call would pay for it.
import '@atproto/api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type ConformanceSubject,
  describeNetwork,
  type NetworkTraits,
  someFilm,
  someImage,
  somePublication,
} from '../conformance.ts'
import type { Connection, Network } from '../network.ts'
import { loadPlatformProfiles } from '../profiles.ts'
import { newRecordKey } from '../record-key.ts'
import { createNetworks } from '../registry.ts'
import { type FakeBluesky, startFakeBluesky } from './fake.ts'

const profiles = loadPlatformProfiles(new URL('../../../data/platforms.json', import.meta.url))
const signal = new AbortController().signal
const timeoutMs = 1500

/** Films go to Bluesky's own service; here the fake plays it too. */
function createBluesky(fake: FakeBluesky): Network {
  const rerouted: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    return fetch(
      url.origin === 'https://video.bsky.app' ? new URL(`${url.pathname}${url.search}`, fake.url) : url,
      init,
    )
  }
  const network = createNetworks({ fetch: rerouted, now: () => new Date(), timeoutMs }, profiles).get('bluesky')
  if (network === undefined) throw new Error('no Bluesky profile')
  return network
}

function credentialsAt(fake: FakeBluesky, name: string) {
  const handle = `${name}.test`
  const account = fake.accounts.find((a) => a.handle === handle) ?? fake.addAccount(handle)
  return { service: fake.url, handle, appPassword: account.appPassword }
}

async function connect(network: Network, fake: FakeBluesky, name: string): Promise<Connection> {
  const result = await network.auth?.connect?.(credentialsAt(fake, name), signal)
  if (result?.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(result)}`)
  return result.connection
}

const pictures = (count: number) => Array.from({ length: count }, () => someImage())
const traits: NetworkTraits = {
  native: true,
  looks: true,
  polls: true,
  refreshes: true,
  connects: 'app_password',
  keepsAlts: true,
  reads: true,
  findsDeleted: true,
  counts: true,
  inbox: true,
  audience: true,
  films: { alt: true, takesTime: true },
  refuses: [
    { rule: 'a film above 300 MB', content: { images: [], video: someFilm({ bytes: 300_000_001 }) } },
    { rule: 'a film in a thread', content: { video: someFilm(), thread: [{ text: 'lanjutan', images: [] }] } },
    { rule: '301 characters', content: { text: 'a'.repeat(301) } },
    { rule: '3,025 bytes in few characters', content: { text: '👨‍👩‍👧‍👦'.repeat(121) } },
    { rule: 'nothing', content: { text: '  ' } },
    { rule: 'five pictures', content: { images: pictures(5) } },
    { rule: 'a thread with a post of 301 characters', content: { thread: [{ text: 'a'.repeat(301), images: [] }] } },
    { rule: 'a thread with an empty post', content: { thread: [{ text: ' ', images: [] }] } },
    { rule: 'a thread of 26', content: { thread: Array.from({ length: 25 }, () => ({ text: 'a', images: [] })) } },
    { rule: 'a picture above 2 MB', content: { images: [someImage({ bytes: new Uint8Array(2_000_001) })] } },
  ],
  takes: [
    { rule: '300 characters', content: { text: 'a'.repeat(300) } },
    { rule: '300 characters of several bytes', content: { text: 'é'.repeat(300) } },
    { rule: 'four pictures', content: { images: pictures(4) } },
    { rule: 'a picture of 2 MB', content: { images: [someImage({ bytes: new Uint8Array(2_000_000) })] } },
    { rule: 'a picture without text', content: { text: '', images: pictures(1) } },
  ],
}

describeNetwork('bluesky', traits, async (): Promise<ConformanceSubject> => {
  const fake = await startFakeBluesky({ slowMs: timeoutMs * 2 })
  const network = createBluesky(fake)
  const posts = () => fake.ledger.filter(({ collection }) => collection === 'app.bsky.feed.post')
  let strangers = 0
  return {
    network,
    connect: (name) => connect(network, fake, name),
    credentials: (name) => credentialsAt(fake, name),
    accepted: () =>
      posts().map(({ uri, record }) => ({ remoteId: uri, text: String(record.text), alts: altsOf(record.embed) })),
    callCount: () => [...fake.calls.values()].reduce((a, b) => a + b, 0),
    failPublishing: (fault, count) => fake.failNext(fault, count),
    failPreparing: (fault, count) => fake.failNext(fault, count, 'com.atproto.repo.uploadBlob'),
    setFilmWork: (looks) => fake.setFilmWork(looks),
    breakFilm: () => fake.failFilm('encoding_failure'),
    failGivingFilm: (fault, count) => fake.failNext(fault, count, 'app.bsky.video.uploadVideo'),
    failReading: (fault, count) => {
      fake.failNext(fault, count, 'com.atproto.repo.listRecords')
      fake.failNext(fault, count, 'com.atproto.repo.getRecord')
    },
    failRefresh: (count) => fake.failNext('error-before', count, 'com.atproto.server.refreshSession'),
    killGrant: () => {
      fake.expireSessions(true)
      fake.failNext('auth-refused', 100)
    },
    expireSessions: () => fake.expireSessions(),
    suspend: ({ remoteAccountId }) => fake.takeDown(remoteAccountId),
    heal: () => fake.heal(),
    setClockSkew: (ms) => fake.setClockSkew(ms),
    remove: (remoteId) => fake.remove(remoteId),
    repost: ({ remoteAccountId }) =>
      fake.write(remoteAccountId, 'app.bsky.feed.repost', '3zzzzzzzzzz22', {
        $type: 'app.bsky.feed.repost',
        createdAt: new Date().toISOString(),
        subject: { uri: fake.ledger[0]?.uri, cid: fake.ledger[0]?.cid },
      }),
    setCounts: (remoteId, likes) => fake.setCounts(remoteId, { likes }),
    answer: (_, remoteId, text) => {
      const stranger = fake.accounts.find(({ handle }) => handle === 'warga.test') ?? fake.addAccount('warga.test')
      const parent = posts().find(({ uri }) => uri === remoteId)
      const at = { uri: remoteId, cid: parent?.cid ?? '' }
      strangers += 1
      fake.write(
        stranger.did,
        'app.bsky.feed.post',
        newRecordKey(new Date(Date.now() + strangers), () => 0.5),
        {
          $type: 'app.bsky.feed.post',
          createdAt: new Date().toISOString(),
          text,
          reply: { root: at, parent: at },
        },
      )
    },
    setFollowers: ({ remoteAccountId }, count) => fake.setFollowers(remoteAccountId, count),
    stop: () => fake.close(),
  }
})

function altsOf(embed: unknown): string[] {
  const {
    images = [],
    $type = '',
    alt = '',
  } = (embed ?? {}) as { images?: { alt: string }[]; $type?: string; alt?: string }
  return $type === 'app.bsky.embed.video' ? [alt] : images.map((image) => image.alt)
}

describe('what is Bluesky’s own', () => {
  let fake: FakeBluesky
  let network: Network
  beforeEach(async () => {
    fake = await startFakeBluesky({ slowMs: timeoutMs * 2 })
    network = createBluesky(fake)
  })
  afterEach(() => fake.close())
  const publish = async (connection: Connection, publication: ReturnType<typeof somePublication>) =>
    network.publisher?.publish(connection, publication, signal)

  it('links, tags and mentions can be clicked exactly where they stand, counted in bytes', async () => {
    const connection = await connect(network, fake, 'ankara')
    const baku = fake.addAccount('baku.test')
    const text = '👨‍👩‍👧 مرحبا @baku.test، اقرأ https://kemlu.go.id/a، #Kopi 详见https://kemlu.go.id/b。 @nobody.test'
    await publish(connection, somePublication(text))
    const record = fake.ledger[0]?.record
    const bytes = Buffer.from(text)
    const facets = (record?.facets ?? []) as { index: { byteStart: number; byteEnd: number }; features: object[] }[]
    expect(
      facets.map(({ index, features }) => [bytes.subarray(index.byteStart, index.byteEnd).toString(), ...features]),
    ).toEqual([
      ['@baku.test', { $type: 'app.bsky.richtext.facet#mention', did: baku.did }],
      ['https://kemlu.go.id/a', { $type: 'app.bsky.richtext.facet#link', uri: 'https://kemlu.go.id/a' }],
      ['#Kopi', { $type: 'app.bsky.richtext.facet#tag', tag: 'Kopi' }],
      ['https://kemlu.go.id/b', { $type: 'app.bsky.richtext.facet#link', uri: 'https://kemlu.go.id/b' }],
    ])
  })

  it('pictures carry their text alternative and their shape', async () => {
    const connection = await connect(network, fake, 'ankara')
    const image = {
      bytes: new Uint8Array([1, 2, 3]),
      contentType: 'image/jpeg' as const,
      width: 1200,
      height: 800,
      alt: 'Barista menuang kopi Gayo',
    }
    expect((await publish(connection, somePublication('Foto', { images: [image, image] })))?.kind).toBe('sent')
    expect(fake.ledger[0]?.record.embed).toMatchObject({
      $type: 'app.bsky.embed.images',
      images: [
        { alt: image.alt, aspectRatio: { width: 1200, height: 800 }, image: { mimeType: 'image/jpeg', size: 3 } },
        { alt: image.alt },
      ],
    })
  })

  it('a link becomes a card without anything being fetched', async () => {
    const connection = await connect(network, fake, 'ankara')
    const link = { url: 'https://kemlu.go.id/a', title: 'Paspor', description: 'Cara memperbarui paspor' }
    await publish(connection, somePublication('Baca', { link, languages: ['id', 'tr', 'en', 'ar'] }))
    const { url: uri, ...rest } = link
    expect(fake.ledger[0]?.record).toMatchObject({
      embed: { $type: 'app.bsky.embed.external', external: { uri, ...rest } },
      langs: ['id', 'tr', 'en'],
    })
  })

  it.each([
    ['301 characters', 'a'.repeat(301), 'text has 301 characters of 300'],
    ['3,001 bytes in few characters', '👨‍👩‍👧‍👦'.repeat(121), 'text has 3025 bytes of 3000'],
    ['nothing', '  ', 'nothing to publish'],
  ])('%s are refused before any call', async (_, text, detail) => {
    const connection = await connect(network, fake, 'ankara')
    const before = [...fake.calls.values()].reduce((a, b) => a + b)
    expect(await publish(connection, somePublication(text))).toEqual({ kind: 'refused', reason: 'content', detail })
    expect([...fake.calls.values()].reduce((a, b) => a + b)).toBe(before)
  })

  it('a picture above 2 MB is refused before any call', async () => {
    const connection = await connect(network, fake, 'ankara')
    const image = {
      bytes: new Uint8Array(2_000_001),
      contentType: 'image/png' as const,
      width: 1,
      height: 1,
      alt: 'Gambar besar sekali',
    }
    expect(await publish(connection, somePublication('Besar', { images: [image] }))).toMatchObject({
      kind: 'refused',
      reason: 'content',
    })
    expect(fake.calls.get('com.atproto.repo.uploadBlob')).toBeUndefined()
  })

  it.each(['error-before', 'cut-before', 'html-before', 'slow'] as const)(
    '%s while pictures go up only defers, for nothing is out',
    async (fault) => {
      const connection = await connect(network, fake, 'ankara')
      const image = {
        bytes: new Uint8Array([1]),
        contentType: 'image/png' as const,
        width: 1,
        height: 1,
        alt: 'Gambar kecil sekali',
      }
      fake.failNext(fault, 1, 'com.atproto.repo.uploadBlob')
      expect(await publish(connection, somePublication('Unggah', { images: [image] }))).toMatchObject({
        kind: 'deferred',
        why: 'network',
      })
      expect(fake.ledger).toEqual([])
    },
  )

  it('a mention that cannot be looked up just now defers instead of losing its link', async () => {
    const connection = await connect(network, fake, 'ankara')
    fake.failNext('error-before', 1, 'com.atproto.identity.resolveHandle')
    expect(await publish(connection, somePublication('Halo @ankara.test'))).toMatchObject({
      kind: 'deferred',
      why: 'network',
    })
  })

  it('an earlier attempt that differs in a resolved mention is recognised as ours, not made twice', async () => {
    const connection = await connect(network, fake, 'ankara')
    const publication = somePublication('Halo @baku.test')
    fake.failNext('cut-after')
    await publish(connection, publication)
    fake.addAccount('baku.test')
    expect((await publish(connection, publication))?.kind).toBe('sent')
    expect(fake.ledger).toHaveLength(1)
  })

  it('a stranger’s record at our key is neither overwritten nor called ours', async () => {
    const connection = await connect(network, fake, 'ankara')
    const publication = somePublication('Milik kita')
    fake.write(connection.remoteAccountId, 'app.bsky.feed.post', publication.recordKey, {
      $type: 'app.bsky.feed.post',
      text: 'Bukan milik kita',
      createdAt: '2020-01-01T00:00:00.000Z',
    })
    expect((await publish(connection, publication))?.kind).toBe('unknown')
    expect((await network.publisher?.lookUp?.(connection, publication, signal))?.kind).toBe('unsure')
    expect(fake.ledger.map(({ record }) => record.text)).toEqual(['Bukan milik kita'])
  })

  it('InvalidSwap with nothing at the key stays unknown', async () => {
    const connection = await connect(network, fake, 'ankara')
    fake.failNext('swap')
    expect((await publish(connection, somePublication('Tukar')))?.kind).toBe('unknown')
  })

  it('an account taken down is refused as such', async () => {
    const connection = await connect(network, fake, 'ankara')
    fake.takeDown(connection.remoteAccountId)
    expect(await publish(connection, somePublication('Diblokir'))).toMatchObject({ kind: 'refused', reason: 'account' })
  })

  it('when the refresh token is used up the app password begins anew', async () => {
    const connection = await connect(network, fake, 'ankara')
    fake.expireSessions(true)
    expect((await publish(connection, somePublication('Masuk lagi')))?.kind).toBe('sent')
    expect(fake.calls.get('com.atproto.server.createSession')).toBe(2)
  })

  it('sessions are kept: fifty posts need one sign-in', async () => {
    const connection = await connect(network, fake, 'ankara')
    for (let i = 0; i < 50; i += 1) await publish(connection, somePublication(`Pesan ${i}`))
    expect(fake.ledger).toHaveLength(50)
    expect(fake.calls.get('com.atproto.server.createSession')).toBe(1)
    expect(fake.calls.get('com.atproto.server.refreshSession')).toBeUndefined()
  })

  it('the main password of an account is not taken', async () => {
    const account = fake.addAccount('ankara.test')
    const result = await network.auth?.connect?.(
      { service: fake.url, handle: account.handle, appPassword: account.password },
      signal,
    )
    expect(result).toMatchObject({ kind: 'refused', reason: 'auth' })
  })

  it('counts are the AppView’s', async () => {
    const connection = await connect(network, fake, 'ankara')
    await publish(connection, somePublication('Populer'))
    const uri = fake.ledger[0]?.uri ?? ''
    fake.setCounts(uri, { likes: 3, replies: 1 })
    expect(await network.metrics?.readMetrics(connection, [uri], signal)).toEqual(
      new Map([[uri, { likes: 3, reposts: 0, replies: 1, quotes: 0 }]]),
    )
  })

  it('where no AppView answers nothing is counted, not zero', async () => {
    const bare = await startFakeBluesky({ appView: false })
    const connection = await connect(network, bare, 'ankara')
    await publish(connection, somePublication('Sunyi'))
    expect(await network.metrics?.readMetrics(connection, [bare.ledger[0]?.uri ?? ''], signal)).toEqual(new Map())
    await bare.close()
  })

  it('reads what other programs wrote, however odd', async () => {
    const connection = await connect(network, fake, 'ankara')
    const write = (rkey: string, record: Record<string, unknown>) =>
      fake.write(connection.remoteAccountId, 'app.bsky.feed.post', rkey, { $type: 'app.bsky.feed.post', ...record })
    write('3lbaaaaaaaa22', { text: 'a', createdAt: '2026-11-24T10:00:00+07:00', langs: ['id'] })
    write('3lbaaaaaaaa23', {
      text: 'b',
      createdAt: '2026-11-24T03:00:00Z',
      embed: { $type: 'app.bsky.embed.external', external: { uri: 'https://a.id', title: '', description: '' } },
    })
    const page = await network.reader?.readPosts(connection, { limit: 100 }, signal)
    expect(
      page?.posts.map(({ text, publishedAt, mediaKind, links, languages }) => ({
        text,
        publishedAt,
        mediaKind,
        links,
        languages,
      })),
    ).toEqual([
      { text: 'b', publishedAt: '2026-11-24T03:00:00.000Z', mediaKind: 'link', links: ['https://a.id'], languages: [] },
      { text: 'a', publishedAt: '2026-11-24T03:00:00.000Z', mediaKind: 'none', links: [], languages: ['id'] },
    ])
  })

  describe('threads', () => {
    const thread = (count: number) =>
      somePublication('Utas: cara memperbarui paspor', {
        images: [someImage()],
        thread: Array.from({ length: count }, (_, i) => ({
          text: `Langkah ${i + 1} https://kemlu.go.id/${i}`,
          images: i === 0 ? [someImage({ alt: 'Formulir permohonan' })] : [],
        })),
      })
    const texts = () => fake.ledger.map(({ record }) => record.text)

    it('go out in one write, each answering the one before and naming the first by its true id', async () => {
      const connection = await connect(network, fake, 'ankara')
      expect(await publish(connection, thread(3))).toMatchObject({ kind: 'sent', remoteId: fake.ledger[0]?.uri })
      expect(fake.calls.get('com.atproto.repo.applyWrites')).toBe(1)
      const [root, ...others] = fake.ledger
      expect(others).toHaveLength(3)
      const refs = others.map(({ record }) => record.reply as { root: object; parent: object })
      for (const [index, { root: first, parent }] of refs.entries()) {
        expect(first).toEqual({ uri: root?.uri, cid: root?.cid })
        expect(parent).toEqual({ uri: fake.ledger[index]?.uri, cid: fake.ledger[index]?.cid })
      }
    })

    it.each(['error-before', 'error-after', 'cut-before', 'cut-after', 'slow', 'html', 'malformed'] as const)(
      'after %s are out whole or not at all, and repeating makes no second',
      async (fault) => {
        const connection = await connect(network, fake, 'ankara')
        const publication = thread(2)
        fake.failNext(fault, 1, 'com.atproto.repo.applyWrites')
        expect((await publish(connection, publication))?.kind).toBe('unknown')
        expect([0, 3]).toContain(fake.ledger.length)
        const found = await network.publisher?.lookUp?.(connection, publication, signal)
        expect(found?.kind).toBe(fake.ledger.length === 3 ? 'found' : 'absent')
        expect((await publish(connection, publication))?.kind).toBe('sent')
        expect(texts()).toHaveLength(3)
      },
    )
  })
})
