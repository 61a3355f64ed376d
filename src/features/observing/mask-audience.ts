import type { Audience } from '../../networks/network.ts'

/** Cells of fewer people than this are not kept (SEC-07). */
export const smallestCell = 100

/** Followers by one trait as it is kept: null = masked. */
export type MaskedTrait = {
  readonly trait: Audience['by'][number]['trait']
  readonly counts?: Readonly<Record<string, number | null>>
  readonly shares?: Readonly<Record<string, number | null>>
}
export type MaskedAudience = {
  readonly followers: number | null
  readonly by: readonly MaskedTrait[]
  readonly maskedCells: number
}

/**
 * Masks cells under 100 people before anything is stored. A share is masked where it stands for fewer than 100 of the
 * followers, or where their number is not known. A single masked cell could be worked out from the rest, so the next
 * smallest goes with it. How many follow altogether stands on the public page and is kept.
 */
export function maskAudience(audience: Audience): MaskedAudience {
  const followers = audience.followers ?? null
  const by = audience.by.map(
    ({ trait, counts, shares }): MaskedTrait => ({
      trait,
      ...(counts ? { counts: maskCells(counts, (count) => count) } : {}),
      ...(shares ? { shares: maskCells(shares, (share) => (followers === null ? 0 : share * followers)) } : {}),
    }),
  )
  const cells = by.flatMap(({ counts, shares }) => [...Object.values(counts ?? {}), ...Object.values(shares ?? {})])
  return { followers, by, maskedCells: cells.filter((value) => value === null).length }
}

/** One trait's cells; `peopleOf` says how many people a value stands for. */
export function maskCells(
  cells: Readonly<Record<string, number>>,
  peopleOf: (value: number) => number,
): Readonly<Record<string, number | null>> {
  const entries = Object.entries(cells)
  const small = new Set(entries.filter(([, value]) => peopleOf(value) < smallestCell).map(([cell]) => cell))
  if (small.size === 1) {
    const [next] = entries.filter(([cell]) => !small.has(cell)).toSorted((a, b) => a[1] - b[1])
    if (next) small.add(next[0])
  }
  return Object.fromEntries(entries.map(([cell, value]) => [cell, small.has(cell) ? null : value]))
}
