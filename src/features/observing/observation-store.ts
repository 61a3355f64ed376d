import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { usualBackfillMs } from './schedule.ts'
import type { ObservedAccount } from './store.ts'

export type Part = 'posts' | 'checks' | 'inbox' | 'audience' | 'backfill'

/** How far the reading of an account has come. */
export type Observation = {
  readonly postsDueAt: Date
  readonly postsReadAt: Date | null
  readonly inboxDueAt: Date
  readonly inboxReadAt: Date | null
  readonly audienceDueAt: Date
  readonly audienceReadAt: Date | null
  readonly backfillFrom: Date
  readonly backfillCursor: string | null
  readonly backfillReached: Date | null
  readonly backfillDoneAt: Date | null
  readonly failures: number
  readonly windowAt: Date | null
  readonly windowCalls: number
}
export type ClaimedAccount = ObservedAccount & Observation

// Closed accounts are read no more; a taken-over one is, because what its thief posts must be seen (it does not count).
const readStatuses = ['active', 'restored', 'suspended', 'taken_over']
/** Longer than any turn takes: calls are cut one by one. */
const leaseMs = 15 * 60_000

/** Gives connected accounts that have none their schedule: everything is due, history back to a quarter. */
export async function beginObservations(db: Db, _scope: Scope, now: Date): Promise<void> {
  await sql`
    insert into observation (account_id, due_at, posts_due_at, inbox_due_at, audience_due_at, backfill_from)
    select id, ${now}, ${now}, ${now}, ${now}, ${new Date(now.getTime() - usualBackfillMs)} from account
    where connection_state = 'connected' and not exists (select 1 from observation o where o.account_id = account.id)
    on conflict do nothing`.execute(db)
}

/** The connected account that has waited longest, leased so that no second process reads it meanwhile. */
export async function claimDueAccount(
  db: Db,
  _scope: Scope,
  networks: readonly string[],
  now: Date,
): Promise<ClaimedAccount | undefined> {
  const { rows } = await sql<ClaimedAccount>`
    update observation o set leased_until = ${new Date(now.getTime() + leaseMs)} from account a join mission m on m.id = a.mission_id
    where a.id = o.account_id and o.account_id = (
      select c.account_id from observation c join account ca on ca.id = c.account_id
      where c.due_at <= ${now} and (c.leased_until is null or c.leased_until <= ${now})
        and ca.connection_state = 'connected' and ca.network = any(${[...networks]}::text[])
        and ca.status = any(${readStatuses}::text[])
      order by c.due_at, c.account_id limit 1 for update of c skip locked)
    returning a.id, a.mission_id, a.network, m.timezone, o.posts_due_at, o.posts_read_at, o.inbox_due_at, o.inbox_read_at,
      o.audience_due_at, o.audience_read_at, o.backfill_from, o.backfill_cursor, o.backfill_reached, o.backfill_done_at,
      o.failures, o.window_at, o.window_calls`.execute(db)
  return rows[0]
}

export type Progress = Partial<{
  readonly dueAt: Date
  readonly postsDueAt: Date
  readonly postsReadAt: Date
  readonly checkedAt: Date
  readonly inboxDueAt: Date
  readonly inboxReadAt: Date
  readonly audienceDueAt: Date
  readonly audienceReadAt: Date
  readonly backfillFrom: Date
  readonly backfillCursor: string | null
  readonly backfillReached: Date | null
  readonly backfillDoneAt: Date | null
  readonly leasedUntil: Date | null
  readonly failedPart: string | null
  readonly failure: string | null
  readonly failedAt: Date | null
  readonly failures: number
  readonly windowAt: Date
  readonly windowCalls: number
}>

/** Writes down how far a part has come. */
export async function saveProgress(db: Db | Tx, accountId: string, progress: Progress): Promise<void> {
  await db.updateTable('observation').set(progress).where('accountId', '=', accountId).execute()
}

/** Ends a turn: gives the account back, due when the first of its parts is. */
export async function endTurn(
  db: Db,
  accountId: string,
  turn: { readonly windowAt: Date; readonly windowCalls: number; readonly spent: number; readonly notBefore: Date },
  isBackfillNext: Date | null,
): Promise<void> {
  await sql`
    update observation o set leased_until = null, window_at = ${turn.windowAt}, window_calls = ${turn.windowCalls},
      calls = calls + ${turn.spent},
      due_at = greatest(${turn.notBefore}::timestamptz, least(posts_due_at, inbox_due_at, audience_due_at,
        ${isBackfillNext}::timestamptz,
        (select min(check_due_at) from post where account_id = o.account_id and check_due_at is not null and deleted_at is null)))
    where account_id = ${accountId}`.execute(db)
}

/** What other rooms see of it: when an account was last read whole, and why the last try failed. Told when it changes, not each time. */
export async function showOutcome(db: Db, accountId: string, now: Date, failure: string | null): Promise<void> {
  const short = failure?.slice(0, 500) ?? null
  if (short === null)
    await sql`update account set observed_at = ${now}, observe_failure = null where id = ${accountId}
      and (observe_failure is not null or observed_at is null or observed_at < ${new Date(now.getTime() - 3_600_000)})`.execute(
      db,
    )
  else
    await sql`update account set observe_failure = ${short} where id = ${accountId}
      and observe_failure is distinct from ${short}`.execute(db)
}

/** The newest post known of an account. */
export async function findNewest(db: Db, accountId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('post')
    .select('publishedAt')
    .where('accountId', '=', accountId)
    .orderBy('publishedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.publishedAt
}
