import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type ConformanceSubject,
  describeNetwork,
  type NetworkTraits,
  signal,
  someFilm,
  someImage,
  somePublication,
} from '../conformance.ts'
import { networkFor } from '../fakes/support.ts'
import type { Connection, Network, Publication } from '../network.ts'
import { toSecret } from '../wire/token-keeper.ts'
import { type FakeInstagram, startFakeInstagram } from './fake.ts'

const timeoutMs = 1500
const pictures = (count: number) => Array.from({ length: count }, () => someImage())
const withImage = (parts: Partial<Publication['images'][number]>) => ({ images: [someImage(parts)] })
const hosts = (url: string) => ({ 'https://graph.instagram.com': url, 'https://api.instagram.com': url })

const traits: NetworkTraits = {
  native: false,
  looks: true,
  polls: true,
  refreshes: false,
  connects: 'oauth',
  keepsAlts: true,
  reads: true,
  findsDeleted: true,
  counts: true,
  inbox: true,
  audience: true,
  films: { alt: false, takesTime: true },
  refuses: [
    { rule: 'a film above 300 MB', content: { images: [], video: someFilm({ bytes: 300_000_001 }) } },
    { rule: 'a film shorter than 3 seconds', content: { images: [], video: someFilm({ durationMs: 2900 }) } },
    { rule: 'a film longer than 15 minutes', content: { images: [], video: someFilm({ durationMs: 901_000 }) } },
    { rule: '2,201 characters', content: { text: 'a'.repeat(2201) } },
    { rule: 'no picture', content: { images: [] } },
    { rule: 'eleven pictures', content: { images: pictures(11) } },
    { rule: '31 hashtags', content: { text: Array.from({ length: 31 }, (_, i) => `#tag${i}`).join(' ') } },
    { rule: '21 mentions', content: { text: Array.from({ length: 21 }, (_, i) => `@orang${i}`).join(' ') } },
    { rule: 'a PNG', content: withImage({ contentType: 'image/png' }) },
    { rule: 'a picture above 8 MB', content: withImage({ bytes: new Uint8Array(8_000_001) }) },
    { rule: 'a picture taller than 4:5', content: withImage({ width: 799, height: 1000 }) },
    { rule: 'a picture wider than 1.91:1', content: withImage({ width: 1920, height: 1000 }) },
    { rule: 'a picture narrower than 320 pixels', content: withImage({ width: 319, height: 319 }) },
    { rule: 'an alternative above 1,000 characters', content: withImage({ alt: 'a'.repeat(1001) }) },
    { rule: 'a thread', content: { thread: [{ text: 'lanjutan', images: [] }] } },
  ],
  takes: [
    { rule: 'a film of 3 seconds', content: { images: [], video: someFilm({ durationMs: 3000 }) } },
    { rule: '2,200 characters', content: { text: 'é'.repeat(2200) } },
    { rule: 'ten pictures', content: { images: pictures(10) } },
    { rule: '30 hashtags', content: { text: Array.from({ length: 30 }, (_, i) => `#tag${i}`).join(' ') } },
    { rule: 'a picture of 4:5', content: withImage({ width: 800, height: 1000 }) },
    { rule: 'a picture without text', content: { text: '' } },
  ],
}

function connectionAt(fake: FakeInstagram, name: string): Connection {
  const { id } = fake.owner(`kbri_${name}`)
  const secret = toSecret(id, { accessToken: fake.issueToken(`kbri_${name}`) }, new Date())
  return { remoteAccountId: id, handle: `kbri_${name}`, secret, app: fake.app }
}

const publication = (text: string, parts: Partial<Publication> = {}) =>
  somePublication(text, { images: pictures(1), ...parts })

describeNetwork('instagram', traits, async (): Promise<ConformanceSubject> => {
  const fake = await startFakeInstagram({ slowMs: timeoutMs * 2 })
  return {
    network: networkFor('instagram', { timeoutMs, hosts: hosts(fake.url) }),
    connect: async (name) => connectionAt(fake, name),
    credentials: (name) => ({ handle: `@kbri_${name}`, appPassword: '-' }),
    app: fake.app,
    consent: (name, url) => fake.consent(`kbri_${name}`, url),
    publication,
    accepted: () => fake.ledger,
    callCount: () => fake.callCount(),
    failPublishing: (fault, count = 1) => fake.failNext(fault, count, ['POST /{id}/media_publish']),
    failPreparing: (fault, count = 1) => fake.failNext(fault, count, ['POST /{id}/media']),
    setFilmWork: (looks) => fake.setContainerWork(looks),
    breakFilm: () => fake.failContainers('Error: 2207026 video format'),
    failReading: (fault, count = 1) => fake.failNext(fault, count, ['GET /{id}/media']),
    killGrant: () => fake.killGrants(),
    suspend: ({ handle }) => fake.restrict(handle),
    heal: () => fake.heal(),
    setClockSkew: (ms) => fake.setClockSkew(ms),
    remove: (id) => fake.remove(id),
    setCounts: (id, likes) => fake.setLikes(id, likes),
    answer: (_, id, text) => fake.answer(id, text),
    setFollowers: ({ handle }, count) => fake.setFollowers(handle, count),
    stop: () => fake.close(),
  }
})

describe('what is Instagram’s own', () => {
  let fake: FakeInstagram
  let network: Network
  let connection: Connection
  let day = 0
  beforeEach(async () => {
    day = 0
    fake = await startFakeInstagram({ slowMs: 10 })
    const now = () => new Date(Date.now() + day * 86_400_000)
    network = networkFor('instagram', { timeoutMs: 2000, hosts: hosts(fake.url), now })
    connection = connectionAt(fake, 'ankara')
  })
  afterEach(() => fake.close())
  const begin = async (text = 'Kopi Gayo') => {
    const outcome = await network.publisher?.publish(connection, publication(text), signal)
    return outcome?.kind === 'pending' ? outcome.ticket : ''
  }
  const poll = (ticket: string) => network.publisher?.poll?.(connection, ticket, signal, publication('Kopi Gayo'))

  it('a picture without a public address is refused in words: Instagram fetches, it takes no bytes', async () => {
    const { publicUrl: _, ...image } = someImage()
    const outcome = await network.publisher?.publish(connection, publication('Foto', { images: [image] }), signal)
    expect(outcome).toMatchObject({
      kind: 'refused',
      reason: 'content',
      detail: expect.stringContaining('public address'),
    })
  })

  it('a container still at work is asked again, and published once when it is ready', async () => {
    fake.setContainerWork(2)
    const ticket = await begin()
    expect((await poll(ticket))?.kind).toBe('pending')
    expect((await poll(ticket))?.kind).toBe('pending')
    expect(await poll(ticket)).toMatchObject({ kind: 'sent', url: expect.stringContaining('instagram.com/p/') })
    expect(fake.ledger).toHaveLength(1)
  })

  it('a ticket polled again after it was published finds its post, and makes no second', async () => {
    const ticket = await begin('Sekali saja')
    const first = await poll(ticket)
    expect(await poll(ticket)).toEqual(first)
    expect(fake.ledger).toHaveLength(1)
  })

  it('a container that ran out never went out: the publication starts anew', async () => {
    const ticket = await begin()
    fake.expireContainers()
    expect(await poll(ticket)).toMatchObject({ kind: 'deferred', isTicketSpent: true })
    expect(fake.ledger).toEqual([])
    expect(fake.calls.get('POST /{id}/media_publish')).toBeUndefined()
  })

  it.each(['2207003', '2207020', '2207032', '2207053'])('a container that failed by %s starts anew', async (code) => {
    const ticket = await begin()
    fake.failContainers(`Error: Media download has failed ${code}`)
    expect(await poll(ticket)).toMatchObject({ kind: 'deferred', isTicketSpent: true })
  })

  it('a container that failed for its content is refused with the network’s words', async () => {
    const ticket = await begin()
    fake.failContainers('Error: 2207009 aspect ratio')
    expect(await poll(ticket)).toMatchObject({
      kind: 'refused',
      reason: 'content',
      detail: 'Error: 2207009 aspect ratio',
    })
  })

  it('nothing that fails after the network’s yes undoes it: without its link a post stands at its account', async () => {
    const ticket = await begin()
    // The first GET asks for the container's state, the second for the link.
    fake.failNext('slow', 1, ['GET /{id}'])
    fake.failNext('error-before', 1, ['GET /{id}'])
    expect(await poll(ticket)).toMatchObject({ kind: 'sent', url: 'https://www.instagram.com/kbri_ankara/' })
    expect(fake.ledger).toHaveLength(1)
  })

  it('a token a day old renews itself, a younger one is only asked', async () => {
    const renew = network.auth?.renew
    expect(await renew?.(connection, signal)).toEqual({ kind: 'valid' })
    day = 2
    const renewed = await renew?.(connection, signal)
    expect(renewed).toMatchObject({ kind: 'renewed', secret: { ownerId: connection.remoteAccountId } })
    const days = renewed?.kind === 'renewed' ? (Date.parse(renewed.expiresAt ?? '') - Date.now()) / 86_400_000 : 0
    expect(Math.round(days)).toBe(62)
  })

  it('a token of another account is not even sent', async () => {
    const mixedUp = { ...connection, secret: connectionAt(fake, 'baku').secret }
    const outcome = await network.publisher?.publish(mixedUp, publication('Salah alamat'), signal)
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'account' })
    expect(fake.callCount()).toBe(0)
  })

  it('the audience is told by trait, and a trait that is not told is absent', async () => {
    fake.setFollowers('kbri_ankara', 1122)
    expect(await network.audience?.readAudience(connection, signal)).toEqual({
      followers: 1122,
      by: [{ trait: 'country', counts: { ID: 812, TR: 310 } }],
    })
  })
})
