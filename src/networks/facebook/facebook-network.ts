import type { PlatformProfile } from '../../contract/platform-profile.ts'
import { createGraphCaller, type GraphDeps } from '../meta/call.ts'
import type { Network } from '../network.ts'
import { parseNetworkUrl } from '../parse-network-url.ts'
import { createAuth } from './auth.ts'
import { createPublisher } from './publisher.ts'
import { createAudience, createInbox, createMetrics, createReader } from './reader.ts'

export function createFacebookNetwork(deps: GraphDeps, profile: PlatformProfile): Network {
  const callGraph = createGraphCaller(deps)
  const room = { callGraph, now: deps.now }
  return {
    code: profile.code,
    limits: {
      maxConcurrentPerAccount: 1,
      // Calls are counted (4,800 a day and engaged user; rate-limiting, copy of 2026-09-11), posts are not: this is our own pace.
      publications: { count: 60, windowMs: 3_600_000 },
      // 200 calls an hour and user of the app (graph-api rate-limiting, copy of 2026-09-11), half of it left to publishing.
      reads: { count: 100, windowMs: 3_600_000, metricsPerPost: 2, deletedPerPost: 1 },
      timeoutMs: deps.timeoutMs,
    },
    auth: createAuth(callGraph, deps.now),
    publisher: createPublisher(room),
    reader: createReader(room),
    metrics: createMetrics(room),
    inbox: createInbox(room),
    audience: createAudience(room),
    /** Only a link by numbers carries the id the API knows; a `pfbid` is Facebook's own. */
    parsePostUrl(url) {
      const found = parseNetworkUrl(url, [profile])
      if (found?.kind !== 'post' || found.postId === undefined) return null
      const page = found.handle?.opaque === true && /^\d+$/.test(found.postId) ? `${found.handle.key}_` : ''
      return {
        remoteId: `${page}${found.postId}`,
        ...(found.handle === undefined ? {} : { handleOrId: found.handle.key }),
      }
    },
  }
}
