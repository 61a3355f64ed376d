import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'

/** What raters found in one message beyond its labels: inputs of C5 and C7 (domain 5.2.2). */
export type Quality = {
  readonly messageId: string
  readonly missionId: string
  readonly localDay: string
  readonly isExcluded: boolean
  /** Elements of the benefit statement present, 0–4; of two raters their mean. Null where it is no policy message. */
  readonly benefitElements: number | null
  /** Must-say points present / required, 0–1; 0 where a contradiction is confirmed by two. Null without a narrative. */
  readonly mustSay: number | null
  /** Two people say that it contradicts its narrative or says what must not be said. */
  readonly isContradiction: boolean
  /** Figures of the register that it uses and that match; null where nobody found any. */
  readonly figures: { readonly used: number; readonly matching: number } | null
}

type Row = {
  messageId: string
  missionId: string
  localDay: string
  isExcluded: boolean
  elements: number | null
  present: number | null
  contradictions: number
  used: number | null
  matching: number | null
}

/**
 * Qualities of the rated messages in scope that meet the condition (over `message`), by day and id. A third rater's word
 * stands alone where there is one; else the mean of those who rated blind. Only finished tasks count.
 */
export async function findQualities(db: Db, scope: Scope, condition: Expression<SqlBool>): Promise<Quality[]> {
  const { rows } = await sql<Row>`
    with said as (
      select t.message_id, r.*, exists (select from rating a where a.task_id = t.id and a.capacity = 'adjudicator'
        and a.withdrawn_at is null) as is_adjudicated
      from rating r join rating_task t on t.id = r.task_id
      where r.withdrawn_at is null and t.state <> 'open' and t.origin <> 'companion'
    )
    select message.id as message_id, message.mission_id, message.local_day,
      message.excluded_reason is not null as is_excluded,
      (avg(cardinality(benefit_elements)) filter (where counts))::float8 as elements,
      (avg(must_say_present::float8 / nullif(must_say_required, 0)) filter (where counts))::float8 as present,
      (count(distinct person_id) filter (where contradicts))::int as contradictions,
      (avg(figures_used) filter (where counts))::float8 as used,
      (avg(figures_matching) filter (where counts))::float8 as matching
    from (select *, capacity = 'adjudicator' or not is_adjudicated as counts from said) said
      join message on message.id = said.message_id
    where ${condition} and ${inScope(scope, 'message.mission_id')}
    group by message.id order by message.local_day, message.id`.execute(db)
  return rows.map((row) => {
    const isContradiction = row.contradictions >= 2
    return {
      messageId: row.messageId,
      missionId: row.missionId,
      localDay: row.localDay,
      isExcluded: row.isExcluded,
      benefitElements: row.elements,
      mustSay: isContradiction ? 0 : row.present,
      isContradiction,
      figures: row.used === null || row.matching === null ? null : { used: row.used, matching: row.matching },
    }
  })
}
