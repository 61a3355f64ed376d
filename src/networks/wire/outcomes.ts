import { type Instant, NetworkReadError, type PublishOutcome } from '../network.ts'
import { CallFailed, type CallFailure } from './call-failure.ts'

const networkPauseMs = 30_000

/** @throws what is no failure of a call: a fault of our own must not look like one of the network's. */
export function failureOf(error: unknown): CallFailure {
  if (error instanceof CallFailed) return error.failure
  throw error
}

/** The outcome where no call can have published: whatever went wrong, nothing is out. */
export function nothingOut(failure: CallFailure, now: Date): PublishOutcome {
  switch (failure.kind) {
    case 'rate':
      return deferred(now, failure.waitMs, 'rate')
    case 'account':
    case 'auth':
      return { kind: 'refused', reason: failure.kind, detail: failure.detail }
    case 'session':
      return deferred(now, networkPauseMs, 'auth_refresh')
    case 'invalid':
    case 'duplicate':
    case 'missing':
      return { kind: 'refused', reason: 'content', detail: failure.detail }
    default:
      return deferred(now, networkPauseMs, 'network')
  }
}

/** The outcome of the publishing call itself: what proves nothing is unknown. */
export function mayBeOut(failure: CallFailure, now: Date): PublishOutcome {
  switch (failure.kind) {
    case 'no_answer':
    case 'garbled':
    case 'server':
    case 'duplicate':
      return { kind: 'unknown', detail: failure.detail }
    default:
      return nothingOut(failure, now)
  }
}

export function deferred(now: Date, waitMs: number, why: 'rate' | 'network' | 'auth_refresh'): PublishOutcome {
  return { kind: 'deferred', retryAt: later(now, waitMs), why }
}

export function later(now: Date, ms: number): Instant {
  return new Date(now.getTime() + ms).toISOString()
}

/** Runs a reading. @throws NetworkReadError for every failure of a call. */
export async function reading<T>(now: () => Date, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const failure = failureOf(error)
    const { detail } = failure
    switch (failure.kind) {
      case 'rate':
        throw new NetworkReadError('rate', detail, later(now(), failure.waitMs), error)
      case 'auth':
      case 'account':
        throw new NetworkReadError(failure.kind, detail, undefined, error)
      case 'garbled':
      case 'invalid':
      case 'missing':
      case 'duplicate':
        throw new NetworkReadError('protocol', detail, undefined, error)
      default:
        throw new NetworkReadError('network', detail, undefined, error)
    }
  }
}
