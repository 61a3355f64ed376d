import twitterText from 'twitter-text'
import type { PlatformProfile, TextMeasure, TextUnit } from '../contract/platform-profile.ts'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const encoder = new TextEncoder()
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

const count: Readonly<Record<TextUnit, (text: string) => number>> = {
  graphemes: (text) => [...graphemes.segment(text)].length,
  codepoints: (text) => [...text].length,
  utf16: (text) => text.length,
  'utf8-bytes': (text) => encoder.encode(text).length,
  // X's own library, configuration v3: NFC first, emoji sequences 2, URLs 23 (docs.x.com counting-characters, read 2026-11-24).
  'x-weighted': (text) => twitterText.parseTweet(text).weightedLength,
  'threads-emoji-bytes': (text) =>
    [...graphemes.segment(text)].reduce(
      // ©, ® and ™ are pictographic by Unicode's table but are shown as text.
      (sum, { segment }) =>
        sum + (emoji.test(segment) && !/^[©®™]$/u.test(segment) ? encoder.encode(segment).length : [...segment].length),
      0,
    ),
}

/** Length of `text` in `unit`, every URL as it stands (X: 23). */
export function countText(text: string, unit: TextUnit): number {
  return count[unit](text)
}

/**
 * Measures a text as the network does. Where the network has two limits, answers the one that is broken, or the first
 * if both hold.
 */
export function measureText(text: string, profile: Pick<PlatformProfile, 'text'>): TextMeasure {
  const { max, unit, urlWeight, secondLimit } = profile.text
  const first = measure(countWithUrls(text, unit, urlWeight), max, unit)
  if (first.over > 0 || secondLimit === undefined) return first
  const second = measure(count[secondLimit.unit](text), secondLimit.max, secondLimit.unit)
  return second.over > 0 ? second : first
}

/** Measures a title; `undefined` where the network has none. */
export function measureTitle(title: string, profile: Pick<PlatformProfile, 'title'>): TextMeasure | undefined {
  if (profile.title === undefined) return undefined
  return measure(count[profile.title.unit](title), profile.title.max, profile.title.unit)
}

function measure(used: number, max: number | null, unit: TextUnit): TextMeasure {
  return { used, max, unit, over: max === null ? 0 : Math.max(0, used - max) }
}

function countWithUrls(text: string, unit: TextUnit, urlWeight: number | undefined): number {
  if (urlWeight === undefined || unit === 'x-weighted') return count[unit](text)
  const urls = twitterText.extractUrlsWithIndices(text, { extractUrlsWithoutProtocol: false })
  const lengthOfUrls = urls.reduce((sum, { url }) => sum + count[unit](url), 0)
  return count[unit](text) - lengthOfUrls + urls.length * urlWeight
}
