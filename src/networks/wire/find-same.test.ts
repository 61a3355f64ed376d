import { describe, expect, it } from 'vitest'
import { somePublication } from '../conformance.ts'
import type { ObservedPost } from '../network.ts'
import { findSame } from './find-same.ts'

const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 25, 3, minutes)).toISOString()
const post = (id: number, text: string, publishedAt = at(5)): ObservedPost => {
  return {
    remoteId: `${id}`,
    url: `https://x.example/${id}`,
    text,
    languages: [],
    mediaKind: 'none',
    publishedAt,
    metrics: {},
  }
}
const look = (text: string, posts: readonly ObservedPost[], parts: { firstTriedAt?: string } = {}) =>
  findSame(somePublication(text, { createdAt: at(0), ...parts }), async () => ({ posts }))

const text = 'Paspor: buka pukul 09.00 di Ankara https://kemlu.go.id/ankara'

describe('looking through the account’s own posts', () => {
  it.each([
    ['letter by letter', text],
    ['with the link shortened', 'Paspor: buka pukul 09.00 di Ankara https://t.co/abc'],
    ['with other spaces and quotes', ' Paspor:  buka pukul 09.00 di Ankara\n\nhttps://kemlu.go.id/ankara '],
    ['in another composition of accents', text.normalize('NFD')],
  ])('finds it %s', async (_, found) => {
    expect(await look(text, [post(1, found)])).toMatchObject({ kind: 'found', remoteId: '1' })
  })

  it('is sure of an absence only when everything since then was seen', async () => {
    expect(await look(text, [post(1, 'Hal lain sama sekali')])).toEqual({ kind: 'absent' })
    const endless = findSame(somePublication(text, { createdAt: at(0) }), async () => ({
      posts: [post(1, 'Hal lain sama sekali')],
      cursor: 'more',
    }))
    expect((await endless).kind).toBe('unsure')
  })

  it('two posts with our text leave a doubt, and so does one that is nearly ours', async () => {
    expect((await look(text, [post(1, text), post(2, text)])).kind).toBe('unsure')
    const edited = await look(text, [post(1, 'Paspor: buka pukul 10.00 di Ankara')])
    expect(edited).toMatchObject({ kind: 'unsure', candidates: [{ remoteId: '1' }] })
    expect((await look('护照办理时间更改通知', [post(1, '护照办理时间变更通知')])).kind).toBe('unsure')
  })

  it('what stood before the first try is not ours', async () => {
    expect(await look(text, [post(1, text, at(-60))])).toEqual({ kind: 'absent' })
    expect(await look(text, [post(1, text, at(5))], { firstTriedAt: at(120) })).toEqual({ kind: 'absent' })
  })

  it('a post without words is told apart by nobody', async () => {
    expect((await look('☕', [post(1, '☕')])).kind).toBe('unsure')
    expect(await look('☕', [post(1, 'Kopi')])).toEqual({ kind: 'absent' })
  })
})
