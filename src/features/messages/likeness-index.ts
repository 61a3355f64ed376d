import { isSameShingles, sameTextFrom } from './similarity.ts'

/**
 * Finds which of many texts are nearly identical to one, without comparing with all: two sets that share enough must share
 * one of their rarest members (prefix filtering: Bayardo, Ma, Srikant, WWW 2007). `all` = every text that will be added or
 * asked for, for only it tells what is rare.
 */
export function createLikenessIndex<T>(all: Iterable<ReadonlySet<string>>) {
  const counts = new Map<string, number>()
  for (const shingles of all) for (const shingle of shingles) counts.set(shingle, (counts.get(shingle) ?? 0) + 1)
  const found = new Map<string, { readonly owner: T; readonly shingles: ReadonlySet<string> }[]>()

  // Asked for when a text is looked for, and again when it is added.
  const known = new WeakMap<ReadonlySet<string>, readonly string[]>()
  const rarest = (shingles: ReadonlySet<string>): readonly string[] => {
    const before = known.get(shingles)
    if (before) return before
    const size = shingles.size - Math.ceil(sameTextFrom * shingles.size - 1e-9) + 1
    const ranked = Array.from(shingles, (shingle) => ({ shingle, count: counts.get(shingle) ?? 0 }))
    ranked.sort((a, b) => a.count - b.count || (a.shingle < b.shingle ? -1 : 1))
    const found = ranked.slice(0, size).map((one) => one.shingle)
    known.set(shingles, found)
    return found
  }
  return {
    add(owner: T, shingles: ReadonlySet<string>): void {
      if (shingles.size === 0) return
      const entry = { owner, shingles }
      for (const shingle of rarest(shingles)) {
        const list = found.get(shingle)
        if (list) list.push(entry)
        else found.set(shingle, [entry])
      }
    },
    /** Owners of texts that are nearly identical, in no order, each once. */
    alike(shingles: ReadonlySet<string>): T[] {
      const seen = new Set<object>()
      const owners = new Set<T>()
      for (const shingle of shingles.size === 0 ? [] : rarest(shingles))
        for (const entry of found.get(shingle) ?? []) {
          if (seen.has(entry) || owners.has(entry.owner)) continue
          seen.add(entry)
          if (isSameShingles(entry.shingles, shingles)) owners.add(entry.owner)
        }
      return [...owners]
    },
  }
}
