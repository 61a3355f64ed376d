import { describe, expect, it } from 'vitest'
import {
  attempt,
  drive,
  find,
  maybeOut,
  type NetworkTraits,
  notActed,
  type PublishFault,
  publicationOf,
  type Subject,
  signal,
  someImage,
  textsOut,
} from './subject.ts'

export function describePublishing(name: string, traits: NetworkTraits, subject: Subject): void {
  describe(`${name}: publishing`, () => {
    it('sends what was approved, once, and says where it is', async () => {
      const publication = publicationOf(subject(), 'Kopi Gayo ☕ di Ankara')
      const outcome = await attempt(subject(), await subject().connect('ankara'), publication)
      expect(outcome.kind).toBe('sent')
      const [post, ...others] = subject().accepted()
      expect(others).toEqual([])
      expect(outcome).toMatchObject({ remoteId: post?.remoteId, url: expect.stringMatching(/^https:\/\//) })
      expect(post?.text).toBe('Kopi Gayo ☕ di Ankara')
    })

    it.each(maybeOut)('never promises anything after %s: the answer is "unknown"', async (fault) => {
      const connection = await subject().connect('ankara')
      const publication = publicationOf(subject(), 'Layanan paspor')
      subject().failPublishing(fault)
      expect((await attempt(subject(), connection, publication)).kind).toBe('unknown')
      expect(textsOut(subject()).length).toBe(notActed.includes(fault) ? 0 : 1)
    })

    if (traits.polls)
      it.each(maybeOut)('the ticket tells the truth after %s: one post', async (fault) => {
        const connection = await subject().connect('ankara')
        const publication = publicationOf(subject(), 'Layanan paspor')
        subject().failPublishing(fault)
        expect(await drive(subject(), connection, publication)).toBe('sent')
        expect(textsOut(subject())).toEqual(['Layanan paspor'])
      })

    if (traits.native)
      it.each(maybeOut)('repeating after %s makes no second post', async (fault) => {
        const connection = await subject().connect('ankara')
        const publication = publicationOf(subject(), 'Layanan paspor')
        subject().failPublishing(fault)
        await attempt(subject(), connection, publication)
        const repeated = await attempt(subject(), connection, publication)
        expect(repeated).toMatchObject({ kind: 'sent', remoteId: subject().accepted()[0]?.remoteId })
        expect(textsOut(subject())).toEqual(['Layanan paspor'])
      })

    if (traits.native)
      it('five of the same at one moment are one post', async () => {
        const connection = await subject().connect('ankara')
        const publication = publicationOf(subject(), 'Serentak')
        const outcomes = await Promise.all(Array.from({ length: 5 }, () => attempt(subject(), connection, publication)))
        expect(new Set(outcomes.map((o) => (o.kind === 'sent' ? o.remoteId : o.kind))).size).toBe(1)
        expect(textsOut(subject())).toEqual(['Serentak'])
      })

    it('a rate limit defers until the network said, by the network’s own clock', async () => {
      const connection = await subject().connect('ankara')
      for (const skewMs of [0, 3_600_000, -3_600_000]) {
        subject().setClockSkew(skewMs)
        subject().failPublishing('rate')
        const outcome = await attempt(subject(), connection, publicationOf(subject(), 'Tunggu'))
        expect(outcome).toMatchObject({ kind: 'deferred', why: 'rate' })
        const waitMs = outcome.kind === 'deferred' ? Date.parse(outcome.retryAt) - Date.now() : 0
        expect(waitMs).toBeGreaterThan(60_000)
        expect(waitMs).toBeLessThan(180_000)
      }
      expect(textsOut(subject())).toEqual([])
    })

    it('a server that refuses connections defers, for nothing can be out', async () => {
      const connection = await subject().connect('ankara')
      await subject().stop()
      // A kept connection that the server closed must be seen as closed first: a call into it could have arrived.
      await new Promise((done) => setTimeout(done, 50))
      expect(await attempt(subject(), connection, publicationOf(subject(), 'Mati'))).toMatchObject({
        kind: 'deferred',
        why: 'network',
      })
    })

    it('a delivery given up before the call sends nothing', async () => {
      const connection = await subject().connect('ankara')
      const { publisher } = subject().network
      const outcome = await publisher?.publish(connection, publicationOf(subject(), 'Batal'), AbortSignal.abort())
      expect(outcome?.kind).toBe('deferred')
      expect(textsOut(subject())).toEqual([])
    })

    it('pictures go out in order, with their text alternatives where the network keeps them', async () => {
      const connection = await subject().connect('ankara')
      const images = [someImage({ alt: 'Barista menuang kopi' }), someImage({ alt: 'Biji kopi dijemur' })]
      const publication = publicationOf(subject(), 'Dua foto', { images })
      expect((await attempt(subject(), connection, publication)).kind).toBe('sent')
      expect(subject().accepted()).toMatchObject([
        { text: 'Dua foto', alts: images.map(({ alt }) => (traits.keepsAlts ? alt : '')) },
      ])
    })

    it.for(['error-before', 'cut-before', 'html-before', 'slow', 'malformed', 'empty', 'rate'] as const)(
      '%s before the publishing call only defers, for nothing is out',
      async (fault, context) => {
        if (subject().failPreparing === undefined) return context.skip()
        const connection = await subject().connect('ankara')
        const publication = publicationOf(subject(), 'Unggah', { images: [someImage()] })
        subject().failPreparing?.(fault)
        expect((await attempt(subject(), connection, publication)).kind).toBe('deferred')
        expect(textsOut(subject())).toEqual([])
        expect((await attempt(subject(), connection, publication)).kind).toBe('sent')
        expect(textsOut(subject())).toEqual(['Unggah'])
      },
    )

    it('an account the network suspended is refused as such', async (context) => {
      if (subject().suspend === undefined) return context.skip()
      const connection = await subject().connect('ankara')
      subject().suspend?.(connection)
      expect(await attempt(subject(), connection, publicationOf(subject(), 'Diblokir'))).toMatchObject({
        kind: 'refused',
        reason: 'account',
      })
      expect(textsOut(subject())).toEqual([])
    })
  })

  describe(`${name}: limits of content`, () => {
    for (const { rule, content } of traits.refuses)
      it(`${rule}: refused in words before any call`, async () => {
        const connection = await subject().connect('ankara')
        await warmUp(subject)
        const before = subject().callCount()
        const publication = publicationOf(subject(), 'Batas', content)
        const outcome = await subject().network.publisher?.publish(connection, publication, signal)
        expect(outcome).toMatchObject({ kind: 'refused', reason: 'content' })
        expect(subject().callCount()).toBe(before)
      })
    for (const { rule, content } of traits.takes)
      it(`${rule}: goes out`, async () => {
        const publication = publicationOf(subject(), 'Batas', content)
        expect((await attempt(subject(), await subject().connect('ankara'), publication)).kind).toBe('sent')
      })
  })

  describe(`${name}: after doubt`, () => {
    if (traits.looks) describeLooking(traits, subject)
    else
      it.each(maybeOut)('after %s nobody can look, so a person decides; nothing is sent again', async (fault) => {
        const connection = await subject().connect('ankara')
        subject().failPublishing(fault)
        expect(await drive(subject(), connection, publicationOf(subject(), 'Ragu'))).toBeUndefined()
        expect(textsOut(subject()).length).toBeLessThanOrEqual(1)
      })

    it('driven through any mix of faults, no publication is lost or doubled', { timeout: 30_000 }, async () => {
      const connections = await Promise.all(['ankara', 'baku', 'bern'].map((account) => subject().connect(account)))
      const random = seeded(7)
      const faults: readonly PublishFault[] = [...maybeOut, 'rate', ...(traits.refreshes ? (['expired'] as const) : [])]
      const fast = faults.filter((fault) => fault !== 'slow' && fault !== 'flood')
      const sent: string[] = []
      const open: string[] = []
      for (let i = 0; i < 45; i += 1) {
        const connection = connections[i % connections.length]
        if (connection === undefined) continue
        const publication = publicationOf(subject(), `Pesan ${i}`)
        if (random() < 0.2) subject().expireSessions?.()
        const ended = await drive(subject(), connection, publication, () => {
          subject().heal()
          const fault = fast[Math.floor(random() * fast.length * 1.5)]
          if (fault !== undefined) subject().failPublishing(fault)
        })
        subject().heal()
        if (ended === undefined) open.push(publication.text)
        else {
          expect(ended).toBe('sent')
          sent.push(publication.text)
        }
      }
      // Where nobody can look, what is open may be out or not, but never twice.
      const out = textsOut(subject())
      expect(out.filter((text) => !open.includes(text))).toEqual(sent)
      expect(new Set(out).size).toBe(out.length)
      if (traits.looks) expect(open).toEqual([])
    })
  })
}

function describeLooking(traits: NetworkTraits, subject: Subject): void {
  it.each(maybeOut)('looking after %s tells the truth', async (fault) => {
    const connection = await subject().connect('ankara')
    const publication = publicationOf(subject(), 'Layanan paspor')
    subject().failPublishing(fault)
    await attempt(subject(), connection, publication)
    const isOut = textsOut(subject()).length === 1
    const found = await find(subject(), connection, publication)
    expect(found.kind).toBe(isOut ? 'found' : 'absent')
    if (found.kind === 'found') expect(found.remoteId).toBe(subject().accepted()[0]?.remoteId)
  })

  it('what was never published is not found, whatever else the account says', async () => {
    const connection = await subject().connect('ankara')
    expect(await find(subject(), connection, publicationOf(subject(), 'Belum'))).toEqual({ kind: 'absent' })
    await attempt(subject(), connection, publicationOf(subject(), 'Sesuatu yang lain sama sekali'))
    expect(await find(subject(), connection, publicationOf(subject(), 'Belum'))).toEqual({ kind: 'absent' })
  })

  it('a look that fails is not a "no"', async () => {
    const connection = await subject().connect('ankara')
    await subject().stop()
    expect((await find(subject(), connection, publicationOf(subject(), 'Entah'))).kind).toBe('unsure')
  })

  if (traits.reads !== false)
    it.for(['html', 'malformed', 'truncated', 'empty', 'error-before', 'cut-before', 'rate', 'redirect'] as const)(
      'a look answered by %s is not a "no"',
      async (fault, context) => {
        if (subject().failReading === undefined) return context.skip()
        const connection = await subject().connect('ankara')
        const publication = publicationOf(subject(), 'Ada')
        await attempt(subject(), connection, publication)
        subject().failReading?.(fault)
        expect((await find(subject(), connection, publication)).kind).toBe('unsure')
      },
    )
}

/** What is learnt once and kept (a server's limits) is learnt before calls are counted. */
async function warmUp(subject: Subject): Promise<void> {
  await attempt(subject(), await subject().connect('ankara'), publicationOf(subject(), 'Pemanasan'))
}

function seeded(start: number): () => number {
  let seed = start
  return () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
}
