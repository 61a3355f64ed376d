import type { Agent } from '@atproto/api'
import { StrangeAnswer } from './call-failure.ts'

export type AgentOptions = {
  readonly fetch: typeof fetch
  /** Address of the PDS or entryway. */
  readonly service: string
  readonly token?: string
}

/**
 * The protocol's own client over our `fetch`. The library is loaded at the first call (0.6 s and 65 MB measured), so
 * that a start without Bluesky accounts does not pay for it.
 */
export async function createAgent(options: AgentOptions): Promise<Agent> {
  const { Agent: ProtocolAgent } = await import('@atproto/api')
  return new ProtocolAgent({
    async fetchHandler(path, init) {
      const headers = new Headers(init.headers)
      if (options.token !== undefined && !headers.has('authorization'))
        headers.set('authorization', `Bearer ${options.token}`)
      // A redirected POST would reach a server nobody chose, or arrive as a GET.
      const answer = await options.fetch(new URL(path, options.service), { ...init, headers, redirect: 'manual' })
      return answer.ok ? answer : requireProtocolError(answer)
    },
  })
}

/**
 * The library gives every 400 the name InvalidRequest, a proxy's HTML page too. Only an error in the protocol's own
 * form may count as the server's refusal.
 */
async function requireProtocolError(answer: Response): Promise<Response> {
  const text = await answer.text()
  if (!hasErrorName(text)) throw new StrangeAnswer(answer.status)
  return new Response(text, { status: answer.status, headers: answer.headers })
}

function hasErrorName(text: string): boolean {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'
  } catch {
    return false
  }
}
