import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, type Network, NetworkReadError, type Publication, type PublishOutcome } from './network.ts'
import { newRecordKey } from './record-key.ts'

/** How the publishing call goes wrong; see the fakes. Only the last three prove that nothing went out. */
const publishFaults = [
  'error-before',
  'error-after',
  'cut-before',
  'cut-after',
  'slow',
  'html-before',
  'html',
  'truncated',
  'malformed',
  'rate',
  'expired',
] as const
type PublishFault = (typeof publishFaults)[number]

/** A network with a stateful fake behind it that speaks the documented wire over HTTP. */
export type ConformanceSubject = {
  readonly network: Network
  /** A connected account of its own, by name. */
  connect(name: string): Promise<Connection>
  /** What `connect` of the auth part takes for that account. */
  credentials(name: string): { readonly service: string; readonly handle: string; readonly appPassword: string }
  /** Posts the fake accepted, in order, doubled ones twice. */
  accepted(): readonly { readonly remoteId: string; readonly text: string }[]
  /** Calls that arrived at the fake so far. */
  callCount(): number
  failPublishing(fault: PublishFault, count?: number): void
  failRefresh(count?: number): void
  /** Sign-in with app password is refused from now on, and no session is good any more. */
  killGrant(): void
  expireSessions(): void
  heal(): void
  setClockSkew(ms: number): void
  remove(remoteId: string): void
  /** Puts a repost of somebody else's post and a reply of its own into the account. */
  repost(connection: Connection): void
  /** The server is gone: connections are refused. */
  stop(): Promise<void>
}

type Setup = () => Promise<ConformanceSubject>

const maybeOut: readonly PublishFault[] = publishFaults.filter((fault) => fault !== 'rate' && fault !== 'expired')
const signal = new AbortController().signal
let keys = 0

/** A publication nobody made before. */
export function somePublication(text: string, parts: Partial<Publication> = {}): Publication {
  keys += 1
  const at = new Date(Date.UTC(2026, 10, 25, 3, 0, 0, keys))
  return {
    recordKey: newRecordKey(at, () => 0.5),
    idempotencyKey: `key-${keys}`,
    createdAt: at.toISOString(),
    text,
    languages: ['id'],
    images: [],
    ...parts,
  }
}

/** What every connected network must keep to, whatever its wire looks like. Tests of parts it lacks are left out. */
export function describeNetwork(name: string, setUp: Setup): void {
  let subject: ConformanceSubject
  beforeEach(async () => {
    subject = await setUp()
  })
  afterEach(() => subject.stop())
  const textsOut = () => subject.accepted().map(({ text }) => text)

  async function publish(connection: Connection, publication: Publication): Promise<PublishOutcome> {
    const { publisher } = subject.network
    if (publisher === undefined) throw new Error('this network does not publish')
    const outcome = await publisher.publish(connection, publication, signal)
    for (const secret of Object.values(connection.secret)) expect(JSON.stringify(outcome)).not.toContain(secret)
    return outcome
  }

  async function find(connection: Connection, publication: Publication) {
    const answer = await subject.network.publisher?.lookUp?.(connection, publication, signal)
    if (answer === undefined) throw new Error('this network lets nobody look')
    return answer
  }

  describe(`${name}: publishing`, () => {
    it('sends what was approved, once, and says where it is', async () => {
      const outcome = await publish(await subject.connect('ankara'), somePublication('Kopi Gayo ☕ di Ankara'))
      expect(outcome.kind).toBe('sent')
      const [post, ...others] = subject.accepted()
      expect(others).toEqual([])
      expect(outcome).toMatchObject({ remoteId: post?.remoteId, url: expect.stringMatching(/^https:\/\//) })
      expect(post?.text).toBe('Kopi Gayo ☕ di Ankara')
    })

    it.each(maybeOut)(
      'never promises anything after %s: the answer is "unknown", and looking tells the truth',
      async (fault) => {
        const connection = await subject.connect('ankara')
        const publication = somePublication('Layanan paspor')
        subject.failPublishing(fault)
        expect((await publish(connection, publication)).kind).toBe('unknown')
        const isOut = textsOut().length === 1
        expect(isOut).toBe(!['error-before', 'cut-before', 'html-before'].includes(fault))
        expect((await find(connection, publication)).kind).toBe(isOut ? 'found' : 'absent')
      },
    )

    it.each(maybeOut)('repeating after %s makes no second post where the network says so', async (fault) => {
      if (subject.network.publisher?.nativeIdempotency !== true) return
      const connection = await subject.connect('ankara')
      const publication = somePublication('Layanan paspor')
      subject.failPublishing(fault)
      await publish(connection, publication)
      const repeated = await publish(connection, publication)
      expect(repeated).toMatchObject({ kind: 'sent', remoteId: subject.accepted()[0]?.remoteId })
      expect(textsOut()).toEqual(['Layanan paspor'])
    })

    it('five of the same at one moment are one post', async () => {
      if (subject.network.publisher?.nativeIdempotency !== true) return
      const connection = await subject.connect('ankara')
      const publication = somePublication('Serentak')
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => publish(connection, publication)))
      expect(new Set(outcomes.map((o) => (o.kind === 'sent' ? o.remoteId : o.kind))).size).toBe(1)
      expect(textsOut()).toEqual(['Serentak'])
    })

    it('a rate limit defers until the network said, by the network’s own clock', async () => {
      const connection = await subject.connect('ankara')
      for (const skewMs of [0, 3_600_000, -3_600_000]) {
        subject.setClockSkew(skewMs)
        subject.failPublishing('rate')
        const outcome = await publish(connection, somePublication('Tunggu'))
        expect(outcome).toMatchObject({ kind: 'deferred', why: 'rate' })
        const waitMs = outcome.kind === 'deferred' ? Date.parse(outcome.retryAt) - Date.now() : 0
        expect(waitMs).toBeGreaterThan(60_000)
        expect(waitMs).toBeLessThan(180_000)
      }
      expect(textsOut()).toEqual([])
    })

    it('a server that refuses connections defers, for nothing can be out', async () => {
      const connection = await subject.connect('ankara')
      await subject.stop()
      expect(await publish(connection, somePublication('Mati'))).toMatchObject({ kind: 'deferred', why: 'network' })
    })

    it('a delivery given up before the call sends nothing', async () => {
      const connection = await subject.connect('ankara')
      const outcome = await subject.network.publisher?.publish(
        connection,
        somePublication('Batal'),
        AbortSignal.abort(),
      )
      expect(outcome?.kind).toBe('deferred')
      expect(textsOut()).toEqual([])
    })

    it('what was never published is not found', async () => {
      expect(await find(await subject.connect('ankara'), somePublication('Belum'))).toEqual({ kind: 'absent' })
    })

    it('a look that fails is not a "no"', async () => {
      const connection = await subject.connect('ankara')
      await subject.stop()
      expect((await find(connection, somePublication('Entah'))).kind).toBe('unsure')
    })

    it('under any mix of faults every publication ends as exactly one post', { timeout: 30_000 }, async () => {
      if (subject.network.publisher?.nativeIdempotency !== true) return
      const connections = await Promise.all(['ankara', 'baku', 'bern'].map((account) => subject.connect(account)))
      let seed = 7
      const random = () => {
        seed = (seed * 16_807) % 2_147_483_647
        return seed / 2_147_483_647
      }
      const expected: string[] = []
      for (let i = 0; i < 60; i += 1) {
        const connection = connections[i % connections.length]
        if (connection === undefined) continue
        const publication = somePublication(`Pesan ${i}`)
        expected.push(publication.text)
        if (random() < 0.2) subject.expireSessions()
        let outcome: PublishOutcome = { kind: 'unknown', detail: '' }
        for (let attempt = 0; attempt < 8 && outcome.kind !== 'sent'; attempt += 1) {
          const fault = publishFaults[Math.floor(random() * publishFaults.length * 1.5)]
          if (fault !== undefined && fault !== 'slow') subject.failPublishing(fault)
          outcome = await publish(connection, publication)
          subject.heal()
        }
        expect(outcome.kind).toBe('sent')
      }
      expect(textsOut()).toEqual(expected)
    })
  })

  describe(`${name}: sessions`, () => {
    it('a session that ran out is renewed and the post goes out once', async () => {
      const connection = await subject.connect('ankara')
      subject.expireSessions()
      expect((await publish(connection, somePublication('Diperbarui'))).kind).toBe('sent')
      subject.failPublishing('expired')
      expect((await publish(connection, somePublication('Lagi'))).kind).toBe('sent')
      expect(textsOut()).toEqual(['Diperbarui', 'Lagi'])
    })

    it('a refresh that fails disconnects nobody', async () => {
      const connection = await subject.connect('ankara')
      subject.expireSessions()
      subject.failRefresh()
      expect(await publish(connection, somePublication('Sebentar'))).toMatchObject({
        kind: 'deferred',
        why: 'auth_refresh',
      })
      expect(await publish(connection, somePublication('Kini'))).toMatchObject({ kind: 'sent' })
    })

    it('a withdrawn grant is refused as such', async () => {
      const connection = await subject.connect('ankara')
      subject.killGrant()
      expect(await publish(connection, somePublication('Ditolak'))).toMatchObject({ kind: 'refused', reason: 'auth' })
      expect(textsOut()).toEqual([])
    })

    it('a renewed secret is told whole, and it is good', async () => {
      const connection = await subject.connect('ankara')
      const told: Connection[] = []
      subject.network.auth?.onSecretChanged?.(async (remoteAccountId, secret) => {
        told.push({ ...connection, remoteAccountId, secret })
      })
      subject.expireSessions()
      await publish(connection, somePublication('Rahasia'))
      expect(told).toHaveLength(1)
      expect(told[0]?.remoteAccountId).toBe(connection.remoteAccountId)
      expect(Object.keys(told[0]?.secret ?? {})).toEqual(expect.arrayContaining(Object.keys(connection.secret)))
      for (const value of Object.values(told[0]?.secret ?? {})) expect(value).not.toBe('')
      expect((await publish(told[0] ?? connection, somePublication('Dengan yang baru'))).kind).toBe('sent')
    })

    it('a store that cannot keep the renewed secret stops no delivery', async () => {
      const connection = await subject.connect('ankara')
      subject.network.auth?.onSecretChanged?.(() => Promise.reject(new Error('disk full')))
      subject.expireSessions()
      expect((await publish(connection, somePublication('Tetap jalan'))).kind).toBe('sent')
    })

    it('many deliveries share one renewal', async () => {
      const connection = await subject.connect('ankara')
      let renewals = 0
      subject.network.auth?.onSecretChanged?.(async () => {
        renewals += 1
      })
      subject.expireSessions()
      const outcomes = await Promise.all(
        Array.from({ length: 6 }, (_, i) => publish(connection, somePublication(`Bersama ${i}`))),
      )
      expect(outcomes.map(({ kind }) => kind)).toEqual(Array(6).fill('sent'))
      expect(renewals).toBe(1)
    })

    it('the secret of one account never publishes in the name of another', async () => {
      const ankara = await subject.connect('ankara')
      const baku = await subject.connect('baku')
      const mixedUp = { ...ankara, secret: { ...baku.secret } }
      const outcome = await publish(mixedUp, somePublication('Salah alamat'))
      expect(outcome.kind).not.toBe('sent')
      expect(textsOut()).toEqual([])
    })
  })

  describe(`${name}: connecting`, () => {
    it('connects with the right password and says what to keep', async () => {
      const result = await subject.network.auth?.connect?.(subject.credentials('ankara'), signal)
      if (result?.kind !== 'connected') throw new Error('not connected')
      expect(result.connection.remoteAccountId).not.toBe('')
      expect((await publish(result.connection, somePublication('Halo'))).kind).toBe('sent')
    })

    it('refuses a wrong password without repeating it', async () => {
      const result = await subject.network.auth?.connect?.(
        { ...subject.credentials('ankara'), appPassword: 'xxxx-yyyy-zzzz-wwww' },
        signal,
      )
      expect(result).toMatchObject({ kind: 'refused', reason: 'auth' })
      expect(JSON.stringify(result)).not.toContain('xxxx-yyyy')
    })

    it('tells a dead line from a refusal', async () => {
      const credentials = subject.credentials('ankara')
      await subject.stop()
      expect(await subject.network.auth?.connect?.(credentials, signal)).toMatchObject({
        kind: 'refused',
        reason: 'network',
      })
    })
  })

  describe(`${name}: reading`, () => {
    it('reads its own posts newest first, page by page, reposts left out', async () => {
      const { reader } = subject.network
      if (reader === undefined) return
      const connection = await subject.connect('ankara')
      for (let i = 0; i < 5; i += 1) await publish(connection, somePublication(`Pesan ${i}`))
      subject.repost(connection)
      const seen: string[] = []
      let cursor: string | undefined
      for (let page = 0; page < 10; page += 1) {
        const answer = await reader.readPosts(
          connection,
          { limit: 2, ...(cursor === undefined ? {} : { cursor }) },
          signal,
        )
        expect(answer.posts.length).toBeLessThanOrEqual(2)
        seen.push(...answer.posts.map(({ text }) => text))
        cursor = answer.cursor
        if (cursor === undefined) break
      }
      expect(cursor).toBeUndefined()
      expect(seen).toEqual(['Pesan 4', 'Pesan 3', 'Pesan 2', 'Pesan 1', 'Pesan 0'])
    })

    it('finds what was deleted, and only that', async () => {
      const { reader } = subject.network
      if (reader === undefined) return
      const connection = await subject.connect('ankara')
      const ids: string[] = []
      for (const text of ['Satu', 'Dua', 'Tiga']) {
        const outcome = await publish(connection, somePublication(text))
        if (outcome.kind === 'sent') ids.push(outcome.remoteId)
      }
      subject.remove(ids[1] ?? '')
      expect(await reader.findDeleted(connection, [...ids, 'not-an-id-of-this-network'], signal)).toEqual([ids[1]])
    })

    it('takes silence for no deletion', async () => {
      const { reader } = subject.network
      if (reader === undefined) return
      const connection = await subject.connect('ankara')
      const outcome = await publish(connection, somePublication('Ada'))
      await subject.stop()
      const answer = reader.findDeleted(connection, [outcome.kind === 'sent' ? outcome.remoteId : ''], signal)
      await expect(answer).rejects.toBeInstanceOf(NetworkReadError)
    })

    it('tells no number of a post the network does not know', async () => {
      const { metrics } = subject.network
      if (metrics === undefined) return
      const connection = await subject.connect('ankara')
      const outcome = await publish(connection, somePublication('Dihitung'))
      const known = outcome.kind === 'sent' ? outcome.remoteId : ''
      const unknown = `${known}zz`
      const numbers = await metrics.readMetrics(connection, [known, unknown], signal)
      expect([...numbers.keys()]).toEqual([known])
    })
  })
}
