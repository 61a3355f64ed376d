import { sql } from 'kysely'
import type { Tx } from '../../platform/database/database.ts'
import { recordAudit } from '../audit/index.ts'
import { readRows, rulesOf, type StepDeps } from './check-run.ts'
import type { AudienceCell, DayNumber } from './model.ts'
import { countOutcomes, noteSizes, readChunk, recogniseRows } from './row-store.ts'
import { type ImportRun, stepRun } from './run-store.ts'

const lastLine = 2_147_483_647

/**
 * Makes posts and numbers of everything that is good in a file, in one transaction: after a crash it has happened whole or
 * not at all. Repeating a file changes nothing. False = the import is no longer this worker's.
 */
export async function applyStep(deps: StepDeps, run: ImportRun): Promise<boolean> {
  const at = { id: run.id, state: 'applying' as const, worker: deps.worker }
  const isPosts = run.mapping?.map.shape === 'posts'
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.now()
    if (!(await stepRun(tx, now, at, {}))) return false
    // Long work follows: nobody may take it for dead.
    await sql`update import_run set claimed_until = now() + interval '1 hour' where id = ${run.id}`.execute(tx)
    await noteSizes(tx, run.rowCount)
    if (isPosts) await applyPosts(tx, run, now)
    else await applyNumbers(deps, tx, run)
    const counts = await countOutcomes(tx, run.id)
    await tx.deleteFrom('importChunk').where('runId', '=', run.id).execute()
    await noteSizes(tx, run.rowCount)
    await recordAudit(tx, now, {
      actor: run.createdBy ? { kind: 'person', id: run.createdBy } : { kind: 'system' },
      action: 'import.applied',
      subject: { kind: 'import', id: run.id },
      missionId: run.missionId,
      payload: {
        account: run.accountId,
        kind: run.kind,
        file: run.fileSha256 ?? '',
        new: counts.new,
        renewed: counts.renewed,
      },
    })
    const joins = counts.new > 0
    return stepRun(tx, now, at, {
      state: joins ? 'joining' : 'done',
      newCount: counts.new,
      renewedCount: counts.renewed,
      sameCount: counts.same,
      repeatedCount: counts.repeated,
      appliedAt: now,
      ...(joins ? {} : { finishedAt: now }),
    })
  })
}

async function applyPosts(tx: Tx, run: ImportRun, now: Date): Promise<void> {
  // The account may have been read back since the check: what is known now is known.
  await recogniseRows(tx, run, { from: 0, to: lastLine })
  if (run.kind === 'metrics')
    await sql`update import_row set outcome = 'repeated' where run_id = ${run.id} and outcome = 'new'`.execute(tx)
  await insertNewPosts(tx, run, now)
  await renewNumbers(tx, run)
}

async function insertNewPosts(tx: Tx, run: ImportRun, now: Date): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into post (id, account_id, mission_id, network, remote_id, url, text, media_kind, published_at, local_day, source,
      first_seen_at, last_seen_at, likes, reposts, replies, quotes, views, metrics_at)
    select post_id, ${run.accountId}, ${run.missionId}, ${run.network}, remote_id, url, text, media_kind, published_at, local_day,
      'import', ${now}, ${now}, likes, reposts, replies, quotes, views,
      case when coalesce(likes, reposts, replies, quotes, views) is not null then ${run.takenAt}::timestamptz end
    from import_row where run_id = ${run.id} and outcome = 'new'
    on conflict (account_id, remote_id) do nothing`.execute(tx)
  // Somebody stored one between the look and the write: it is known now, and gets its numbers with the others.
  if (Number(numAffectedRows ?? 0n) < (await countOutcomes(tx, run.id)).new) {
    await sql`update import_row r set post_id = p.id, outcome = 'renewed' from post p
      where r.run_id = ${run.id} and r.outcome = 'new' and p.account_id = ${run.accountId} and p.remote_id = r.remote_id
        and p.id <> r.post_id`.execute(tx)
  }
  await sql`
    insert into metric_snapshot (post_id, at, likes, reposts, replies, quotes, views)
    select post_id, ${run.takenAt}, likes, reposts, replies, quotes, views from import_row
    where run_id = ${run.id} and outcome = 'new' and coalesce(likes, reposts, replies, quotes, views) is not null
    on conflict (post_id, at) do nothing`.execute(tx)
}

/** Newer numbers replace older ones; a number the file does not tell stays; older files add to the history alone. */
async function renewNumbers(tx: Tx, run: ImportRun): Promise<void> {
  await sql`
    update import_row r set before = jsonb_build_object('likes', p.likes, 'reposts', p.reposts, 'replies', p.replies,
      'quotes', p.quotes, 'views', p.views, 'at', p.metrics_at)
    from post p where r.run_id = ${run.id} and r.outcome = 'renewed' and p.id = r.post_id`.execute(tx)
  await sql`
    insert into metric_snapshot (post_id, at, likes, reposts, replies, quotes, views)
    select post_id, ${run.takenAt}, likes, reposts, replies, quotes, views from import_row
    where run_id = ${run.id} and outcome = 'renewed' on conflict (post_id, at) do nothing`.execute(tx)
  await sql`
    update post p set likes = coalesce(r.likes, p.likes), reposts = coalesce(r.reposts, p.reposts),
      replies = coalesce(r.replies, p.replies), quotes = coalesce(r.quotes, p.quotes), views = coalesce(r.views, p.views),
      metrics_at = ${run.takenAt}
    from import_row r where r.run_id = ${run.id} and r.outcome = 'renewed' and p.id = r.post_id
      and (p.metrics_at is null or p.metrics_at <= ${run.takenAt})`.execute(tx)
}

/** Files of numbers by day or group are short: their rows are read once more, here. */
async function applyNumbers(deps: StepDeps, tx: Tx, run: ImportRun): Promise<void> {
  if (!run.mapping) return
  const rules = await rulesOf({ ...deps, db: tx }, run, run.mapping)
  const days = new Map<string, DayNumber>()
  const cells = new Map<string, AudienceCell>()
  for (let number = 0; number < run.chunkCount; number++) {
    const { results } = readRows((await readChunk(tx, run.id, number)) ?? [], rules)
    for (const result of results)
      if (result.kind === 'audience') cells.set(result.cell.label, result.cell)
      else for (const one of result.numbers) days.set(`${one.day} ${one.name}`, one)
  }
  if (days.size > 0)
    await sql`
      insert into account_number (account_id, mission_id, day, name, value, run_id, taken_at)
      select ${run.accountId}, ${run.missionId}, day, name, value, ${run.id}, ${run.takenAt}
      from json_to_recordset(${JSON.stringify([...days.values()])}::json) as told(day date, name text, value double precision)
      on conflict (account_id, day, name) do update set value = excluded.value, run_id = excluded.run_id,
        before = account_number.value, before_run_id = account_number.run_id, taken_at = excluded.taken_at
      where account_number.taken_at <= excluded.taken_at and account_number.value <> excluded.value`.execute(tx)
  const trait = run.mapping.map.trait
  if (cells.size > 0 && trait)
    await sql`
      insert into audience_cell (account_id, mission_id, day, trait, label, people, share, is_masked, run_id)
      select ${run.accountId}, ${run.missionId}, (${run.takenAt}::timestamptz at time zone ${run.zone})::date, ${trait}, label, people, share, "isMasked", ${run.id}
      from json_to_recordset(${JSON.stringify([...cells.values()])}::json)
        as told(label text, people int, share double precision, "isMasked" boolean)
      on conflict (account_id, day, trait, label) do nothing`.execute(tx)
}
