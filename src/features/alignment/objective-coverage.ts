/** Shares by objective code, 0–1. */
export type Shares = Readonly<Record<string, number>>

export type Coverage = {
  /** C1, 0–100. */
  readonly value: number
  /** Total variation between shares and target, 0–1. */
  readonly tv: number
  /** Distance that rounding alone gives a sincere mission with n messages, 0–1. */
  readonly e0: number
}

/**
 * C1 "Cakupan sasaran", 0–100: TV = ½ Σ |s − τ|, E0 = ½ Σ √(2τ(1−τ)/(π n)), C1 = 100 · (1 − max(0, TV − E0)/(1 − E0)).
 * `shares` and `target` each sum to 1 over objective-bearing messages; `n` counts those messages by weight, above 0. An
 * objective outside the target has τ = 0. Without n large enough to say anything (E0 ≥ 1) it is 0. Source: domain 5.2.2.
 */
export function objectiveCoverage(shares: Shares, target: Shares, n: number): Coverage {
  const codes = new Set([...Object.keys(shares), ...Object.keys(target)])
  let tv = 0
  let e0 = 0
  for (const code of codes) {
    const tau = target[code] ?? 0
    tv += Math.abs((shares[code] ?? 0) - tau) / 2
    e0 += Math.sqrt((2 * tau * (1 - tau)) / (Math.PI * n)) / 2
  }
  const value = e0 < 1 ? 100 * (1 - Math.max(0, tv - e0) / (1 - e0)) : 0
  return { value: Math.max(0, value), tv, e0 }
}

/**
 * Where the points of C1 went: C1 = 100 − Σ losses + allowance, exactly. Each objective costs 50·|s − τ|/(1 − E0); the
 * allowance gives back what small numbers alone would cost, never more than was lost.
 */
export function coverageLosses(
  shares: Shares,
  target: Shares,
  coverage: Coverage,
): { readonly losses: Shares; readonly allowance: number } {
  const codes = [...new Set([...Object.keys(shares), ...Object.keys(target)])]
  const scale = coverage.e0 < 1 ? 50 / (1 - coverage.e0) : 0
  const losses = Object.fromEntries(
    codes.map((code) => [code, scale * Math.abs((shares[code] ?? 0) - (target[code] ?? 0))]),
  )
  const lost = Object.values(losses).reduce((sum, loss) => sum + loss, 0)
  return { losses, allowance: coverage.value - 100 + lost }
}
