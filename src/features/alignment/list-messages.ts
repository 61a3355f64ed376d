import { sql } from 'kysely'
import type { z } from 'zod'
import type { messageEndpoints, messageList } from '../../contract/messages.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { findMessages, findStandings, type RatedMessage } from '../rating/index.ts'
import { weightsOfDay } from './day-cell.ts'
import { cutSum, foldInto } from './estimate.ts'
import { heardMessage } from './heard-labels.ts'
import { purposeTarget } from './purpose-ratio.ts'
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
  const opened = query.objective === undefined ? openPurpose(measure) : openShare(measure, query.objective)
  const listed = messages.filter((message) => matches(message, query, measure)).reverse()
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
