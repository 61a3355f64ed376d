import { sql } from 'kysely'
import type { Loss, MissionReasons } from '../../contract/alignment.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { listAssignments, listCampaigns } from '../campaigns/index.ts'
import type { Scope } from '../missions/index.ts'
import { findMessages, findQualities, findStandings, type Quality, type RatedMessage } from '../rating/index.ts'
import { minPlainWords } from './components/plain-language.ts'
import { weightsOfDay } from './day-cell.ts'
import { foldInto } from './estimate.ts'
import { heardMessage } from './heard-labels.ts'
import { type ComponentId, componentIds } from './iks.ts'
import { largestGap, mixShares } from './mix-shares.ts'
import { findPlainScores } from './plain-store.ts'
import { purposeTarget } from './purpose-ratio.ts'
import { findFrozen, findPeerMedians } from './snapshot-store.ts'
import { type Deps, type MissionMeasure, measureMission } from './view-mission.ts'

const mostLosses = 3
const mostPosts = 3
/** Losses under half a point are not worth a word. */
const spokenLoss = 0.5

/** A message of the window with what can be said of it. */
type Told = { readonly message: RatedMessage; readonly weight: number; readonly value: number | null }
type Reason = Omit<Loss, 'posts' | 'points' | 'component'> & { readonly posts: readonly Told[] }

/**
 * Why a mission's index is what it is: its largest losses with the very posts and one advice each, the frozen quarter, the peer group's
 * medians (domain 5.2.4, MEA-07). Nothing is advised while there is no index.
 * @throws AppError not_found where the person may not see this mission's scores.
 */
export async function viewReasons(deps: Deps, scope: Scope, missionId: string, key: string): Promise<MissionReasons> {
  const measure = await measureMission(deps, scope, missionId, key)
  const { mission, window, card } = measure
  const frozen = await findFrozen(deps.db, scope, missionId, window.key === '90d' ? undefined : window.key)
  const peers = frozen && (await findPeerMedians(deps.db, scope, frozen.quarter, mission.peerGroup))
  return {
    window,
    missionId,
    losses: card.index === null ? [] : await lossesOfMission(deps, scope, measure),
    frozen: frozen ?? null,
    peers: peers
      ? {
          group: mission.peerGroup,
          missions: peers.missions,
          index: peers.index,
          components: componentIds.map((id) => ({ id, median: peers.medians.get(id) ?? null })),
        }
      : null,
  }
}

async function lossesOfMission(deps: Deps, scope: Scope, measure: MissionMeasure): Promise<Loss[]> {
  const { card } = measure
  const largest = componentIds
    .filter((id) => card.losses[id] >= spokenLoss)
    .toSorted((a, b) => card.losses[b] - card.losses[a])
    .slice(0, mostLosses)
  if (largest.length === 0) return []
  const messages = await messagesOf(deps, scope, measure)
  const losses: Loss[] = []
  for (const component of largest) {
    const reason = await explain[component](deps, scope, measure, messages)
    if (!reason) continue
    const { posts, ...rest } = reason
    losses.push({ component, points: card.losses[component], ...rest, posts: await tell(deps, scope, posts) })
  }
  return losses
}

/** Messages of the window as they are heard, with their weights, newest first. */
async function messagesOf(deps: Deps, scope: Scope, { days, mission, corrections }: MissionMeasure): Promise<Told[]> {
  const found = await findStandings(
    deps.db,
    scope,
    sql<boolean>`message.mission_id = ${mission.id} and message.local_day between ${days.first}::date and ${days.last}::date`,
  )
  const heard = found.map((message) => heardMessage(message, corrections))
  const weights = new Map(
    [...Map.groupBy(heard, (message) => message.localDay).values()].flatMap((day) => [...weightsOfDay(day)]),
  )
  return heard
    .filter((message) => !message.isExcluded)
    .map((message) => ({
      message,
      weight: weights.get(message.id) ?? 0,
      value: message.standing.label.purposeValue,
    }))
    .reverse()
}

async function tell(deps: Deps, scope: Scope, posts: readonly Told[]): Promise<Loss['posts']> {
  const rows = new Map(
    (
      await findMessages(
        deps.db,
        scope,
        posts.map(({ message }) => message.id),
      )
    ).map((row) => [row.message.id, row.message]),
  )
  return posts.flatMap(({ message, value }) => {
    const row = rows.get(message.id)
    if (!row) return []
    return {
      id: row.id,
      localDay: row.localDay,
      text: [...row.text].slice(0, 160).join(''),
      language: row.language,
      objective: mainObjective(message),
      value,
    }
  })
}

function mainObjective({ standing }: RatedMessage): string | null {
  const [first] = Object.entries(standing.label.objectives).sort(([, a], [, b]) => b - a)
  return first?.[0] ?? null
}

type Explain = (
  deps: Deps,
  scope: Scope,
  measure: MissionMeasure,
  messages: readonly Told[],
) => Promise<Reason | undefined>

/** Points of the index that one point of a component is worth here. */
const worthOf = ({ card }: MissionMeasure, id: ComponentId): number => card.shares[id] / 100

const explain: Record<ComponentId, Explain> = {
  C1: async (deps, scope, measure, messages) => {
    const { score, target, names, parents, card, mission } = measure
    const gap = largestGap(mixShares(score.out, target, names))
    if (!gap || gap.target === null) return undefined
    // The posts that took its place: of the objective furthest above what was agreed.
    const over = mixShares(score.out, target, names).toSorted(
      (a, b) => b.share - (b.target ?? 0) - (a.share - (a.target ?? 0)),
    )[0]
    const posts = messages.filter(
      ({ message }) =>
        over && (foldInto(message.standing.label.objectives, target, parents)[over.objective] ?? 0) > 0.5,
    )
    const lost = Math.min(
      card.losses.C1,
      (100 * (gap.target - gap.share) * worthOf(measure, 'C1')) / (1 - (score.coverage?.e0 ?? 0)),
    )
    const { objective, nameId, nameEn, share } = gap
    return {
      recoverable: lost,
      advice: {
        kind: 'objective_below',
        objective,
        nameId,
        nameEn,
        share,
        target: gap.target,
        kits: await openKits(deps, scope, mission.id, objective),
      },
      posts: posts.slice(0, mostPosts),
      campaigns: [],
    }
  },
  C2: async (_deps, _scope, measure) => {
    const lost = measure.adoption.campaigns.filter(({ counts, lossPoints }) => counts && lossPoints > 0)
    const worst = lost.toSorted((a, b) => b.lossPoints - a.lossPoints).slice(0, mostPosts)
    const [first] = worst
    if (!first) return undefined
    const { campaignId, title, how, lateHours } = first
    return {
      recoverable: first.lossPoints * worthOf(measure, 'C2'),
      advice:
        how === null
          ? { kind: 'answer_kit', campaignId, title }
          : how === 'as_is'
            ? { kind: 'adapt_kit', campaignId, title }
            : { kind: 'sooner', campaignId, title, lateHours },
      posts: [],
      campaigns: worst.map((kit) => ({
        campaignId: kit.campaignId,
        title: kit.title,
        how: kit.how,
        lateHours: kit.lateHours,
      })),
    }
  },
  C3: async (_deps, _scope, measure, messages) => {
    const labelled = messages.filter(({ value }) => value !== null)
    const told = labelled.filter(({ value }) => (value ?? 1) < 1)
    // Those that touch an objective already have something to say: they come first.
    const touching = told.filter(({ message }) => (message.standing.label.objectives.none ?? 0) < 0.5)
    const gained = touching.reduce((sum, { weight, value }) => sum + (weight * (1 - (value ?? 1))) / 2, 0)
    const scale = measure.estimate.weight > 0 ? 100 / (measure.estimate.weight * purposeTarget) : 0
    return {
      recoverable: Math.min(measure.card.losses.C3, gained * scale * worthOf(measure, 'C3')),
      advice: {
        kind: 'say_purpose',
        messages: labelled.filter(({ value }) => (value ?? 1) < 0.25).length,
        of: labelled.length,
      },
      posts: [...touching, ...told.filter((one) => !touching.includes(one))].slice(0, mostPosts),
      campaigns: [],
    }
  },
  C4: async (deps, scope, measure, messages) => {
    const scores = await findPlainScores(
      deps.db,
      scope,
      messages.map(({ message }) => message.id),
    )
    const worst = messages
      .flatMap((told) => {
        const plain = scores.get(told.message.id)
        return plain && plain.words >= minPlainWords ? { ...told, value: plain.score } : []
      })
      .toSorted((a, b) => a.value - b.value)
      .slice(0, mostPosts)
    return {
      recoverable: null,
      advice: { kind: 'plainer', score: measure.card.values.C4 ?? 0 },
      posts: worst,
      campaigns: [],
    }
  },
  C5: async (deps, scope, measure, messages) => ({
    recoverable: null,
    advice: { kind: 'complete_benefit', elements: ((measure.card.values.C5 ?? 0) * 4) / 100 },
    posts: await weakest(deps, scope, measure, messages, ({ benefitElements }) => benefitElements),
    campaigns: [],
  }),
  C6: async () => ({ recoverable: null, advice: { kind: 'reach_young' }, posts: [], campaigns: [] }),
  C7: async (deps, scope, measure, messages) => ({
    recoverable: null,
    advice: { kind: 'keep_to_facts', used: measure.texts.figuresUsed, matching: measure.texts.figuresMatching },
    posts: await weakest(deps, scope, measure, messages, ({ mustSay, figures }) =>
      figures !== null && figures.used > figures.matching ? 0 : mustSay,
    ),
    campaigns: [],
  }),
  C8: async (_deps, _scope, { surroundings, mission }) => {
    const tally = surroundings.questions.get(mission.id)
    if (!tally) return undefined
    return {
      recoverable: null,
      advice: { kind: 'answer_in_time', late: tally.actionable - tally.inTime, of: tally.actionable },
      posts: [],
      campaigns: [],
    }
  },
}

/** Messages that raters found least in, by `pick`; those with everything are left out. */
async function weakest(
  deps: Deps,
  scope: Scope,
  { mission, days }: MissionMeasure,
  messages: readonly Told[],
  pick: (quality: Quality) => number | null,
): Promise<Told[]> {
  const qualities = await findQualities(
    deps.db,
    scope,
    sql<boolean>`message.mission_id = ${mission.id} and message.local_day between ${days.first}::date and ${days.last}::date`,
  )
  const values = new Map(qualities.map((quality) => [quality.messageId, pick(quality)]))
  return messages
    .flatMap((told) => {
      const value = values.get(told.message.id)
      return value === null || value === undefined ? [] : { ...told, value }
    })
    .toSorted((a, b) => a.value - b.value)
    .slice(0, mostPosts)
}

/** Released kits for an objective that the mission has not answered and that may still be taken. */
async function openKits(deps: Deps, scope: Scope, missionId: string, objective: string): Promise<number> {
  const waiting = new Set(
    (await listAssignments(deps.db, scope, missionId))
      .filter(({ status }) => status === 'pending')
      .map(({ campaignId }) => campaignId),
  )
  if (waiting.size === 0) return 0
  const today = localDayOf(deps.now(), deps.homeZone)
  return (await listCampaigns(deps.db, scope)).filter(
    (campaign) =>
      waiting.has(campaign.id) &&
      campaign.objectiveCode === objective &&
      campaign.status === 'released' &&
      (campaign.targetAt === null || campaign.targetAt.slice(0, 10) >= today),
  ).length
}
