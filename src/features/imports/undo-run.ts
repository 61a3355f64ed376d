import { sql } from 'kysely'
import type { Tx } from '../../platform/database/database.ts'
import { recordAudit } from '../audit/index.ts'
import type { StepDeps } from './check-run.ts'
import { type ImportRun, stepRun } from './run-store.ts'

export type UndoDeps = StepDeps & {
  /** Brings messages up to date with posts that stayed; `syncMessages` of the messages room. */
  onPosts(tx: Tx, now: Date, postIds: readonly string[]): Promise<void>
}

/**
 * Takes an import back, in one transaction: posts it made go, with their messages; numbers it changed are as before. What
 * people have judged since, what a network has shown since, and what another import also brought, stays: history is not
 * deleted to look better. False = the import is no longer this worker's.
 */
export async function undoStep(deps: UndoDeps, run: ImportRun): Promise<boolean> {
  const at = { id: run.id, state: 'undoing' as const, worker: deps.worker }
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    if (!(await stepRun(tx, now, at, {}))) return false
    await sql`update import_run set claimed_until = now() + interval '1 hour' where id = ${run.id}`.execute(tx)
    await restoreNumbers(tx, run)
    const { gone, stayed } = await removePosts(deps, tx, run, now)
    await tx.deleteFrom('importRow').where('runId', '=', run.id).execute()
    await recordAudit(tx, now, {
      actor: { kind: 'system' },
      action: 'import.undone',
      subject: { kind: 'import', id: run.id },
      missionId: run.missionId,
      payload: { account: run.accountId, gone, stayed },
    })
    return stepRun(tx, now, at, { state: 'undone', undoneAt: now, stayedCount: stayed })
  })
}

async function restoreNumbers(tx: Tx, run: ImportRun): Promise<void> {
  await sql`
    update post p set likes = (r.before->>'likes')::int, reposts = (r.before->>'reposts')::int,
      replies = (r.before->>'replies')::int, quotes = (r.before->>'quotes')::int, views = (r.before->>'views')::int,
      metrics_at = (r.before->>'at')::timestamptz
    from import_row r where r.run_id = ${run.id} and r.outcome = 'renewed' and p.id = r.post_id
      and p.metrics_at = ${run.takenAt}`.execute(tx)
  await sql`delete from metric_snapshot s using import_row r
    where r.run_id = ${run.id} and r.outcome = 'renewed' and s.post_id = r.post_id and s.at = ${run.takenAt}`.execute(
    tx,
  )
  await sql`
    update account_number set value = before, run_id = before_run_id, before = null, before_run_id = null
    where run_id = ${run.id} and before is not null`.execute(tx)
  await tx.deleteFrom('accountNumber').where('runId', '=', run.id).execute()
  await tx.deleteFrom('audienceCell').where('runId', '=', run.id).execute()
}

async function removePosts(
  deps: UndoDeps,
  tx: Tx,
  run: ImportRun,
  now: Date,
): Promise<{ gone: number; stayed: number }> {
  await sql`
    create temporary table undone on commit drop as
    select p.id, p.message_id from import_row r join post p on p.id = r.post_id
    where r.run_id = ${run.id} and r.outcome = 'new' and p.source = 'import' and p.delivery_id is null
      and p.last_seen_at = p.first_seen_at
      and not exists (select 1 from label where label.message_id = p.message_id)
      and not exists (select 1 from label_dispute d where d.message_id = p.message_id)
      and not exists (select 1 from import_row other join import_run o on o.id = other.run_id and o.state in ('joining', 'done')
        where other.post_id = p.id and other.run_id <> r.run_id)`.execute(tx)
  await sql`delete from post using undone where post.id = undone.id`.execute(tx)
  await sql`
    delete from message m using (select distinct message_id from undone) u
    where m.id = u.message_id and not exists (select 1 from post where post.message_id = m.id)`.execute(tx)
  const { rows: left } = await sql<{ id: string }>`
    select distinct on (post.message_id) post.id from post join (select distinct message_id from undone) u
      on u.message_id = post.message_id`.execute(tx)
  if (left.length > 0)
    await deps.onPosts(
      tx,
      now,
      left.map((row) => row.id),
    )
  const { rows } = await sql<{ gone: number; all: number }>`
    select (select count(*) from undone) as gone,
      (select count(*) from import_row where run_id = ${run.id} and outcome = 'new') as all`.execute(tx)
  const gone = rows[0]?.gone ?? 0
  return { gone, stayed: (rows[0]?.all ?? 0) - gone }
}
