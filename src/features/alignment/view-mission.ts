import type { z } from 'zod'
import type { MissionAlignment, stratum } from '../../contract/alignment.ts'
import { AppError } from '../../platform/errors.ts'
import { findMission, type Mission, type Scope } from '../missions/index.ts'
import type { RatedMessage } from '../rating/index.ts'
import { firmWidth } from './bands.ts'
import { type DaySums, drawDeltas, generator, redrawDays } from './bootstrap.ts'
import { type Corrections, correctionsOf, stratumKey } from './correction.ts'
import { type Estimate, estimateOf, foldInto, type Parents } from './estimate.ts'
import { heardLabels, waitingWeight } from './heard-labels.ts'
import { componentIds } from './iks.ts'
import type { IndexDeps } from './index-sources.ts'
import { type Intervals, intervalsOf } from './interval.ts'
import { cardOf, measureSurroundings, type Surroundings } from './measure-index.ts'
import { largestGap, mixShares } from './mix-shares.ts'
import { coverageLosses } from './objective-coverage.ts'
import { seesScores } from './policy.ts'
import { purposeTarget } from './purpose-ratio.ts'
import type { Mix, Score } from './score.ts'
import type { Scorecard, TextSums } from './scorecard.ts'
import type { MissionAdoption } from './steering/measure-steering.ts'
import {
  findDays,
  findSample,
  findTargets,
  findTree,
  findWindows,
  isBehind,
  lastComputed,
  noTexts,
  type ObjectiveNames,
} from './store.ts'
import { needsOf } from './view-board.ts'
import { daysOf, type MissionWindow, type Window, windowOf } from './window.ts'
import { cacheOf, readVersions, type Versions } from './window-cache.ts'

export type Deps = IndexDeps

/** Everything that a mission's numbers come from. */
export type MissionMeasure = {
  readonly mission: Mission
  readonly window: Window
  readonly days: MissionWindow
  /** Days as they are heard (`heardLabels`). */
  readonly byDay: readonly DaySums[]
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
  readonly texts: TextSums
  readonly counts: { readonly posts: number; readonly deleted: number; readonly excluded: number }
  readonly card: Scorecard
  readonly adoption: MissionAdoption
  readonly surroundings: Surroundings
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
  const byDay = kept.map(({ sums, texts }) => ({ sums: heardLabels(sums, corrections), texts }))
  const estimate = estimateOf(
    byDay.flatMap(({ sums }) => sums),
    corrections,
  )
  const target = (await findTargets(deps.db, scope, window.quarter, missionId)).get(missionId) ?? null
  const tree = await findTree(deps.db)
  const waiting = waitingWeight(
    kept.flatMap(({ sums }) => sums),
    corrections,
  )
  const { texts = noTexts, ...counts } = (await findWindows(deps.db, scope, [days], versions)).get(mission.id) ?? {
    posts: 0,
    deleted: 0,
    excluded: 0,
  }
  const surroundings = await measureSurroundings(deps, [mission], window)
  const own = cardOf({ mission, estimate, target, texts }, surroundings, tree.parents)
  const { score } = own.card
  const measured = { mission, window, days, byDay, versions, waiting, sample, corrections, estimate, target, ...tree }
  return { ...measured, score, texts, counts, ...own, surroundings }
}

/** Intervals of a mission's components and index. About 10 ms for 90 days. */
export function missionIntervals(db: IndexDeps['db'], measure: MissionMeasure): Intervals {
  const { mission, days, byDay, sample, target, parents, card, adoption, surroundings } = measure
  const deltas = cacheOf(db).deltas(sample, (rows) => drawDeltas(rows))
  const redrawn = redrawDays(byDay, deltas, generator(`${mission.id} ${days.first} ${days.last}`))
  return intervalsOf(
    redrawn,
    { target, parents, values: card.values, weights: card.weights },
    {
      kits: adoption.campaigns.filter(({ counts }) => counts),
      questions: surroundings.questions.get(mission.id) ?? null,
    },
  )
}

/** One mission's board: the eight components with formula, inputs, corrections and intervals. */
export async function viewMission(deps: Deps, scope: Scope, missionId: string, key: string): Promise<MissionAlignment> {
  const measure = await measureMission(deps, scope, missionId, key)
  const computedAt = await lastComputed(deps.db, measure.days)
  return {
    ...describeMission(measure, missionIntervals(deps.db, measure)),
    computedAt: computedAt?.toISOString() ?? null,
    behind: await isBehind(deps.db, [measure.mission]),
  }
}

/** The same from what was measured. */
export function describeMission(
  measure: MissionMeasure,
  intervals: Intervals,
): Omit<MissionAlignment, 'computedAt' | 'behind'> {
  const { mission, window, estimate, score, card, counts } = measure
  const coverage = coverageView(measure)
  const gap = score.c1.state === 'scored' ? largestGap(coverage.objectives) : null
  const components = componentIds.map((id) => ({
    ...card.components[id],
    // Days alone say nothing about the doubt of labels: without an audit there is no interval.
    interval: card.components[id].state === 'scored' ? intervals.components[id] : null,
    weight: card.weights[id],
    share: card.shares[id],
    lossPoints: card.losses[id],
  }))
  const [c1, , c3] = components
  return {
    window,
    mission: {
      id: mission.id,
      shortName: mission.shortName,
      nameId: mission.nameId,
      nameEn: mission.nameEn,
      timezone: mission.timezone,
      peerGroup: mission.peerGroup,
      isHeadquarters: mission.isHeadquarters,
    },
    messages: estimate.messages,
    deleted: counts.deleted,
    excluded: counts.excluded,
    readableShare: estimate.readableShare,
    index: card.index,
    geometric: card.geometric,
    interval: card.index === null ? null : intervals.index,
    band: card.band,
    isFloored: card.isFloored,
    isFirm: isFirm(card, intervals),
    components,
    c1: c1 ?? score.c1,
    c3: c3 ?? score.c3,
    coverage,
    purpose: purposeView(measure),
    texts: textsView(measure),
    strata: strataView(measure),
    waiting: measure.waiting,
    needs: needsOf(estimate, score, gap !== null),
  }
}

/** A band stands firm where the 90 % interval of the index is at most 10 points wide (domain 5.2.2a). */
const isFirm = ({ band }: Pick<Scorecard, 'band'>, { index }: Intervals): boolean =>
  band !== null && index !== null && index.high - index.low <= firmWidth

/** What C4 to C8 stand on, as counts. */
function textsView({ texts, surroundings, mission }: MissionMeasure): MissionAlignment['texts'] {
  const questions = surroundings.questions.get(mission.id)
  return {
    plainMessages: texts.plainMessages,
    benefitMessages: texts.benefitMessages,
    benefitElements: texts.benefitWeight > 0 ? texts.benefitSum / texts.benefitWeight : null,
    saidMessages: texts.saidMessages,
    said: texts.saidWeight > 0 ? texts.saidSum / texts.saidWeight : null,
    figuresUsed: texts.figuresUsed,
    figuresMatching: texts.figuresMatching,
    questions: questions ? { ...questions } : null,
    reach: (surroundings.youth.get(mission.id)?.reach ?? []).map(({ network, young, known, benchmark }) => ({
      network,
      share: known > 0 ? young / known : 0,
      known,
      benchmark,
    })),
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
    messages: byDay
      .flatMap(({ sums }) => sums)
      .reduce((sum, stratum) => sum + (stratum.labelSource === 'none' ? 0 : stratum.messages), 0),
    weight: estimate.weight,
  }
}

function strataView({ byDay, corrections }: MissionMeasure): z.output<typeof stratum>[] {
  const strata = Map.groupBy(
    byDay.flatMap(({ sums }) => sums),
    (sum) => stratumKey(sum.languageGroup, sum.labelSource),
  )
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
