import type { z } from 'zod'
import type { ratingInput } from '../../../contract/rating.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type PersonScope, type Scope } from '../../missions/index.ts'
import { listObjectives } from '../../strategy/index.ts'
import { mayRate } from '../policy.ts'
import { applyRatings } from './apply-ratings.ts'
import { narrativeOf } from './blind-task.ts'
import { type DeskDeps, ownProgress } from './progress.ts'
import { isMine, lockTask, type Task } from './task-store.ts'

export type RatingInput = z.output<typeof ratingInput>

const longestMs = 600_000

/**
 * One person's rating of one text. Two blind ratings become labels at once; where they differ the text waits for a third,
 * whose rating decides. A disputed text is decided by it.
 * @throws AppError rating.already_rated when enough others were faster, rating.unknown_objective.
 */
export async function saveRating(deps: DeskDeps, scope: Scope, taskId: string, input: RatingInput) {
  if (!mayRate(scope)) throw new AppError('forbidden', 'rating.not_a_rater')
  const now = deps.now()
  const known = new Set((await listObjectives(deps.db, scope, now.toISOString().slice(0, 10))).map(({ code }) => code))
  for (const code of [input.objective, input.secondary ?? 'none'])
    if (code !== 'none' && !known.has(code)) throw new AppError('invalid', 'rating.unknown_objective', { code })
  await deps.db.transaction().execute(async (tx) => {
    const task = await lockTask(tx, scope, taskId)
    if (!task) throw new AppError('not_found', 'rating.task_not_found')
    if (!(await isMine(tx, scope, task, now))) throw new AppError('conflict', 'rating.already_rated')
    await insertRating(tx, scope, task, input, now)
    await applyRatings(tx, scope, task, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: task.state === 'differing' ? 'rating.adjudicated' : 'rating.given',
      subject: { kind: 'rating_task', id: taskId },
      payload: { objective: input.objective, purpose: input.purpose },
    })
  })
  return ownProgress(deps, scope)
}

async function insertRating(tx: Tx, scope: PersonScope, task: Task, input: RatingInput, now: Date): Promise<void> {
  const { objective, purpose, benefit, cta, figures } = input
  const message = await tx
    .selectFrom('message')
    .select(['itemId', 'language'])
    .where('id', '=', task.messageId)
    .executeTakeFirstOrThrow()
  const narrative = message.itemId ? await narrativeOf(tx, message.itemId, message.language) : null
  const isPointless = narrative === null || input.mustSay == null
  await tx
    .insertInto('rating')
    .values({
      id: newId(),
      taskId: task.id,
      personId: scope.personId,
      capacity: task.state === 'differing' ? 'adjudicator' : 'blind',
      ...{ objective, purpose, benefit, cta },
      secondary: input.secondary ?? null,
      benefitElements: input.benefitElements ? [...new Set(input.benefitElements)] : null,
      mustSayRequired: isPointless ? null : narrative.mustSay.length,
      mustSayPresent: isPointless
        ? null
        : new Set((input.mustSay ?? []).filter((place) => place < narrative.mustSay.length)).size,
      contradicts: narrative === null ? null : (input.contradicts ?? false),
      figuresUsed: figures?.used ?? null,
      figuresMatching: figures?.matching ?? null,
      elapsedMs: Math.min(longestMs, input.elapsedMs),
      createdAt: now,
    })
    .execute()
}
