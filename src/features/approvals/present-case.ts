import type { Scope } from '../missions/index.ts'
import type { Approval } from './model.ts'
import { mayDecide } from './policy.ts'
import type { ReviewCase } from './read-case.ts'

/** Where an item stands in review, as this scope may see it. Nothing is shown as reviewed before it is submitted. */
export function presentCase(scope: Scope, found: ReviewCase): Approval {
  const { item, risk } = found.view
  const isShown = item.status === 'in_review' || item.status === 'approved'
  const isYours = found.open !== undefined && mayDecide(scope, found.open, found.about).kind === 'may'
  return {
    itemId: item.id,
    status: item.status,
    tier: risk.tier,
    bundleHash: isShown ? found.bundle.hash : null,
    content: isShown ? found.bundle.content : null,
    steps: found.steps.map((step) => ({ step, isDone: found.counting.some((review) => review.step === step) })),
    yourStep: isYours ? (found.open ?? null) : null,
    reviews: [...found.reviews],
  }
}
