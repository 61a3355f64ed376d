import { createHash } from 'node:crypto'
import type { BundleContent, Review, ReviewStep } from '../../contract/approvals.ts'
import type { RiskTier } from '../../contract/items.ts'

export type { Approval, BundleContent, Review, ReviewStep } from '../../contract/approvals.ts'

/** JSON with sorted keys and no blanks: one text for one value, whoever writes it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`
}

/** SHA-256 over the canonical JSON, hex. What approval, delivery and audit name. */
export const hashOf = (content: BundleContent): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex')

/**
 * Steps by tier (APR-01). rutin: somebody of the mission. sensitif: then the regional desk. An emergency waits for
 * nobody beyond the mission; headquarters reads along.
 */
export const stepsOf = (tier: RiskTier, kind: string): readonly ReviewStep[] =>
  tier === 'sensitive' && kind !== 'emergency' ? ['mission', 'desk'] : ['mission']

/** Approvals that count: given to this bundle, since it was last submitted. */
export const countingReviews = (
  reviews: readonly Review[],
  bundleHash: string,
  submittedAt: string | null,
): readonly Review[] =>
  reviews.filter(
    (review) =>
      review.decision === 'approved' &&
      review.bundleHash === bundleHash &&
      submittedAt !== null &&
      review.createdAt >= submittedAt,
  )

/** First step that nobody has approved yet; undefined when all are done. */
export const nextStep = (steps: readonly ReviewStep[], counting: readonly Pick<Review, 'step'>[]) =>
  steps.find((step) => !counting.some((review) => review.step === step))
