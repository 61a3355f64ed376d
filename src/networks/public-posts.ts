import { publicPostAddress, readPublicPost } from './bluesky/public-post.ts'
import { publicStatusAddress, readPublicStatus } from './mastodon/public-post.ts'
import type { NetworkUrl } from './parse-network-url.ts'

/** What a network shows of a post to anybody. */
export type PublicPost = { readonly text: string; readonly publishedAt: Date }
type PublicNetwork = {
  /** `undefined` where the link does not say enough. */
  address(link: NetworkUrl): string | undefined
  read(answer: unknown): PublicPost | undefined
}

/** Networks that answer a signed-out caller by their documented interface. Pages are never read in place of one. */
const publicNetworks: Readonly<Record<string, PublicNetwork>> = {
  bluesky: {
    address: ({ handle, postId }) => (handle && postId ? publicPostAddress(handle.key, postId) : undefined),
    read: readPublicPost,
  },
  mastodon: {
    address: ({ handle, postId }) => {
      const host = handle?.key.split('@')[1]
      return host && postId ? publicStatusAddress(host, postId) : undefined
    },
    read: readPublicStatus,
  },
}

/** Longest answer read, in bytes: one post with everything about it is far smaller. */
const maxAnswerBytes = 1_000_000

/**
 * Reads one post that anybody may read. `undefined` where the network shows none, does not answer within `timeoutMs`, or
 * answers something else: then a person types the text.
 */
export async function readPublicNetworkPost(
  deps: { readonly fetch: typeof fetch; readonly timeoutMs: number },
  link: NetworkUrl,
): Promise<PublicPost | undefined> {
  const network = publicNetworks[link.network]
  const address = network?.address(link)
  if (!network || address === undefined) return undefined
  try {
    const response = await deps.fetch(address, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(deps.timeoutMs),
    })
    if (!response.ok || Number(response.headers.get('content-length') ?? 0) > maxAnswerBytes) return undefined
    const text = await response.text()
    return text.length > maxAnswerBytes ? undefined : network.read(JSON.parse(text))
  } catch {
    return undefined
  }
}
