import { z } from 'zod'
import { day, id, instant, localTime, missionId, objectiveCode, quarter } from './common.ts'
import { deliveryState } from './deliveries.ts'
import { endpoint } from './endpoint.ts'
import { itemKind, itemStatus } from './items.ts'

/** A day that means something at a mission. Several may fall on one day. */
export const dayNote = z.object({
  day,
  /** `host`, `home`: offices closed by law there. `un`, `national`: days to write about, nobody is off. */
  kind: z.enum(['host', 'home', 'un', 'national']),
  nameId: z.string(),
  nameEn: z.string(),
})
export type DayNote = z.output<typeof dayNote>

/** One thing at one time: an item's deliveries of the same minute and state, or an item that has none yet. */
export const calendarEntry = z.object({
  key: z.string(),
  itemId: id,
  title: z.string(),
  kind: itemKind,
  /** Objective with the largest weight; null where the item has none. */
  objectiveCode: objectiveCode.nullable(),
  campaignId: id.nullable(),
  stage: z.union([itemStatus, deliveryState]),
  at: instant,
  /** Wall time at the mission. */
  local: localTime,
  /** Intent as stored: wall time and its zone, which may be another one than the mission's. */
  dueLocal: localTime,
  dueZone: z.string(),
  networks: z.array(z.string()),
  /** Deliveries behind it; none while the item is not approved. */
  deliveryIds: z.array(id),
  revision: z.number().int(),
  canMove: z.boolean(),
})
export type CalendarEntry = z.output<typeof calendarEntry>

/**
 * Something to look at. `same_account`, `same_objective`: two within an hour. `holiday`: on a closed day of the host
 * country. `embargo`: before the kit may go out. `missed`: its time has passed and it never left.
 */
export const calendarClash = z.object({
  kind: z.enum(['same_account', 'same_objective', 'holiday', 'embargo', 'missed']),
  /** Keys of the entries it is about, earliest first. */
  keys: z.array(z.string()).min(1),
  /** Network, name of the day, or the instant the embargo ends. */
  what: z.string(),
})
export type CalendarClash = z.output<typeof calendarClash>

/** What a mission writes on its page; headquarters' desk adds its comment. */
export const planTexts = z.object({
  aims: z.string().trim().max(400),
  audience: z.string().trim().max(300),
  channels: z.string().trim().max(200),
  partners: z.string().trim().max(300),
  measures: z.string().trim().max(300),
})
export type PlanTexts = z.output<typeof planTexts>

export const missionPlan = planTexts.extend({
  missionId,
  quarter,
  deskComment: z.string(),
  deskCommentBy: z.object({ id, name: z.string() }).nullable(),
  updatedBy: z.object({ id, name: z.string() }).nullable(),
  updatedAt: instant.nullable(),
  /** 0 while nobody has written anything. */
  revision: z.number().int(),
})
export type MissionPlan = z.output<typeof missionPlan>

const params = z.object({ missionId })

export const calendarEndpoints = {
  view: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/calendar',
    summary: 'A mission’s items and deliveries over at most 62 days, with the days that count there and what clashes',
    access: 'person',
    params,
    query: z.object({ from: day, to: day }),
    response: z.object({
      missionId,
      zone: z.string(),
      today: day,
      /** ISO weekdays without work. */
      weekend: z.array(z.number().int().min(1).max(7)),
      /** Whether the host country's holidays are known at all. */
      knowsHolidays: z.boolean(),
      days: z.array(dayNote),
      entries: z.array(calendarEntry),
      clashes: z.array(calendarClash),
    }),
  }),
  plan: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/plans/:quarter',
    summary: 'What a mission wrote for its one-page plan of a quarter',
    access: 'person',
    params: params.extend({ quarter }),
    response: missionPlan,
  }),
  savePlan: endpoint({
    method: 'PUT',
    path: '/api/v1/missions/:missionId/plans/:quarter',
    summary: 'Saves the mission’s words for its plan. 409 when someone saved since `revision`',
    access: 'person',
    params: params.extend({ quarter }),
    body: planTexts.extend({ revision: z.number().int().min(0) }),
    response: missionPlan,
  }),
  commentPlan: endpoint({
    method: 'PUT',
    path: '/api/v1/missions/:missionId/plans/:quarter/comment',
    summary: 'The regional desk writes its comment on a plan',
    access: 'person',
    params: params.extend({ quarter }),
    body: z.object({ comment: z.string().trim().max(300) }),
    response: missionPlan,
  }),
}
