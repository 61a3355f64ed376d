import { AsyncLocalStorage } from 'node:async_hooks'
import type { Agent } from '@atproto/api'
import { StrangeAnswer } from './call-failure.ts'
import { scrub, secretsOf, withinBounds, withoutSecrets } from './guarded-answer.ts'

export type Target = {
  /** Address of the PDS or entryway. */
  readonly service: string
  readonly token?: string
  /** Sends with a proof of its own, to the server it knows; instead of `token`. */
  readonly send?: (path: string, init: RequestInit) => Promise<Response>
}

/** Runs `call` with a client whose calls all go to `target`. @throws what the call throws. */
export type CallTarget = <T>(target: Target, call: (agent: Agent) => Promise<T>) => Promise<T>

/**
 * The protocol's own client over our `fetch`. It is loaded at the first call (0.6 s and 65 MB measured), so that a start
 * without Bluesky accounts does not pay for it, and made once: each one parses all lexicons anew (3 ms measured).
 */
export function createCaller(fetchOverNetwork: typeof fetch): CallTarget {
  const targets = new AsyncLocalStorage<Target>()
  let loading: Promise<Agent> | undefined
  return async (target, call) => {
    loading ??= loadAgent(fetchOverNetwork, targets)
    const agent = await loading
    return targets.run(target, () => call(agent))
  }
}

async function loadAgent(fetchOverNetwork: typeof fetch, targets: AsyncLocalStorage<Target>): Promise<Agent> {
  const { Agent: ProtocolAgent } = await import('@atproto/api')
  return new ProtocolAgent({
    async fetchHandler(path, init) {
      const target = targets.getStore()
      if (target === undefined) throw new Error('a Bluesky call without a target')
      const headers = new Headers(init.headers)
      if (target.token !== undefined) headers.set('authorization', `Bearer ${target.token}`)
      // A redirected POST would reach a server nobody chose, or arrive as a GET.
      const whole: RequestInit = { ...init, headers, redirect: 'manual' }
      const secrets = secretsOf(target.token, init.body)
      const sent = target.send?.(path, whole) ?? fetchOverNetwork(new URL(path, target.service), whole)
      const answer = await sent.catch((error: unknown) => {
        throw withoutSecrets(error, secrets)
      })
      return answer.ok ? withinBounds(answer) : requireProtocolError(answer, secrets)
    },
  })
}

/**
 * The library gives every 400 the name InvalidRequest, a proxy's HTML page too. Only an error in the protocol's own
 * form may count as the server's refusal.
 */
async function requireProtocolError(answer: Response, secrets: readonly string[]): Promise<Response> {
  const text = await withinBounds(answer).text()
  if (!hasErrorName(text)) throw new StrangeAnswer(answer.status)
  return new Response(scrub(text, secrets), { status: answer.status, headers: answer.headers })
}

function hasErrorName(text: string): boolean {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'
  } catch {
    return false
  }
}
