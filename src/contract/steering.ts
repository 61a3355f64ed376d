import { z } from 'zod'
import { alignmentWindow, component, windowQuery } from './alignment.ts'
import { day, id, instant, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

/** C2 as the other components are shown; `unaudited` where a machine's reading decided how a kit was used. */
export const adoptionComponent = component.extend({ id: z.literal('C2') })
export type AdoptionComponent = z.output<typeof adoptionComponent>

/** One campaign's part in C2. */
export const campaignPart = z.object({
  campaignId: id,
  title: z.string(),
  obligation: z.enum(['mandatory', 'recommended']),
  targetAt: instant,
  /** What the mission published of it, and when first; null = nothing. */
  how: z.enum(['adapted', 'as_is']).nullable(),
  publishedAt: instant.nullable(),
  /** Working hours of the mission after the target. */
  lateHours: z.number(),
  /** Working days of the mission between the kit's release and its target. */
  leadDays: z.number().int(),
  /** Released less than 3 working days before its target: never counted against the mission. */
  isKitLate: z.boolean(),
  /** g, a · (0.7 + 0.3 v), and whether it counts. */
  weight: z.number(),
  earned: z.number(),
  counts: z.boolean(),
  /** Points of C2 that are missing here: g · (1 − earned) · 100 / Σ g; 0 where it does not count. */
  lossPoints: z.number(),
  /** A machine, not the mission's item, says how it was used. */
  isEstimated: z.boolean(),
})
export type CampaignPart = z.output<typeof campaignPart>

/** Dukungan Pusat: what headquarters owes (domain 5.2.6). A part is null where nothing of it can be measured. */
export const hqSupport = z.object({
  value: z.number().nullable(),
  parts: z.array(
    z.object({
      id: z.enum(['D1', 'D2', 'D3', 'D4', 'D5']),
      weight: z.number(),
      value: z.number().nullable(),
      /** What it stands on: kits, reviews, questions, narratives. */
      n: z.number().int(),
      good: z.number().nullable(),
    }),
  ),
})
export type HqSupport = z.output<typeof hqSupport>

export const missionSteering = z.object({
  window: alignmentWindow,
  missionId,
  asOf: day,
  c2: adoptionComponent,
  campaigns: z.array(campaignPart),
  /** Accepted refusals, which left the count, and refusals that nobody has accepted yet. */
  refusals: z.object({ accepted: z.number().int(), open: z.number().int() }),
  /** What headquarters owed this mission, and its region. */
  support: hqSupport,
  regionSupport: hqSupport,
  /** "terpengaruh dukungan pusat": support of the region is below 60. */
  isSupportWeak: z.boolean(),
})
export type MissionSteering = z.output<typeof missionSteering>

export const boardSteering = z.object({
  window: alignmentWindow,
  /** Mean over missions with a value, each once. */
  c2: z.object({ value: z.number().nullable(), missions: z.number().int() }),
  support: hqSupport,
  regions: z.array(z.object({ regionId: z.string(), nameId: z.string(), nameEn: z.string(), support: hqSupport })),
  /** By region and name, never by value. */
  missions: z.array(z.object({ missionId, c2: adoptionComponent, isSupportWeak: z.boolean() })),
})
export type BoardSteering = z.output<typeof boardSteering>

export const steeringEndpoints = {
  mission: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/steering',
    summary: 'C2 of one mission with every campaign behind it, and what headquarters owes (D1 to D5)',
    access: 'person',
    params: z.object({ missionId }),
    query: windowQuery,
    response: missionSteering,
  }),
  board: endpoint({
    method: 'GET',
    path: '/api/v1/board/steering',
    summary: 'C2 and Dukungan Pusat of the missions in your sight, by region',
    access: 'person',
    query: windowQuery,
    response: boardSteering,
  }),
}
