import { describe, expect, it } from 'vitest'
import { type Connection, NetworkReadError } from '../network.ts'
import { attempt, type ConformanceSubject, type NetworkTraits, publicationOf, type Subject, signal } from './subject.ts'

const unreadable = [
  'html',
  'malformed',
  'truncated',
  'empty',
  'error-before',
  'cut-before',
  'redirect',
  'flood',
] as const

export function describeReading(name: string, traits: NetworkTraits, subject: Subject): void {
  const publish = async (connection: Connection, text: string): Promise<string> => {
    const outcome = await attempt(subject(), connection, publicationOf(subject(), text))
    if (outcome.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(outcome)}`)
    return outcome.remoteId
  }

  const post = async (connection: Connection, text: string): Promise<string> =>
    subject().writeByHand?.(connection, text) ?? (await publish(connection, text))

  if (traits.reads !== false)
    describe(`${name}: reading back`, () => {
      it('reads its own posts newest first, page by page, reposts left out', async () => {
        const connection = await subject().connect('ankara')
        const ids: string[] = []
        const limit = traits.smallestPage ?? 2
        const count = 2 * limit + 1
        for (let i = 0; i < count; i += 1) ids.unshift(await post(connection, `Pesan ${i}`))
        subject().repost?.(connection)
        const seen = await readAll(subject(), connection, limit)
        const order = traits.reads === 'arrival' ? [3, 4, 1, 2, 0] : [...Array(count).keys()]
        expect(seen.map(({ text }) => text)).toEqual(order.map((age) => `Pesan ${count - 1 - age}`))
        expect(seen.map(({ remoteId }) => remoteId)).toEqual(order.map((age) => ids[age]))
        for (const { url, publishedAt } of seen) {
          expect(url).toMatch(/^https:\/\//)
          expect(Math.abs(Date.parse(publishedAt) - Date.now())).toBeLessThan(3_600_000)
          expect(publishedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
        }
      })

      it.each(unreadable)('an answer spoilt by %s is an error, never an empty account', async (fault) => {
        const connection = await subject().connect('ankara')
        await post(connection, 'Ada')
        subject().failReading?.(fault)
        const answer = subject().network.reader?.readPosts(connection, { limit: 20 }, signal)
        await expect(answer).rejects.toBeInstanceOf(NetworkReadError)
      })

      it('a rate limit says when to come back', async (context) => {
        if (subject().failReading === undefined) return context.skip()
        const connection = await subject().connect('ankara')
        subject().failReading?.('rate')
        const answer = subject().network.reader?.readPosts(connection, { limit: 20 }, signal)
        await expect(answer).rejects.toMatchObject({ why: 'rate', retryAt: expect.stringMatching(/Z$/) })
      })
    })

  if (traits.findsDeleted)
    describe(`${name}: deletions`, () => {
      it('finds what was deleted, and only that', async () => {
        const connection = await subject().connect('ankara')
        const ids = [
          await publish(connection, 'Satu'),
          await publish(connection, 'Dua'),
          await publish(connection, 'Tiga'),
        ]
        subject().remove(ids[1] ?? '')
        const gone = await subject().network.reader?.findDeleted(
          connection,
          [...ids, 'not-an-id-of-this-network'],
          signal,
        )
        expect(gone).toEqual([ids[1]])
      })

      it('takes silence for no deletion', async () => {
        const connection = await subject().connect('ankara')
        const id = await publish(connection, 'Ada')
        await subject().stop()
        const answer = subject().network.reader?.findDeleted(connection, [id], signal)
        await expect(answer).rejects.toBeInstanceOf(NetworkReadError)
      })
    })

  if (traits.counts)
    describe(`${name}: numbers`, () => {
      it('tells the numbers of a post, and none of a post the network does not know', async () => {
        const connection = await subject().connect('ankara')
        const known = await publish(connection, 'Dihitung')
        subject().setCounts?.(known, 3)
        const strange = `${known.slice(0, -1)}${known.endsWith('7') ? '8' : '7'}`
        const numbers = await subject().network.metrics?.readMetrics(connection, [known, strange], signal)
        expect([...(numbers?.keys() ?? [])]).toEqual([known])
        if (subject().setCounts !== undefined) expect(numbers?.get(known)?.likes).toBe(3)
      })
    })

  if (traits.inbox)
    describe(`${name}: what others write`, () => {
      it('answers to a post are read with what they answer, newest first', async () => {
        const connection = await subject().connect('ankara')
        const id = await publish(connection, 'Layanan paspor dibuka')
        subject().answer?.(connection, id, 'Buka jam berapa?')
        subject().answer?.(connection, id, 'Terima kasih <3 & salam')
        const page = await subject().network.inbox?.readInbox(connection, { limit: 20 }, signal)
        expect(page?.entries.map(({ text }) => text)).toEqual(['Terima kasih <3 & salam', 'Buka jam berapa?'])
        expect(page?.entries[0]?.aboutRemoteId).toBe(id)
      })
    })

  if (traits.audience)
    describe(`${name}: audience`, () => {
      it('tells how many follow, as an aggregate', async () => {
        const connection = await subject().connect('ankara')
        subject().setFollowers?.(connection, 1234)
        const audience = await subject().network.audience?.readAudience(connection, signal)
        expect(audience?.followers).toBe(1234)
      })
    })
}

async function readAll(subject: ConformanceSubject, connection: Connection, limit: number) {
  const posts = []
  let cursor: string | undefined
  for (let page = 0; page < 10; page += 1) {
    const answer = await subject.network.reader?.readPosts(
      connection,
      { limit, ...(cursor === undefined ? {} : { cursor }) },
      signal,
    )
    expect(answer?.posts.length ?? 0).toBeLessThanOrEqual(limit)
    posts.push(...(answer?.posts ?? []))
    cursor = answer?.cursor
    if (cursor === undefined) return posts
  }
  throw new Error('pages without end')
}
