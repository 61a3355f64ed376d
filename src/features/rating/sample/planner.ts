/** Rated messages that make a stratum audited (domain 5.2.2a.3). */
export const minRated = 30
/** 90 % of a normal distribution lies within this many standard errors. */
export const z90 = 1.645

// Before thirty are rated nobody knows how much labels stray: one in four is taken, on the careful side.
const assumedDeviation = 0.5
// However well a small sample agrees, the next one may not.
const smallestDeviation = 0.2

/** What is known of a stratum. `deviations`: per averaged value, standard deviation of (rating − label) over the rated. */
export type KnownStratum = {
  readonly population: number
  readonly rated: number
  readonly deviations: readonly number[]
}

/**
 * Messages of a stratum to rate so that no averaged value's correction is off by more than ± `points` (1–20) in 90 of
 * 100 samples: n₀ = (z·σ/h)², with the finite population n = n₀ / (1 + (n₀ − 1)/N); σ the largest deviation seen once 30
 * are rated (at least 0.2), else 0.5. Never fewer than the 30 that make a stratum audited, never more than there are. The
 * correction belongs to the stratum, so one that holds for it holds for every mission in it (domain 5.2.2a.5; formula:
 * W. G. Cochran, Sampling Techniques, 1977, 4.4).
 */
export function plannedFor(stratum: KnownStratum, points: number): number {
  const { population } = stratum
  const n0 = ((z90 * deviationOf(stratum)) / (points / 100)) ** 2
  const planned = Math.ceil(n0 / (1 + (n0 - 1) / Math.max(1, population)))
  return Math.min(population, Math.max(minRated, planned))
}

/** Half width, in points, of the correction as it stands now; null under two rated. */
export function precisionOf(stratum: KnownStratum): number | null {
  const { population, rated } = stratum
  if (rated < 2) return null
  const left = Math.max(0, 1 - rated / Math.max(1, population))
  const deviation = Math.max(smallestDeviation, ...stratum.deviations)
  return 100 * z90 * deviation * Math.sqrt(left / rated)
}

const deviationOf = ({ rated, deviations }: KnownStratum): number =>
  rated < minRated ? assumedDeviation : Math.max(smallestDeviation, ...deviations)

/** Ratings that each of `raters` still owes of `left`: an even share of all, less what each has done. */
export function owedBy(done: readonly number[], left: number): number[] {
  if (done.length === 0) return []
  const share = Math.ceil((done.reduce((sum, one) => sum + one, 0) + left) / done.length)
  const wanted = done.map((one) => Math.max(0, share - one))
  // Who has done more than the share leaves less for the others; nobody is asked for what is not there.
  const sum = wanted.reduce((total, one) => total + one, 0)
  return sum <= left ? wanted : wanted.map((one) => Math.ceil((one * left) / sum))
}
