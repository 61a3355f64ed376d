/** What one network told of the ages it reached for one mission: aggregates, cells under 100 already left out (SEC-07). */
export type AgeReach = {
  readonly network: string
  /** Organic reach of 18 to 34, and of all whose age is known; people or views, the same unit for both. */
  readonly young: number
  readonly known: number
}

/** y = reach 18–34 / reach with known age, 0–1; null where no age is known. */
export const youngShare = ({ young, known }: Pick<AgeReach, 'young' | 'known'>): number | null =>
  known > 0 ? young / known : null

/** Fewest missions of a peer group that make a benchmark. [P] */
export const minBenchmark = 5

/** b of one network: the median of the peer group's shares (the mission's own among them); null with fewer than 5. */
export function youthBenchmark(shares: readonly number[]): number | null {
  if (shares.length < minBenchmark) return null
  const sorted = shares.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/**
 * C6 "Jangkauan muda", 0–100: 100 · min(1, y/b), where a mission has several networks their mean by known reach. A network
 * without a benchmark, or with b = 0, is left out. Null where nothing is left: no network told ages, so C6 is missing and gives its
 * weight on. Source: domain 5.2.2.
 */
export function youthReach(own: readonly AgeReach[], benchmarks: ReadonlyMap<string, number | null>): number | null {
  let known = 0
  let sum = 0
  for (const reach of own) {
    const share = youngShare(reach)
    const benchmark = benchmarks.get(reach.network) ?? null
    if (share === null || benchmark === null || benchmark <= 0) continue
    known += reach.known
    sum += reach.known * Math.min(1, share / benchmark)
  }
  return known > 0 ? (100 * sum) / known : null
}
