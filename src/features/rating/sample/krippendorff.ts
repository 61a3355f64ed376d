/** How far apart two values are; squared, as the coefficient asks for it. */
export type Level = 'nominal' | 'ordinal' | 'interval'

/**
 * Krippendorff's alpha: agreement of any number of raters with gaps, 1 = perfect, 0 = as by chance, below 0 = worse than
 * chance. `units` holds the values given to each unit; units with fewer than two count for nothing. Null where nothing can
 * be compared, or where every value is the same (there is nothing to disagree on).
 *
 * α = 1 − (n − 1) · Σ o_ck δ²_ck / Σ n_c n_k δ²_ck over the coincidence matrix o (K. Krippendorff, Computing
 * Krippendorff's Alpha-Reliability, 2011, section C).
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], level: Level): number | null {
  const pairable = units.filter((values) => values.length > 1)
  const values = [...new Set(pairable.flat())].sort((a, b) => a - b)
  if (values.length < 2) return null
  const place = new Map(values.map((value, at) => [value, at]))
  const coincidences = values.map(() => new Float64Array(values.length))
  for (const unit of pairable)
    for (const [i, a] of unit.entries())
      for (const [j, b] of unit.entries()) {
        const row = coincidences[place.get(a) ?? 0]
        const at = place.get(b) ?? 0
        if (i !== j && row) row[at] = (row[at] ?? 0) + 1 / (unit.length - 1)
      }
  const totals = coincidences.map((row) => row.reduce((sum, one) => sum + one, 0))
  const n = totals.reduce((sum, one) => sum + one, 0)
  let observed = 0
  let expected = 0
  for (let c = 0; c < values.length; c++)
    for (let k = 0; k < values.length; k++) {
      const distance = distanceOf(level, values, totals, c, k)
      observed += (coincidences[c]?.[k] ?? 0) * distance
      expected += (totals[c] ?? 0) * (totals[k] ?? 0) * distance
    }
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected
}

function distanceOf(level: Level, values: readonly number[], totals: readonly number[], c: number, k: number): number {
  if (c === k) return 0
  if (level === 'nominal') return 1
  if (level === 'interval') return ((values[c] ?? 0) - (values[k] ?? 0)) ** 2
  const [low, high] = c < k ? [c, k] : [k, c]
  const between = totals.slice(low, high + 1).reduce((sum, one) => sum + one, 0)
  return (between - ((totals[c] ?? 0) + (totals[k] ?? 0)) / 2) ** 2
}
