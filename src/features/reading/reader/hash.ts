/** Bits of the feature space: 2^19 = 524,288 rows. */
export const FEATURE_BITS = 19
export const FEATURE_ROWS = 1 << FEATURE_BITS

/** FNV-1a over UTF-16 units, begun from `seed` so that kinds of features do not meet. */
export function hashText(text: string, seed: number): number {
  let h = seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}

/** One more unit or number into a hash. */
export function hashStep(h: number, value: number): number {
  return Math.imul(h ^ value, 0x01000193)
}

/** Spreads a hash over the rows of the feature space (murmur3's finaliser). */
export function rowOf(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  h ^= h >>> 16
  return h & (FEATURE_ROWS - 1)
}
