import { createHash } from 'node:crypto'
import type { BundleContent, MandateTier, Review, ReviewStep } from '../../contract/approvals.ts'
import type { RiskTier } from '../../contract/items.ts'

export type {
  Approval,
  BundleContent,
  Mandate,
  MandateTier,
  MissionMandates,
  Review,
  ReviewStep,
  ReviewTimes,
} from '../../contract/approvals.ts'

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
 * Steps by tier (APR-01). rutin: the head of mission or whom the head delegated. sensitif: then the regional desk.
 * kebijakan/luas: then an editor of headquarters too. darurat: the mission alone; headquarters reads along.
 */
const tierSteps: Readonly<Record<MandateTier, readonly ReviewStep[]>> = {
  routine: ['mission'],
  sensitive: ['mission', 'desk'],
  policy: ['mission', 'desk', 'headquarters'],
  emergency: ['mission'],
}

/** What a mandate has to cover: an emergency is one, whatever else is said of it. */
export const mandateTierOf = (tier: RiskTier, kind: string): MandateTier => (kind === 'emergency' ? kind : tier)

/** Headquarters has no desk over it: there an editor takes the desk's step, so that a second person still decides. */
export function stepsOf(tier: RiskTier, kind: string, isHeadquarters = false): readonly ReviewStep[] {
  const steps = tierSteps[mandateTierOf(tier, kind)]
  return isHeadquarters ? [...new Set(steps.map((step) => (step === 'desk' ? 'headquarters' : step)))] : steps
}

/** Working hours of the reviewer within which a step should be decided (APR-04). [P] */
export const reviewHours: Readonly<Record<ReviewStep, number>> = { mission: 8, desk: 16, headquarters: 24 }
/** Working hours for an emergency. [P] */
export const emergencyHours = 1

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
