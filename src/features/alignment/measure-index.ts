import { listMissions, type Mission, type PeerGroup, systemScope } from '../missions/index.ts'
import { findAges } from './ages-store.ts'
import type { QuestionTally } from './components/responsiveness.ts'
import { type AgeReach, youngShare, youthBenchmark, youthReach } from './components/youth-reach.ts'
import type { Estimate, Parents } from './estimate.ts'
import type { IndexDeps } from './index-sources.ts'
import type { Mix } from './score.ts'
import { type Scorecard, scorecardOf, type TextSums } from './scorecard.ts'
import {
  adoptionOf,
  type Campaigns,
  type MissionAdoption,
  measureCampaigns,
  spanOf,
} from './steering/measure-steering.ts'
import type { Window } from './window.ts'

/** What the index needs of missions beside their messages. */
export type Surroundings = {
  readonly campaigns: Campaigns
  readonly questions: ReadonlyMap<string, QuestionTally>
  readonly youth: ReadonlyMap<
    string,
    { readonly value: number; readonly known: number; readonly reach: readonly YouthLine[] }
  >
}

/** One network's part in C6. */
export type YouthLine = AgeReach & { readonly benchmark: number | null }

/** Kits, questions and ages of these missions in a window; the caller answers for who may see them. */
export async function measureSurroundings(
  deps: IndexDeps,
  missions: readonly Mission[],
  window: Window,
): Promise<Surroundings> {
  const { db, sources } = deps
  const everyone = systemScope('the index')
  // Benchmarks are over the whole peer group, whoever asks; a single mission's calendar needs headquarters' country.
  const all = await listMissions(db, everyone, window.last, { headquarters: true })
  const byId = new Map([...missions, ...all].map((mission) => [mission.id, mission]))
  const ages = await (sources?.ages ?? findAges)(db, everyone, window)
  return {
    campaigns: await measureCampaigns(
      deps,
      byId,
      window,
      missions.map((mission) => mission.id),
    ),
    questions:
      (await sources?.questions?.(db, everyone, spanOf(window, deps.homeZone, deps.now()), deps.now())) ?? new Map(),
    youth: youthOf(ages, byId),
  }
}

function youthOf(
  ages: readonly (AgeReach & { readonly missionId: string })[],
  missions: ReadonlyMap<string, Mission>,
): Surroundings['youth'] {
  const groupOf = (missionId: string): PeerGroup | undefined => missions.get(missionId)?.peerGroup
  const shares = Map.groupBy(ages, ({ missionId, network }) => `${groupOf(missionId)} ${network}`)
  const benchmarks = new Map(
    [...shares].map(([key, rows]) => [key, youthBenchmark(rows.flatMap((row) => youngShare(row) ?? []))]),
  )
  return new Map(
    [...Map.groupBy(ages, ({ missionId }) => missionId)].flatMap(([missionId, rows]) => {
      const own = new Map(
        rows.map(({ network }) => [network, benchmarks.get(`${groupOf(missionId)} ${network}`) ?? null]),
      )
      const value = youthReach(rows, own)
      const reach = rows.map((row) => ({ ...row, benchmark: own.get(row.network) ?? null }))
      const known = rows.reduce((sum, row) => sum + row.known, 0)
      return value === null ? [] : [[missionId, { value, known, reach }] as const]
    }),
  )
}

/** One mission's labels and texts held against what surrounds it. */
export type Counted = {
  readonly mission: Pick<Mission, 'id' | 'isHeadquarters'>
  readonly estimate: Estimate
  readonly target: Mix | null
  readonly texts: TextSums
}

export function cardOf(
  { mission, estimate, target, texts }: Counted,
  surroundings: Surroundings,
  parents: Parents,
): { readonly card: Scorecard; readonly adoption: MissionAdoption } {
  const adoption = adoptionOf(surroundings.campaigns, mission.id)
  const card = scorecardOf(
    {
      isHeadquarters: mission.isHeadquarters,
      estimate,
      target,
      texts,
      adoption: adoption.c2,
      youth: surroundings.youth.get(mission.id) ?? null,
      questions: surroundings.questions.get(mission.id) ?? null,
    },
    parents,
  )
  return { card, adoption }
}
