import { sql } from 'kysely'
import type { Db } from '../../src/platform/database/database.ts'

type Sums = readonly Readonly<Record<string, unknown>>[]

/** Sums of day cells, of all missions or some, straight from the raw rows in one plain statement that knows nothing of the roll-ups. */
export async function sumsOfRawRows(db: Db, missions: readonly string[] | null = null): Promise<Sums> {
  const { rows } = await sql<Record<string, unknown>>`
    with counted as (
      select m.*, least(1, 3.0 / count(*) over (partition by m.mission_id, m.local_day))::float8 as w
      from message m where m.excluded_reason is null and (${missions}::text[] is null or m.mission_id = any(${missions}::text[]))
    ), said as (
      select c.id, c.mission_id, c.local_day, c.w, c.language, r.abstained, i.kind, c.item_id,
        (select l.id from label l where l.message_id = c.id and l.source = 'adjudicated' order by l.created_at desc, l.id desc limit 1) as adjudicated,
        exists (select from label l where l.message_id = c.id and l.source = 'blind') as blind,
        (select l.id from label l where l.message_id = c.id and l.source = 'officer' order by l.created_at desc, l.id desc limit 1) as corrected,
        r.objective as read_objective, r.purpose as read_purpose
      from counted c left join reading r on r.message_id = c.id left join item i on i.id = c.item_id
    ), standing as (
      select s.id, mission_id, local_day, w,
        case when s.language in ('id', 'en') then s.language else 'other' end as language_group,
        case when adjudicated is not null or blind then 'rated' when corrected is not null or item_id is not null then 'officer'
          when read_objective is not null then 'machine' else 'none' end as label_source,
        case when adjudicated is not null then (select purpose / 2.0 from label where id = adjudicated)
          when blind then (select avg(purpose / 2.0) from label where message_id = s.id and source = 'blind')
          when corrected is not null then (select purpose / 2.0 from label where id = corrected)
          when item_id is not null then case kind when 'activity_purpose' then 0.5 when 'purpose' then 1 when 'service' then 1 when 'emergency' then 1 else 0 end
          else coalesce(read_purpose / 2.0, 0) end as pi,
        case when adjudicated is not null or blind or corrected is not null or item_id is not null then 1
          when read_objective is not null and not abstained then 1 else 0 end as readable,
        case when adjudicated is not null then (select (objective = 'products')::int from label where id = adjudicated)
          when blind then (select avg((objective = 'products')::int) from label where message_id = s.id and source = 'blind')
          when corrected is not null then (select (objective = 'products')::int from label where id = corrected)
          when item_id is not null then coalesce((select weight from item_objective o where o.item_id = s.item_id and objective_code = 'products'), 0)
          else coalesce((read_objective = 'products')::int, 0) end as products
      from said s
    )
    select mission_id, local_day::text, language_group, label_source, count(*)::int as messages,
      round(sum(w)::numeric, 6) as weight, round(sum(w * pi)::numeric, 6) as purpose,
      round(sum(w * readable)::numeric, 6) as readable, round(sum(w * products)::numeric, 6) as products
    from standing group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db)
  return rows
}

/** The same sums as the roll-ups keep them. */
export async function sumsOfRollUps(db: Db, missions: readonly string[] | null = null): Promise<Sums> {
  const { rows } = await sql<Record<string, unknown>>`
    select mission_id, local_day::text, language_group, label_source, messages, round(weight::numeric, 6) as weight,
      round(purpose_weight::numeric, 6) as purpose, round(readable_weight::numeric, 6) as readable,
      round(coalesce((objective_weights ->> 'products')::numeric, 0), 6) as products
    from alignment_day where ${missions}::text[] is null or mission_id = any(${missions}::text[]) order by 1, 2, 3, 4`.execute(
    db,
  )
  return rows
}
