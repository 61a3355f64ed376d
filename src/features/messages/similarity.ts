const shingleLength = 4
/** Share of common shingles (Jaccard) from which two texts are one message. */
export const sameTextFrom = 0.8

/**
 * How alike two texts are, 0–1: shared 4-letter shingles over all (Jaccard), after links, case, emoji, punctuation and
 * the signs of hashtags and mentions are gone. Works for scripts without spaces. Two texts without letters: 0.
 */
export function similarity(a: string, b: string): number {
  const left = shinglesOf(a)
  const right = shinglesOf(b)
  if (left.size === 0 || right.size === 0) return 0
  let common = 0
  for (const shingle of left) if (right.has(shingle)) common++
  return common / (left.size + right.size - common)
}

/** `isSameText` for shingles at hand; stops as soon as too many differ. */
export function isSameShingles(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const [small, large] = left.size <= right.size ? [left, right] : [right, left]
  if (small.size === 0) return false
  // common / (a + b - common) >= t  <=>  common >= t (a + b) / (1 + t)
  const needed = (sameTextFrom * (small.size + large.size)) / (1 + sameTextFrom)
  let spare = small.size - needed
  // Sums of fractions: one shingle is the smallest difference there is.
  if (spare < -1e-9) return false
  for (const shingle of small) if (!large.has(shingle) && --spare < -1e-9) return false
  return true
}

export const isSameText = (a: string, b: string): boolean => similarity(a, b) >= sameTextFrom

/** What two texts are compared by. */
export function shinglesOf(text: string): Set<string> {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/https?:\/\/\S+/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
  const points = [...letters]
  if (points.length === 0) return new Set()
  if (points.length <= shingleLength) return new Set([letters])
  // Letters of one unit each, as nearly all are, need no pieces put together.
  if (points.length === letters.length) {
    const shingles = new Set<string>()
    for (let at = 0; at <= letters.length - shingleLength; at++) shingles.add(letters.slice(at, at + shingleLength))
    return shingles
  }
  return new Set(
    Array.from({ length: points.length - shingleLength + 1 }, (_, i) => points.slice(i, i + shingleLength).join('')),
  )
}
