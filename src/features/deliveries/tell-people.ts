import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { systemScope } from '../missions/index.ts'
import { type NoticeWords, notify, settleNotices } from '../notifications/index.ts'
import { never } from './model.ts'

const scope = systemScope('deliveries that need somebody')
/** Older ones stand on the screen of deliveries; nobody is told of them late. */
const tellWithinMs = 48 * 3_600_000
const perRound = 200

/** Deliveries of one item, or of one mission's day, that wait for a person in the same way. */
type Matter = {
  readonly kind: 'unknown' | 'refused' | 'needs_confirmation'
  readonly key: string
  /** The item, or the mission where many items wait alike. */
  readonly subject: string
  readonly missionId: string
  readonly title: string
  readonly count: number
  readonly authorId: string | null
}

/**
 * Tells officers and the author of deliveries whose outcome only a person can settle, and takes back what has been
 * settled. Looks at how deliveries stand, so it may run twice, late, and in several processes: each matter is told once.
 * Apart from the dispatcher, whose writes wait for nobody. Answers how many matters were told.
 */
export async function tellOfDeliveries(db: Db, now: Date): Promise<number> {
  const matters = await findMatters(db, now)
  let told = 0
  for (const matter of matters)
    told += await db.transaction().execute(async (tx) => {
      const { missionId, authorId } = matter
      const notice = {
        kind: `delivery.${matter.kind}`,
        about: { room: 'deliveries', id: matter.subject, missionId },
        path: '/pengiriman',
        words: wordsOf(matter),
        dedupeKey: matter.key,
        urgent: true,
      }
      const officers = { roles: ['mission_officer'] as const, at: { missionId } }
      const to = authorId === null ? [officers] : [officers, { persons: [authorId] }]
      const count = await notify(tx, scope, now, { ...notice, to })
      if (count > 0) return 1
      // A post without an officer: its head.
      return (await notify(tx, scope, now, { ...notice, to: { roles: ['head_of_mission'], at: { missionId } } })) && 1
    })
  await endSettled(db, now)
  return told
}

async function findMatters(db: Db, now: Date): Promise<readonly Matter[]> {
  const since = new Date(now.getTime() - tellWithinMs)
  const { rows } = await sql<Matter>`
    with standing as (
      select d.state as kind, d.mission_id, d.state_changed_at, i.title, i.author_id, i.id as item_id,
        case when d.state = 'needs_confirmation'
          then 'delivery.needs_confirmation:' || d.mission_id || ':' || (d.state_changed_at at time zone 'UTC')::date
          else 'delivery.' || d.state || ':' || i.id || ':' || (d.state_changed_at at time zone 'UTC')::date end as key,
        case when d.state = 'needs_confirmation' then d.mission_id else i.id::text end as subject
      from delivery d join item i on i.id = d.item_id
      where d.state in ('unknown', 'refused', 'needs_confirmation') and d.state_changed_at > ${since}
        and (d.state <> 'unknown' or d.next_at >= ${never}))
    select kind, key, subject, mission_id, min(title) as title, count(*)::int as count,
      case when count(distinct author_id) = 1 then min(author_id::text) end as author_id
    from standing where not exists (select 1 from notice n where n.dedupe_key = standing.key)
    group by kind, key, subject, mission_id order by min(state_changed_at) limit ${perRound}`.execute(db)
  return rows
}

function wordsOf({ kind, title, count }: Matter): NoticeWords {
  switch (kind) {
    case 'unknown':
      return {
        id: {
          title: `Belum pasti apakah "${title}" sudah terbit`,
          body: 'Selaras tidak mengirim ulang sendiri. Lihat akunnya, lalu jawab: sudah terbit, belum, atau kirim lagi.',
        },
        en: {
          title: `It is not certain whether "${title}" went out`,
          body: 'Selaras sends nothing again by itself. Look at the account, then answer: out, not out, or send again.',
        },
      }
    case 'refused':
      return {
        id: {
          title: `Jaringan menolak "${title}"`,
          body: `${count} pengiriman tidak terbit. Baca alasannya, perbaiki, atau terbitkan dengan tangan.`,
        },
        en: {
          title: `A network refused "${title}"`,
          body: `${count} not out. Read why, put it right, or publish by hand.`,
        },
      }
    case 'needs_confirmation':
      return {
        id: {
          title: `${count} pengiriman terlambat menunggu kata Anda`,
          body: 'Tidak ada yang terbit sendiri. Periksa apakah isinya masih tepat, lalu lanjutkan atau batalkan.',
        },
        en: {
          title: `${count} late deliveries wait for your word`,
          body: 'Nothing goes out by itself. See whether they still fit, then go on or cancel.',
        },
      }
  }
}

/** Matters that no delivery stands for any more. */
async function endSettled(db: Db, now: Date): Promise<void> {
  const { rows } = await sql<{ key: string }>`
    select distinct n.dedupe_key as key from notice n
    where n.room = 'deliveries' and n.settled_at is null and n.kind in ('delivery.unknown', 'delivery.refused', 'delivery.needs_confirmation')
      and not exists (select 1 from delivery d where 'delivery.' || d.state = n.kind
        and case when n.kind = 'delivery.needs_confirmation' then d.mission_id = n.subject_id
          else d.item_id = n.subject_id::uuid end)
    limit ${perRound}`.execute(db)
  for (const { key } of rows) await db.transaction().execute((tx) => settleNotices(tx, now, { dedupeKey: key }))
}
