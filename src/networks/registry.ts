import type { PlatformProfile } from '../contract/platform-profile.ts'
import { createBlueskyNetwork } from './bluesky/index.ts'
import { createFacebookNetwork } from './facebook/index.ts'
import { createInstagramNetwork } from './instagram/index.ts'
import { createManualNetwork } from './manual/index.ts'
import { createMastodonNetwork } from './mastodon/index.ts'
import type { Network } from './network.ts'
import { createTelegramNetwork } from './telegram/index.ts'
import { createThreadsNetwork } from './threads/index.ts'
import { createXNetwork } from './x/index.ts'

export type NetworkDeps = {
  /** All calls to networks go through it; whoever makes it decides which hosts may be reached. */
  readonly fetch: typeof fetch
  readonly now: () => Date
  /** How long one call may take, in milliseconds. */
  readonly timeoutMs: number
}

/** Connectors by code. A profile without one here is served by hand, whatever its mode says. */
const connectors: Readonly<Record<string, (deps: NetworkDeps, profile: PlatformProfile) => Network>> = {
  bluesky: createBlueskyNetwork,
  telegram: createTelegramNetwork,
  mastodon: createMastodonNetwork,
  x: createXNetwork,
  facebook: createFacebookNetwork,
  instagram: createInstagramNetwork,
  threads: createThreadsNetwork,
}

/** One network per profile, by code, in the order of the profiles. */
export function createNetworks(deps: NetworkDeps, profiles: readonly PlatformProfile[]): ReadonlyMap<string, Network> {
  return new Map(
    profiles.map((profile) => {
      const connect = profile.mode === 'connected' ? connectors[profile.code] : undefined
      return [profile.code, connect === undefined ? createManualNetwork(profile) : connect(deps, profile)]
    }),
  )
}
