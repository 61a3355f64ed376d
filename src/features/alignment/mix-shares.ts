import type { MixShare } from '../../contract/alignment.ts'
import { type Estimate, foldInto, type Parents, type SharedOut, shareOut } from './estimate.ts'
import type { Mix } from './score.ts'
import type { ObjectiveNames } from './store.ts'

/** Shares beside their targets: the mix in its order of weight, then what lies outside it. */
export function mixShares(out: SharedOut, target: Mix | null, names: ObjectiveNames): MixShare[] {
  const outside = Object.keys(out.shares).filter((code) => !target || !(code in target))
  const byTarget = Object.entries(target ?? {})
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([code]) => code)
  return [...byTarget, ...outside.sort()].map((code) => ({
    objective: code,
    nameId: names.get(code)?.nameId ?? code,
    nameEn: names.get(code)?.nameEn ?? code,
    share: out.shares[code] ?? 0,
    target: target ? (target[code] ?? 0) : null,
  }))
}

/** Gaps below this are not spoken of (6 points; looks, Charts). */
export const spokenGap = 0.06

/** The objective furthest below its agreed share, where the gap is worth a word. */
export function largestGap(shares: readonly MixShare[]): MixShare | null {
  const below = shares.filter(({ share, target }) => target !== null && target - share >= spokenGap - 1e-9)
  const gap = ({ share, target }: MixShare) => (target ?? 0) - share
  return below.reduce<MixShare | null>((worst, next) => (!worst || gap(next) > gap(worst) ? next : worst), null)
}

/**
 * Many missions as one: corrected weights are added up, and so are the targets, each mission's by its objective-bearing
 * weight: the mix that all agreed mixes together ask for. Missions without an agreed mix stay out of it.
 */
export function joinedMix(
  missions: readonly { readonly estimate: Estimate; readonly target: Mix | null }[],
  parents: Parents,
): { readonly out: SharedOut; readonly target: Mix | null } {
  const shares: Record<string, number> = {}
  const target: Record<string, number> = {}
  let bearing = 0
  for (const { estimate, target: asked } of missions) {
    if (!asked) continue
    const out = shareOut(foldInto(estimate.corrected, asked, parents), estimate.weight)
    bearing += out.bearing
    for (const [code, share] of Object.entries(out.shares)) shares[code] = (shares[code] ?? 0) + share * out.bearing
    for (const [code, share] of Object.entries(asked)) target[code] = (target[code] ?? 0) + share * out.bearing
  }
  if (bearing === 0) return { out: { shares: {}, bearing: 0, noneShare: 0, divisor: 0 }, target: null }
  const portion = (sums: Record<string, number>) =>
    Object.fromEntries(Object.entries(sums).map(([code, sum]) => [code, sum / bearing]))
  return { out: { shares: portion(shares), bearing, noneShare: 0, divisor: bearing }, target: portion(target) }
}
