import type { z } from 'zod'
import type { MissionAlignment, stratum } from '../../contract/alignment.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { findMission, type Mission, type Scope } from '../missions/index.ts'
import type { RatedMessage } from '../rating/index.ts'
import { firmWidth } from './bands.ts'
import { type Corrections, correctionsOf, stratumKey } from './correction.ts'
import type { StratumSum } from './day-cell.ts'
import { type Estimate, estimateOf, foldInto, type Parents } from './estimate.ts'
import { heardLabels, waitingWeight } from './heard-labels.ts'
import { intervalsOf } from './interval.ts'
import { largestGap, mixShares } from './mix-shares.ts'
import { coverageLosses } from './objective-coverage.ts'
import { purposeTarget } from './purpose-ratio.ts'
import { type Mix, type Score, scoreOf } from './score.ts'
import {
  findDays,
  findSample,
  findTargets,
  findTree,
  findWindows,
  isBehind,
  lastComputed,
  type MissionWindow,
  type ObjectiveNames,
} from './store.ts'
import { daysOf, needsOf, seesScores } from './view-board.ts'
import { type Window, windowOf } from './window.ts'
import { readVersions, type Versions } from './window-cache.ts'

export type Deps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }

/** Everything that a mission's numbers come from. */
export type MissionMeasure = {
  readonly mission: Mission
  readonly window: Window
  readonly days: MissionWindow
  readonly byDay: readonly (readonly StratumSum[])[]
  /** Weight of messages whose officer's label waits for an audit. */
  readonly waiting: number
  readonly sample: readonly RatedMessage[]
  /** Read before everything here, so that what is kept by them is never newer than it says. */
  readonly versions: Versions
  readonly corrections: Corrections
  readonly estimate: Estimate
  readonly target: Mix | null
  readonly names: ObjectiveNames
  readonly parents: Parents
  readonly score: Score
}

/** @throws AppError not_found where the person may not see this mission's scores, as if there were no such mission. */
export async function measureMission(
  deps: Deps,
  scope: Scope,
  missionId: string,
  key: string,
): Promise<MissionMeasure> {
  const mission = seesScores(scope, missionId) ? await findMission(deps.db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const window = windowOf(key, deps.now(), key === '90d' ? mission.timezone : deps.homeZone)
  const days = daysOf(mission, window, deps)
  const versions = await readVersions(deps.db)
  const kept = await findDays(deps.db, scope, days)
  const sample = await findSample(deps.db, window, versions)
  const corrections = correctionsOf(sample)
  const byDay = kept.map((sums) => heardLabels(sums, corrections))
  const estimate = estimateOf(byDay.flat(), corrections)
  const target = (await findTargets(deps.db, scope, window.quarter, missionId)).get(missionId) ?? null
  const tree = await findTree(deps.db)
  const score = scoreOf(estimate, target, tree.parents)
  const waiting = waitingWeight(kept.flat(), corrections)
  return { mission, window, days, byDay, versions, waiting, sample, corrections, estimate, target, ...tree, score }
}

/** One mission's board: components with formula, inputs, corrections and intervals. */
export async function viewMission(deps: Deps, scope: Scope, missionId: string, key: string): Promise<MissionAlignment> {
  const measure = await measureMission(deps, scope, missionId, key)
  const { mission, window, days, estimate, target, score } = measure
  const intervals = intervalsOf(measure.byDay, measure.sample, target, measure.parents)
  const coverage = coverageView(measure)
  const raw = (await findWindows(deps.db, scope, [days], measure.versions)).get(mission.id)
  const computedAt = await lastComputed(deps.db, days)
  const hasAllComponents = score.c1.value !== null && score.c3.value !== null
  const gap = score.c1.state === 'scored' ? largestGap(coverage.objectives) : null
  return {
    window,
    mission: {
      id: mission.id,
      shortName: mission.shortName,
      nameId: mission.nameId,
      nameEn: mission.nameEn,
      timezone: mission.timezone,
    },
    messages: estimate.messages,
    deleted: raw?.deleted ?? 0,
    excluded: raw?.excluded ?? 0,
    readableShare: estimate.readableShare,
    index: score.index,
    interval: score.index === null ? null : intervals.index,
    band: score.band,
    isFirm:
      hasAllComponents &&
      score.index !== null &&
      intervals.index !== null &&
      intervals.index.high - intervals.index.low <= firmWidth,
    // Days alone say nothing about the doubt of labels: without an audit there is no interval.
    c1: { ...score.c1, interval: score.c1.state === 'scored' ? intervals.c1 : null },
    c3: { ...score.c3, interval: score.c3.state === 'scored' ? intervals.c3 : null },
    coverage,
    purpose: purposeView(measure),
    strata: strataView(measure),
    waiting: measure.waiting,
    needs: needsOf(estimate, score, gap !== null),
    computedAt: computedAt?.toISOString() ?? null,
    behind: await isBehind(deps.db, [mission]),
  }
}

function coverageView({ estimate, target, names, parents, score }: MissionMeasure): MissionAlignment['coverage'] {
  const { out, coverage } = score
  const labelled = foldInto(estimate.labelled, target, parents)
  const { losses, allowance } =
    coverage && target ? coverageLosses(out.shares, target, coverage) : { losses: {}, allowance: 0 }
  return {
    tv: coverage?.tv ?? null,
    e0: coverage?.e0 ?? null,
    n: out.bearing,
    allowancePoints: allowance,
    objectives: mixShares(out, target, names).map((share) => {
      const said = out.divisor > 0 ? (labelled[share.objective] ?? 0) / out.divisor : 0
      return {
        ...share,
        labelled: said,
        correction: share.share - said,
        lossPoints: (losses as Readonly<Record<string, number>>)[share.objective] ?? 0,
      }
    }),
  }
}

function purposeView({ estimate, byDay, score }: MissionMeasure): MissionAlignment['purpose'] {
  const labelled = estimate.weight > 0 ? estimate.purposeLabelled / estimate.weight : 0
  return {
    ratio: score.ratio,
    labelled,
    correction: (score.ratio ?? labelled) - labelled,
    target: purposeTarget,
    messages: byDay.flat().reduce((sum, stratum) => sum + (stratum.labelSource === 'none' ? 0 : stratum.messages), 0),
    weight: estimate.weight,
  }
}

function strataView({ byDay, corrections }: MissionMeasure): z.output<typeof stratum>[] {
  const strata = Map.groupBy(byDay.flat(), (sum) => stratumKey(sum.languageGroup, sum.labelSource))
  return [...strata].map(([key, sums]) => {
    const first = sums[0]
    const correction = corrections.get(key)
    const isRated = first?.labelSource === 'rated'
    return {
      languageGroup: (first?.languageGroup ?? 'other') as 'id' | 'en' | 'other',
      source: (first?.labelSource ?? 'none') as 'rated' | 'officer' | 'machine' | 'none',
      weight: sums.reduce((sum, { weight }) => sum + weight, 0),
      rated: correction?.rated ?? 0,
      isAudited: isRated || (correction?.isAudited ?? false),
      purposeCorrection: correction?.purpose ?? 0,
    }
  })
}
