import type { Sensitivity } from '../../contract/alignment.ts'
import { AppError } from '../../platform/errors.ts'
import { listMissions, type Scope } from '../missions/index.ts'
import { bandOf } from './bands.ts'
import { alignmentIndex, type ComponentValues, componentIds, geometricIndex, type Weights } from './iks.ts'
import type { IndexDeps } from './index-sources.ts'
import { mayAnalyse } from './policy.ts'
import { dayOfRegister, measureCards } from './view-board.ts'
import { windowOf } from './window.ts'

/** A mission's scored components under its weights. */
export type Scored = {
  readonly missionId: string
  readonly shortName: string
  readonly values: ComponentValues
  readonly weights: Weights
}

type Reckon = (scored: Scored) => number

const baseline: Reckon = ({ values, weights }) => alignmentIndex(values, weights) ?? 0

/** Every weight a quarter more and a quarter less, one at a time, and the geometric mean (MEA-11). */
const scenarios: readonly { readonly name: string; readonly reckon: Reckon }[] = [
  ...componentIds.flatMap((id) =>
    [1.25, 0.75].map((factor) => ({
      name: `${id} ${factor > 1 ? '+' : '−'}25 %`,
      reckon: ({ values, weights }: Scored) => alignmentIndex(values, { ...weights, [id]: weights[id] * factor }) ?? 0,
    })),
  ),
  { name: 'geometric', reckon: ({ values, weights }) => geometricIndex(values, weights) ?? 0 },
]

/**
 * How much indices, bands and places depend on the choice of weights and mean (MEA-11; OECD and JRC handbook on composite indicators, step 7).
 * By name; it tells how far a mission moves, never where it stands.
 */
export function sensitivityOf(missions: readonly Scored[]): Omit<Sensitivity, 'window'> {
  const before = missions.map(baseline)
  const placesBefore = placesOf(before)
  const runs = scenarios.map(({ name, reckon }) => {
    const after = missions.map(reckon)
    const places = placesOf(after)
    return {
      name,
      shifts: after.map((value, at) => value - (before[at] ?? 0)),
      moves: places.map((place, at) => Math.abs(place - (placesBefore[at] ?? 0))),
      bands: after.map((value, at) => {
        const floor = missions[at]?.values.C7 ?? null
        return bandOf(value, floor) !== bandOf(before[at] ?? 0, floor)
      }),
      places,
    }
  })
  const largest = (numbers: readonly number[]) => numbers.reduce((most, one) => Math.max(most, one), 0)
  return {
    missions: missions.length,
    scenarios: runs.map(({ name, shifts, moves, bands, places }) => ({
      name,
      meanShift: shifts.length > 0 ? shifts.reduce((sum, shift) => sum + Math.abs(shift), 0) / shifts.length : 0,
      largestShift: largest(shifts.map(Math.abs)),
      bandChanges: bands.filter(Boolean).length,
      largestMove: Math.round(largest(moves)),
      rankCorrelation: correlation(placesBefore, places),
    })),
    rows: missions
      .map(({ missionId, shortName }, at) => ({
        missionId,
        shortName,
        lowestShift: Math.min(0, ...runs.map((run) => run.shifts[at] ?? 0)),
        highestShift: largest(runs.map((run) => run.shifts[at] ?? 0)),
        largestMove: Math.round(largest(runs.map((run) => run.moves[at] ?? 0))),
        changesBand: runs.some((run) => run.bands[at] ?? false),
      }))
      .sort((a, b) => a.shortName.localeCompare(b.shortName, 'id')),
  }
}

/** Places from 1; equal values share the mean of theirs. */
function placesOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const above = values.filter((other) => other > value + 1e-9).length
    const equal = values.filter((other) => Math.abs(other - value) <= 1e-9).length
    return above + (equal + 1) / 2
  })
}

/** Pearson's correlation of places, so Spearman's of values; null where one side has no spread. */
function correlation(a: readonly number[], b: readonly number[]): number | null {
  const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length)
  const [ma, mb] = [mean(a), mean(b)]
  let ab = 0
  let aa = 0
  let bb = 0
  for (const [at, one] of a.entries()) {
    const other = b[at] ?? 0
    ab += (one - ma) * (other - mb)
    aa += (one - ma) ** 2
    bb += (other - mb) ** 2
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null
}

/** @throws AppError forbidden for anybody but headquarters' analysts. */
export async function viewSensitivity(deps: IndexDeps, scope: Scope, key: string): Promise<Sensitivity> {
  if (!mayAnalyse(scope)) throw new AppError('forbidden', 'index.analysts_only')
  const window = windowOf(key, deps.now(), deps.homeZone)
  const missions = await listMissions(deps.db, scope, dayOfRegister(window, deps))
  const cards = await measureCards(deps, scope, missions, window)
  const scored = cards.flatMap(({ mission, card }) =>
    card.index === null
      ? []
      : { missionId: mission.id, shortName: mission.shortName, values: card.values, weights: card.weights },
  )
  return { window, ...sensitivityOf(scored) }
}
