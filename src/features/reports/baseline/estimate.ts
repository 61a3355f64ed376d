/** Values of one message by code, each 0–1. A code that is not named is 0. */
export type Values = Readonly<Record<string, number>>

/** One message of the population. */
export type Counted = {
  readonly stratum: string
  /** What its estimate says. */
  readonly label: Values
  /** What people say; null where nobody rated it. */
  readonly rating: Values | null
  /** Rated because the random sample drew it; only such ones speak for the others of their stratum. */
  readonly isSampled: boolean
}

export type Share = { readonly share: number; readonly low: number; readonly high: number; readonly labelled: number }

/** Rated messages that let a stratum speak for its unrated ones (domain 5.2.2a.3). */
const minRated = 30
const z90 = 1.645

/**
 * Share of each code among all messages, with a 90 % interval. A rated message counts with its rating, another with its
 * label plus its stratum's δ = mean of (rating − label) over the stratum's random sample (domain 5.2.2a.2):
 *
 *   p = (Σ_rated rating + Σ_s (Σ_unrated label + u_s · δ_s)) / N
 *   var(p) = Σ_s u_s · (u_s + n_s) / N² · s²_s / n_s
 *
 * with u_s the unrated messages of stratum s, n_s its sampled ones and s²_s the variance of their differences (the
 * difference estimator of stratified sampling: W. G. Cochran, Sampling Techniques, 1977, 7.2). A sample without any
 * difference is no proof that there is none: s² is at least that of one difference in n + 2. Every message published is
 * in the population, so days are not redrawn; a quarter that is wholly rated has no interval left.
 */
export function estimateShares(messages: readonly Counted[], codes: readonly string[]): ReadonlyMap<string, Share> {
  const strata = [...Map.groupBy(messages, ({ stratum }) => stratum).values()]
  const n = Math.max(1, messages.length)
  return new Map(
    codes.map((code) => {
      let sum = 0
      let labelled = 0
      let variance = 0
      for (const members of strata) {
        const unrated = members.filter(({ rating }) => rating === null)
        for (const { label, rating } of members) {
          sum += (rating ?? label)[code] ?? 0
          labelled += label[code] ?? 0
        }
        const differences = members.flatMap(({ rating, label, isSampled }) =>
          rating !== null && isSampled ? (rating[code] ?? 0) - (label[code] ?? 0) : [],
        )
        if (unrated.length === 0 || differences.length < minRated) continue
        const mean = differences.reduce((total, one) => total + one, 0) / differences.length
        sum += unrated.length * mean
        const size = unrated.length + differences.length
        variance += ((unrated.length * size) / n ** 2) * (varianceOf(differences, mean) / differences.length)
      }
      const share = clamp(sum / n)
      const half = z90 * Math.sqrt(variance)
      return [code, { share, low: clamp(sum / n - half), high: clamp(sum / n + half), labelled: labelled / n }]
    }),
  )
}

/** Whether a stratum's unrated messages may be spoken for: 30 of its random sample are rated, or all of it is. */
export function isAudited(members: readonly Counted[]): boolean {
  return (
    members.every(({ rating }) => rating !== null) ||
    members.filter(({ rating, isSampled }) => rating !== null && isSampled).length >= minRated
  )
}

/** Shares of codes that exclude one another, cut to 0–1 and brought back to a sum of 1. */
export function renormalised(shares: ReadonlyMap<string, Share>, codes: readonly string[]): ReadonlyMap<string, Share> {
  const total = codes.reduce((sum, code) => sum + (shares.get(code)?.share ?? 0), 0)
  if (total <= 0) return shares
  return new Map(
    [...shares].map(([code, share]) =>
      codes.includes(code)
        ? [code, { ...share, share: share.share / total, low: share.low / total, high: clamp(share.high / total) }]
        : [code, share],
    ),
  )
}

function varianceOf(differences: readonly number[], mean: number): number {
  const n = differences.length
  const seen = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1)
  const least = 1 / (n + 2)
  return Math.max(seen, least * (1 - least))
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share))
