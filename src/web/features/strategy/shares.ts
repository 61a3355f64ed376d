import type { MixShare } from '../../../contract/strategy.ts'

/** What somebody has typed for each objective, as text. */
export type TypedShares = Readonly<Record<string, string>>

/** A percentage as typed, comma or point; undefined where it is none. Empty is 0. */
export function percentOf(typed: string | undefined): number | undefined {
  const text = (typed ?? '').trim().replace(',', '.')
  if (text === '') return 0
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return undefined
  const percent = Number(text)
  return percent <= 100 ? percent : undefined
}

/** Sum in percent, exact to the hundredth; undefined while something typed is no percentage. */
export function sumOf(typed: TypedShares): number | undefined {
  let hundredths = 0
  for (const text of Object.values(typed)) {
    const percent = percentOf(text)
    if (percent === undefined) return undefined
    hundredths += Math.round(percent * 100)
  }
  return hundredths / 100
}

/** The shares to send: objectives with more than nothing. */
export const sharesOf = (typed: TypedShares): MixShare[] =>
  Object.entries(typed)
    .map(([objectiveCode, text]) => ({ objectiveCode, percent: percentOf(text) ?? 0 }))
    .filter((share) => share.percent > 0)

/** Shares as somebody would type them. */
export const typedOf = (shares: readonly MixShare[], decimal: ',' | '.'): TypedShares =>
  Object.fromEntries(shares.map(({ objectiveCode, percent }) => [objectiveCode, String(percent).replace('.', decimal)]))

/** The quarter some steps away: `2026-Q4`, 1 → `2027-Q1`. */
export function quarterAway(quarter: string, steps: number): string {
  const [year = 0, number = 1] = quarter.split('-Q').map(Number)
  const index = year * 4 + (number - 1) + steps
  return `${Math.floor(index / 4)}-Q${(((index % 4) + 4) % 4) + 1}`
}
