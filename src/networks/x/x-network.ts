import type { PlatformProfile } from '../../contract/platform-profile.ts'
import type { Network } from '../network.ts'
import { parseNetworkUrl } from '../parse-network-url.ts'
import { createTokenKeeper } from '../wire/token-keeper.ts'
import { createAuth, createRefresh } from './auth.ts'
import { createXCaller, type XDeps } from './call.ts'
import { createPublisher } from './publisher.ts'
import { createAudience, createInbox, createMetrics, createReader } from './reader.ts'

export function createXNetwork(deps: XDeps, profile: PlatformProfile): Network {
  const callX = createXCaller(deps)
  const tokens = createTokenKeeper({ now: deps.now, refresh: createRefresh(callX, deps.timeoutMs) })
  const room = { callX, tokens, now: deps.now }
  return {
    code: profile.code,
    limits: {
      maxConcurrentPerAccount: 1,
      // POST /2/tweets: 100 in 15 minutes for one user (docs.x.com rate-limits, read 2026-11-24).
      publications: { count: 100, windowMs: 15 * 60_000 },
      // Reading is paid by the post (pricing, read 2026-11-24): this is our own pace, not the network's.
      reads: { count: 30, windowMs: 15 * 60_000 },
      timeoutMs: deps.timeoutMs,
    },
    auth: createAuth(callX, tokens, deps.now),
    publisher: createPublisher(room),
    reader: createReader(room),
    metrics: createMetrics(room),
    inbox: createInbox(room),
    audience: createAudience(room),
    parsePostUrl(url) {
      const found = parseNetworkUrl(url, [profile])
      if (found?.kind !== 'post' || found.postId === undefined) return null
      return { remoteId: found.postId, ...(found.handle === undefined ? {} : { handleOrId: found.handle.key }) }
    },
  }
}
