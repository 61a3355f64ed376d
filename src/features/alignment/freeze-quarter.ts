import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { frozenQuarter } from '../../contract/alignment.ts'
import { addDays, instantOf, localDayOf, quarterDays, quarterOf } from '../../platform/calendar/zones.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, listMissions, type Scope, systemScope } from '../missions/index.ts'
import { drawMinistry } from './board-intervals.ts'
import { middleOf } from './bootstrap.ts'
import { indexMethod } from './iks.ts'
import type { IndexDeps } from './index-sources.ts'
import { joinedMix, mixShares } from './mix-shares.ts'
import { plainListsVersion } from './plain-store.ts'
import { mayFreeze } from './policy.ts'
import { insertSnapshots, listFrozenQuarters, modelVersionsIn, type Snapshot } from './snapshot-store.ts'
import { measureSteering, supportOf } from './steering/measure-steering.ts'
import { findTree, isBehind } from './store.ts'
import { boardTotals } from './view-board.ts'
import { describeMission, type MissionMeasure, measureMission, missionIntervals } from './view-mission.ts'
import { windowOf } from './window.ts'

const everyone = systemScope('freezing a quarter')

/**
 * Keeps a quarter's index of every mission and of the ministry as it stands, for good: numbers, what they are made of, the versions behind them and a
 * hash of everything that went in. Later labels never change it.
 * @throws AppError `index.freeze_not_yours`, `index.quarter_running`, `index.behind`, `index.already_frozen`.
 */
export async function freezeQuarter(
  deps: IndexDeps,
  scope: Scope,
  quarter: string,
): Promise<z.output<typeof frozenQuarter>> {
  if (!mayFreeze(scope)) throw new AppError('forbidden', 'index.freeze_not_yours')
  const now = deps.now()
  const { last } = quarterDays(quarter)
  // The last of its days is over everywhere, also twelve hours west of Greenwich.
  if (now < instantOf(`${addDays(last, 1)}T12:00`, 'UTC'))
    throw new AppError('conflict', 'index.quarter_running', { quarter })
  const snapshots = await describeQuarter(deps, quarter)
  const missions = snapshots.length - 1
  await deps.db.transaction().execute(async (tx) => {
    await lockQuarter(tx, scope, quarter)
    await insertSnapshots(tx, scope, { at: now, by: scope.kind === 'person' ? scope.personId : null }, snapshots)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'index.frozen',
      subject: { kind: 'quarter', id: quarter },
      payload: { missions, method: indexMethod, inputs: hashOf(snapshots.map(({ inputsHash }) => inputsHash)) },
    })
  })
  return { quarter, missions, frozenAt: now.toISOString() }
}

async function lockQuarter(tx: Tx, scope: Scope, quarter: string): Promise<void> {
  await tx.selectFrom('mission').select('id').orderBy('id').limit(1).forUpdate().execute()
  if ((await listFrozenQuarters(tx, scope)).some((one) => one.quarter === quarter))
    throw new AppError('conflict', 'index.already_frozen', { quarter })
}

async function describeQuarter(deps: IndexDeps, quarter: string): Promise<Snapshot[]> {
  const { db } = deps
  const window = windowOf(quarter, deps.now(), deps.homeZone)
  const missions = await listMissions(db, everyone, window.last, { headquarters: true })
  if (await isBehind(db, missions)) throw new AppError('conflict', 'index.behind', { quarter })
  const models = await modelVersionsIn(db, everyone, window)
  const measures: MissionMeasure[] = []
  for (const mission of missions) measures.push(await measureMission(deps, everyone, mission.id, quarter))
  const rows = measures.map((measure) => snapshotOf(deps, measure, models.get(measure.mission.id) ?? []))
  return [...rows, await ministryOf(deps, quarter, measures, [...new Set([...models.values()].flat())].sort())]
}

function snapshotOf(deps: IndexDeps, measure: MissionMeasure, modelVersions: readonly string[]): Snapshot {
  const { mission, window, card, estimate, target, adoption, surroundings, texts, byDay, sample } = measure
  const view = describeMission(measure, missionIntervals(deps.db, measure))
  return {
    quarter: window.quarter,
    missionId: mission.id,
    peerGroup: mission.peerGroup,
    method: indexMethod,
    modelVersions,
    listsVersions: [plainListsVersion()],
    messages: estimate.messages,
    index: card.index,
    geometric: card.geometric,
    interval: view.interval,
    band: card.band,
    isFirm: view.isFirm,
    components: view.components,
    contributions: {
      coverage: view.coverage,
      purpose: view.purpose,
      texts: view.texts,
      strata: view.strata,
      campaigns: adoption.campaigns,
    },
    inputsHash: hashOf({
      mission: mission.id,
      window,
      target,
      byDay,
      texts,
      sample: sample.map(({ id, standing }) => [id, standing.label, standing.estimate]),
      campaigns: adoption.campaigns,
      questions: surroundings.questions.get(mission.id) ?? null,
      youth: surroundings.youth.get(mission.id) ?? null,
      weights: card.weights,
    }),
  }
}

async function ministryOf(
  deps: IndexDeps,
  quarter: string,
  measures: readonly MissionMeasure[],
  modelVersions: readonly string[],
): Promise<Snapshot> {
  const window = windowOf(quarter, deps.now(), deps.homeZone)
  const missions = measures.map(({ mission }) => mission).filter((mission) => !mission.isHeadquarters)
  const totals = await boardTotals(deps, everyone, missions, window)
  const draws = await drawMinistry(deps, everyone, missions, window)
  const { names, parents } = await findTree(deps.db)
  const own = measures.filter(({ mission }) => !mission.isHeadquarters)
  const { out, target } = joinedMix(own, parents)
  const steering = await measureSteering(deps, everyone, window)
  const components = [
    { ...totals.c1, interval: totals.c1.state === 'scored' ? middleOf(draws.c1, totals.c1.value) : null },
    { ...totals.c3, interval: totals.c3.state === 'scored' ? middleOf(draws.c3, totals.c3.value) : null },
  ].map((component) => ({ ...component, weight: 0, share: 0, lossPoints: 0 }))
  return {
    quarter,
    missionId: null,
    peerGroup: null,
    method: indexMethod,
    modelVersions,
    listsVersions: [plainListsVersion()],
    messages: totals.messages,
    index: null,
    geometric: null,
    interval: null,
    band: null,
    isFirm: false,
    components,
    contributions: {
      missions: missions.length,
      mix: mixShares(out, target, names),
      support: supportOf(
        steering,
        missions.map(({ id }) => id),
      ),
    },
    inputsHash: hashOf({ quarter, totals, mix: out.shares, target }),
  }
}

/** SHA-256 of the canonical JSON: keys in order, so that equal inputs have equal hashes. */
function hashOf(value: unknown): string {
  const canonical = JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
  return createHash('sha256').update(canonical).digest('hex')
}

/** Days after a quarter's end before it freezes by itself: raters and disputes get their time. [P] */
const freezeAfterDays = 30

/** Freezes the last ended quarter once its time has come and if it has messages; true where it did. */
export async function freezeWhatIsDue(deps: IndexDeps): Promise<boolean> {
  const today = localDayOf(deps.now(), deps.homeZone)
  const quarter = quarterOf(addDays(today, -freezeAfterDays))
  const due = quarterOf(addDays(quarterDays(quarter).first, -1))
  if ((await listFrozenQuarters(deps.db, everyone)).some((one) => one.quarter >= due)) return false
  const { first, last } = quarterDays(due)
  const spoken = await deps.db
    .selectFrom('alignmentDay')
    .select('localDay')
    .where('localDay', '>=', first)
    .where('localDay', '<=', last)
    .limit(1)
    .executeTakeFirst()
  if (!spoken) return false
  await freezeQuarter(deps, everyone, due)
  return true
}
