import { type Expression, type SqlBool, sql } from 'kysely'
import { type Db, json, type Tx } from '../../platform/database/database.ts'
import { systemScope } from '../missions/index.ts'
import { findQualities, findStandings, type RatedMessage } from '../rating/index.ts'
import { dailyCap } from './bands.ts'
import { minPlainWords } from './components/plain-language.ts'
import { dayCellOf, weightsOfDay } from './day-cell.ts'
import { evidenceSums } from './evidence.ts'
import { isIndonesian, measurePlainTexts } from './plain-store.ts'
import { raiseVersions } from './window-cache.ts'

const scope = systemScope('roll-ups')

/** One day of one mission. */
type Cell = { readonly missionId: string; readonly localDay: string }

/**
 * Computes every day cell of the oldest `limit` (1–5000) marks again, whole, from messages, readings, labels and items;
 * answers how many cells. One process at a time: another that is at it leaves nothing to do here. A change that
 * commits meanwhile has left its own mark and is met in the next round.
 */
export async function recomputeDirty(db: Db, now: Date, limit = 1000): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('alignment roll-ups', 0)) as mine`.execute(tx)
    if (!rows[0]?.mine) return 0
    // All marks of a chosen cell go with it, also those further down the log. A mark that is seen here is of a change that
    // is seen below.
    const { rows: marks } = await sql<Cell & { ids: number[] }>`
      with chosen as (select distinct mission_id, local_day from (
        select mission_id, local_day from alignment_dirty order by id limit ${limit}) oldest)
      select mission_id, local_day, array_agg(id) as ids from alignment_dirty join chosen using (mission_id, local_day)
      group by mission_id, local_day`.execute(tx)
    if (marks.length === 0) return 0
    await writeCells(tx, now, marks)
    await sql`delete from alignment_dirty where id = any(${marks.flatMap((mark) => mark.ids)}::bigint[])`.execute(tx)
    return marks.length
  })
}

async function writeCells(tx: Tx, now: Date, cells: readonly Cell[]): Promise<void> {
  const missions = cells.map((cell) => cell.missionId)
  const days = cells.map((cell) => cell.localDay)
  const listed = (columns: string) =>
    sql<boolean>`(${sql.raw(columns)}) in (select * from unnest(${missions}::text[], ${days}::date[]))`
  const messages = await findStandings(tx, scope, listed('message.mission_id, message.local_day'))
  const rows = [...Map.groupBy(messages, (message) => `${message.missionId} ${message.localDay}`).values()].flatMap(
    (members) => {
      const first = members[0]
      if (!first) return []
      return dayCellOf(members).map((sum) => ({
        missionId: first.missionId,
        localDay: first.localDay,
        languageGroup: sum.languageGroup,
        labelSource: sum.labelSource,
        messages: sum.messages,
        weight: sum.weight,
        objectiveWeights: json(sum.objectives),
        purposeWeight: sum.purpose,
        readableWeight: sum.readable,
        machineMessages: sum.machine.messages,
        machineWeight: sum.machine.weight,
        machineObjectiveWeights: json(sum.machine.objectives),
        machinePurposeWeight: sum.machine.purpose,
        machineReadableWeight: sum.machine.readable,
        computedAt: now,
      }))
    },
  )
  await raiseVersions(tx, missions)
  await measurePlainTexts(tx, scope, listed('m.mission_id, m.local_day'))
  await tx.deleteFrom('messageDay').where(listed('mission_id, local_day')).execute()
  await sql`
    with listed as (
      select m.*,
        least(1, ${dailyCap}::float8 / nullif(count(*) filter (where m.excluded_reason is null)
          over (partition by m.mission_id, m.local_day), 0)) as weight
      from message m where ${listed('m.mission_id, m.local_day')}
    ), told as (
      select m.*, p.score, (select count(*) from post where post.message_id = m.id) as posts
      from listed m left join reading r on r.message_id = m.id
        left join message_plain p on p.message_id = m.id and p.words >= ${minPlainWords} and m.excluded_reason is null
          and ${isIndonesian}
    )
    insert into message_day (mission_id, local_day, posts, deleted, excluded, plain_messages, plain_weight, plain_sum)
    select mission_id, local_day, coalesce(sum(posts), 0)::int,
      (count(*) filter (where excluded_reason is null and deleted_at is not null))::int,
      (count(*) filter (where excluded_reason is not null))::int,
      count(score)::int, coalesce(sum(weight) filter (where score is not null), 0), coalesce(sum(weight * score), 0)
    from told group by mission_id, local_day`.execute(tx)
  await writeEvidence(tx, messages, listed('message.mission_id, message.local_day'))
  await tx.deleteFrom('alignmentDay').where(listed('mission_id, local_day')).execute()
  // A statement takes at most 65,535 parameters; fifteen a row.
  for (let start = 0; start < rows.length; start += 4000)
    await tx
      .insertInto('alignmentDay')
      .values(rows.slice(start, start + 4000))
      .execute()
}

/** Sums of C5 and C7: only days on which people looked at something have any. */
async function writeEvidence(tx: Tx, messages: readonly RatedMessage[], condition: Expression<SqlBool>): Promise<void> {
  const found = Map.groupBy(await findQualities(tx, scope, condition), dayOf)
  if (found.size === 0) return
  const days = Map.groupBy(messages, dayOf)
  for (const [day, qualities] of found) {
    const first = qualities[0]
    if (!first) continue
    await tx
      .updateTable('messageDay')
      .set(evidenceSums(qualities, weightsOfDay(days.get(day) ?? [])))
      .where('missionId', '=', first.missionId)
      .where('localDay', '=', first.localDay)
      .execute()
  }
}

const dayOf = ({ missionId, localDay }: Cell): string => `${missionId} ${localDay}`
