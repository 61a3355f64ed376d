import type { Board, BoardMission } from '../../contract/alignment.ts'
import { listMissions, listRegions, type Mission, type Scope } from '../missions/index.ts'
import type { Band } from './bands.ts'
import { type Corrections, correctionsOf } from './correction.ts'
import { type Estimate, estimateOf, type Parents } from './estimate.ts'
import { heardLabels } from './heard-labels.ts'
import { componentIds } from './iks.ts'
import type { IndexDeps } from './index-sources.ts'
import { type Counted, cardOf, measureSurroundings } from './measure-index.ts'
import { joinedMix, largestGap, mixShares } from './mix-shares.ts'
import { seesScores } from './policy.ts'
import type { Score } from './score.ts'
import type { Scorecard, TextSums } from './scorecard.ts'
import { findSample, findTargets, findTree, findWindows, isBehind, noTexts, type ObjectiveNames } from './store.ts'
import { type Held, totalsOf } from './totals.ts'
import { daysOf, type Window, windowBefore, windowOf } from './window.ts'
import { readVersions, type Versions, type WindowSums } from './window-cache.ts'

type Deps = IndexDeps
type Measured = { readonly mission: Mission; readonly texts: TextSums } & Held & Counted
type Tree = { readonly names: ObjectiveNames; readonly parents: Parents }

/** The board of the missions whose scores this person may see: by region and name, never by score. */
export async function viewBoard(deps: Deps, scope: Scope, key: string): Promise<Board> {
  const { db } = deps
  const window = windowOf(key, deps.now(), deps.homeZone)
  const before = windowBefore(window)
  const regions = await listRegions(db, scope)
  const order = new Map(regions.map((region) => [region.id, region.sort]))
  const missions = (await listMissions(db, scope, dayOfRegister(window, deps)))
    .filter((mission) => seesScores(scope, mission.id))
    .sort((a, b) => (order.get(a.regionId) ?? 0) - (order.get(b.regionId) ?? 0) || a.nameId.localeCompare(b.nameId))
  const tree = await findTree(db)
  const versions = await readVersions(db)
  const now = await measure(deps, scope, missions, window, versions)
  const past = await measure(deps, scope, missions, before, versions)
  const surroundings = await measureSurroundings(deps, missions, window)
  const rows = now.measured.map((measured) =>
    boardMission(measured, cardOf(measured, surroundings, tree.parents).card, tree),
  )
  return {
    window,
    missionCount: missions.length,
    activeCount: rows.filter((row) => row.messages > 0).length,
    counts: countStates(rows),
    bands: countBands(rows),
    total: totalsOf(now.measured, now.raw, tree.parents),
    previous: totalsOf(past.measured, past.raw, tree.parents),
    mix: jointShares(now.measured, tree),
    regions: regions.flatMap((region) => {
      const members = now.measured.filter(({ mission }) => mission.regionId === region.id)
      if (members.length === 0) return []
      return {
        regionId: region.id,
        nameId: region.nameId,
        nameEn: region.nameEn,
        missions: members.length,
        messages: members.reduce((sum, { estimate }) => sum + estimate.messages, 0),
        mix: jointShares(members, tree),
      }
    }),
    missions: rows,
    behind: await isBehind(db, missions),
  }
}

/** C1 and C3 of these missions as one. */
export async function boardTotals(
  deps: Deps,
  scope: Scope,
  missions: readonly Mission[],
  window: Window,
): Promise<Board['total']> {
  const tree = await findTree(deps.db)
  const { measured, raw } = await measure(deps, scope, missions, window, await readVersions(deps.db))
  return totalsOf(measured, raw, tree.parents)
}

/** The card of every one of these missions; the caller answers for who may see them. */
export async function measureCards(
  deps: Deps,
  scope: Scope,
  missions: readonly Mission[],
  window: Window,
): Promise<readonly { readonly mission: Mission; readonly card: Scorecard }[]> {
  const tree = await findTree(deps.db)
  const { measured } = await measure(deps, scope, missions, window, await readVersions(deps.db))
  const surroundings = await measureSurroundings(deps, missions, window)
  return measured.map((one) => ({ mission: one.mission, card: cardOf(one, surroundings, tree.parents).card }))
}

/** Missions are those open at the window's end, or today while it runs. */
export function dayOfRegister(window: Window, deps: Deps): string {
  const today = windowOf('90d', deps.now(), deps.homeZone).last
  return [window.last, today].sort()[0] ?? today
}

type Measure = {
  readonly measured: readonly Measured[]
  readonly corrections: Corrections
  readonly raw: { readonly posts: number; readonly deleted: number }
}

async function measure(
  deps: Deps,
  scope: Scope,
  missions: readonly Mission[],
  window: Window,
  versions: Versions,
): Promise<Measure> {
  const windows = missions.map((mission) => daysOf(mission, window, deps))
  const corrections = correctionsOf(await findSample(deps.db, window, versions))
  const found = await findWindows(deps.db, scope, windows, versions)
  const targets = await findTargets(deps.db, scope, window.quarter)
  return {
    measured: missions.map((mission) => ({
      mission,
      estimate: estimateOf(heardLabels(found.get(mission.id)?.sums ?? [], corrections), corrections),
      target: targets.get(mission.id) ?? null,
      texts: found.get(mission.id)?.texts ?? noTexts,
    })),
    corrections,
    raw: {
      posts: sumOf(found, ({ posts }) => posts),
      deleted: sumOf(found, ({ deleted }) => deleted),
    },
  }
}

const sumOf = (windows: ReadonlyMap<string, WindowSums>, pick: (window: WindowSums) => number) =>
  [...windows.values()].reduce((sum, window) => sum + pick(window), 0)

function boardMission({ mission, estimate, target }: Measured, card: Scorecard, tree: Tree): BoardMission {
  const { score } = card
  const gap = score.c1.state === 'scored' ? largestGap(mixShares(score.out, target, tree.names)) : null
  return {
    missionId: mission.id,
    shortName: mission.shortName,
    nameId: mission.nameId,
    nameEn: mission.nameEn,
    regionId: mission.regionId,
    latitude: mission.latitude,
    longitude: mission.longitude,
    isHeadquarters: mission.isHeadquarters,
    messages: estimate.messages,
    c1: score.c1,
    c3: score.c3,
    index: card.index,
    band: card.band,
    isFloored: card.isFloored,
    present: componentIds.filter((id) => card.values[id] !== null),
    needs: needsOf(estimate, score, gap !== null),
    gap,
  }
}

/** What stands between a mission and a good, firm score; advice only where labels are audited. */
export function needsOf(estimate: Estimate, score: Score, hasGap: boolean): BoardMission['needs'] {
  if (estimate.messages === 0) return score.c1.state === 'no_target' ? ['no_messages', 'no_target'] : ['no_messages']
  const states = new Set([score.c1.state, score.c3.state])
  const needs: BoardMission['needs'] = (['no_target', 'too_few', 'unreadable', 'unaudited'] as const).filter((state) =>
    states.has(state),
  )
  if (hasGap) needs.push('objective_gap')
  if (score.c3.state === 'scored' && (score.c3.value ?? 100) < 60) needs.push('purpose_gap')
  return needs
}

function jointShares(measured: readonly Measured[], { names, parents }: Tree) {
  const { out, target } = joinedMix(measured, parents)
  return mixShares(out, target, names)
}

function countStates(rows: readonly BoardMission[]): Board['counts'] {
  const counts = { scored: 0, unaudited: 0, tooFew: 0, unreadable: 0, noTarget: 0 }
  for (const { c1, c3 } of rows) {
    const states = new Set([c1.state, c3.state])
    if (states.has('no_target')) counts.noTarget++
    else if (states.has('too_few')) counts.tooFew++
    else if (states.has('unreadable')) counts.unreadable++
    else if (states.has('unaudited')) counts.unaudited++
    else counts.scored++
  }
  return counts
}

function countBands(rows: readonly BoardMission[]): Record<Band, number> {
  const bands = { selaras: 0, cukup_selaras: 0, perlu_penguatan: 0, perlu_pendampingan: 0 }
  for (const { band } of rows) if (band !== null) bands[band]++
  return bands
}
