import type { PlatformProfile } from '../../contract/platform-profile.ts'
import type { Network } from '../network.ts'
import { parseNetworkUrl } from '../parse-network-url.ts'

/**
 * A network that people serve by hand, from its profile alone: Selaras prepares text and pictures, a person publishes
 * and pastes the link. It has no publisher, reader or numbers of its own.
 */
export function createManualNetwork(profile: PlatformProfile): Network {
  return {
    code: profile.code,
    // Nothing is called, so nothing is limited: the numbers say "one person at a time".
    limits: { maxConcurrentPerAccount: 1, publications: { count: 1000, windowMs: 86_400_000 }, timeoutMs: 30_000 },
    parsePostUrl(url) {
      const found = parseNetworkUrl(url, [profile])
      if (found?.kind !== 'post' || found.postId === undefined) return null
      return { remoteId: found.postId, ...(found.handle === undefined ? {} : { handleOrId: found.handle.key }) }
    },
  }
}
