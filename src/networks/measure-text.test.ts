import { describe, expect, it } from 'vitest'
import { countText, measureText } from './measure-text.ts'

const family = '👨‍👩‍👧‍👦'
const flag = '🇮🇩'

describe('each network counts text in its own way', () => {
  it.each([
    // text, graphemes, codepoints, utf16, utf8-bytes, x-weighted, threads
    ['', 0, 0, 0, 0, 0, 0],
    ['Selaras', 7, 7, 7, 7, 7, 7],
    [family, 1, 7, 11, 25, 2, 25],
    [flag, 1, 2, 4, 8, 2, 8],
    ['👍🏽', 1, 2, 4, 8, 2, 8],
    ['1️⃣', 1, 3, 3, 7, 2, 7],
    ['السلام عليكم', 12, 12, 12, 23, 12, 12],
    ['外交部', 3, 3, 3, 9, 6, 3],
    ['e\u0301', 1, 2, 2, 3, 1, 2], // X joins accents first (NFC)
    ['ไทย', 3, 3, 3, 9, 3, 3],
    ['คำ', 1, 2, 2, 6, 2, 2],
    ['©', 1, 1, 1, 2, 1, 1],
    ['https://kemlu.go.id/portal/id/read/1234/berita', 46, 46, 46, 46, 23, 46],
    ['kemlu.go.id', 11, 11, 11, 11, 23, 11], // X makes a link of it without a scheme too
    ['a\nb', 3, 3, 3, 3, 3, 3],
  ])('%j', (text, graphemes, codepoints, utf16, bytes, x, threads) => {
    expect({
      graphemes: countText(text, 'graphemes'),
      codepoints: countText(text, 'codepoints'),
      utf16: countText(text, 'utf16'),
      bytes: countText(text, 'utf8-bytes'),
      x: countText(text, 'x-weighted'),
      threads: countText(text, 'threads-emoji-bytes'),
    }).toEqual({ graphemes, codepoints, utf16, bytes, x, threads })
  })
})

describe('a text is measured against the limits of its network', () => {
  const bluesky = { text: { max: 300, unit: 'graphemes', secondLimit: { max: 3000, unit: 'utf8-bytes' } } } as const
  const mastodon = { text: { max: 500, unit: 'graphemes', urlWeight: 23 } } as const

  it('300 letters fit Bluesky and 301 are one too many', () => {
    expect(measureText('a'.repeat(300), bluesky)).toEqual({ used: 300, max: 300, unit: 'graphemes', over: 0 })
    expect(measureText('a'.repeat(301), bluesky)).toEqual({ used: 301, max: 300, unit: 'graphemes', over: 1 })
  })

  it('130 families are few graphemes but too many bytes for Bluesky', () => {
    expect(measureText(family.repeat(130), bluesky)).toEqual({ used: 3250, max: 3000, unit: 'utf8-bytes', over: 250 })
  })

  it('Mastodon counts every link with a scheme as 23', () => {
    const text = `Baca: https://kemlu.go.id/${'a'.repeat(400)} dan http://a.id`
    expect(measureText(text, mastodon).used).toBe('Baca: '.length + 23 + ' dan '.length + 23)
    expect(measureText('kemlu.go.id', mastodon).used).toBe(11)
  })

  it('a network whose limit nobody knows refuses nothing', () => {
    const result = measureText('a'.repeat(100_000), { text: { max: null, unit: 'codepoints' } })
    expect(result).toEqual({ used: 100_000, max: null, unit: 'codepoints', over: 0 })
  })
})
