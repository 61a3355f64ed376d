import { sql } from 'kysely'
import type { AccountEvent } from '../../contract/accounts.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { mustFindAccount } from './store.ts'

/** What happened to an account, newest first, at most 100. @throws AppError not_found outside the scope. */
export async function viewHistory(db: Db, scope: Scope, id: string): Promise<AccountEvent[]> {
  await mustFindAccount(db, scope, id)
  const { rows } = await sql<Omit<AccountEvent, 'at'> & { at: Date }>`
    select e.id, e.kind, e.at, person.name as by, e."from", e."to", e.reason from (
      select id, case when undoes is null then 'move' else 'undo' end as kind, moved_at as at, moved_by as who,
        from_status as "from", to_status as "to", reason from account_move where account_id = ${id}
      union all
      select id, 'rename', changed_at, changed_by, handle, null, null from account_former_handle where account_id = ${id}
      union all
      select id, 'confirmation', answered_at, answered_by, null, answer, note from account_confirmation
        where account_id = ${id}
    ) e left join person on person.id = e.who
    order by e.at desc, e.id desc limit 100`.execute(db)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
