import type { ConnectResult, RenewResult } from '../network.ts'
import { failureOf, later } from './outcomes.ts'

/** What a failed call means for connecting. @throws what is no failure of a call. */
export function connectFailure(error: unknown): ConnectResult {
  const { kind, detail } = failureOf(error)
  switch (kind) {
    case 'auth':
    case 'session':
    case 'invalid':
      return refusedConnect('auth', detail)
    case 'account':
    case 'missing':
      return refusedConnect('account', detail)
    default:
      return refusedConnect('network', detail)
  }
}

export function refusedConnect(reason: 'auth' | 'account' | 'network' | 'app', detail: string): ConnectResult {
  return { kind: 'refused', reason, detail }
}

/** Asks whether a grant still stands: only the network's own refusal says that it does not. */
export async function askRenewal(now: () => Date, ask: () => Promise<RenewResult>): Promise<RenewResult> {
  try {
    return await ask()
  } catch (error) {
    const failure = failureOf(error)
    const { detail } = failure
    if (failure.kind === 'auth' || failure.kind === 'account') return { kind: 'refused', detail }
    if (failure.kind === 'rate') return { kind: 'later', why: 'rate', detail, retryAt: later(now(), failure.waitMs) }
    return { kind: 'later', why: 'network', detail }
  }
}

/** A consent address with its parameters. */
export function consentAddress(base: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(base)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
