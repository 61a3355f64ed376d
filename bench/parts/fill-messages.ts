import { sql } from 'kysely'
import type { Db } from '../../src/platform/database/database.ts'

const days = 365
const words =
  'Delapan eksportir kopi Gayo hadir di pameran pekan ini. Pembeli bisa mencicipi dan memesan langsung dari koperasi petani. Dalam rangka memfasilitasi pemangku kepentingan, perwakilan membuka meja informasi setiap hari kerja. Daftar di situs kami sebelum Jumat sore, gratis untuk umum.'

/**
 * Two posts a message, read by a machine, a third of them Indonesian texts of 40 words, over a year; the sample's own quarter, ratings and kits stay
 * beside them. Triggers rest meanwhile; every day is marked at the end.
 */
export async function fillMessages(db: Db, posts: number): Promise<void> {
  await sql`insert into account (id, mission_id, network, handle, handle_key, url, status, status_changed_at, created_at)
    select gen_random_uuid(), m.id, 'x', 'bench' || n || m.id, 'bench' || n || m.id, 'https://x.com/b', 'active', now(), now()
    from mission m, generate_series(1, 6) n where not m.is_headquarters`.execute(db)
  for (const table of ['message', 'post', 'reading'])
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(db)
  await sql`
    insert into message (id, mission_id, local_day, text, language, first_published_at, reading_due, created_at)
    select gen_random_uuid(), m.id, d.day, 'Kiriman ' || n || ' ' || ${words}, (array['id', 'en', 'ar'])[1 + n % 3], d.day + interval '5 hours', false, now()
    from generate_series(1, ${Math.round(posts / 2)}) n
    join (select id, row_number() over (order by id) - 1 as r, count(*) over () as c from mission where not is_headquarters) m on m.r = n % m.c
    join (select current_date - g as day, g from generate_series(0, ${days - 1}) g) d on d.g = (n / 133) % ${days}`.execute(
    db,
  )
  await sql`
    insert into post (id, account_id, mission_id, network, remote_id, url, text, language, published_at, local_day, source, message_id, first_seen_at, last_seen_at)
    select gen_random_uuid(), a.id, m.mission_id, 'x', m.id || '-' || a.n, 'https://x.com/' || m.id, m.text, m.language, m.first_published_at, m.local_day, 'import', m.id, now(), now()
    from message m join (select id, mission_id, row_number() over (partition by mission_id order by id) as n from account where handle like 'bench%') a
      on a.mission_id = m.mission_id and a.n in (1 + abs(hashtext(m.id::text)) % 3, 4 + abs(hashtext(m.id::text)) % 3)
    where m.text like 'Kiriman %'`.execute(db)
  await sql`
    insert into reading (message_id, model_version, language, objective, objectives, purpose, benefit, cta, confidence, abstained, because, read_at)
    select id, 'bench', language, (array['products', 'tourism', 'policy', 'culture', 'protection', 'none', 'none'])[1 + abs(hashtext(id::text)) % 7], '{}',
      abs(hashtext(id::text || 'p')) % 3, false, false, 0.9, abs(hashtext(id::text || 'a')) % 10 = 0, '[]', now()
    from message where text like 'Kiriman %'`.execute(db)
  for (const table of ['message', 'post', 'reading'])
    await sql`alter table ${sql.table(table)} enable trigger user`.execute(db)
  await sql`insert into alignment_dirty (mission_id, local_day) select distinct mission_id, local_day from message`.execute(
    db,
  )
  await sql`analyze`.execute(db)
}
