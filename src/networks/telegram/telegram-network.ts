import type { PlatformProfile } from '../../contract/platform-profile.ts'
import type { Network } from '../network.ts'
import { parseNetworkUrl } from '../parse-network-url.ts'
import { createAuth } from './auth.ts'
import { type BotDeps, createBotCaller } from './call.ts'
import { createPublisher } from './publisher.ts'
import { createAudience, createReader } from './reader.ts'

export function createTelegramNetwork(deps: BotDeps, profile: PlatformProfile): Network {
  const callBot = createBotCaller(deps)
  return {
    code: profile.code,
    limits: {
      maxConcurrentPerAccount: 1,
      // "1 message a second in a chat, 20 a minute in a group" (core.telegram.org/bots/faq, read 2026-11-24).
      publications: { count: 20, windowMs: 60_000 },
      timeoutMs: deps.timeoutMs,
    },
    auth: createAuth(callBot, deps.now),
    publisher: createPublisher(callBot, deps.now),
    reader: createReader(callBot, deps.now),
    audience: createAudience(callBot, deps.now),
    parsePostUrl(url) {
      const found = parseNetworkUrl(url, [profile])
      if (found?.kind !== 'post' || found.postId === undefined) return null
      return { remoteId: found.postId, ...(found.handle === undefined ? {} : { handleOrId: found.handle.key }) }
    },
  }
}
