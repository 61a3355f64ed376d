// Networks of the soak, in one place with their ledger. What goes wrong with a call depends on the seed, the post and the
// number of the call alone, so that a run can be had again whatever order its calls came in.
import { createHash } from 'node:crypto'
import type { LookUp, Network, NetworkLimits, PublishOutcome } from '../../src/networks/network.ts'

/** What a network lets us do after a doubt; the five that the real ones come to. */
export const kinds = {
  /** A key of ours for good, as Bluesky's record key. */
  keyed: { nativeIdempotency: true, lookUp: true },
  /** A key that is good for a while, as Mastodon's; nobody looks. */
  windowed: { nativeIdempotency: true, idempotencyMs: 6 * 3_600_000 },
  /** The account's own posts compared, as on X and Facebook. */
  looking: { nativeIdempotency: false, lookUp: true },
  /** A ticket that is polled, as Instagram's container. */
  polled: { nativeIdempotency: false, lookUp: true, polls: true },
  /** Nothing: a person looks, as on Telegram. */
  blind: { nativeIdempotency: false },
} as const
export type Kind = keyof typeof kinds
export const kindCodes = Object.keys(kinds) as Kind[]
export const isKind = (code: string): code is Kind => code in kinds

export const timeoutMs = 400

export const limits: NetworkLimits = {
  maxConcurrentPerAccount: 1,
  publications: { count: 1_000_000, windowMs: 60_000 },
  timeoutMs,
}

export const postUrl = (kind: string, account: string, key: string): string =>
  `https://${kind}.example/${account}/post/${key}`

export const parsePostUrl: Network['parsePostUrl'] = (url) => {
  const match = /^https:\/\/[a-z]+\.example\/([^/]+)\/post\/([^/]+)$/.exec(url)
  return match ? { handleOrId: match[1] ?? '', remoteId: `${match[1]}/${match[2]}` } : null
}

export type Call = {
  readonly op: 'publish' | 'poll' | 'lookUp'
  readonly kind: Kind
  readonly account: string
  /** Record key; of a poll its ticket, which is the key and a number. */
  readonly key: string
}

/** What the worker's connector does with a call: an answer, or one of the ways in which there is none. */
export type Reply = PublishOutcome | LookUp | { readonly kind: 'throws' } | { readonly kind: 'hangs' }

type Fault = 'error-before' | 'rate' | 'cut-before' | 'cut-after' | 'arrives-later' | 'slow' | 'throws' | 'refused'
/** How many of a thousand calls. */
const faults: readonly (readonly [Fault, number])[] = [
  ['error-before', 6],
  ['rate', 5],
  ['cut-before', 5],
  ['cut-after', 5],
  ['arrives-later', 3],
  ['throws', 3],
  ['refused', 1],
  ['slow', 0.3],
]

type Post = { accepted: number; acceptedAt: number; calls: number; tickets?: Set<string> }

const keyOf = (keyOrTicket: string): string => keyOrTicket.split('~')[0] ?? ''

/** @param clock the simulated present, in milliseconds. */
export function createPeers(seed: number, clock: () => number) {
  const posts = new Map<string, Post>()
  const tally: Record<string, number> = {}
  let underway: { readonly at: number; readonly call: Call }[] = []

  const find = ({ account, key }: Pick<Call, 'account' | 'key'>): Post => {
    const name = `${account}/${keyOf(key)}`
    const known = posts.get(name)
    if (known) return known
    const fresh = { accepted: 0, acceptedAt: 0, calls: 0 }
    posts.set(name, fresh)
    return fresh
  }

  /** The network's yes. A key it still knows makes no second post. */
  function accept(call: Call): PublishOutcome {
    const post = find(call)
    const { nativeIdempotency, idempotencyMs } = { idempotencyMs: Number.POSITIVE_INFINITY, ...kinds[call.kind] }
    // One ticket is one post, however often it is asked for.
    const isKnown =
      (nativeIdempotency && post.accepted > 0 && clock() - post.acceptedAt < idempotencyMs) ||
      (call.op === 'poll' && post.tickets?.has(call.key) === true)
    if (!isKnown) {
      post.accepted += 1
      post.acceptedAt = clock()
      if (call.op === 'poll') post.tickets = (post.tickets ?? new Set<string>()).add(call.key)
    }
    const key = keyOf(call.key)
    return { kind: 'sent', remoteId: `${call.account}/${key}`, url: postUrl(call.kind, call.account, key) }
  }

  function chance(call: Call, number: number): number {
    const hash = createHash('md5').update(`${seed} ${call.op} ${call.key} ${number}`).digest()
    return hash.readUInt32BE(0) / 2 ** 32
  }

  function faultOf(call: Call, number: number): Fault | undefined {
    let rest = chance(call, number) * 1000
    for (const [fault, perMille] of faults) {
      if (rest < perMille) return fault
      rest -= perMille
    }
    return undefined
  }

  function answer(call: Call): Reply {
    const post = find(call)
    post.calls += 1
    if (call.op === 'lookUp') return look(call, post)
    // What a network took it does not refuse when asked again.
    const drawn = faultOf(call, post.calls)
    const fault = drawn === 'refused' && post.accepted > 0 ? undefined : drawn
    tally[fault ?? 'well'] = (tally[fault ?? 'well'] ?? 0) + 1
    const doIt = (): PublishOutcome =>
      call.op === 'publish' && 'polls' in kinds[call.kind]
        ? { kind: 'pending', ticket: `${call.key}~${post.calls}`, pollAt: new Date(clock()).toISOString() }
        : accept(call)
    switch (fault) {
      case 'error-before':
        return { kind: 'deferred', why: 'network', retryAt: new Date(clock() + 30_000).toISOString() }
      case 'rate':
        return { kind: 'deferred', why: 'rate', retryAt: new Date(clock() + 900_000).toISOString() }
      case 'refused':
        return { kind: 'refused', reason: 'content', detail: 'not on this network' }
      case 'cut-before':
        return { kind: 'unknown', detail: 'the line was cut' }
      case 'cut-after':
        doIt()
        return { kind: 'unknown', detail: 'the line was cut' }
      case 'arrives-later':
        underway.push({ at: clock() + timeoutMs / 2, call })
        return { kind: 'unknown', detail: 'the line was cut' }
      case 'throws':
        return { kind: 'throws' }
      case 'slow':
        doIt()
        return { kind: 'hangs' }
      default:
        return doIt()
    }
  }

  function look(call: Call, post: Post): LookUp {
    const isUnsure = chance(call, post.calls) < 0.05
    tally[isUnsure ? 'looked, unsure' : 'looked'] = (tally[isUnsure ? 'looked, unsure' : 'looked'] ?? 0) + 1
    if (isUnsure) return { kind: 'unsure', detail: 'HTTP 503', candidates: [] }
    if (post.accepted === 0) return { kind: 'absent' }
    const { kind, account, key } = call
    return { kind: 'found', remoteId: `${account}/${key}`, url: postUrl(kind, account, key) }
  }

  return {
    answer,
    tally,
    /** Calls that were cut and were still under way arrive, once the clock has passed them. */
    arrive: () => {
      const due = underway.filter(({ at }) => at <= clock())
      underway = underway.filter(({ at }) => at > clock())
      for (const { call } of due) if (call.op === 'poll' || !('polls' in kinds[call.kind])) accept(call)
    },
    /** How often a post stands on the network. */
    countOf: (account: string, key: string): number => posts.get(`${account}/${key}`)?.accepted ?? 0,
    /** Posts that stand there, by how often they were accepted, over all. */
    total: (): number => [...posts.values()].reduce((sum, { accepted }) => sum + accepted, 0),
  }
}
