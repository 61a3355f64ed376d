/** What is known after a call that brought no answer one can use. Only `not_sent` and the network's own refusals prove that nothing happened. */
export type CallFailure =
  | {
      readonly kind: /** No connection was made, so the network never saw the call. */
        | 'not_sent'
        /** Cut, timed out or given up after the call may have left. */
        | 'no_answer'
        /** An answer that is not in the network's form: HTML of a proxy, cut or broken JSON, a redirect. */
        | 'garbled'
        /** The network's own fault; it may have done it all the same. */
        | 'server'
        /** The token is no longer good; a fresh one may be. */
        | 'session'
        /** The grant is dead, or lacks the right. A person must act. */
        | 'auth'
        /** The account is suspended, restricted or gone. */
        | 'account'
        /** The network says that it has this very text already. */
        | 'duplicate'
        | 'missing'
        /** Not yet: nothing was done, the same may be asked again in a moment. */
        | 'busy'
        /** The ticket is no good any more and never led to anything. */
        | 'spent'
        /** The network refuses the content or the request. */
        | 'invalid'
      readonly detail: string
    }
  /** Too many calls; nothing was done. */
  | { readonly kind: 'rate'; readonly detail: string; readonly waitMs: number }

/** A call failed; `failure` says what that proves. */
export class CallFailed extends Error {
  readonly failure: CallFailure

  constructor(failure: CallFailure, cause?: unknown) {
    super(failure.detail, { cause })
    this.name = 'CallFailed'
    this.failure = failure
  }
}

const shortestWaitMs = 1000
const longestWaitMs = 24 * 3_600_000
/** Where a network says "too often" and not until when. */
export const defaultWaitMs = 5 * 60_000

/** A wait within reason: 1 s to a day. */
export function boundWait(ms: number): number {
  return Number.isFinite(ms) ? Math.min(Math.max(ms, shortestWaitMs), longestWaitMs) : defaultWaitMs
}

/**
 * Milliseconds until `resetAt` (epoch milliseconds), measured on the network's own clock where its answer shows one:
 * ours may be wrong by hours.
 */
export function waitUntil(resetAt: number, headers: Headers, now: Date): number {
  const serverNow = Date.parse(headers.get('date') ?? '') || now.getTime()
  return boundWait(resetAt - serverNow)
}

/** Milliseconds of a `Retry-After` in seconds; `undefined` = there is none. */
export function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number.parseFloat(headers.get('retry-after') ?? '')
  return Number.isFinite(seconds) ? boundWait(seconds * 1000) : undefined
}
