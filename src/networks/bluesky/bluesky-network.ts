import type { PlatformProfile } from '../../contract/platform-profile.ts'
import type { Network } from '../network.ts'
import { parseNetworkUrl } from '../parse-network-url.ts'
import { createAuth } from './auth.ts'
import { createFilmDesk } from './film.ts'
import { BlueskyOAuth, type BlueskyOAuthDeps } from './oauth.ts'
import { createPublisher } from './publisher.ts'
import { createAudience, createInbox, createMetrics, createReader } from './reader.ts'
import { Sessions } from './sessions.ts'
import { postUri } from './view.ts'

type BlueskyDeps = {
  readonly fetch: typeof fetch
  readonly now: () => Date
  /** How long one call may take, in milliseconds; a publication makes up to 7 (4 pictures, mention, session, record), a thread as many for each of its posts. */
  readonly timeoutMs: number
  /** Where films are made ready. `null`: they go straight to the account's server, which shows them later. Default Bluesky's. */
  readonly videoService?: string | null
  /** For a network of one's own. */
  readonly directory?: NonNullable<BlueskyOAuthDeps['directory']>
}

const bskyVideoService = 'https://video.bsky.app'

const defaultService = 'https://bsky.social'

export function createBlueskyNetwork(deps: BlueskyDeps, profile: PlatformProfile): Network {
  const { videoService = bskyVideoService } = deps
  const consents = new BlueskyOAuth(deps)
  const sessions = new Sessions({ ...deps, defaultService, consents })
  return {
    code: profile.code,
    limits: {
      // A repository is written one commit at a time anyway.
      maxConcurrentPerAccount: 1,
      // 5,000 points an hour, 3 a new record (docs.bsky.app rate-limits, read 2026-11-24); the rest is left to people.
      publications: { count: 1000, windowMs: 3_600_000 },
      timeoutMs: deps.timeoutMs,
      // 3,000 calls in 5 minutes from one address, which all accounts share (docs.bsky.app rate-limits, read 2026-11-24).
      reads: { count: 60, windowMs: 15 * 60_000, deletedPerPost: 1 },
    },
    auth: { ...createAuth({ ...deps, sessions, defaultService }), oauth: consents.part },
    publisher: createPublisher({
      ...deps,
      sessions,
      films: videoService === null ? undefined : createFilmDesk({ ...deps, sessions, videoService }),
    }),
    reader: createReader({ ...deps, sessions }),
    metrics: createMetrics({ ...deps, sessions }),
    inbox: createInbox({ ...deps, sessions }),
    audience: createAudience({ ...deps, sessions }),
    /** `remoteId` stands on the DID only where the link does; a link by handle is compared by handle and record key. */
    parsePostUrl(url) {
      const found = parseNetworkUrl(url, [profile])
      if (found?.kind !== 'post' || found.handle === undefined || found.postId === undefined) return null
      return { handleOrId: found.handle.key, remoteId: postUri(found.handle.key, found.postId) }
    },
  }
}
