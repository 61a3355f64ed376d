import { type ReadLimits, usualReads } from '../../networks/network.ts'

/** Calls that one account may still make in its network's window. */
export type Budget = {
  readonly limits: ReadLimits
  /** Calls left in this window and this turn. */
  left(): number
  /** Counts calls before they are made; a call that fails was made. */
  spend(calls: number): void
  readonly spent: () => number
  /** When the window ends, so that a new one begins. */
  readonly windowEndsAt: Date
}

/** No turn takes more than this, so that a busy account keeps nobody waiting. */
const perTurn = 40

/** Opens the budget of a turn from what the window has seen so far; a window that is over begins anew. */
export function openBudget(
  limits: ReadLimits = usualReads,
  window: { readonly at: Date | null; readonly calls: number },
  now: Date,
): Budget & { readonly windowAt: Date; readonly callsBefore: number } {
  const isOver = window.at === null || now.getTime() - window.at.getTime() >= limits.windowMs
  const windowAt = isOver || window.at === null ? now : window.at
  const callsBefore = isOver ? 0 : window.calls
  let spent = 0
  return {
    limits,
    windowAt,
    callsBefore,
    windowEndsAt: new Date(windowAt.getTime() + limits.windowMs),
    left: () => Math.min(limits.count - callsBefore - spent, perTurn - spent),
    spend: (calls) => {
      spent += calls
    },
    spent: () => spent,
  }
}

/** Calls that asking about the numbers of so many posts costs. */
export const metricsCost = (limits: ReadLimits, posts: number): number =>
  Math.max(1, Math.ceil(posts * (limits.metricsPerPost ?? 0)))

/** Calls that asking whether so many posts stand costs. */
export const deletedCost = (limits: ReadLimits, posts: number): number =>
  1 + Math.ceil(posts * (limits.deletedPerPost ?? 0))

/** How many posts, at most 25, what is left allows to ask about. */
export function affordablePosts(budget: Budget): number {
  const { metricsPerPost = 0, deletedPerPost = 0 } = budget.limits
  const each = metricsPerPost + deletedPerPost
  const left = budget.left() - 2
  if (left < 0) return 0
  return each === 0 ? 25 : Math.min(25, Math.floor(left / each))
}
