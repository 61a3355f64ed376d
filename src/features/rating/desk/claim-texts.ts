import type { z } from 'zod'
import type { ratingEndpoints } from '../../../contract/rating.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Scope } from '../../missions/index.ts'
import { mayRate } from '../policy.ts'
import { blindTasks } from './blind-task.ts'
import { type DeskDeps, ownProgress } from './progress.ts'
import { claimTasks, type Wanted } from './task-store.ts'

const lentMs = 30 * 60_000

/** Lends the next texts to a rater for 30 minutes. @throws AppError forbidden for whoever is no rater of the ministry. */
export async function claimTexts(
  deps: DeskDeps,
  scope: Scope,
  wanted: Wanted,
): Promise<z.output<typeof ratingEndpoints.claim.response>> {
  if (!mayRate(scope)) throw new AppError('forbidden', 'rating.not_a_rater')
  const now = deps.now()
  const until = new Date(now.getTime() + lentMs)
  const ids = await deps.db.transaction().execute((tx) => claimTasks(tx, scope, wanted, now, until))
  return { tasks: await blindTasks(deps.db, scope, ids), progress: await ownProgress(deps, scope) }
}
