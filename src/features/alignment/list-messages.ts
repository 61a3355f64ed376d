import { sql } from 'kysely'
import type { z } from 'zod'
import type { messageEndpoints, messageList } from '../../contract/messages.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { findMessages, findQualities, findStandings, type Quality, type RatedMessage } from '../rating/index.ts'
import { benefitElements as maxElements } from './components/benefit-statement.ts'
import { minPlainWords } from './components/plain-language.ts'
import { weightsOfDay } from './day-cell.ts'
import { cutSum, foldInto } from './estimate.ts'
import { isCompared } from './evidence.ts'
import { heardMessage } from './heard-labels.ts'
import { findPlainScores } from './plain-store.ts'
import { purposeTarget } from './purpose-ratio.ts'
import type { TextSums } from './scorecard.ts'
import { type Deps, type MissionMeasure, measureMission } from './view-mission.ts'

type Query = z.output<typeof messageEndpoints.list.query>
type MessageList = z.output<typeof messageList>

/** What one message adds to the opened number; null where it is outside it. */
type Contribute = (message: RatedMessage, weight: number) => number | null
type Opened = { readonly contribute: Contribute; readonly view: MessageList['opened'] }

/**
 * The messages behind a number of a mission, newest first. Contributions of all of them and the lines beside them add
 * up to the number; filters only narrow what is listed.
 */
export async function listMissionMessages(
  deps: Deps,
  scope: Scope,
  missionId: string,
  query: Query,
): Promise<MessageList> {
  const measure = await measureMission(deps, scope, missionId, query.window)
  const { first, last } = measure.days
  const published = await findStandings(
    deps.db,
    scope,
    sql<boolean>`message.mission_id = ${missionId} and message.local_day between ${first}::date and ${last}::date`,
  )
  const messages = published.map((message) => heardMessage(message, measure.corrections))
  const weights = new Map(
    [...Map.groupBy(messages, (message) => message.localDay).values()].flatMap((day) => [...weightsOfDay(day)]),
  )
  const opened =
    query.objective === undefined
      ? await openComponent(deps, scope, measure, query.component ?? 'C3', published)
      : openShare(measure, query.objective)
  // C4, C5 and C7 stand on few of the messages: only those are behind their number.
  const isBehind = (message: RatedMessage) =>
    query.component === undefined || query.component === 'C3' || opened.contribute(message, 1) !== null
  const listed = messages.filter((message) => matches(message, query, measure) && isBehind(message)).reverse()
  const page = pageOf(listed, query)
  const details = new Map(
    (
      await findMessages(
        deps.db,
        scope,
        page.map(({ id }) => id),
      )
    ).map((row) => [row.message.id, row]),
  )
  return {
    rows: page.flatMap((rated) => {
      const row = details.get(rated.id)
      const weight = weights.get(rated.id) ?? 0
      return row
        ? { ...row.message, label: rated.standing.label, weight, contribution: opened.contribute(rated, weight) }
        : []
    }),
    ...(page.length > 0 && page.at(-1) !== listed.at(-1) ? { next: page.at(-1)?.id } : {}),
    total: listed.length,
    opened: opened.view,
  }
}

function pageOf(listed: readonly RatedMessage[], { limit, after }: Query): readonly RatedMessage[] {
  const start = after === undefined ? 0 : listed.findIndex((message) => message.id === after) + 1
  if (after !== undefined && start === 0) throw new AppError('invalid', 'message.page_gone')
  return listed.slice(start, start + limit)
}

function matches(message: RatedMessage, query: Query, { target, parents }: MissionMeasure): boolean {
  const { label } = message.standing
  if (query.source !== undefined && label.source !== query.source) return false
  if (query.deleted !== undefined && message.isDeleted !== (query.deleted === 'true')) return false
  if (
    query.purpose !== undefined &&
    (label.purposeValue === null || Math.round(label.purposeValue * 2) !== query.purpose)
  )
    return false
  return query.objective === undefined || (foldInto(label.objectives, target, parents)[query.objective] ?? 0) > 0
}

async function openComponent(
  deps: Deps,
  scope: Scope,
  measure: MissionMeasure,
  component: 'C3' | 'C4' | 'C5' | 'C7',
  messages: readonly RatedMessage[],
): Promise<Opened> {
  if (component === 'C3') return openPurpose(measure)
  const { texts, card, mission, days } = measure
  const view = { kind: component, objective: null, value: card.components[component].value, lines: [] }
  const ids = messages.map(({ id }) => id)
  if (component === 'C4') {
    const scores = await findPlainScores(deps.db, scope, ids)
    return {
      view,
      contribute: ({ id, isExcluded, languageGroup }, weight) => {
        const plain = languageGroup === 'id' && !isExcluded ? scores.get(id) : undefined
        return plain && plain.words >= minPlainWords ? part(weight * plain.score, texts.plainWeight) : null
      },
    }
  }
  const found = await findQualities(
    deps.db,
    scope,
    sql<boolean>`message.mission_id = ${mission.id} and message.local_day between ${days.first}::date and ${days.last}::date`,
  )
  const qualities = new Map(found.map((quality) => [quality.messageId, quality]))
  return {
    view,
    contribute: ({ id, isExcluded }, weight) => {
      const quality = qualities.get(id)
      if (!quality || isExcluded) return null
      return component === 'C5' ? benefitPart(quality, weight, texts) : consistencyPart(quality, weight, texts)
    },
  }
}

const part = (value: number, of: number): number => (of > 0 ? value / of : 0)

function benefitPart({ benefitElements }: Quality, weight: number, { benefitWeight }: TextSums): number | null {
  return benefitElements === null ? null : part((100 / maxElements) * weight * benefitElements, benefitWeight)
}

/** C7 has two means; where one of them is empty the other stands alone, as in `messageConsistency`. */
function consistencyPart(quality: Quality, weight: number, { saidWeight, figuresUsed }: TextSums): number | null {
  if (!isCompared(quality)) return null
  const { mustSay, figures } = quality
  const share = figuresUsed <= 0 ? 1 : saidWeight <= 0 ? 0 : 0.6
  const said = mustSay === null ? 0 : part(weight * mustSay, saidWeight)
  return 100 * (share * said + (1 - share) * part(weight * (figures?.matching ?? 0), figuresUsed))
}

/** C3 in points: weight · purpose value / (weight of all · p), the audit's correction and the cut at 0 and 100. */
function openPurpose({ estimate, score }: MissionMeasure): Opened {
  const scale = estimate.weight > 0 ? 100 / (estimate.weight * purposeTarget) : 0
  const correction = scale * (estimate.purposeCorrected - estimate.purposeLabelled)
  const value = score.c3.value
  return {
    contribute: ({ standing, isExcluded }, weight) =>
      isExcluded || standing.label.purposeValue === null ? null : scale * weight * standing.label.purposeValue,
    view: {
      kind: 'C3',
      objective: null,
      value,
      lines: linesOf(correction, (value ?? scale * estimate.purposeCorrected) - scale * estimate.purposeCorrected),
    },
  }
}

/** Percent of one objective among the objective-bearing messages (`none`: among all labelled ones). */
function openShare({ estimate, score, target, parents }: MissionMeasure, objective: string): Opened {
  const corrected = foldInto(estimate.corrected, target, parents)
  const sums = Object.values(corrected).map((sum) => cutSum(sum, estimate.weight))
  const divisor = objective === 'none' ? sums.reduce((a, b) => a + b, 0) : score.out.divisor
  const scale = divisor > 0 ? 100 / divisor : 0
  const sum = corrected[objective] ?? 0
  const labelled = foldInto(estimate.labelled, target, parents)[objective] ?? 0
  const cut = cutSum(sum, estimate.weight)
  return {
    contribute: ({ standing, isExcluded }, weight) => {
      const share = foldInto(standing.label.objectives, target, parents)[objective] ?? 0
      return isExcluded || share === 0 ? null : scale * weight * share
    },
    view: {
      kind: 'share',
      objective,
      value: divisor > 0 ? scale * cut : null,
      lines: linesOf(scale * (sum - labelled), scale * (cut - sum)),
    },
  }
}

const linesOf = (correction: number, cut: number): MessageList['opened']['lines'] => [
  { kind: 'audit_correction', contribution: correction },
  ...(Math.abs(cut) > 1e-9 ? [{ kind: 'cut' as const, contribution: cut }] : []),
]
