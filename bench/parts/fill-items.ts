import { sql } from 'kysely'
import type { Db } from '../../src/platform/database/database.ts'

/** Writes items over all missions, the newest 2,000 with a delivery that waits until 15 January 2027. */
export async function fillItems(db: Db, items: number): Promise<void> {
  await sql`
    insert into item (id, mission_id, author_id, title, kind, aim, audience, benefit, desired_action, status, planned_local, planned_zone, created_at, updated_at)
    select gen_random_uuid(), m.id, (select id from person limit 1), 'Kiriman ' || n, 'purpose', 'tujuan', 'khalayak', 'manfaat', 'langkah', 'approved',
      '2027-01-15T09:00', m.timezone, now() - n * interval '1 minute', now() - n * interval '1 minute'
    from generate_series(1, ${items}) n
    join (select id, timezone, row_number() over (order by id) - 1 as r, count(*) over () as c from mission where not is_headquarters) m on m.r = n % m.c`.execute(
    db,
  )
  await sql`
    insert into delivery (id, item_id, variant_id, account_id, mission_id, network, bundle_hash, content, item_kind, record_key, idempotency_key,
      record_created_at, due_local, due_zone, due_at, state, state_changed_at, next_at, created_at, updated_at)
    select gen_random_uuid(), i.id, gen_random_uuid(), a.id, i.mission_id, a.network, 'bench', '{"text":"x","languages":["id"],"link":null,"images":[]}', 'purpose',
      i.id::text, i.id::text, now(), i.planned_local, i.planned_zone, '2027-01-15T09:00Z', 'scheduled', now(), '2027-01-15T09:00Z', now(), now()
    from (select * from item where title like 'Kiriman %' and aim = 'tujuan' order by created_at desc limit 2000) i
    join lateral (select id, network from account where mission_id = i.mission_id limit 1) a on true`.execute(db)
  await sql`analyze`.execute(db)
}
