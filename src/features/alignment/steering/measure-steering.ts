import type { AdoptionComponent, CampaignPart, HqSupport } from '../../../contract/steering.ts'
import {
  type OfficePlace,
  openWorkingCalendars,
  type WorkingCalendar,
  workingDaysBetween,
  workingHoursBetween,
} from '../../../platform/calendar/working-time.ts'
import { addDays, instantOf, localDayOf } from '../../../platform/calendar/zones.ts'
import { listReviewWaits, type ReviewWait } from '../../approvals/index.ts'
import { findCampaigns, listPublications, type Publication } from '../../campaigns/index.ts'
import { listMissions, type Mission, type Scope, systemScope } from '../../missions/index.ts'
import { narrativesAt } from '../../strategy/index.ts'
import type { QuestionTally } from '../components/responsiveness.ts'
import type { IndexDeps } from '../index-sources.ts'
import type { Window } from '../window.ts'
import { type Adoption, campaignAdoption, minCampaignWeight } from './campaign-adoption.ts'
import {
  hqSupport,
  kitLeadDays,
  kitsInLanguage,
  kitsInTime,
  narrativesSound,
  questionsAnswered,
  reviewTurnaround,
  supportWeights,
} from './hq-support.ts'
import { type Asked, listAsked } from './steering-store.ts'

/** A kit as it stood at one mission, reckoned in that mission's calendar. */
type Reckoned = {
  readonly asked: Asked
  readonly publication: Publication | undefined
  readonly leadDays: number
  readonly lateHours: number
}

/** Kits by the mission that was asked for them: what C2 comes from. */
export type Campaigns = { readonly byMission: ReadonlyMap<string, readonly Reckoned[]> }

/** Everything from which C2 and D1 to D5 of any mission in a window come. */
export type Steering = Campaigns & {
  readonly window: Window
  readonly now: Date
  readonly missions: ReadonlyMap<string, Mission>
  /** By mission; null where nobody keeps a register of questions to headquarters. */
  readonly questions: ReadonlyMap<string, QuestionTally> | null
  readonly waits: readonly ReviewWait[]
  readonly narratives: readonly { readonly isValid: boolean; readonly hasSource: boolean }[]
}

/**
 * Reads what steering is measured by, of every mission or of one region. What headquarters owes is reckoned over whole
 * regions whoever asks; who may see which mission's C2 is for the caller to keep. A campaign belongs to the window its target falls
 * in, once that target has passed.
 */
export async function measureSteering(
  deps: IndexDeps,
  scope: Scope,
  window: Window,
  regionId?: string,
): Promise<Steering> {
  const { db } = deps
  const now = deps.now()
  const span = spanOf(window, deps.homeZone, now)
  const everyone = systemScope('dukungan pusat')
  const missions = await missionsToday(deps, scope)
  const members = [...missions.values()].filter((one) => one.regionId === regionId).map((one) => one.id)
  return {
    window,
    now,
    ...(await measureCampaigns(deps, missions, window, regionId === undefined ? undefined : members)),
    missions,
    questions: (await deps.sources?.questionsToHeadquarters?.(db, everyone, span, now)) ?? null,
    waits: await listReviewWaits(db, everyone, span, now),
    narratives: await soundness(deps, everyone, window, now),
  }
}

const missionsToday = async (deps: IndexDeps, scope: Scope): Promise<ReadonlyMap<string, Mission>> =>
  new Map(
    (await listMissions(deps.db, scope, localDayOf(deps.now(), deps.homeZone), { headquarters: true })).map((one) => [
      one.id,
      one,
    ]),
  )

/**
 * Kits with a target in the window that these missions were asked for (all of `missions` when `memberIds` is undefined), each reckoned in its
 * mission's calendar. Headquarters, if it is among `missions`, says which calendar is the ministry's.
 */
export async function measureCampaigns(
  deps: IndexDeps,
  missions: ReadonlyMap<string, Mission>,
  window: Window,
  memberIds?: readonly string[],
): Promise<Campaigns> {
  const { db } = deps
  const everyone = systemScope('campaigns of missions')
  const asked = await listAsked(db, everyone, spanOf(window, deps.homeZone, deps.now()), memberIds)
  if (asked.length === 0) return { byMission: new Map() }
  const home = [...missions.values()].find((mission) => mission.isHeadquarters)
  const calendarOf = await openWorkingCalendars(home?.countryIso2 ?? 'ID')
  const kits = await findCampaigns(db, everyone, [...new Set(asked.map((one) => one.campaignId))])
  const publications = new Map(
    (await listPublications(db, everyone, new Map(kits.map((campaign) => [campaign.id, campaign.kit])))).map((one) => [
      `${one.campaignId} ${one.missionId}`,
      one,
    ]),
  )
  const reckoned = asked.flatMap((one) => {
    const mission = missions.get(one.missionId)
    const publication = publications.get(`${one.campaignId} ${one.missionId}`)
    return mission ? [reckon(one, publication, mission, calendarOf)] : []
  })
  return { byMission: Map.groupBy(reckoned, ({ asked: { missionId } }) => missionId) }
}

/** Instants of a window by the home zone's days; never beyond now. */
export function spanOf(window: Window, homeZone: string, now: Date): { from: Date; to: Date } {
  const end = instantOf(`${addDays(window.last, 1)}T00:00`, homeZone)
  return { from: instantOf(`${window.first}T00:00`, homeZone), to: end < now ? end : now }
}

function reckon(
  asked: Asked,
  publication: Publication | undefined,
  mission: Mission,
  calendarOf: (place: OfficePlace) => WorkingCalendar,
): Reckoned {
  const calendar = calendarOf(mission)
  return {
    asked,
    publication,
    // A kit under embargo is there to be prepared from its release on.
    leadDays: workingDaysBetween(
      calendar,
      localDayOf(asked.releasedAt, mission.timezone),
      localDayOf(asked.targetAt, mission.timezone),
    ),
    lateHours:
      publication && publication.at > asked.targetAt
        ? workingHoursBetween(calendar, asked.targetAt, publication.at)
        : 0,
  }
}

/** Narratives that held at some time of the window: whether they hold at its end (or today) and name their source. */
async function soundness(deps: IndexDeps, scope: Scope, window: Window, now: Date) {
  const end = instantOf(`${window.last}T23:59`, deps.homeZone)
  const rows = await narrativesAt(deps, scope, end < now ? end : now)
  return rows
    .filter((row) => row.validFrom <= window.last && (row.validUntil === null || row.validUntil >= window.first))
    .map((row) => ({ isValid: row.state === 'active', hasSource: row.source.trim() !== '' }))
}

export type MissionAdoption = {
  readonly c2: AdoptionComponent
  readonly campaigns: readonly CampaignPart[]
  readonly refusals: { readonly accepted: number; readonly open: number }
}

/** C2 of one mission with its campaigns; a value only where they weigh 3 or more (domain 5.2.1). */
export function adoptionOf(steering: Campaigns, missionId: string): MissionAdoption {
  const all = steering.byMission.get(missionId) ?? []
  const rows = all.filter(({ asked }) => !asked.isRefusalAccepted)
  const adoption = campaignAdoption(
    rows.map(({ asked, publication, lateHours, leadDays }) => ({
      obligation: asked.obligation,
      how: publication?.how ?? null,
      lateHours,
      isKitLate: leadDays < kitLeadDays,
    })),
  )
  const isEstimated = rows.some(({ publication }, index) => publication?.isEstimated && adoption.parts[index]?.counts)
  const state = adoption.weight < minCampaignWeight ? 'too_few' : isEstimated ? 'unaudited' : 'scored'
  return {
    c2: {
      id: 'C2',
      state,
      value: state === 'too_few' ? null : adoption.value,
      n: adoption.weight,
      needed: minCampaignWeight,
      interval: null,
    },
    campaigns: rows.map((row, index) => partOf(row, adoption, index)),
    refusals: {
      accepted: all.length - rows.length,
      open: rows.filter(({ asked }) => asked.isRefused).length,
    },
  }
}

function partOf(
  { asked, publication, leadDays, lateHours }: Reckoned,
  adoption: Adoption,
  index: number,
): CampaignPart {
  const part = adoption.parts[index]
  const { weight = 0, earned = 0, counts = false } = part ?? {}
  return {
    campaignId: asked.campaignId,
    title: asked.title,
    obligation: asked.obligation,
    targetAt: asked.targetAt.toISOString(),
    how: publication?.how ?? null,
    publishedAt: publication?.at.toISOString() ?? null,
    lateHours,
    leadDays,
    isKitLate: leadDays < kitLeadDays,
    weight,
    earned,
    counts,
    lossPoints: counts && adoption.weight > 0 ? (100 * weight * (1 - earned)) / adoption.weight : 0,
    isEstimated: publication?.isEstimated ?? false,
  }
}

/**
 * Dukungan Pusat of a set of missions: their kits, the reviews of the desk and headquarters that they waited for, and
 * the ministry's narratives. Where nobody registers questions to headquarters D4 is missing and gives its weight on.
 */
export function supportOf(steering: Steering, missionIds: readonly string[]): HqSupport {
  const own = new Set(missionIds)
  const kits = missionIds.flatMap((id) => steering.byMission.get(id) ?? [])
  const inTime = kits.filter(({ leadDays }) => leadDays >= kitLeadDays).length
  const waits = steering.waits.filter(
    (wait) => own.has(wait.missionId) && wait.step !== 'mission' && (!wait.isOpen || wait.hours > wait.allowedHours),
  )
  const languages = kits.map(({ asked }) => ({
    languages: asked.languages,
    missionLanguages: steering.missions.get(asked.missionId)?.languages ?? [],
  }))
  const spoken = kitsInLanguage(languages)
  const { narratives } = steering
  const questions = missionIds.reduce(
    (sum, id) => {
      const asked = steering.questions?.get(id)
      return { all: sum.all + (asked?.actionable ?? 0), answeredInTime: sum.answeredInTime + (asked?.inTime ?? 0) }
    },
    { all: 0, answeredInTime: 0 },
  )
  const values = {
    D1: kitsInTime(kits.map(({ leadDays }) => leadDays)),
    D2: reviewTurnaround(waits),
    D3: spoken,
    D4: questionsAnswered(questions),
    D5: narrativesSound(narratives),
  }
  const counted = {
    D1: { n: kits.length, good: inTime },
    D2: { n: waits.length, good: waits.filter((wait) => wait.hours <= wait.allowedHours).length },
    D3: { n: kits.length, good: spoken === null ? null : Math.round((spoken / 100) * kits.length) },
    D4: { n: questions.all, good: questions.all > 0 ? questions.answeredInTime : null },
    D5: { n: narratives.length, good: narratives.filter((one) => one.isValid && one.hasSource).length },
  }
  const ids = ['D1', 'D2', 'D3', 'D4', 'D5'] as const
  return {
    value: hqSupport(values),
    parts: ids.map((id) => ({ id, weight: supportWeights[id], value: values[id], ...counted[id] })),
  }
}
