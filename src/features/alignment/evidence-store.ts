import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import type { Evidence } from './evidence.ts'

type Row = {
  messageId: string
  benefit: number | null
  compared: number
  present: number | null
  required: number | null
  contradictions: number
  figuresUsed: number | null
  figuresMatching: number | null
}

/**
 * What people found in these messages beyond their label, from ratings that were not taken back: the mean over a message's raters; a
 * contradiction where two persons said so (domain 5.2.2, C7). Messages nobody looked at so are left out.
 */
export async function findEvidence(db: Db, scope: Scope, messageIds: readonly string[]): Promise<readonly Evidence[]> {
  if (messageIds.length === 0) return []
  const { rows } = await sql<Row>`
    select t.message_id, avg(cardinality(r.benefit_elements))::float8 as benefit,
      count(r.must_say_required)::int as compared,
      avg(r.must_say_present)::float8 as present, avg(r.must_say_required)::float8 as required,
      (count(distinct r.person_id) filter (where r.contradicts))::int as contradictions,
      avg(r.figures_used)::float8 as figures_used, avg(r.figures_matching)::float8 as figures_matching
    from rating r join rating_task t on t.id = r.task_id join message m on m.id = t.message_id
    where t.message_id = any(${[...messageIds]}::uuid[]) and r.withdrawn_at is null and t.origin <> 'companion'
      and ${inScope(scope, 'm.mission_id')}
    group by t.message_id`.execute(db)
  return rows.flatMap((row) => {
    const isCompared = row.compared > 0 || row.contradictions > 1
    if (row.benefit === null && !isCompared && row.figuresUsed === null) return []
    return {
      messageId: row.messageId,
      benefit: row.benefit,
      consistency: isCompared
        ? { present: row.present ?? 0, required: row.required ?? 0, isContradicted: row.contradictions > 1 }
        : null,
      figures: row.figuresUsed === null ? null : { used: row.figuresUsed, matching: row.figuresMatching ?? 0 },
    }
  })
}
