import type { PlatformProfile } from '../../contract/platform-profile.ts'
import type { Network } from '../network.ts'
import { parseNetworkUrl } from '../parse-network-url.ts'
import { createAuth } from './auth.ts'
import { createMastodonCaller, type MastodonDeps } from './call.ts'
import { createPublisher } from './publisher.ts'
import { createAudience, createInbox, createMetrics, createReader } from './reader.ts'
import { createServerLimits } from './server-limits.ts'

export function createMastodonNetwork(deps: MastodonDeps, profile: PlatformProfile): Network {
  const callMastodon = createMastodonCaller(deps)
  const reading = { callMastodon, now: deps.now }
  return {
    code: profile.code,
    limits: {
      maxConcurrentPerAccount: 1,
      // 300 calls in 5 minutes, 30 uploads in 30 minutes (docs.joinmastodon.org/api/rate-limits, read 2026-11-24): thirty
      // posts of one picture each; whoever posts more pictures is told to wait by the server.
      publications: { count: 30, windowMs: 30 * 60_000 },
      reads: { count: 100, windowMs: 5 * 60_000 },
      timeoutMs: deps.timeoutMs,
    },
    auth: createAuth(callMastodon, deps.now),
    publisher: createPublisher({
      ...reading,
      timeoutMs: deps.timeoutMs,
      limitsOf: createServerLimits(callMastodon, deps.now),
    }),
    reader: createReader(reading),
    metrics: createMetrics(reading),
    inbox: createInbox(reading),
    audience: createAudience(reading),
    /** The number in a link is that of the account's own server, where it was published. */
    parsePostUrl(url) {
      const found = parseNetworkUrl(url, [profile])
      if (found?.kind !== 'post' || found.postId === undefined || found.handle === undefined) return null
      return { handleOrId: found.handle.key, remoteId: found.postId }
    },
  }
}
