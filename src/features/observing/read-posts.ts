import type { ObservedPost } from '../../networks/network.ts'
import { systemScope } from '../missions/index.ts'
import { deletedCost } from './budget.ts'
import { saveProgress } from './observation-store.ts'
import { type SavedPage, savePage } from './save-page.ts'
import { findVanished, markDeleted } from './store.ts'
import type { Turn } from './turn.ts'

const scope = systemScope('observing')
/** A look for what is new asks for few; what was missed brings whole pages. */
const lookSize = 20
const pageSize = 100
/** A look goes back over so many pages before it leaves the rest to the history. */
const maxPages = 10

/**
 * Looks for new posts, edits and what has vanished since the last look: page by page until one shows nothing unknown. The
 * first look of all reads one page and leaves the rest to the history. Answers posts that were new.
 */
export async function readNewPosts(turn: Turn): Promise<{ fresh: number; deleted: number }> {
  const { account, startedAt } = turn
  const isFirst = account.postsReadAt === null
  const isArrival = turn.reader.order === 'arrival'
  let cursor: string | undefined
  let oldest: Date | undefined
  let fresh = 0
  let pages = 0
  let reachedEnd = false
  do {
    // The first look is the beginning of the history and takes a whole page.
    const limit = pages === 0 && !isFirst && !isArrival ? lookSize : pageSize
    const page = await readPage(turn, limit, cursor)
    pages++
    const saved = await savePage(turn.deps, turn.network, account, page.posts, startedAt)
    fresh += saved.fresh
    oldest = page.posts.reduce<Date | undefined>(earlier, oldest)
    cursor = page.cursor
    // A page that is not full is the last one, though some networks name a next; whoever is missing is only asked about.
    reachedEnd = cursor === undefined || page.isShort
    if (!isArrival && (isFirst || isCaughtUp(saved, page.posts))) break
  } while (cursor !== undefined && pages < maxPages && turn.budget.left() > 0)
  const deleted = isFirst || isArrival ? 0 : await settleVanished(turn, reachedEnd ? new Date(0) : oldest)
  await saveProgress(turn.deps.db, account.id, {
    postsReadAt: startedAt,
    ...(isArrival
      ? { backfillDoneAt: startedAt }
      : leaveRest(turn, { isFirst, cursor, oldest, isCut: pages >= maxPages || turn.budget.left() <= 0 })),
  })
  return { fresh, deleted }
}

/** What a look did not reach is history: it begins where the look ended. */
function leaveRest(
  turn: Turn,
  look: {
    readonly isFirst: boolean
    readonly cursor: string | undefined
    readonly oldest: Date | undefined
    readonly isCut: boolean
  },
) {
  const { account, startedAt } = turn
  if (!look.isFirst && !(look.isCut && look.cursor !== undefined)) return {}
  const isWhole = look.cursor === undefined || (look.oldest !== undefined && look.oldest < account.backfillFrom)
  return {
    backfillCursor: look.cursor ?? null,
    backfillReached: look.oldest ?? null,
    backfillDoneAt: isWhole ? startedAt : null,
  }
}

/** One page of the account, counted before it is asked for. Posts from before the history's start are left out. */
export async function readPage(turn: Turn, limit: number, cursor: string | undefined) {
  turn.budget.spend(1)
  const page = await turn.reader.readPosts(
    turn.connection,
    { limit, ...(cursor === undefined ? {} : { cursor }) },
    turn.signal(),
  )
  const from = turn.account.backfillFrom.getTime()
  const posts = page.posts.filter((post) => Date.parse(post.publishedAt) >= from)
  return {
    posts,
    cursor: page.cursor,
    hasOlder: posts.length < page.posts.length,
    isShort: page.posts.length < limit,
  }
}

const earlier = (oldest: Date | undefined, post: ObservedPost): Date => {
  const at = new Date(post.publishedAt)
  return oldest === undefined || at < oldest ? at : oldest
}

/** The page showed something that had been seen before and nothing that had not; or nothing of interest at all. */
const isCaughtUp = (saved: SavedPage, posts: readonly ObservedPost[]): boolean =>
  posts.length === 0 || (saved.fresh === 0 && saved.known > 0)

/** Asks about posts that were there at the last look and are not now. Silence about one is no proof. */
async function settleVanished(turn: Turn, since: Date | undefined): Promise<number> {
  const { account, startedAt, deps } = turn
  if (since === undefined || account.postsReadAt === null) return 0
  const span = { since, lastReadAt: account.postsReadAt, seenBefore: startedAt }
  const vanished = await findVanished(deps.db, scope, account.id, span)
  if (vanished.length === 0 || turn.budget.left() < deletedCost(turn.budget.limits, vanished.length)) return 0
  return markGone(turn, vanished)
}

/** Of these posts, marks those that the network says are gone. */
export async function markGone(
  turn: Turn,
  posts: readonly { readonly id: string; readonly remoteId: string }[],
): Promise<number> {
  const { deps, startedAt, budget } = turn
  budget.spend(deletedCost(budget.limits, posts.length))
  const ids = posts.map((post) => post.remoteId)
  const gone = new Set(await turn.reader.findDeleted(turn.connection, ids, turn.signal()))
  const goneIds = posts.filter((post) => gone.has(post.remoteId)).map((post) => post.id)
  if (goneIds.length === 0) return 0
  await deps.db.transaction().execute(async (tx) => {
    await markDeleted(tx, goneIds, startedAt)
    await deps.onPosts(tx, startedAt, goneIds)
  })
  return goneIds.length
}
