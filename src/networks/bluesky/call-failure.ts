import type { XRPCError } from '@atproto/api'
import { findCause, toTransportFailure } from '../wire/transport-failure.ts'

/** What is known after a call that brought no answer one can use. Only `not_sent` and clear refusals prove that nothing happened. */
export type CallFailure =
  /** No connection was made, so the server never saw the call. */
  | { readonly kind: 'not_sent'; readonly detail: string }
  /** Cut, timed out or given up after the call may have left. */
  | { readonly kind: 'no_answer'; readonly detail: string }
  /** An answer came that is not in the protocol: HTML of a proxy, cut or broken JSON, a redirect. */
  | { readonly kind: 'garbled'; readonly detail: string }
  | { readonly kind: 'server'; readonly detail: string }
  | { readonly kind: 'rate'; readonly detail: string; readonly waitMs: number }
  /** The session is no longer good. */
  | { readonly kind: 'session'; readonly detail: string }
  | { readonly kind: 'auth'; readonly detail: string }
  | { readonly kind: 'account'; readonly detail: string }
  /** Another record stands at that key, or the record was changed meanwhile. */
  | { readonly kind: 'swap'; readonly detail: string }
  | { readonly kind: 'missing'; readonly detail: string }
  | { readonly kind: 'invalid'; readonly detail: string }

/** Answer outside the protocol; `status` as it came. */
export class StrangeAnswer extends Error {
  readonly status: number

  constructor(status: number) {
    super(`HTTP ${status} without an answer in the protocol`)
    this.name = 'StrangeAnswer'
    this.status = status
  }
}

const sessionErrors = new Set(['ExpiredToken', 'InvalidToken', 'AuthMissing'])
const accountErrors =
  /^(?:Account|Repo)(?:Takedown|Takendown|Suspended|Deactivated|Deleted|NotFound)$|^(?:NotLive|InactiveRepo|AccountNotFound)$/
const defaultWaitMs = 5 * 60_000
const longestWaitMs = 24 * 3_600_000

/** Sorts what a call threw. `now` is needed for waits that the server states as an instant only. */
export function toCallFailure(error: unknown, now: Date): CallFailure {
  const strange = findCause(error, (cause) => cause instanceof StrangeAnswer)
  if (strange instanceof StrangeAnswer) return fromStrange(strange)
  if (!isXrpcError(error) || error.status === 1) return toTransportFailure(error)
  return fromProtocol(error, now)
}

function fromStrange(strange: StrangeAnswer): CallFailure {
  const detail = strange.message
  if (strange.status === 429) return { kind: 'rate', detail, waitMs: defaultWaitMs }
  return strange.status >= 500 ? { kind: 'server', detail } : { kind: 'garbled', detail }
}

function fromProtocol(error: XRPCError, now: Date): CallFailure {
  const { error: name, status } = error
  const detail = `${name}: ${error.message}`.slice(0, 500)
  if (status === 2) return { kind: 'garbled', detail }
  if (status === 429) return { kind: 'rate', detail, waitMs: readWait(error.headers ?? {}, now) }
  if (status >= 500) return { kind: 'server', detail }
  if (sessionErrors.has(name)) return { kind: 'session', detail }
  if (accountErrors.test(name)) return { kind: 'account', detail }
  if (name === 'InvalidSwap') return { kind: 'swap', detail }
  if (name === 'RecordNotFound') return { kind: 'missing', detail }
  return { kind: status === 401 || status === 403 ? 'auth' : 'invalid', detail }
}

/** Milliseconds to wait by `Retry-After` or `RateLimit-Reset`, measured on the server's own clock where it shows one. */
function readWait(headers: Readonly<Record<string, string | undefined>>, now: Date): number {
  const serverNow = Date.parse(headers.date ?? '') || now.getTime()
  const retryAfter = Number(headers['retry-after'] ?? Number.NaN) * 1000
  const reset = Number(headers['ratelimit-reset'] ?? Number.NaN) * 1000 - serverNow
  const wait = [retryAfter, reset].find((ms) => Number.isFinite(ms)) ?? defaultWaitMs
  return Math.min(Math.max(wait, 1000), longestWaitMs)
}

// By shape: importing the class would load the whole library at start.
function isXrpcError(error: unknown): error is XRPCError {
  return error instanceof Error && 'status' in error && 'success' in error && 'error' in error
}
