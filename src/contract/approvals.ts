import { z } from 'zod'
import { day, id, instant, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'
import { item, itemRow, linkCard, riskTier } from './items.ts'

/** SHA-256 over the canonical JSON of a bundle, hex. */
export const bundleHash = z.string().regex(/^[0-9a-f]{64}$/)

/** What a review is bound to: exactly what would stand on which account. */
export const bundleContent = z.object({
  format: z.literal(1),
  variants: z.array(
    z.object({
      variantId: id,
      accountId: id,
      network: z.string(),
      handle: z.string(),
      language: z.string(),
      text: z.string(),
      gist: z.string(),
      translatorName: z.string(),
      link: linkCard.nullable(),
    }),
  ),
  media: z.array(
    z.object({
      mediaId: id,
      sha256: z.string(),
      contentType: z.string(),
      altText: z.string(),
      /** Films only. */
      bytes: z.number().int().optional(),
      /** The bytes that networks get instead, where they take it in another form. */
      fits: z.array(z.object({ network: z.string(), sha256: z.string() })).optional(),
    }),
  ),
})
export type BundleContent = z.output<typeof bundleContent>

/** Steps of a tier, in their order (APR-01): the mission, its regional desk, an editor of headquarters. */
export const reviewStep = z.enum(['mission', 'desk', 'headquarters'])
export type ReviewStep = z.output<typeof reviewStep>

export const review = z.object({
  id,
  bundleHash,
  step: reviewStep,
  decision: z.enum(['approved', 'returned']),
  reviewer: z.object({ id, name: z.string() }),
  /** In which capacity, such as `head_of_mission`. */
  capacity: z.string(),
  comment: z.string(),
  createdAt: instant,
})
export type Review = z.output<typeof review>

export const approval = z.object({
  itemId: id,
  status: z.string(),
  tier: riskTier,
  /** null while nothing is submitted. */
  bundleHash: bundleHash.nullable(),
  content: bundleContent.nullable(),
  /** Steps of this tier and whether each is done on this bundle. */
  steps: z.array(z.object({ step: reviewStep, isDone: z.boolean() })),
  /** The step the caller may decide now. */
  yourStep: reviewStep.nullable(),
  /** All reviews ever, oldest first. */
  reviews: z.array(review),
})
export type Approval = z.output<typeof approval>

/** What a mandate may cover: the tiers of items, and emergencies. */
export const mandateTier = z.enum(['routine', 'sensitive', 'policy', 'emergency'])
export type MandateTier = z.output<typeof mandateTier>

const personName = z.object({ id, name: z.string() })

/**
 * Who may approve in the place of a head of mission. delegation: written by the head, with scope and end. charge: KUAI,
 * while no head holds the post. remote: a named person of the desk, for posts where nobody else could.
 */
export const mandate = z.object({
  id,
  kind: z.enum(['delegation', 'charge', 'remote']),
  missionId,
  person: personName,
  tiers: z.array(mandateTier),
  startsOn: day,
  /** Last local day of the mission; null = until revoked. */
  endsOn: day.nullable(),
  reason: z.string(),
  givenBy: personName.nullable(),
  createdAt: instant,
  revokedAt: instant.nullable(),
  /** By the mission's day: upcoming, in force, idle (a charge while a head holds the post), or over. */
  state: z.enum(['upcoming', 'active', 'idle', 'over']),
})
export type Mandate = z.output<typeof mandate>

export const missionMandates = z.object({
  missionId,
  /** Heads whose grant holds today; none = the post is vacant. */
  heads: z.array(personName),
  isVacant: z.boolean(),
  mandates: z.array(mandate),
  /** Persons of the mission, and of its desk, who may be named. */
  candidates: z.array(personName.extend({ roles: z.array(z.string()) })),
  /** Kinds that the caller may give. */
  mayGive: z.array(mandate.shape.kind),
})
export type MissionMandates = z.output<typeof missionMandates>

/** How long reviews wait, by step: for headquarters as well (APR-04). Hours are the reviewer's working hours. */
export const reviewTimes = z.object({
  since: instant,
  steps: z.array(
    z.object({
      step: reviewStep,
      allowedHours: z.number(),
      open: z.number().int(),
      overdue: z.number().int(),
      decided: z.number().int(),
      /** Of the decided ones; null without any. */
      medianHours: z.number().nullable(),
      /** Share of the decided ones within the allowed hours, 0–1. */
      inTimeShare: z.number().nullable(),
    }),
  ),
})
export type ReviewTimes = z.output<typeof reviewTimes>

const params = z.object({ itemId: id })

export const approvalEndpoints = {
  queue: endpoint({
    method: 'GET',
    path: '/api/v1/approvals',
    summary: 'Items that wait for the caller, the earliest planned time first, with the deadline of the review',
    access: 'person',
    response: z.object({
      rows: z.array(
        itemRow.extend({
          step: reviewStep,
          /** In which capacity the caller would decide. */
          capacity: z.string(),
          /** By when it should be decided, in the reviewer's working hours; null for items from before. */
          dueAt: instant.nullable(),
          /** When it was passed on because its time had run out. */
          escalatedAt: instant.nullable(),
        }),
      ),
    }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/v1/items/:itemId/approval',
    summary: 'Where an item stands in review, with the bundle that is reviewed',
    access: 'person',
    params,
    response: approval,
  }),
  submit: endpoint({
    method: 'POST',
    path: '/api/v1/items/:itemId/submit',
    summary: 'Submits an item for approval; refused with every open issue named. Repeating it changes nothing',
    access: 'person',
    params,
    body: z.object({ revision: z.number().int().min(1) }),
    response: item,
  }),
  approve: endpoint({
    method: 'POST',
    path: '/api/v1/items/:itemId/approve',
    summary: 'Approves exactly this bundle; 409 when the text is no longer the one that was read',
    access: 'person',
    params,
    body: z.object({ bundleHash }),
    response: approval,
  }),
  return: endpoint({
    method: 'POST',
    path: '/api/v1/items/:itemId/return',
    summary: 'Returns the item to its author with a comment of at least 5 characters',
    access: 'person',
    params,
    body: z.object({ bundleHash, comment: z.string().trim().min(5).max(2000) }),
    response: approval,
  }),
  informed: endpoint({
    method: 'GET',
    path: '/api/v1/approvals/informed',
    summary: 'Emergencies that missions published on their own in the last 7 days, for the desk and headquarters',
    access: 'person',
    response: z.object({
      rows: z.array(
        z.object({
          itemId: id,
          missionId,
          title: z.string(),
          approvedAt: instant,
          approvedBy: personName,
          capacity: z.string(),
        }),
      ),
    }),
  }),
  times: endpoint({
    method: 'GET',
    path: '/api/v1/approvals/times',
    summary: 'How long reviews waited in the last 90 days, by step, for the missions in the caller’s sight',
    access: 'person',
    response: reviewTimes,
  }),
  mandates: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/mandates',
    summary: 'Who may approve at a mission: heads, delegations, KUAI, remote approver',
    access: 'person',
    params: z.object({ missionId }),
    response: missionMandates,
  }),
  giveMandate: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/mandates',
    summary: 'The head delegates with scope and end; the desk or headquarters names a KUAI or a remote approver',
    access: 'person',
    params: z.object({ missionId }),
    body: z.object({
      kind: mandate.shape.kind,
      personId: id,
      tiers: z.array(mandateTier).min(1).max(4),
      startsOn: day,
      endsOn: day.nullable(),
      reason: z.string().trim().max(1000).default(''),
    }),
    status: 201,
    response: missionMandates,
  }),
  revokeMandate: endpoint({
    method: 'POST',
    path: '/api/v1/mandates/:mandateId/revoke',
    summary: 'Ends a mandate at once; what was approved under it stays approved',
    access: 'person',
    params: z.object({ mandateId: id }),
    response: missionMandates,
  }),
}
