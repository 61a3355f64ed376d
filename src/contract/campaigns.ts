import { z } from 'zod'
import { day, id, instant, language, missionId, objectiveCode } from './common.ts'
import { endpoint } from './endpoint.ts'

/** The locked core in one language: `message` stays word for word in every item made from the kit. */
export const kitCore = z.object({
  language,
  headline: z.string().max(200),
  message: z.string().max(2000),
  facts: z.array(z.string().min(1).max(500)).max(20).default([]),
  /** A whole post around the core, for missions to start from. */
  example: z.string().max(5000).default(''),
  isMaster: z.boolean().default(false),
})
export type KitCore = z.output<typeof kitCore>

/** A part that the mission fills as it likes. */
export const openPart = z.object({ kind: z.enum(['hook', 'language', 'partner', 'time']), hint: z.string().max(500) })
export type OpenPart = z.output<typeof openPart>

export const kit = z.object({
  cores: z.array(kitCore).max(40),
  openParts: z.array(openPart).max(12),
  mustSay: z.array(z.string().min(1).max(200)).max(20),
  mustNotSay: z.array(z.string().min(1).max(200)).max(20),
})
export type Kit = z.output<typeof kit>

/** What a strategist or editor fills in; all of it is needed at release, none of it while it is a draft. */
export const campaignDraft = z.object({
  title: z.string().trim().min(1).max(200),
  objectiveCode,
  /** Measurable: a number and what it counts (CAM-01). */
  goal: z.string().max(1000),
  baseline: z.string().max(1000),
  startsOn: day,
  endsOn: day,
  obligation: z.enum(['mandatory', 'recommended']),
  embargoUntil: instant.nullable(),
  targetAt: instant.nullable(),
  kit,
})
export type CampaignDraft = z.output<typeof campaignDraft>

export const campaignStatus = z.enum(['draft', 'released', 'ended'])

/** Answers of the addressed missions. `denominator` leaves accepted refusals out (CAM-04). */
export const adoptionCounts = z.object({
  addressed: z.number().int(),
  pending: z.number().int(),
  taken: z.number().int(),
  adapted: z.number().int(),
  declined: z.number().int(),
  refusalsAccepted: z.number().int(),
  denominator: z.number().int(),
})
export type AdoptionCounts = z.output<typeof adoptionCounts>

export const campaign = campaignDraft.extend({
  id,
  status: campaignStatus,
  releasedAt: instant.nullable(),
  createdBy: z.object({ id, name: z.string() }),
  createdAt: instant,
  updatedAt: instant,
  revision: z.number().int(),
  counts: adoptionCounts,
})
export type Campaign = z.output<typeof campaign>

export const campaignRow = campaign.omit({ kit: true })
export type CampaignRow = z.output<typeof campaignRow>

export const answer = z.enum(['taken', 'adapted', 'declined'])
export const assignment = z.object({
  campaignId: id,
  missionId,
  status: z.enum(['pending', 'taken', 'adapted', 'declined']),
  reason: z.string().nullable(),
  answeredBy: z.object({ id, name: z.string() }).nullable(),
  answeredAt: instant.nullable(),
  refusalAcceptedBy: z.object({ id, name: z.string() }).nullable(),
  refusalAcceptedAt: instant.nullable(),
})
export type Assignment = z.output<typeof assignment>

/** One mission's row of the adoption list. */
export const adoptionRow = assignment.extend({
  shortName: z.string(),
  regionId: z.string(),
  timezone: z.string(),
  weekend: z.array(z.number().int()),
  /** Items made from the kit, by where they stand. */
  items: z.object({ draft: z.number().int(), inReview: z.number().int(), approved: z.number().int() }),
})
export type AdoptionRow = z.output<typeof adoptionRow>

/** Everyone, whole regions, or named missions. Headquarters is never addressed. */
export const addressees = z.discriminatedUnion('to', [
  z.object({ to: z.literal('all') }),
  z.object({ to: z.literal('regions'), regionIds: z.array(z.string()).min(1).max(50) }),
  z.object({ to: z.literal('missions'), missionIds: z.array(missionId).min(1).max(1000) }),
])
export type Addressees = z.output<typeof addressees>

const params = z.object({ campaignId: id })
const answerParams = z.object({ campaignId: id, missionId })

export const campaignEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/campaigns',
    summary: 'Campaigns: drafts for headquarters, released ones for the missions they address',
    access: 'person',
    query: z.object({ status: campaignStatus.optional() }),
    response: z.object({ campaigns: z.array(campaignRow) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns',
    summary: 'Starts a campaign with its kit, as a draft',
    access: 'person',
    body: campaignDraft,
    idempotent: true,
    status: 201,
    response: campaign,
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId',
    summary: 'One campaign with its kit',
    access: 'person',
    params,
    response: campaign,
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/v1/campaigns/:campaignId',
    summary: 'Saves a draft. Refused with 409 when someone saved since `revision`, or after release',
    access: 'person',
    params,
    body: campaignDraft.extend({ revision: z.number().int().min(1) }),
    response: campaign,
  }),
  release: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/release',
    summary: 'Releases the kit to missions. A second release addresses further missions',
    access: 'person',
    params,
    body: addressees,
    response: campaign,
  }),
  adoption: endpoint({
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/adoption',
    summary: 'Answers by mission, alphabetical within the region, for the missions the caller may read',
    access: 'person',
    params,
    response: z.object({ campaignId: id, counts: adoptionCounts, missions: z.array(adoptionRow) }),
  }),
  kits: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/kits',
    summary: 'Kits addressed to a mission with its own answers; open ones first, then by target time',
    access: 'person',
    params: z.object({ missionId }),
    response: z.object({ kits: z.array(z.object({ campaign, assignment })) }),
  }),
  answer: endpoint({
    method: 'PUT',
    path: '/api/v1/campaigns/:campaignId/answers/:missionId',
    summary: 'The mission takes the kit, adapts it, or declines with a reason of at least 10 characters',
    access: 'person',
    params: answerParams,
    body: z.object({ answer, reason: z.string().trim().max(2000).optional() }),
    response: assignment,
  }),
  acceptRefusal: endpoint({
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/answers/:missionId/accept',
    summary: 'The regional desk accepts a refusal; it leaves the denominator',
    access: 'person',
    params: answerParams,
    response: assignment,
  }),
}
