import type { PlatformProfile } from '../../contract/platform-profile.ts'
import { createGraphCaller, type GraphDeps } from '../meta/call.ts'
import { createContainerPublisher } from '../meta/container-publisher.ts'
import type { Network } from '../network.ts'
import { parseNetworkUrl } from '../parse-network-url.ts'
import { createAuth } from './auth.ts'
import { createAudience, createInbox, createMetrics, createReader } from './reader.ts'
import { createThreadsSteps } from './steps.ts'

export function createThreadsNetwork(deps: GraphDeps, profile: PlatformProfile): Network {
  const callGraph = createGraphCaller(deps)
  const steps = createThreadsSteps(callGraph)
  const reading = { callGraph, steps, now: deps.now }
  return {
    code: profile.code,
    limits: {
      maxConcurrentPerAccount: 1,
      // 250 posts in 24 hours (developers.facebook.com threads overview, 2025-12-22).
      publications: { count: 250, windowMs: 24 * 3_600_000 },
      timeoutMs: deps.timeoutMs,
      // 200 calls an hour and user of the app (graph-api rate-limiting, copy of 2026-09-11), half of it left to publishing.
      reads: { count: 100, windowMs: 3_600_000, metricsPerPost: 1, deletedPerPost: 1 },
    },
    auth: createAuth(callGraph, deps.now),
    // "On average 30 seconds" until a container may be published (threads/posts, 2026-04-14).
    publisher: createContainerPublisher(steps, deps.now, { firstMs: 30_000, workingMs: 30_000 }),
    reader: createReader(reading),
    metrics: createMetrics(reading),
    inbox: createInbox(reading),
    audience: createAudience(reading),
    /** Links carry a short code, not the id the API knows. */
    parsePostUrl(url) {
      const found = parseNetworkUrl(url, [profile])
      if (found?.kind !== 'post' || found.postId === undefined) return null
      return { remoteId: found.postId, ...(found.handle === undefined ? {} : { handleOrId: found.handle.key }) }
    },
  }
}
