import { systemScope } from '../missions/index.ts'
import { affordablePosts, metricsCost } from './budget.ts'
import { saveProgress } from './observation-store.ts'
import { markGone } from './read-posts.ts'
import { nextCheck } from './schedule.ts'
import { findDueChecks, saveChecks, saveMetricsOf } from './store.ts'
import type { Turn } from './turn.ts'

const scope = systemScope('observing')

/**
 * Asks about posts whose age asks for it: their numbers, and of those the network tells none, whether they still stand.
 * Each is asked once for each rung of its age. Answers how many were asked and how many are gone.
 */
export async function checkDuePosts(turn: Turn): Promise<{ checked: number; deleted: number }> {
  const { deps, account, startedAt, budget, network } = turn
  let checked = 0
  let deleted = 0
  for (;;) {
    const limit = affordablePosts(budget)
    if (limit < 1) break
    const due = await findDueChecks(deps.db, scope, account.id, startedAt, limit)
    if (due.length === 0) break
    if (network.metrics) budget.spend(metricsCost(budget.limits, due.length))
    const numbers = await network.metrics?.readMetrics(
      turn.connection,
      due.map((post) => post.remoteId),
      turn.signal(),
    )
    await deps.db.transaction().execute(async (tx) => {
      await saveMetricsOf(tx, new Map(due.map((post) => [post.id, numbers?.get(post.remoteId) ?? {}])), startedAt)
      await saveChecks(tx, new Map(due.map((post) => [post.id, nextCheck(post.publishedAt, startedAt)])))
    })
    const silent = due.filter((post) => !numbers?.has(post.remoteId))
    if (silent.length > 0) deleted += await markGone(turn, silent)
    checked += due.length
  }
  if (checked > 0) await saveProgress(deps.db, account.id, { checkedAt: startedAt })
  return { checked, deleted }
}
