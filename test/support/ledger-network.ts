import { type Connection, type Network, NetworkReadError, type ReadLimits } from '../../src/networks/network.ts'

const hourMs = 3_600_000

/** What a network of accounts that post evenly was asked, and how often. */
export type LedgerNetwork = {
  readonly network: Network
  /** Calls of each account in each of its windows, in the order of the windows. */
  readonly windows: ReadonlyMap<string, ReadonlyMap<number, number>>
  /** How often history (whole pages) showed each post: account → times by post number. */
  readonly shown: ReadonlyMap<string, Uint16Array>
  /** How often the numbers of each post were asked. */
  readonly counted: ReadonlyMap<string, Uint16Array>
  calls(): number
  /** Most calls that any account made in one window. */
  worstWindow(): number
  /** The next call of each account in this set fails. */
  readonly failing: Set<string>
}

/**
 * A network on which every account has posted each `everyMs` since `from`, until now. It tells numbers only when asked, a
 * call a lot, keeps a ledger, and refuses whoever asks more than its limits allow.
 */
export function createLedgerNetwork(settings: {
  readonly now: () => Date
  readonly from: Date
  readonly everyMs: number
  readonly limits: ReadLimits
}): LedgerNetwork {
  const { now, from, everyMs, limits } = settings
  const windows = new Map<string, Map<number, number>>()
  const shown = new Map<string, Uint16Array>()
  const counted = new Map<string, Uint16Array>()
  const failing = new Set<string>()
  let calls = 0
  const most = Math.ceil((400 * 24 * hourMs) / everyMs)
  const row = (ledger: Map<string, Uint16Array>, account: string) => {
    const known = ledger.get(account)
    if (known) return known
    const made = new Uint16Array(most)
    ledger.set(account, made)
    return made
  }
  const bump = (ledger: Uint16Array, index: number) => {
    ledger[index] = (ledger[index] ?? 0) + 1
  }
  const count = ({ remoteAccountId: account }: Connection) => {
    calls++
    const window = Math.floor(now().getTime() / limits.windowMs)
    const own = windows.get(account) ?? new Map<number, number>()
    windows.set(account, own)
    own.set(window, (own.get(window) ?? 0) + 1)
    if (failing.delete(account)) throw new NetworkReadError('network', 'line cut')
  }
  const lastIndex = () => Math.floor((now().getTime() - from.getTime()) / everyMs)
  const postOf = (account: string, index: number) => ({
    remoteId: `${account}:${index}`,
    url: `https://ledger.example/${account}/${index}`,
    text: `Kabar nomor ${index} dari ${account}`,
    languages: ['id'],
    mediaKind: 'none' as const,
    publishedAt: new Date(from.getTime() + index * everyMs).toISOString(),
    metrics: {},
  })
  const network: Network = {
    code: 'bluesky',
    limits: { maxConcurrentPerAccount: 1, publications: { count: 1, windowMs: 1 }, timeoutMs: 5_000, reads: limits },
    reader: {
      readPosts: async (connection, { cursor, limit }) => {
        count(connection)
        const account = connection.remoteAccountId
        const newest = cursor === undefined ? lastIndex() : Number(cursor)
        const posts = []
        for (let index = newest; index > newest - limit && index >= 0; index--) {
          posts.push(postOf(account, index))
          if (limit >= 100) bump(row(shown, account), index)
        }
        return { posts, ...(newest - limit >= 0 ? { cursor: String(newest - limit) } : {}) }
      },
      findDeleted: async (connection) => {
        count(connection)
        return []
      },
    },
    metrics: {
      readMetrics: async (connection, ids) => {
        count(connection)
        for (const id of ids) bump(row(counted, connection.remoteAccountId), Number(id.split(':')[1]))
        return new Map(ids.map((id) => [id, { likes: id.length, views: 100 }]))
      },
    },
    inbox: {
      readInbox: async (connection) => {
        count(connection)
        return { entries: [] }
      },
    },
    audience: {
      readAudience: async (connection) => {
        count(connection)
        return { followers: 5_000, by: [{ trait: 'country' as const, counts: { ID: 4_000, JP: 900, MY: 60, SG: 40 } }] }
      },
    },
    parsePostUrl: (url) => {
      const found = /ledger\.example\/([^/]+)\/(\d+)$/.exec(url)
      return found ? { remoteId: `${found[1]}:${found[2]}` } : null
    },
  }
  return {
    network,
    windows,
    shown,
    counted,
    failing,
    calls: () => calls,
    worstWindow: () => Math.max(0, ...[...windows.values()].flatMap((own) => [...own.values()])),
  }
}
