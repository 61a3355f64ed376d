import { setImmediate } from 'node:timers/promises'
import type { z } from 'zod'
import type { Board, boardIntervals } from '../../contract/alignment.ts'
import { listMissions, type Mission, type Scope } from '../missions/index.ts'
import { drawCount, drawDeltas, generator, type Interval, middleOf, redrawDays } from './bootstrap.ts'
import { correctionsOf } from './correction.ts'
import type { Parents } from './estimate.ts'
import { heardLabels } from './heard-labels.ts'
import type { IndexDeps } from './index-sources.ts'
import { coverageOf, layOut, sharesOfDraw } from './interval.ts'
import { seesScores } from './policy.ts'
import { purposeRatio } from './purpose-ratio.ts'
import type { Mix } from './score.ts'
import { findDays, findSample, findTargets, findTree } from './store.ts'
import { boardTotals, dayOfRegister } from './view-board.ts'
import { daysOf, type Window, windowOf } from './window.ts'
import { cacheOf, type JointDraws, readVersions, versionOfAll } from './window-cache.ts'

/**
 * 90 % intervals of the ministry's C1 and C3: in each draw every mission's days are redrawn and every stratum's sample once for all missions,
 * then joined as the totals are (domain 5.2.2a.4). Kept as long as nothing changes; about 15 ms a mission.
 */
export async function viewBoardIntervals(
  deps: IndexDeps,
  scope: Scope,
  key: string,
): Promise<z.output<typeof boardIntervals>> {
  const { db } = deps
  const window = windowOf(key, deps.now(), deps.homeZone)
  const missions = (await listMissions(db, scope, dayOfRegister(window, deps))).filter(({ id }) =>
    seesScores(scope, id),
  )
  const versions = await readVersions(db)
  const name = `${window.first} ${window.last} ${missions.map(({ id }) => id).join()}`
  const kept = cacheOf(db).intervals(name, versionOfAll(versions))
  const totals = await boardTotals(deps, scope, missions, window)
  const draws = kept ?? (await drawMinistry(deps, scope, missions, window))
  cacheOf(db).keepIntervals(name, versionOfAll(versions), draws)
  const of = (component: Board['total']['c1'], values: Float64Array): Interval | null =>
    component.state === 'scored' ? middleOf(values, component.value) : null
  return { window, c1: of(totals.c1, draws.c1), c3: of(totals.c3, draws.c3) }
}

export async function drawMinistry(
  deps: IndexDeps,
  scope: Scope,
  missions: readonly Mission[],
  window: Window,
): Promise<JointDraws> {
  const { db } = deps
  const sample = await findSample(db, window, await readVersions(db))
  const corrections = correctionsOf(sample)
  const deltas = cacheOf(db).deltas(sample, (rows) => drawDeltas(rows))
  const targets = await findTargets(db, scope, window.quarter)
  const { parents } = await findTree(db)
  const joint = new Joint(parents)
  for (const mission of missions) {
    const days = daysOf(mission, window, deps)
    const byDay = (await findDays(db, scope, days)).map(({ sums, texts }) => ({
      sums: heardLabels(sums, corrections),
      texts,
    }))
    if (byDay.length === 0) continue
    joint.add(
      redrawDays(byDay, deltas, generator(`${mission.id} ${days.first} ${days.last}`)),
      targets.get(mission.id) ?? null,
    )
    // Other requests go on between two missions.
    await setImmediate()
  }
  return joint.draws()
}

/** Adds missions up draw by draw, as `joinedMix` and `totalsOf` do. */
class Joint {
  readonly #parents: Parents
  readonly #weight = new Float64Array(drawCount)
  readonly #purpose = new Float64Array(drawCount)
  readonly #bearing = new Float64Array(drawCount)
  readonly #shares = new Map<string, Float64Array>()
  readonly #asked = new Map<string, Float64Array>()

  constructor(parents: Parents) {
    this.#parents = parents
  }

  add(redrawn: ReturnType<typeof redrawDays>, target: Mix | null): void {
    for (let draw = 0; draw < drawCount; draw++) {
      this.#weight[draw] = (this.#weight[draw] ?? 0) + (redrawn.weight[draw] ?? 0)
      this.#purpose[draw] = (this.#purpose[draw] ?? 0) + (redrawn.purpose[draw] ?? 0)
    }
    if (!target) return
    const { order, places, tau } = layOut(redrawn.codes, target, this.#parents)
    const is = order.map((code) => sumsIn(this.#shares, code))
    const asked = order.map((code) => sumsIn(this.#asked, code))
    const shares = new Float64Array(order.length)
    for (let draw = 0; draw < drawCount; draw++) {
      const n = sharesOfDraw(redrawn, draw, places, shares)
      if (n <= 0) continue
      this.#bearing[draw] = (this.#bearing[draw] ?? 0) + n
      for (let k = 0; k < order.length; k++) {
        const own = is[k]
        const ask = asked[k]
        if (own) own[draw] = (own[draw] ?? 0) + n * (shares[k] ?? 0)
        if (ask) ask[draw] = (ask[draw] ?? 0) + n * (tau[k] ?? 0)
      }
    }
  }

  draws(): JointDraws {
    const codes = [...this.#shares.keys()]
    const shares = new Float64Array(codes.length)
    const tau = new Float64Array(codes.length)
    const c1 = new Float64Array(drawCount).fill(Number.NaN)
    for (let draw = 0; draw < drawCount; draw++) {
      const n = this.#bearing[draw] ?? 0
      if (n <= 0) continue
      for (const [k, code] of codes.entries()) {
        shares[k] = (this.#shares.get(code)?.[draw] ?? 0) / n
        tau[k] = (this.#asked.get(code)?.[draw] ?? 0) / n
      }
      c1[draw] = coverageOf(shares, tau, n)
    }
    const c3 = this.#weight.map((all, draw) =>
      all > 0 ? purposeRatio(Math.min(1, (this.#purpose[draw] ?? 0) / all)) : Number.NaN,
    )
    return { c1, c3 }
  }
}

function sumsIn(map: Map<string, Float64Array>, code: string): Float64Array {
  const sums = map.get(code) ?? new Float64Array(drawCount)
  map.set(code, sums)
  return sums
}
