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
import { type FakeThreads, startFakeThreads } from './fake.ts'

const timeoutMs = 1500
const pictures = (count: number) => Array.from({ length: count }, () => someImage())
const withImage = (parts: Partial<Publication['images'][number]>) => ({ images: [someImage(parts)] })
const links = (count: number) => Array.from({ length: count }, (_, i) => `https://kemlu.go.id/${i}`).join(' ')

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
  films: { alt: true, takesTime: true },
  refuses: [
    { rule: 'a film above 1 GB', content: { video: someFilm({ bytes: 1_000_000_001 }) } },
    { rule: 'a film longer than 5 minutes', content: { video: someFilm({ durationMs: 300_100 }) } },
    { rule: 'an alternative of a film above 1,000', content: { video: someFilm({ alt: 'a'.repeat(1001) }) } },
    { rule: '501 characters', content: { text: 'a'.repeat(501) } },
    { rule: '126 emoji of four bytes', content: { text: '😀'.repeat(126) } },
    { rule: 'six links', content: { text: links(6) } },
    { rule: '21 pictures', content: { images: pictures(21) } },
    { rule: 'a WebP', content: withImage({ contentType: 'image/webp' }) },
    { rule: 'a picture above 8 MB', content: withImage({ bytes: new Uint8Array(8_000_001) }) },
    { rule: 'a picture narrower than 1:10', content: withImage({ width: 320, height: 3201 }) },
    { rule: 'a picture narrower than 320 pixels', content: withImage({ width: 319, height: 319 }) },
    { rule: 'an alternative above 1,000 characters', content: withImage({ alt: 'a'.repeat(1001) }) },
    { rule: 'nothing', content: { text: ' ' } },
    { rule: 'a thread', content: { thread: [{ text: 'lanjutan', images: [] }] } },
  ],
  takes: [
    { rule: '500 characters', content: { text: 'é'.repeat(500) } },
    { rule: '125 emoji of four bytes', content: { text: '😀'.repeat(125) } },
    { rule: 'five links', content: { text: links(5) } },
    { rule: 'twenty pictures', content: { images: pictures(20) } },
    { rule: 'a PNG', content: withImage({ contentType: 'image/png' }) },
    { rule: 'a picture of 1:10', content: withImage({ width: 320, height: 3200 }) },
    { rule: 'a picture without text', content: { text: '', images: pictures(1) } },
  ],
}

function connectionAt(fake: FakeThreads, name: string): Connection {
  const { id } = fake.owner(`kbri_${name}`)
  const secret = toSecret(id, { accessToken: fake.issueToken(`kbri_${name}`) }, new Date())
  return { remoteAccountId: id, handle: `kbri_${name}`, secret, app: fake.app }
}

describeNetwork('threads', traits, async (): Promise<ConformanceSubject> => {
  const fake = await startFakeThreads({ slowMs: timeoutMs * 2 })
  return {
    network: networkFor('threads', { timeoutMs, hosts: { 'https://graph.threads.net': fake.url } }),
    connect: async (name) => connectionAt(fake, name),
    credentials: (name) => ({ handle: `@kbri_${name}`, appPassword: '-' }),
    app: fake.app,
    consent: (name, url) => fake.consent(`kbri_${name}`, url),
    accepted: () => fake.ledger,
    callCount: () => fake.callCount(),
    failPublishing: (fault, count = 1) => fake.failNext(fault, count, ['POST /{id}/threads_publish']),
    failPreparing: (fault, count = 1) => fake.failNext(fault, count, ['POST /{id}/threads']),
    setFilmWork: (looks) => fake.setContainerWork(looks),
    breakFilm: () => fake.failContainers('FAILED_PROCESSING_VIDEO'),
    failReading: (fault, count = 1) => fake.failNext(fault, count, ['GET /{id}/threads']),
    killGrant: () => fake.killGrants(),
    suspend: ({ handle }) => fake.restrict(handle),
    heal: () => fake.heal(),
    setClockSkew: (ms) => fake.setClockSkew(ms),
    remove: (id) => fake.remove(id),
    repost: ({ handle }) => fake.repost(handle),
    setCounts: (id, likes) => fake.setLikes(id, likes),
    answer: (_, id, text) => fake.answer(id, text),
    setFollowers: ({ handle }, count) => fake.setFollowers(handle, count),
    stop: () => fake.close(),
  }
})

describe('what is Threads’ own', () => {
  let fake: FakeThreads
  let network: Network
  let connection: Connection
  beforeEach(async () => {
    fake = await startFakeThreads()
    network = networkFor('threads', { timeoutMs: 2000, hosts: { 'https://graph.threads.net': fake.url } })
    connection = connectionAt(fake, 'ankara')
  })
  afterEach(() => fake.close())

  it('a link becomes a card where there is no picture, and text goes the two-step way for certainty', async () => {
    const link = { url: 'https://kemlu.go.id/a', title: 'Paspor', description: '' }
    const outcome = await network.publisher?.publish(connection, somePublication('Baca', { link }), signal)
    expect(outcome?.kind).toBe('pending')
    await network.publisher?.poll?.(
      connection,
      outcome?.kind === 'pending' ? outcome.ticket : '',
      signal,
      somePublication('Baca'),
    )
    expect(fake.ledger[0]?.wire).toMatchObject({ media_type: 'TEXT', text: 'Baca', link_attachment: link.url })
    expect(fake.ledger[0]?.wire).not.toHaveProperty('auto_publish_text')
  })

  it('the first question comes after the 30 seconds the network asks for', async () => {
    const outcome = await network.publisher?.publish(connection, somePublication('Tunggu'), signal)
    const waitMs = outcome?.kind === 'pending' ? Date.parse(outcome.pollAt) - Date.now() : 0
    expect(waitMs).toBeGreaterThan(25_000)
    expect(waitMs).toBeLessThan(35_000)
  })

  it('a container that ran out never went out: the publication starts anew', async () => {
    const outcome = await network.publisher?.publish(connection, somePublication('Kedaluwarsa'), signal)
    fake.expireContainers()
    const ticket = outcome?.kind === 'pending' ? outcome.ticket : ''
    expect(await network.publisher?.poll?.(connection, ticket, signal, somePublication('Kedaluwarsa'))).toMatchObject({
      kind: 'deferred',
      isTicketSpent: true,
    })
  })
})
