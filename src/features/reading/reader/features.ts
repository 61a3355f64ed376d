import type { CueHit, CueLexicon } from './cue-lexicon.ts'
import { withoutClitic } from './cue-lexicon.ts'
import { FEATURE_ROWS, hashStep, hashText, rowOf } from './hash.ts'
import { type Masked, mask } from './mask.ts'
import { NUMBER, RUN, type Token, type Tokens, tokenise } from './tokens.ts'

/** Kinds of features; each is weighed as a group so that a long text does not drown its cues. */
export const GROUPS = ['words', 'pairs', 'letters', 'cues', 'cuePairs', 'shape'] as const
export const GROUP_COUNT = GROUPS.length
const WORDS = 0
const PAIRS = 1
export const LETTERS = 2
const CUES = 3
const CUE_PAIRS = 4
const SHAPE = 5

const SEEDS = [0x811c9dc5, 0x2f6b1a35, 0x6a09e667, 0x3c6ef372, 0x510e527f, 0x1f83d9ab] as const

/**
 * A text as rows of the feature space, each once, with the token each was taken from (-1: from the whole) and the
 * stretch of text it covers.
 */
export type Features = {
  count: number
  rows: Int32Array
  groups: Uint8Array
  owners: Int32Array
  starts: Int32Array
  ends: Int32Array
  sizes: Int32Array
  hits: CueHit[]
  masked: Masked
  tokens: Tokens
}

/** Turns texts into features. It owns its buffers: a result is valid until the next call. */
export type Featuriser = (text: string, language: string | null) => Features

export function createFeaturiser(lexicon: CueLexicon): Featuriser {
  let capacity = 1 << 14
  let rows = new Int32Array(capacity)
  let groups = new Uint8Array(capacity)
  let owners = new Int32Array(capacity)
  let starts = new Int32Array(capacity)
  let ends = new Int32Array(capacity)
  const sizes = new Int32Array(GROUP_COUNT)
  const seen = new Int32Array(FEATURE_ROWS).fill(-1)
  let stamp = 0
  let count = 0

  function put(group: number, hash: number, owner: number, start: number, end: number): void {
    const row = rowOf(hash)
    if (seen[row] === stamp) return
    seen[row] = stamp
    if (count === capacity) grow()
    rows[count] = row
    groups[count] = group
    owners[count] = owner
    starts[count] = start
    ends[count] = end
    sizes[group] = (sizes[group] ?? 0) + 1
    count++
  }

  function grow(): void {
    capacity *= 2
    const bigger = <T extends Int32Array | Uint8Array>(from: T, to: T): T => {
      to.set(from)
      return to
    }
    rows = bigger(rows, new Int32Array(capacity))
    groups = bigger(groups, new Uint8Array(capacity))
    owners = bigger(owners, new Int32Array(capacity))
    starts = bigger(starts, new Int32Array(capacity))
    ends = bigger(ends, new Int32Array(capacity))
  }

  return (text, language) => {
    stamp = stamp === 0x7fffffff ? 1 : stamp + 1
    count = 0
    sizes.fill(0)
    const masked = mask(text)
    const tokens = tokenise(masked.text)
    const hits = lexicon.find(tokens.tokens, masked.text, language)
    putCues(hits, tokens, put)
    putShape(masked, tokens, put)
    putWords(tokens.tokens, put)
    return { count, rows, groups, owners, starts, ends, sizes, hits, masked, tokens }
  }
}

type Put = (group: number, hash: number, owner: number, start: number, end: number) => void

function putWords(tokens: readonly Token[], put: Put): void {
  let before = 0
  let beforeStart = -1
  let beforeSentence = -1
  for (let t = 0; t < tokens.length; t++) {
    const token = tokens[t]
    if (!token) continue
    if (token.kind === RUN) {
      putRun(token, t, put)
      before = 0
      continue
    }
    const h =
      token.kind === NUMBER ? hashText(numberShape(token.form), SEEDS[WORDS]) : hashText(token.form, SEEDS[WORDS])
    put(WORDS, h, t, token.start, token.end)
    if (token.kind !== NUMBER) {
      const bare = withoutClitic(token.form)
      if (bare !== null) put(WORDS, hashText(bare, SEEDS[WORDS]), t, token.start, token.end)
      putLetters(token, t, put)
    }
    if (before !== 0 && beforeSentence === token.sentence) {
      put(PAIRS, hashStep(hashStep(SEEDS[PAIRS], before), h), t, beforeStart, token.end)
    }
    before = h
    beforeStart = token.start
    beforeSentence = token.sentence
  }
}

/** A number speaks by its size and form, not by its digits. */
function numberShape(form: string): string {
  if (/^\d{1,2}[.:]\d{2}$/.test(form)) return '#time'
  if (/^(?:19|20)\d{2}$/.test(form)) return '#year'
  const digits = form.replace(/\D/g, '').length
  return `#${Math.min(digits, 6)}`
}

function putLetters(token: Token, owner: number, put: Put): void {
  const form = token.form
  const length = form.length
  if (length < 3) return
  // Begins at -1 and ends at length: the word's edges are letters too.
  for (let i = -1; i < length - 1; i++) {
    let h: number = SEEDS[LETTERS]
    for (let k = 0; k < 5; k++) {
      const at = i + k
      if (at > length) break
      h = hashStep(h, at < 0 || at === length ? 0x20 : form.charCodeAt(at))
      if (k >= 2) put(LETTERS, hashStep(h, k), owner, token.start, token.end)
    }
  }
}

function putRun(token: Token, owner: number, put: Put): void {
  const form = token.form
  const same = form.length === token.end - token.start
  for (let i = 0; i < form.length; i++) {
    let h: number = SEEDS[LETTERS]
    for (let k = 0; k < 4 && i + k < form.length; k++) {
      h = hashStep(h, form.charCodeAt(i + k))
      put(
        k === 1 ? WORDS : LETTERS,
        hashStep(h, 16 + k),
        owner,
        same ? token.start + i : token.start,
        same ? token.start + i + k + 1 : token.end,
      )
    }
  }
}

const MAX_CONCEPTS = 256
const counts = new Uint16Array(MAX_CONCEPTS)
const present = new Int32Array(MAX_CONCEPTS)

function putCues(hits: readonly CueHit[], tokens: Tokens, put: Put): void {
  const last = tokens.sentences - 1
  counts.fill(0)
  let kinds = 0
  for (const hit of hits) {
    const c = hit.concept
    const n = (counts[c] as number) + 1
    counts[c] = n
    if (n === 1) present[kinds++] = c
    const h = hashStep(SEEDS[CUES], c)
    put(CUES, h, hit.token, hit.start, hit.end)
    if (n === 2 || n === 4) put(CUES, hashStep(h, 100 + n), hit.token, hit.start, hit.end)
    if (hit.sentence === 0) put(CUES, hashStep(h, 201), hit.token, hit.start, hit.end)
    if (hit.sentence === last) put(CUES, hashStep(h, 202), hit.token, hit.start, hit.end)
    const next = tokens.tokens[hit.token - 1]
    if (next?.kind === NUMBER) put(CUES, hashStep(h, 203), hit.token, next.start, hit.end)
  }
  putPairsOfText(kinds, put)
  const limit = Math.min(hits.length, 120)
  for (let i = 0; i < limit; i++) {
    const a = hits[i]
    if (!a) continue
    for (let j = i + 1; j < limit; j++) {
      const b = hits[j]
      if (!b || b.sentence !== a.sentence) break
      if (a.concept === b.concept) continue
      const low = Math.min(a.concept, b.concept)
      const high = Math.max(a.concept, b.concept)
      put(CUE_PAIRS, hashStep(hashStep(SEEDS[CUE_PAIRS], low), high), a.token, a.start, b.end)
    }
  }
}

/** Concepts that stand anywhere in one text together: an ask far from its gain, a gala before a contract. */
function putPairsOfText(kinds: number, put: Put): void {
  for (let i = 0; i < kinds; i++) {
    for (let j = i + 1; j < kinds; j++) {
      const a = present[i] as number
      const b = present[j] as number
      put(CUE_PAIRS, hashStep(hashStep(SEEDS[CUE_PAIRS] ^ 77, Math.min(a, b)), Math.max(a, b)), -1, -1, -1)
    }
  }
}

function putShape(masked: Masked, tokens: Tokens, put: Put): void {
  const flag = (n: number) => put(SHAPE, hashStep(SEEDS[SHAPE], n), -1, -1, -1)
  const step = (base: number, value: number, steps: readonly number[]) => {
    steps.forEach((limit, i) => {
      if (value >= limit) flag(base + i)
    })
  }
  const length = tokens.tokens.reduce((sum, t) => sum + (t.kind === RUN ? (t.end - t.start) / 2 : 1), 0)
  const numbers = tokens.tokens.reduce((sum, t) => sum + (t.kind === NUMBER ? 1 : 0), 0)
  flag(0)
  step(10, length, [6, 10, 15, 22, 32, 48, 70, 100, 150])
  step(30, numbers, [1, 2, 3, 5, 8])
  step(40, tokens.sentences, [2, 3, 4, 6, 9])
  step(50, tokens.lines, [2, 4, 7])
  step(60, tokens.exclamations, [1, 2])
  step(64, tokens.questions, [1, 2])
  step(68, tokens.emoji, [1, 3])
  step(72, tokens.bullets, [1, 3])
  if (masked.phones > 0 || masked.mails > 0) flag(80)
  if (/%|％|٪|persen|percent/.test(masked.text)) flag(82)
  if (/[$€£¥₩₹₽]|\b(?:usd|eur|rp)\b/i.test(masked.text)) flag(83)
  if (/^\s*\d\s*\/\s*\d/.test(masked.text)) flag(84)
}
