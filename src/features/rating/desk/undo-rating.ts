import type { BlindTask } from '../../../contract/rating.ts'
import { AppError } from '../../../platform/errors.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import { mayRate } from '../policy.ts'
import { applyRatings } from './apply-ratings.ts'
import { blindTasks } from './blind-task.ts'
import { type DeskDeps, ownProgress } from './progress.ts'
import { lockTask, passOver } from './task-store.ts'

const undoMs = 30 * 60_000

/**
 * Takes back one's own last rating of the last 30 minutes; labels that followed from it go, the row stays as history.
 * @throws AppError rating.nothing_to_undo for any other, also once a third has decided on it.
 */
export async function undoRating(deps: DeskDeps, scope: Scope, taskId: string): Promise<BlindTask> {
  if (!mayRate(scope)) throw new AppError('forbidden', 'rating.not_a_rater')
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const task = await lockTask(tx, scope, taskId)
    if (!task) throw new AppError('not_found', 'rating.task_not_found')
    const last = await tx
      .selectFrom('rating')
      .select(['id', 'taskId', 'capacity', 'createdAt'])
      .where('personId', '=', scope.personId)
      .where('withdrawnAt', 'is', null)
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const isLast = last?.taskId === taskId && now.getTime() - last.createdAt.getTime() <= undoMs
    const adjudicated = await tx
      .selectFrom('rating')
      .select('id')
      .where('taskId', '=', taskId)
      .where('capacity', '=', 'adjudicator')
      .where('withdrawnAt', 'is', null)
      .where('personId', '<>', scope.personId)
      .executeTakeFirst()
    if (!isLast || adjudicated) throw new AppError('conflict', 'rating.nothing_to_undo')
    await tx.updateTable('rating').set({ withdrawnAt: now }).where('id', '=', last.id).execute()
    await applyRatings(tx, scope, task, now)
    const expiresAt = new Date(now.getTime() + undoMs)
    await tx
      .insertInto('ratingClaim')
      .values({ taskId, personId: scope.personId, expiresAt })
      .onConflict((conflict) => conflict.columns(['taskId', 'personId']).doUpdateSet({ expiresAt }))
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'rating.taken_back',
      subject: { kind: 'rating_task', id: taskId },
    })
  })
  const [task] = await blindTasks(deps.db, scope, [taskId])
  if (!task) throw new AppError('not_found', 'rating.task_not_found')
  return task
}

/** Passes a text on that one cannot read. It waits for somebody else. */
export async function skipText(deps: DeskDeps, scope: Scope, taskId: string) {
  if (!mayRate(scope)) throw new AppError('forbidden', 'rating.not_a_rater')
  await deps.db.transaction().execute(async (tx) => {
    if (!(await lockTask(tx, scope, taskId))) throw new AppError('not_found', 'rating.task_not_found')
    await passOver(tx, scope, taskId, deps.now())
  })
  return ownProgress(deps, scope)
}
