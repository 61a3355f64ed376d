import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { BadRow, ImportedPost } from './model.ts'
import type { RowFault, TableRow } from './source/table.ts'

type KeptRow = [line: number, cells: readonly string[]] | [line: number, fault: RowFault]

/** Keeps rows of a file as they stand. */
export async function insertChunk(
  db: Db | Tx,
  run: { id: string; missionId: string },
  number: number,
  rows: readonly TableRow[],
): Promise<void> {
  const kept: KeptRow[] = rows.map((row) => ('cells' in row ? [row.line, row.cells] : [row.line, row.fault]))
  await sql`insert into import_chunk (run_id, mission_id, number, rows)
    values (${run.id}, ${run.missionId}, ${number}, ${JSON.stringify(kept)}::json)`.execute(db)
}

/** Rows of a chunk; `undefined` = there is none of that number. */
export async function readChunk(db: Db | Tx, runId: string, number: number): Promise<TableRow[] | undefined> {
  const chunk = await db
    .selectFrom('importChunk')
    .select('rows')
    .where('runId', '=', runId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!chunk) return undefined
  return (chunk.rows as unknown as KeptRow[]).map(([line, what]) =>
    typeof what === 'string' ? { line, fault: what } : { line, cells: what },
  )
}

export async function insertBadRows(
  tx: Tx,
  run: { id: string; missionId: string },
  rows: readonly BadRow[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into import_bad_row (run_id, mission_id, line, "column", value, why, params)
    select ${run.id}, ${run.missionId}, line, "column", value, why, coalesce(params, '{}')
    from json_to_recordset(${JSON.stringify(rows)}::json) as bad(line int, "column" text, value text, why text, params jsonb)
    on conflict (run_id, line) do nothing`.execute(tx)
}

export async function insertPosts(
  tx: Tx,
  run: { id: string; missionId: string },
  posts: readonly ImportedPost[],
  localDayOf: (at: Date) => string,
): Promise<void> {
  if (posts.length === 0) return
  const rows = posts.map(({ line, keys, remoteId, url, text, mediaKind, publishedAt, isDayOnly, metrics, extra }) => ({
    line,
    keys,
    remote_id: remoteId,
    url,
    text,
    media_kind: mediaKind,
    published_at: publishedAt,
    local_day: localDayOf(publishedAt),
    is_day_only: isDayOnly,
    ...metrics,
    extra: Object.keys(extra).length > 0 ? extra : null,
    post_id: newId(),
  }))
  await sql`
    insert into import_row (run_id, mission_id, line, keys, remote_id, url, text, media_kind, published_at, local_day,
      is_day_only, likes, reposts, replies, quotes, views, extra, post_id)
    select ${run.id}, ${run.missionId}, line, keys, remote_id, url, text, media_kind, published_at, local_day,
      is_day_only, likes, reposts, replies, quotes, views, extra, post_id
    from json_to_recordset(${JSON.stringify(rows)}::json) as row(line int, keys text[], remote_id text, url text, text text,
      media_kind text, published_at timestamptz, local_day date, is_day_only boolean, likes int, reposts int, replies int,
      quotes int, views int, extra jsonb, post_id uuid)
    on conflict (run_id, line) do nothing`.execute(tx)
}

/**
 * Finds the posts that rows are, where the account has them already: by an id, by the link, else by the same words at the
 * same minute (the same day, where the file tells no time). `renewed`: the file tells other numbers than the post has.
 */
export async function recogniseRows(
  tx: Tx,
  run: { id: string; missionId: string; accountId: string },
  lines: { readonly from: number; readonly to: number },
): Promise<void> {
  await sql`
    with known as materialized (
      select row.line, coalesce(
        (select id from post where account_id = ${run.accountId} and remote_id = any(row.keys) limit 1),
        (select id from post where row.url <> '' and url = row.url and account_id = ${run.accountId} limit 1),
        (select id from post where mission_id = ${run.missionId} and account_id = ${run.accountId} and text = row.text and row.text <> ''
          and published_at between row.published_at - case when row.is_day_only then interval '14 hours' else interval '60 seconds' end
            and row.published_at + case when row.is_day_only then interval '14 hours' else interval '60 seconds' end
          and (row.remote_id like 'import:%' or remote_id like 'import:%' or source = 'link') limit 1)) as id
      from import_row row where row.run_id = ${run.id} and row.line between ${lines.from} and ${lines.to}
        and (row.outcome is null or row.outcome = 'new'))
    update import_row r set post_id = known.id,
      outcome = case when (r.likes is null or r.likes is not distinct from p.likes)
        and (r.reposts is null or r.reposts is not distinct from p.reposts)
        and (r.replies is null or r.replies is not distinct from p.replies)
        and (r.quotes is null or r.quotes is not distinct from p.quotes)
        and (r.views is null or r.views is not distinct from p.views) then 'same' else 'renewed' end
    from known join post p on p.id = known.id
    where r.run_id = ${run.id} and r.line = known.line`.execute(tx)
  await sql`update import_row set outcome = 'new'
    where run_id = ${run.id} and line between ${lines.from} and ${lines.to} and outcome is null`.execute(tx)
}

/** Rows of numbers whose post is not known: named as bad, and gone. Answers how many. */
export async function refuseUnknown(
  tx: Tx,
  run: { id: string; missionId: string },
  lines: { from: number; to: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    with gone as (delete from import_row where run_id = ${run.id} and line between ${lines.from} and ${lines.to}
      and outcome = 'new' returning line, coalesce(nullif(url, ''), remote_id) as what)
    insert into import_bad_row (run_id, mission_id, line, value, why)
    select ${run.id}, ${run.missionId}, line, left(what, 120), 'unknown_post' from gone`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** One post named in several rows: the last row counts. Answers how many rows are left aside. */
export async function setAsideRepeated(tx: Tx, runId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update import_row r set outcome = 'repeated' from (
      select line, row_number() over (partition by case when outcome = 'new' then remote_id else post_id::text end
        order by line desc) as place from import_row where run_id = ${runId}) ranked
    where r.run_id = ${runId} and r.line = ranked.line and ranked.place > 1`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

export async function countOutcomes(
  tx: Tx,
  runId: string,
): Promise<Readonly<Record<'new' | 'renewed' | 'same' | 'repeated', number>>> {
  const { rows } = await sql<{ outcome: 'new' | 'renewed' | 'same' | 'repeated'; count: number }>`
    select outcome, count(*) as count from import_row where run_id = ${runId} group by outcome`.execute(tx)
  return {
    new: 0,
    renewed: 0,
    same: 0,
    repeated: 0,
    ...Object.fromEntries(rows.map((row) => [row.outcome, row.count])),
  }
}

/**
 * Tells the planner what a large file has put where: it knows nothing of rows that came within the last minute, and would
 * walk through all of them for each.
 */
export async function noteSizes(db: Db | Tx, rows: number): Promise<void> {
  if (rows < 5_000) return
  await sql`analyze import_row`.execute(db)
  await sql`analyze post`.execute(db)
  await sql`analyze message`.execute(db)
}
