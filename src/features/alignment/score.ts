import type { Component } from '../../contract/alignment.ts'
import { minMessages, minReadable } from './bands.ts'
import { type Estimate, foldInto, type Parents, ratioOf, type SharedOut, shareOut } from './estimate.ts'
import { type Coverage, objectiveCoverage } from './objective-coverage.ts'
import { purposeRatio } from './purpose-ratio.ts'

export type Mix = Readonly<Record<string, number>>

/** A set of messages held against a target mix. */
export type Score = {
  readonly c1: Component
  readonly c3: Component
  /** Null without a target or without objective-bearing messages; stands where C1's value is withheld too. */
  readonly coverage: Coverage | null
  readonly ratio: number | null
  readonly out: SharedOut
}

type State = Component['state']

/** C1 and C3, with the reasons for which a value is withheld (domain 5.2.1, 5.2.2a). `target` sums to 1. */
export function scoreOf(estimate: Estimate, target: Mix | null, parents: Parents): Score {
  const out = shareOut(foldInto(estimate.corrected, target, parents), estimate.weight)
  const coverage = target && out.bearing > 0 ? objectiveCoverage(out.shares, target, out.bearing) : null
  const ratio = ratioOf(estimate)
  const c1State = target ? stateOf(estimate, out.bearing) : 'no_target'
  const c3State = stateOf(estimate, estimate.weight)
  return {
    c1: componentOf('C1', c1State, out.bearing, coverage?.value ?? null),
    c3: componentOf('C3', c3State, estimate.weight, ratio === null ? null : purposeRatio(ratio)),
    coverage,
    ratio,
    out,
  }
}

export function stateOf(estimate: Estimate, n: number): State {
  // Weights are sums of thirds and sevenths: 12 may be 11.999… .
  if (n < minMessages - 1e-9) return 'too_few'
  if ((estimate.readableShare ?? 0) < minReadable - 1e-9) return 'unreadable'
  return estimate.isAudited ? 'scored' : 'unaudited'
}

/** A component as it is shown: without a value where its state withholds it. */
export function componentOf(
  id: Component['id'],
  state: State,
  n: number,
  value: number | null,
  needed = minMessages,
): Component {
  const shown = state === 'scored' || state === 'unaudited' ? value : null
  return { id, state, value: shown, n, needed, interval: null }
}
