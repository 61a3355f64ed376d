import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { quarterDays } from '../../../platform/calendar/zones.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { Scope } from '../../missions/index.ts'

/**
 * Every message of a quarter that counts, with its stratum: language group × whose estimate stands (`standing.ts` says the
 * same in words; a test holds them together). `none`: read by nobody yet. Columns: id, language_group, label_source.
 */
export function frameOf(quarter: string): RawBuilder<unknown> {
  const { first, last } = quarterDays(quarter)
  return sql`select m.id, m.mission_id,
      case split_part(case when m.language = 'und' then coalesce(r.language, 'und') else m.language end, '-', 1)
        when 'id' then 'id' when 'en' then 'en' else 'other' end as language_group,
      case when i.kind is not null
          or exists (select from label l where l.message_id = m.id and l.source = 'officer') then 'officer'
        when r.message_id is not null then 'machine' else 'none' end as label_source
    from message m left join reading r on r.message_id = m.id left join item i on i.id = m.item_id
    where m.excluded_reason is null and m.local_day between ${first}::date and ${last}::date`
}

export type StratumSize = { readonly languageGroup: string; readonly source: string; readonly population: number }

/** How many messages each stratum of a quarter has; a correction belongs to nobody, so the whole ministry counts. */
export async function sizesOf(db: Db, _scope: Scope, quarter: string): Promise<StratumSize[]> {
  const { rows } = await sql<StratumSize>`
    select language_group, label_source as source, count(*)::int as population from (${frameOf(quarter)}) frame
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

export type Drawn = {
  readonly id: string
  readonly languageGroup: string
  readonly source: string
  readonly orderKey: string
}

/**
 * The first `count` messages of a stratum in the order of sha256(seed ':' id): anybody with the seed draws the same, and a
 * larger sample holds the smaller one. Those whose ratings came from elsewhere, without a task, need none.
 */
export async function drawFrom(
  db: Db,
  _scope: Scope,
  quarter: string,
  seed: string,
  stratum: { readonly languageGroup: string; readonly source: string; readonly count: number },
): Promise<Drawn[]> {
  const { rows } = await sql<Drawn>`
    select * from (select id, language_group, label_source as source,
      encode(sha256(convert_to(${`${seed}:`} || id, 'UTF8')), 'hex') as order_key
    from (${frameOf(quarter)}) frame
    where language_group = ${stratum.languageGroup} and label_source = ${stratum.source}
    order by order_key limit ${stratum.count}) drawn
    where not exists (select from label l where l.message_id = drawn.id and l.sample_quarter = ${quarter}
      and l.rating_id is null)`.execute(db)
  return rows
}

/** The same order outside the database. */
export const orderKeyOf = (seed: string, messageId: string): string =>
  createHash('sha256').update(`${seed}:${messageId}`).digest('hex')
