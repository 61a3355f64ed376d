import type { Board, BoardMission } from '../../contract/alignment.ts'
import type { Db } from '../../platform/database/database.ts'
import { canRead, holds, listMissions, listRegions, type Mission, type Role, type Scope } from '../missions/index.ts'
import type { Band } from './bands.ts'
import { type Corrections, correctionsOf } from './correction.ts'
import { type Estimate, estimateOf, type Parents } from './estimate.ts'
import { heardLabels } from './heard-labels.ts'
import { joinedMix, largestGap, mixShares } from './mix-shares.ts'
import { type Score, scoreOf } from './score.ts'
import {
  findSample,
  findTargets,
  findTree,
  findWindows,
  isBehind,
  type MissionWindow,
  type ObjectiveNames,
} from './store.ts'
import { type Held, totalsOf } from './totals.ts'
import { type Window, windowBefore, windowOf } from './window.ts'
import { readVersions, type Versions, type WindowSums } from './window-cache.ts'

/** Who sees scores of the missions in their scope (domain section 4; peers see nothing). */
export const boardRoles: readonly Role[] = [
  'strategist',
  'editor',
  'regional_desk',
  'leadership',
  'mission_officer',
  'head_of_mission',
  'auditor',
]

export const seesScores = (scope: Scope, missionId: string): boolean =>
  canRead(scope, missionId) && holds(scope, boardRoles, missionId)

type Deps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }
type Measured = { readonly mission: Mission } & Held
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
  const rows = now.measured.map((measured) => boardMission(measured, tree))
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

/** Missions are those open at the window's end, or today while it runs. */
function dayOfRegister(window: Window, deps: Deps): string {
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

/** A window that ends today ends on the mission's own today. */
export function daysOf(
  mission: Pick<Mission, 'id' | 'timezone'>,
  window: Window,
  deps: Pick<Deps, 'now' | 'homeZone'>,
): MissionWindow {
  const own = window.key === '90d' && isPresent(window, deps) ? windowOf('90d', deps.now(), mission.timezone) : window
  return { missionId: mission.id, first: own.first, last: own.last }
}

const isPresent = (window: Window, deps: Pick<Deps, 'now' | 'homeZone'>) =>
  window.last === windowOf('90d', deps.now(), deps.homeZone).last

function boardMission({ mission, estimate, target }: Measured, tree: Tree): BoardMission {
  const score = scoreOf(estimate, target, tree.parents)
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
    index: score.index,
    band: score.band,
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
