import { saveProgress } from './observation-store.ts'
import { readPage } from './read-posts.ts'
import { savePage } from './save-page.ts'
import type { Turn } from './turn.ts'

const pageSize = 100
/** Pages of one turn: others wait their turn too. */
const pagesPerTurn = 5

/**
 * Reads history on from where the last turn left it, down to its set start. How far it came is written with each page, so
 * that a process that dies reads nothing twice but that page. Answers posts that were new.
 */
export async function readHistory(turn: Turn): Promise<number> {
  const { account, startedAt, deps } = turn
  let cursor = account.backfillCursor ?? undefined
  let fresh = 0
  for (let pages = 0; pages < pagesPerTurn && turn.budget.left() > 0; pages++) {
    const page = await readPage(turn, pageSize, cursor)
    const oldest = page.posts.at(-1)
    const isDone = page.cursor === undefined || page.hasOlder
    const saved = await savePage(deps, turn.network, account, page.posts, startedAt, async (tx) => {
      await saveProgress(tx, account.id, {
        backfillCursor: page.cursor ?? null,
        ...(oldest ? { backfillReached: new Date(oldest.publishedAt) } : {}),
        backfillDoneAt: isDone ? startedAt : null,
      })
    })
    fresh += saved.fresh
    if (isDone) break
    cursor = page.cursor
  }
  return fresh
}
