import { randomUUID } from 'node:crypto'
import type { SampleView } from '../../../contract/rating.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import type { DeskDeps } from '../desk/progress.ts'
import { mayDraw } from '../policy.ts'
import { drawFrom } from './frame.ts'
import { planOf } from './plan.ts'
import { viewSample } from './view-sample.ts'

/**
 * Draws the quarter's sample: of every stratum as many as the planner asks for at this precision, by the seed; drawn again
 * it only adds. @throws AppError rating.seed_is_set for another seed, rating.nothing_to_draw where nobody has read anything.
 */
export async function drawSample(
  deps: DeskDeps,
  scope: Scope,
  quarter: string,
  wish: { readonly precision: number; readonly seed?: string | undefined },
): Promise<SampleView> {
  if (!mayDraw(scope)) throw new AppError('forbidden', 'rating.sample_not_yours')
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    if (!(await addToSample(tx, scope, quarter, wish, now))) throw new AppError('conflict', 'rating.nothing_to_draw')
  })
  return viewSample(deps, scope, quarter, wish.precision)
}

/** The same inside a transaction, whoever asks; false where there is nothing to draw from. */
export async function addToSample(
  tx: Tx,
  scope: Scope,
  quarter: string,
  wish: { readonly precision: number; readonly seed?: string | undefined },
  now: Date,
): Promise<boolean> {
  const sample = await lockSample(tx, scope, quarter, wish, now)
  const { strata } = await planOf(tx, scope, quarter, wish.precision)
  if (strata.length === 0) return false
  let added = 0
  for (const { languageGroup, source, planned } of strata) {
    const drawn = await drawFrom(tx, scope, quarter, sample.seed, { languageGroup, source, count: planned })
    added += await addTasks(tx, sample.id, drawn, now)
  }
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: 'sample.drawn',
    subject: { kind: 'audit_sample', id: sample.id },
    payload: { quarter, seed: sample.seed, precision: wish.precision, added },
  })
  return true
}

async function lockSample(
  tx: Tx,
  scope: Scope,
  quarter: string,
  wish: { readonly precision: number; readonly seed?: string | undefined },
  now: Date,
): Promise<{ readonly id: string; readonly seed: string }> {
  const drawnBy = scope.kind === 'person' ? scope.personId : null
  const fresh = { id: newId(), quarter, seed: wish.seed ?? `${quarter}-${randomUUID().slice(0, 8)}` }
  await tx
    .insertInto('auditSample')
    .values({ ...fresh, precisionPoints: wish.precision, drawnBy, drawnAt: now })
    .onConflict((conflict) => conflict.column('quarter').doNothing())
    .execute()
  const sample = await tx
    .selectFrom('auditSample')
    .select(['id', 'seed'])
    .where('quarter', '=', quarter)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (wish.seed !== undefined && wish.seed !== sample.seed)
    throw new AppError('conflict', 'rating.seed_is_set', { seed: sample.seed })
  await tx.updateTable('auditSample').set({ precisionPoints: wish.precision }).where('id', '=', sample.id).execute()
  return sample
}

async function addTasks(
  tx: Tx,
  sampleId: string,
  drawn: readonly { id: string; languageGroup: string; source: string; orderKey: string }[],
  now: Date,
): Promise<number> {
  let added = 0
  // Eleven parameters a row.
  for (let start = 0; start < drawn.length; start += 2000) {
    const written = await tx
      .insertInto('ratingTask')
      .values(
        drawn.slice(start, start + 2000).map(({ id, languageGroup, source, orderKey }) => ({
          id: randomUUID(),
          messageId: id,
          origin: 'sample',
          sampleId,
          languageGroup,
          labelSource: source,
          orderKey,
          needed: 2,
          createdAt: now,
        })),
      )
      .onConflict((conflict) => conflict.columns(['sampleId', 'messageId']).doNothing())
      .returning('id')
      .execute()
    added += written.length
  }
  return added
}
