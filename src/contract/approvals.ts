import { z } from 'zod'
import { id, instant } from './common.ts'
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
  media: z.array(z.object({ mediaId: id, sha256: z.string(), contentType: z.string(), altText: z.string() })),
})
export type BundleContent = z.output<typeof bundleContent>

export const reviewStep = z.enum(['mission', 'desk'])
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

const params = z.object({ itemId: id })

export const approvalEndpoints = {
  queue: endpoint({
    method: 'GET',
    path: '/api/v1/approvals',
    summary: 'Items that wait for the caller, the earliest planned time first',
    access: 'person',
    response: z.object({ rows: z.array(itemRow.extend({ step: reviewStep })) }),
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
}
