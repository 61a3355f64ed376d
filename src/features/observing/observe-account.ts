import type { Connection, Network, ObservedPost } from '../../networks/network.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { systemScope } from '../missions/index.ts'
import {
  findUnseen,
  markDeleted,
  type ObservedAccount,
  saveMetrics,
  saveOutcome,
  savePost,
  touchPosts,
} from './store.ts'

export type ObserveDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly networks: ReadonlyMap<string, Network>
  /** Opens the connection of an account; undefined where none is kept. */
  openConnection(accountId: string): Promise<Connection | undefined>
  /** Told in the posts' transaction which posts appeared, changed or vanished; makes messages of them. */
  onPosts(tx: Tx, now: Date, postIds: readonly string[]): Promise<void>
}

/** What one reading of an account found. */
export type Observed = { readonly seen: number; readonly fresh: number; readonly deleted: number }

type SeenPost = { readonly id: string; readonly remoteId: string }

const scope = systemScope('observing')
const pageSize = 100
const maxPages = 60
const idsPerCall = 25
const dayMs = 86_400_000
/** Posts are read back this far: a quarter, and the window before it for comparison. */
const reachDays = 185
/** Older posts change no more; they are left in peace. */
const watchDays = 92

/**
 * Reads one account back: posts whoever posted them, edits, deletions, numbers. A failure is kept with the account and
 * thrown on; everything stored before it stays. No transaction spans a network call.
 */
export async function observeAccount(deps: ObserveDeps, account: ObservedAccount): Promise<Observed> {
  try {
    const network = deps.networks.get(account.network)
    if (!network?.reader) throw new Error(`${account.network} cannot be read back`)
    const connection = await deps.openConnection(account.id)
    if (!connection) throw new Error('the account has no connection')
    const startedAt = deps.now()
    const found = await readPages(deps, account, network, connection, startedAt)
    const deleted = await settleUnseen(deps, account, network, connection, startedAt)
    await countSeen(deps, network, connection, found.uncounted, startedAt)
    await saveOutcome(deps.db, scope, account.id, deps.now(), null)
    return { seen: found.seen, fresh: found.fresh, deleted }
  } catch (error) {
    await saveOutcome(deps.db, scope, account.id, deps.now(), error instanceof Error ? error.message : String(error))
    throw error
  }
}

async function readPages(
  deps: ObserveDeps,
  account: ObservedAccount,
  network: Network,
  connection: Connection,
  startedAt: Date,
): Promise<{ seen: number; fresh: number; uncounted: readonly SeenPost[] }> {
  const countedSince = startedAt.getTime() - watchDays * dayMs
  const uncounted: SeenPost[] = []
  const oldest = startedAt.getTime() - reachDays * dayMs
  let seen = 0
  let fresh = 0
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page++) {
    const answer = await network.reader?.readPosts(
      connection,
      { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
      signalOf(network),
    )
    const posts = (answer?.posts ?? []).filter((post) => Date.parse(post.publishedAt) >= oldest)
    const touched = await savePage(deps, account, posts, startedAt)
    seen += posts.length
    fresh += touched.fresh
    for (const [index, post] of posts.entries()) {
      const id = touched.ids[index]
      const isSilent = Object.keys(post.metrics).length === 0
      if (id && isSilent && Date.parse(post.publishedAt) >= countedSince)
        uncounted.push({ id, remoteId: post.remoteId })
    }
    cursor = answer?.cursor
    if (cursor === undefined || posts.length === 0) break
  }
  return { seen, fresh, uncounted }
}

async function savePage(
  deps: ObserveDeps,
  account: ObservedAccount,
  posts: readonly ObservedPost[],
  now: Date,
): Promise<{ fresh: number; ids: readonly string[] }> {
  if (posts.length === 0) return { fresh: 0, ids: [] }
  return deps.db.transaction().execute(async (tx) => {
    const changed: string[] = []
    const ids: string[] = []
    let fresh = 0
    for (const post of posts) {
      const { languages, publishedAt, ...rest } = post
      const saved = await savePost(
        tx,
        account,
        { ...rest, language: languages[0] ?? 'und', publishedAt: new Date(publishedAt), source: 'observed' },
        now,
      )
      ids.push(saved.id)
      if (saved.isNew) fresh++
      if (saved.isChanged) changed.push(saved.id)
      await saveMetrics(tx, saved.id, post.metrics, now)
    }
    await deps.onPosts(tx, now, changed)
    return { fresh, ids }
  })
}

/** Numbers of posts whose reading told none: some networks count apart from the account's own record. */
async function countSeen(
  deps: ObserveDeps,
  network: Network,
  connection: Connection,
  posts: readonly SeenPost[],
  now: Date,
): Promise<void> {
  if (!network.metrics) return
  for (let start = 0; start < posts.length; start += idsPerCall) {
    const some = posts.slice(start, start + idsPerCall)
    const remoteIds = some.map((post) => post.remoteId)
    const numbers = await network.metrics.readMetrics(connection, remoteIds, signalOf(network))
    await deps.db.transaction().execute(async (tx) => {
      for (const { id, remoteId } of some) await saveMetrics(tx, id, numbers.get(remoteId) ?? {}, now)
    })
  }
}

/** Asks about posts that the reading did not show: gone ones are marked, standing ones get their numbers. */
async function settleUnseen(
  deps: ObserveDeps,
  account: ObservedAccount,
  network: Network,
  connection: Connection,
  startedAt: Date,
): Promise<number> {
  const since = new Date(startedAt.getTime() - watchDays * dayMs)
  const unseen = await findUnseen(deps.db, scope, account.id, since, startedAt)
  let deleted = 0
  for (let start = 0; start < unseen.length; start += idsPerCall) {
    const some = unseen.slice(start, start + idsPerCall)
    const ids = some.map((post) => post.remoteId)
    const gone = new Set(await network.reader?.findDeleted(connection, ids, signalOf(network)))
    const standing = some.filter((post) => !gone.has(post.remoteId))
    const numbers = await network.metrics?.readMetrics(
      connection,
      standing.map((post) => post.remoteId),
      signalOf(network),
    )
    const goneIds = some.filter((post) => gone.has(post.remoteId)).map((post) => post.id)
    await deps.db.transaction().execute(async (tx) => {
      await markDeleted(tx, goneIds, startedAt)
      const answered = standing.filter((post) => numbers?.has(post.remoteId))
      await touchPosts(
        tx,
        answered.map((post) => post.id),
        startedAt,
      )
      for (const post of answered) await saveMetrics(tx, post.id, numbers?.get(post.remoteId) ?? {}, startedAt)
      await deps.onPosts(tx, startedAt, goneIds)
    })
    deleted += goneIds.length
  }
  return deleted
}

const signalOf = (network: Network): AbortSignal => AbortSignal.timeout(network.limits.timeoutMs)
