import type { PublishOutcome } from '../../../networks/network.ts'
import { type DeliveryState, never, reasonOf } from '../model.ts'

/** Where a delivery goes after a call. */
export type Next = {
  readonly state: DeliveryState
  readonly reason: string | null
  readonly nextAt: Date
  readonly ticket?: string
  readonly sent?: { readonly remoteId: string; readonly url: string }
}

/** What the network lets us do when we do not know. */
export type Means = { readonly canLook: boolean; readonly nativeIdempotency: boolean; readonly timeoutMs: number }

const backoffFirstMs = 30_000
const backoffLongestMs = 30 * 60_000

/** Wait before try number `tries` + 1: doubling from 30 s to 30 min, spread by a fifth. `random` answers 0 ≤ x < 1. */
export function backoffMs(tries: number, random: () => number): number {
  const wait = Math.min(backoffFirstMs * 2 ** Math.min(Math.max(tries - 1, 0), 20), backoffLongestMs)
  return Math.round(wait * (0.9 + random() * 0.2))
}

/** What an outcome makes of a delivery. `tries`: attempts so far, this one included. */
export function afterOutcome(
  outcome: PublishOutcome,
  means: Means,
  tries: number,
  now: Date,
  random: () => number,
): Next {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', reason: null, nextAt: never, sent: { remoteId: outcome.remoteId, url: outcome.url } }
    case 'pending':
      return { state: 'pending', reason: 'pending', nextAt: new Date(outcome.pollAt), ticket: outcome.ticket }
    case 'deferred': {
      const asked = new Date(outcome.retryAt).getTime()
      // A server's own wait is trusted; our guesses at a broken line grow.
      const least = now.getTime() + (outcome.why === 'rate' ? 1000 : backoffMs(tries, random))
      return { state: 'scheduled', reason: `deferred.${outcome.why}`, nextAt: new Date(Math.max(asked, least)) }
    }
    case 'refused':
      return { state: 'refused', reason: reasonOf(`refused.${outcome.reason}`, outcome.detail), nextAt: never }
    case 'unknown':
      return afterUnknown(means, now)
  }
}

/**
 * What a repeat of a call that may have published comes to: a no is about the repeat alone, and leaves the doubt about
 * the first as it was.
 */
export function stillInDoubt(next: Next): Next {
  if (next.state === 'scheduled') return { ...next, state: 'unknown', reason: 'unknown.cut' }
  if (next.state === 'refused') return { ...next, state: 'unknown', reason: 'unknown.no_look' }
  return next
}

/**
 * From when on "it is not there" is proof: a call that was cut may still arrive until then. `callMs`: how long our side
 * waits for one call; `timeoutMs`: how long a cut one may be under way.
 */
export function provenFrom(
  tries: { readonly lastAt: Date; readonly endedAt: Date | null; readonly wasSilent: boolean },
  callMs: number,
  timeoutMs: number,
): Date {
  const latest = tries.lastAt.getTime() + callMs
  const ended = tries.endedAt?.getTime() ?? latest
  return new Date((tries.wasSilent ? Math.max(ended, latest) : ended) + timeoutMs)
}

/** True where the same keys can make no second post, now that the first attempt began at `firstAt`. */
export function isRepeatSafe(
  publisher: { readonly nativeIdempotency: boolean; readonly idempotencyMs?: number },
  firstAt: Date | undefined,
  now: Date,
): boolean {
  if (!publisher.nativeIdempotency) return false
  if (publisher.idempotencyMs === undefined || firstAt === undefined) return true
  // Nine tenths: the server's clock began when the call arrived, and the repeat is under way for a while.
  return now.getTime() - firstAt.getTime() < 0.9 * publisher.idempotencyMs
}

/** Looks no sooner than a cut call may still arrive; where nobody can look, a person decides. */
export function afterUnknown(means: Means, now: Date): Next {
  if (!means.canLook && !means.nativeIdempotency) return { state: 'unknown', reason: 'unknown.no_look', nextAt: never }
  return { state: 'unknown', reason: 'unknown.cut', nextAt: new Date(now.getTime() + means.timeoutMs) }
}

const lookPausesMs = [60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000]

/** When to look again after `looks` looks that could not tell; never = a person decides. */
export function nextLook(looks: number, now: Date): Date {
  const pause = lookPausesMs[looks - 1]
  return pause === undefined ? never : new Date(now.getTime() + pause)
}
