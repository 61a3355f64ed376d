import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import xSpec from '../../../test/specs/x.json' with { type: 'json' }
import {
  type ConformanceSubject,
  describeNetwork,
  type NetworkTraits,
  signal,
  someImage,
  somePublication,
} from '../conformance.ts'
import { createOpenApiCheck } from '../fakes/check-wire.ts'
import { createWireLog, networkFor } from '../fakes/support.ts'
import type { Connection, Network } from '../network.ts'
import { toSecret } from '../wire/token-keeper.ts'
import { type FakeX, startFakeX } from './fake.ts'
import { toObservedPost } from './view.ts'

const timeoutMs = 1500
const pictures = (count: number) => Array.from({ length: count }, () => someImage())
const checkWire = createOpenApiCheck(xSpec)

const traits: NetworkTraits = {
  native: false,
  looks: true,
  polls: false,
  refreshes: true,
  connects: 'oauth',
  keepsAlts: true,
  reads: true,
  smallestPage: 5,
  findsDeleted: true,
  counts: true,
  inbox: true,
  audience: true,
  refuses: [
    { rule: '281 Latin letters', content: { text: 'a'.repeat(281) } },
    { rule: '141 Chinese characters, which weigh 2', content: { text: '使'.repeat(141) } },
    { rule: '258 letters and a link, which weighs 23', content: { text: `${'a'.repeat(257)} https://kemlu.go.id` } },
    { rule: '141 emoji families, which weigh 2 each', content: { text: '👨‍👩‍👧‍👦'.repeat(141) } },
    { rule: 'five pictures', content: { images: pictures(5) } },
    { rule: 'a picture above 5 MB', content: { images: [someImage({ bytes: new Uint8Array(5_000_001) })] } },
    { rule: 'an alternative above 1,000 characters', content: { images: [someImage({ alt: 'a'.repeat(1001) })] } },
    { rule: 'nothing', content: { text: '  ' } },
    { rule: 'a thread', content: { thread: [{ text: 'lanjutan', images: [] }] } },
  ],
  takes: [
    { rule: '280 Latin letters', content: { text: 'a'.repeat(280) } },
    { rule: '140 Chinese characters', content: { text: '使'.repeat(140) } },
    { rule: '140 emoji families', content: { text: '👨‍👩‍👧‍👦'.repeat(140) } },
    {
      rule: '256 letters and a link of 300',
      content: { text: `${'a'.repeat(256)} https://kemlu.go.id/${'b'.repeat(280)}` },
    },
    { rule: 'four pictures', content: { images: pictures(4) } },
    { rule: 'a picture without text', content: { text: '', images: pictures(1) } },
  ],
}

function connectionAt(fake: FakeX, name: string): Connection {
  const { id, username } = fake.user(`KBRI_${name}`)
  const secret = toSecret(id, fake.issueTokens(username), new Date())
  return { remoteAccountId: id, handle: username, secret, app: fake.app }
}

describeNetwork('x', traits, async (): Promise<ConformanceSubject> => {
  const wire = createWireLog(checkWire)
  const fake = await startFakeX({ slowMs: timeoutMs * 2, onExchange: wire.onExchange })
  return {
    network: networkFor('x', { timeoutMs, hosts: { 'https://api.x.com': fake.url } }),
    connect: async (name) => connectionAt(fake, name),
    credentials: (name) => ({ handle: `@kbri_${name}`, appPassword: '-' }),
    app: fake.app,
    consent: (name, url) => fake.consent(`KBRI_${name}`, url),
    accepted: () => fake.ledger,
    callCount: () => fake.callCount(),
    failPublishing: (fault, count = 1) => fake.failNext(fault, count, ['POST /2/tweets']),
    failPreparing: (fault, count = 1) => fake.failNext(fault, count, ['POST /2/media/upload']),
    failReading: (fault, count = 1) => fake.failNext(fault, count, ['GET /2/users/{id}/tweets']),
    failRefresh: (count = 1) => fake.failNext('error-before', count, ['POST /2/oauth2/token']),
    killGrant: () => fake.killGrants(),
    expireSessions: () => fake.expireTokens(),
    suspend: ({ handle }) => fake.suspend(handle),
    heal: () => fake.heal(),
    setClockSkew: (ms) => fake.setClockSkew(ms),
    remove: (id) => fake.remove(id),
    repost: ({ handle }) => fake.repost(handle),
    setCounts: (id, likes) => fake.setLikes(id, likes),
    answer: (_, id, text) => fake.answer(id, text),
    setFollowers: ({ handle }, count) => fake.setFollowers(handle, count),
    wireFaults: wire.faults,
    stop: () => fake.close(),
  }
})

describe('what is X’s own', () => {
  let fake: FakeX
  let network: Network
  let connection: Connection
  beforeEach(async () => {
    fake = await startFakeX()
    network = networkFor('x', { timeoutMs: 2000, hosts: { 'https://api.x.com': fake.url } })
    connection = connectionAt(fake, 'ankara')
  })
  afterEach(() => fake.close())
  const publish = (publication: ReturnType<typeof somePublication>) =>
    network.publisher?.publish(connection, publication, signal)

  it('"duplicate content" is evidence: an earlier attempt of ours is recognised, not refused', async () => {
    const publication = somePublication('Layanan paspor & visa <baru> https://kemlu.go.id/a?b=1&c=2', {
      images: pictures(1),
    })
    fake.failNext('cut-after', 1, ['POST /2/tweets'])
    expect((await publish(publication))?.kind).toBe('unknown')
    expect(await publish(publication)).toMatchObject({ kind: 'sent', remoteId: fake.ledger[0]?.remoteId })
    expect(fake.ledger).toHaveLength(1)
  })

  it('the same text from long before is refused as content, not taken for ours', async () => {
    fake.setClockSkew(-90 * 86_400_000)
    await publish(somePublication('Selamat pagi Ankara'))
    fake.setClockSkew(0)
    expect(await publish(somePublication('Selamat pagi Ankara'))).toMatchObject({ kind: 'refused', reason: 'content' })
  })

  it('"duplicate content" while nobody can look stays unknown', async () => {
    const publication = somePublication('Ragu')
    await publish(publication)
    fake.failNext('error-before', 1, ['GET /2/users/{id}/tweets'])
    expect((await publish(publication))?.kind).toBe('unknown')
  })

  it('text comes back as it was written: entities, shortened links and the link of pictures undone', async () => {
    const text = 'Syarat & <ketentuan>: https://kemlu.go.id/layanan?x=1&y=2'
    await publish(somePublication(text, { images: pictures(2) }))
    const page = await network.reader?.readPosts(connection, { limit: 20 }, signal)
    expect(page?.posts[0]).toMatchObject({ text, links: ['https://kemlu.go.id/layanan?x=1&y=2'], mediaKind: 'image' })
  })

  it('reshares are neither read as ours nor paid for', async () => {
    await publish(somePublication('Milik kita'))
    fake.repost('KBRI_ankara')
    const before = fake.spentUsd()
    await network.reader?.readPosts(connection, { limit: 20 }, signal)
    expect(fake.spentUsd() - before).toBeCloseTo(0.001, 6)
    const reshare = { id: '1', text: 'RT', created_at: '2026-11-25T03:00:00.000Z' }
    expect(toObservedPost({ ...reshare, referenced_posts: [{ type: 'retweeted', id: '2' }] }, 'a')).toBeUndefined()
    expect(toObservedPost({ ...reshare, referenced_posts: [{ type: 'quoted', id: '2' }] }, 'a')).toBeDefined()
  })

  it('used-up credits are the account’s trouble, and nothing went out', async () => {
    fake.useUpCredits()
    expect(await publish(somePublication('Kredit'))).toMatchObject({ kind: 'refused', reason: 'account' })
  })

  it('a post with a link costs thirteen times one without', async () => {
    await publish(somePublication('Tanpa tautan'))
    expect(fake.spentUsd()).toBe(0.015)
    await publish(somePublication('Dengan tautan https://kemlu.go.id'))
    expect(fake.spentUsd()).toBe(0.215)
  })

  it('a refresh token that another process has just used up disconnects nobody', async () => {
    fake.expireTokens()
    const other = networkFor('x', { timeoutMs: 2000, hosts: { 'https://api.x.com': fake.url } })
    const kept: Readonly<Record<string, string>>[] = []
    other.auth?.onSecretChanged?.(async (_, secret) => void kept.push(secret))
    await other.publisher?.publish(connection, somePublication('Proses lain'), signal)
    expect(await publish(somePublication('Proses ini'))).toMatchObject({ kind: 'deferred', why: 'auth_refresh' })
    const reread = { ...connection, secret: kept[0] ?? {} }
    const outcome = await network.publisher?.publish(reread, somePublication('Dibaca ulang'), signal)
    expect(outcome?.kind).toBe('sent')
  })
})
