import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { inScope, type Scope } from '../missions/index.ts'
import { quietDays } from './model.ts'

/** What C8 and D4 are reckoned from. Questions set aside (abuse, duplicates, not to be acted on) are in none of them. */
export type AnsweringCounts = {
  /** Answered, or past their deadline without an answer. */
  readonly actionable: number
  readonly inTime: number
  /** Answered, and the asker said so or kept quiet for 14 days [P]; of `actionable`. */
  readonly resolved: number
}

type Span = { readonly from: Date; readonly to: Date }

const counts = (now: Date) => sql`
  count(*)::int as actionable,
  count(*) filter (where answered_at is not null and answered_at <= due_at)::int as in_time,
  count(*) filter (where answered_at is not null and unresolved_at is null
    and (resolved_at is not null or answered_at <= ${new Date(now.getTime() - quietDays * 86_400_000)}))::int as resolved`

// What came into the box and was never looked at counts too: leaving it there must help nobody.
const countsAsAsked = (span: Span, now: Date) => sql`
  asked_at >= ${span.from} and asked_at < ${span.to} and closed_as is null and (state <> 'screening' or origin = 'box')
  and (answered_at is not null or due_at <= ${now})`

/** By mission: questions of the public that came to it between two instants (C8). */
export async function countAnswering(
  db: Db,
  scope: Scope,
  span: Span,
  now: Date,
): Promise<ReadonlyMap<string, AnsweringCounts>> {
  const { rows } = await sql<AnsweringCounts & { missionId: string }>`
    select mission_id, ${counts(now)} from question
    where origin <> 'mission' and ${countsAsAsked(span, now)} and ${inScope(scope, 'mission_id')}
    group by mission_id`.execute(db)
  return new Map(rows.map(({ missionId, ...rest }) => [missionId, rest]))
}

/** By asking mission: what it asked headquarters between two instants (D4). */
export async function countHeadquartersAnswering(
  db: Db,
  scope: Scope,
  span: Span,
  now: Date,
): Promise<ReadonlyMap<string, AnsweringCounts>> {
  const { rows } = await sql<AnsweringCounts & { missionId: string }>`
    select asking_mission_id as mission_id, ${counts(now)} from question
    where origin = 'mission' and ${countsAsAsked(span, now)} and ${inScope(scope, 'asking_mission_id')}
    group by asking_mission_id`.execute(db)
  return new Map(rows.map(({ missionId, ...rest }) => [missionId, rest]))
}
