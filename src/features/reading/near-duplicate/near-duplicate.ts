import { hashStep, rowOf } from '../reader/hash.ts'
import { mask } from '../reader/mask.ts'
import { RUN, tokenise } from '../reader/tokens.ts'

/** The sorted shingle hashes of one text: what two texts are compared by. At most `MAX_SKETCH` of them. */
export type Sketch = Uint32Array

/** Bottom-k of the shingles: enough for an error of about 0.03 on long texts; captions are kept whole. */
const MAX_SKETCH = 1024
const WORDS_A_SHINGLE = 3

/**
 * Shingles of three words (three characters in scripts without spaces) after links, handles, hashtags, case
 * and punctuation are put aside. A text of one or two words is one shingle; an empty text has none.
 */
export function sketch(text: string): Sketch {
  const units: number[] = []
  for (const token of tokenise(mask(text).text).tokens) {
    if (token.kind === RUN) for (let i = 0; i < token.form.length; i++) units.push(token.form.charCodeAt(i))
    else {
      let h = 0x811c9dc5
      for (let i = 0; i < token.form.length; i++) h = hashStep(h, token.form.charCodeAt(i))
      units.push(h)
    }
  }
  const size = Math.min(WORDS_A_SHINGLE, units.length)
  const found = new Set<number>()
  for (let i = 0; size > 0 && i + size <= units.length; i++) {
    let h = 0x2f6b1a35
    for (let k = 0; k < size; k++) h = hashStep(h, units[i + k] as number)
    found.add(((rowOf(h) << 14) ^ h) >>> 0)
  }
  const sorted = Uint32Array.from(found).sort()
  return sorted.length > MAX_SKETCH ? sorted.slice(0, MAX_SKETCH) : sorted
}

/** Share of common shingles, 0 (nothing in common) to 1 (the same words). Two empty texts: 0. */
export function similarityOf(a: Sketch, b: Sketch): number {
  const common = commonCount(a, b)
  const union = a.length + b.length - common
  return union === 0 ? 0 : common / union
}

/** Share of `part`'s shingles that stand in `whole`, 0–1: how much of a kit's text a message took over. */
export function containmentOf(part: Sketch, whole: Sketch): number {
  return part.length === 0 ? 0 : commonCount(part, whole) / part.length
}

/** Similarity of two texts, 0–1. For many comparisons keep the sketches. */
export function similarity(a: string, b: string): number {
  return similarityOf(sketch(a), sketch(b))
}

function commonCount(a: Sketch, b: Sketch): number {
  let i = 0
  let j = 0
  let common = 0
  while (i < a.length && j < b.length) {
    const x = a[i] as number
    const y = b[j] as number
    if (x === y) common++
    if (x <= y) i++
    if (y <= x) j++
  }
  return common
}

export type Candidate<Id> = { id: Id; similarity: number; containment: number }

export type NearDuplicateIndex<Id> = {
  /** Remembers a text under a group (a mission, or all kits) at an instant in epoch milliseconds. */
  add(entry: { id: Id; group: string; text: string; atMs: number }): void
  /** Entries of the group within the window before or after `atMs` that reach the threshold, most alike first. */
  find(query: { group: string; text: string; atMs: number }): Candidate<Id>[]
  /** Forgets what is older than the instant. */
  forgetBefore(atMs: number): void
  readonly size: number
}

/** 48 hours: nearly identical texts of one mission within it are one message. */
export const MESSAGE_WINDOW_MS = 48 * 3_600_000

/**
 * An index of recent texts by their shingles. `threshold` (0–1) is compared with the similarity, or with the
 * containment where `by` says so (kit against message). Memory: about 4 bytes a shingle.
 */
export function createNearDuplicateIndex<Id>(
  options: { threshold?: number; windowMs?: number; by?: 'similarity' | 'containment' } = {},
): NearDuplicateIndex<Id> {
  const { threshold = 0.6, windowMs = MESSAGE_WINDOW_MS, by = 'similarity' } = options
  type Entry = { id: Id; sketch: Sketch; atMs: number }
  const groups = new Map<string, Entry[]>()
  let size = 0
  return {
    add({ id, group, text, atMs }) {
      const entries = groups.get(group) ?? []
      entries.push({ id, sketch: sketch(text), atMs })
      groups.set(group, entries)
      size++
    },
    find({ group, text, atMs }) {
      const own = sketch(text)
      const found: Candidate<Id>[] = []
      for (const entry of groups.get(group) ?? []) {
        if (Math.abs(entry.atMs - atMs) > windowMs) continue
        const candidate = {
          id: entry.id,
          similarity: similarityOf(entry.sketch, own),
          containment: containmentOf(entry.sketch, own),
        }
        if (candidate[by] >= threshold) found.push(candidate)
      }
      return found.sort((a, b) => b[by] - a[by])
    },
    forgetBefore(atMs) {
      for (const [group, entries] of groups) {
        const kept = entries.filter((entry) => entry.atMs >= atMs)
        size -= entries.length - kept.length
        if (kept.length === 0) groups.delete(group)
        else groups.set(group, kept)
      }
    },
    get size() {
      return size
    },
  }
}
