import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type ConformanceSubject,
  describeNetwork,
  type NetworkTraits,
  signal,
  someImage,
  somePublication,
} from '../conformance.ts'
import { networkFor } from '../fakes/support.ts'
import type { Connection, Network, Publication } from '../network.ts'
import { toSecret } from '../wire/token-keeper.ts'
import { type FakeFacebook, startFakeFacebook } from './fake.ts'

const timeoutMs = 1500
const pictures = (count: number) => Array.from({ length: count }, () => someImage())
const withImage = (parts: Partial<Publication['images'][number]>) => ({ images: [someImage(parts)] })
const link = { url: 'https://kemlu.go.id/a', title: 'Paspor', description: '' }

const traits: NetworkTraits = {
  native: false,
  looks: true,
  polls: false,
  refreshes: false,
  connects: 'oauth',
  keepsAlts: true,
  reads: true,
  findsDeleted: true,
  counts: true,
  inbox: true,
  audience: true,
  refuses: [
    { rule: '63,207 characters', content: { text: 'a'.repeat(63_207) } },
    { rule: 'eleven pictures', content: { images: pictures(11) } },
    { rule: 'a picture above 4 MB', content: withImage({ bytes: new Uint8Array(4_000_001) }) },
    { rule: 'a WebP', content: withImage({ contentType: 'image/webp' }) },
    { rule: 'nothing', content: { text: ' ' } },
    { rule: 'a thread', content: { thread: [{ text: 'lanjutan', images: [] }] } },
  ],
  takes: [
    { rule: '63,206 characters', content: { text: 'a'.repeat(63_206) } },
    { rule: 'ten pictures', content: { images: pictures(10) } },
    { rule: 'a picture without text', content: { text: '', images: pictures(1) } },
    { rule: 'a link without text', content: { text: '', link } },
  ],
}

function connectionAt(fake: FakeFacebook, name: string): Connection {
  const { id } = fake.owner(`KBRI.${name}`)
  const secret = toSecret(id, { accessToken: fake.issueToken(`KBRI.${name}`) }, new Date())
  return { remoteAccountId: id, handle: `KBRI.${name}`, secret, app: fake.app }
}

describeNetwork('facebook', traits, async (): Promise<ConformanceSubject> => {
  const fake = await startFakeFacebook({ slowMs: timeoutMs * 2 })
  return {
    network: networkFor('facebook', { timeoutMs, hosts: { 'https://graph.facebook.com': fake.url } }),
    connect: async (name) => connectionAt(fake, name),
    credentials: (name) => ({ handle: `kbri${name}`, appPassword: '-' }),
    app: fake.app,
    consent: (name, url) => fake.consent(`KBRI.${name}`, url),
    accepted: () => fake.ledger,
    callCount: () => fake.callCount(),
    failPublishing: (fault, count = 1) => fake.failNext(fault, count, ['POST /{id}/feed']),
    failPreparing: (fault, count = 1) => fake.failNext(fault, count, ['POST /{id}/photos']),
    failReading: (fault, count = 1) => fake.failNext(fault, count, ['GET /{id}/published_posts']),
    killGrant: () => fake.killGrants(),
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

describe('what is Facebook’s own', () => {
  let fake: FakeFacebook
  let network: Network
  let connection: Connection
  beforeEach(async () => {
    fake = await startFakeFacebook()
    network = networkFor('facebook', { timeoutMs: 2000, hosts: { 'https://graph.facebook.com': fake.url } })
    connection = connectionAt(fake, 'ankara')
  })
  afterEach(() => fake.close())
  const publish = (publication: Publication) => network.publisher?.publish(connection, publication, signal)

  it('pictures go up unpublished: one post, not one a picture', async () => {
    await publish(somePublication('Tiga foto', { images: pictures(3) }))
    expect(fake.ledger).toHaveLength(1)
    expect(fake.ledger[0]?.alts).toHaveLength(3)
  })

  it('a link becomes a card, but never beside pictures', async () => {
    await publish(somePublication('Kartu', { link }))
    await publish(somePublication('Foto saja', { link, images: pictures(1) }))
    expect(fake.ledger[0]?.wire).toMatchObject({ link: link.url })
    expect(fake.ledger[1]?.wire).not.toHaveProperty('link')
  })

  it('"duplicate" is evidence where it comes: an earlier attempt of ours is recognised', async () => {
    fake.refuseDuplicates()
    const publication = somePublication('Layanan paspor')
    fake.failNext('cut-after', 1, ['POST /{id}/feed'])
    expect((await publish(publication))?.kind).toBe('unknown')
    expect(await publish(publication)).toMatchObject({ kind: 'sent', remoteId: fake.ledger[0]?.remoteId })
    expect(fake.ledger).toHaveLength(1)
  })

  it('whoever may not create content on the Page connects nothing, and hears why', async () => {
    fake.setTasks(['ANALYZE'])
    const oauth = network.auth?.oauth
    const asked = { app: fake.app, redirectUri: 'https://selaras.example/kembali', state: 's', codeChallenge: 'c' }
    const code = fake.consent('KBRI.ankara', oauth?.consentUrl?.(asked) ?? '')
    const answer = { ...asked, code, codeVerifier: 'v', account: { handle: 'KBRI.ankara' } }
    expect(await oauth?.finish(answer, signal)).toMatchObject({
      kind: 'refused',
      reason: 'account',
      detail: expect.stringContaining('create content'),
    })
  })

  it('a link by numbers is the id the API knows', () => {
    expect(network.parsePostUrl('https://www.facebook.com/178414001/posts/178414555')).toEqual({
      handleOrId: '178414001',
      remoteId: '178414001_178414555',
    })
  })
})
