import { sql } from 'kysely'
import type { SampleView } from '../../../contract/rating.ts'
import { localDayOf } from '../../../platform/calendar/zones.ts'
import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Scope } from '../../missions/index.ts'
import type { DeskDeps } from '../desk/progress.ts'
import { seesSample } from '../policy.ts'
import { accuracyOf, agreementOf, type Pair } from './agreement.ts'
import { planOf } from './plan.ts'
import { owedBy } from './planner.ts'

/** The quarter's sample, as headquarters sees it. @throws AppError forbidden for whoever is not of headquarters. */
export async function viewSample(
  { db, now, homeZone }: DeskDeps,
  scope: Scope,
  quarter: string,
  precision: number,
): Promise<SampleView> {
  if (!seesSample(scope)) throw new AppError('forbidden', 'rating.sample_not_yours')
  const sample = await db.selectFrom('auditSample').selectAll().where('quarter', '=', quarter).executeTakeFirst()
  const { strata, unread, sampled } = await planOf(db, scope, quarter, precision)
  const tasks = await countTasks(db, sample?.id)
  const owed = tasks.reduce((sum, { owed }) => sum + owed, 0)
  const pairs = await findPairs(db, quarter)
  const disputes = await db
    .selectFrom('labelDispute')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('outcome', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    quarter,
    seed: sample?.seed ?? null,
    drawnAt: sample?.drawnAt.toISOString() ?? null,
    precision,
    unread,
    strata: strata.map((stratum) => {
      const own = tasks.find((one) => one.languageGroup === stratum.languageGroup && one.labelSource === stratum.source)
      return { ...stratum, drawn: own?.drawn ?? 0, differing: own?.differing ?? 0 }
    }),
    raters: await findRaters(db, sample?.id, owed, localDayOf(now(), homeZone)),
    secondsEach: await secondsEach(db),
    disputesOpen: disputes.open,
    pairs: pairs.length,
    agreement: pairs.length === 0 ? [] : agreementOf(pairs),
    accuracy: accuracyOf(sampled),
  }
}

type TaskCount = { languageGroup: string; labelSource: string; drawn: number; differing: number; owed: number }

/** Tasks by stratum; `owed`: ratings still to be given, a third's where two differ. */
async function countTasks(db: Db, sampleId: string | undefined): Promise<TaskCount[]> {
  if (sampleId === undefined) return []
  const { rows } = await sql<TaskCount>`
    select language_group, label_source, count(*)::int as drawn,
      (count(*) filter (where state = 'differing'))::int as differing,
      coalesce(sum(case state when 'differing' then 1 when 'open' then needed - (select count(*) from rating r
        where r.task_id = t.id and r.withdrawn_at is null) else 0 end), 0)::int as owed
    from rating_task t where sample_id = ${sampleId} group by 1, 2`.execute(db)
  return rows
}

/** Raters of the ministry today, by name, with what they have done of this sample and what still falls to them. */
async function findRaters(
  db: Db,
  sampleId: string | undefined,
  left: number,
  today: string,
): Promise<SampleView['raters']> {
  const { rows } = await sql<{ personId: string; name: string; done: number }>`
    select p.id as person_id, p.name,
      (select count(*)::int from rating r join rating_task t on t.id = r.task_id
        where r.person_id = p.id and r.withdrawn_at is null and t.sample_id = ${sampleId ?? null}::uuid) as done
    from person p where exists (select from role_grant g join role_grant_scope s on s.grant_id = g.id
      where g.person_id = p.id and g.role = 'rater' and s.kind = 'ministry' and g.valid_from <= ${today}::date
        and (g.valid_to is null or g.valid_to >= ${today}::date))
    order by p.name, p.id`.execute(db)
  const owes = owedBy(
    rows.map(({ done }) => done),
    left,
  )
  return rows.map((row, at) => ({ ...row, owes: owes[at] ?? 0 }))
}

async function secondsEach(db: Db): Promise<number | null> {
  const { rows } = await sql<{ seconds: number | null; timed: number }>`
    select percentile_cont(0.5) within group (order by elapsed_ms) / 1000 as seconds, count(*)::int as timed
    from (select elapsed_ms from rating where withdrawn_at is null order by created_at desc limit 1000) last`.execute(
    db,
  )
  const row = rows[0]
  return row && row.timed >= 20 ? row.seconds : null
}

/** What two people said blind of each message of the sample. */
async function findPairs(db: Db, quarter: string): Promise<Pair[]> {
  const rows = await db
    .selectFrom('label')
    .select(['messageId', 'objective', 'purpose', 'benefit', 'cta'])
    .where('sampleQuarter', '=', quarter)
    .where('source', '=', 'blind')
    .orderBy('messageId')
    .orderBy('id')
    .execute()
  return [...Map.groupBy(rows, ({ messageId }) => messageId).values()].filter((pair) => pair.length > 1)
}
