import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import { systemScope } from '../missions/index.ts'
import { type Notice, notify } from '../notifications/index.ts'

const scope = systemScope('questions waiting')
/** Hours before its deadline from which a question that is no emergency is told of. */
const aheadHours = 4

type Matter = {
  readonly kind: 'emergency' | 'due' | 'overdue'
  readonly key: string
  readonly missionId: string
  readonly isHeadquarters: boolean
  /** The question, where the matter is one alone. */
  readonly questionId: string | null
  readonly count: number
}

/**
 * Tells whoever answers: each emergency at once; what nears its deadline or is past it once a mission and day. Says how
 * many matters were told.
 */
export async function tellOfQuestions(db: Db, now: Date): Promise<number> {
  const ahead = new Date(now.getTime() + aheadHours * 3_600_000)
  const { rows } = await sql<Matter>`
    with standing as (
      select q.mission_id, m.is_headquarters, q.id, case
          when q.sla = 'emergency' then 'emergency' when q.due_at < ${now} then 'overdue' else 'due' end as kind,
        case when q.sla = 'emergency' then 'question.emergency:' || q.id || ':' || q.mission_id
          else 'question.' || case when q.due_at < ${now} then 'overdue' else 'due' end || ':' || q.mission_id || ':'
            || (${now}::timestamptz at time zone m.timezone)::date end as key
      from question q join mission m on m.id = q.mission_id
      where q.state in ('open', 'screening') and (q.sla = 'emergency' or q.due_at < ${ahead}))
    select kind, key, mission_id, is_headquarters, count(*)::int as count,
      case when kind = 'emergency' then min(id::text) end as question_id
    from standing where not exists (select 1 from notice n where n.dedupe_key = standing.key)
    group by kind, key, mission_id, is_headquarters order by kind limit 200`.execute(db)
  for (const matter of rows)
    await db.transaction().execute((tx) => notify(tx, scope, now, { ...noticeOf(matter), to: whoAnswers(matter) }))
  return rows.length
}

const whoAnswers = ({ isHeadquarters, missionId, kind }: Matter): Notice['to'] =>
  isHeadquarters
    ? { roles: ['editor', 'strategist'], at: 'ministry' }
    : { roles: kind === 'due' ? ['mission_officer'] : ['mission_officer', 'head_of_mission'], at: { missionId } }

function noticeOf(matter: Matter): Omit<Notice, 'to'> {
  const { kind, key, missionId, questionId } = matter
  return {
    kind: `question.${kind}`,
    about: { room: 'questions', id: questionId ?? missionId, missionId },
    path: questionId === null ? '/pertanyaan' : `/pertanyaan/${questionId}`,
    words: wordsOf(matter),
    dedupeKey: key,
    urgent: kind === 'emergency',
  }
}

function wordsOf({ kind, count }: Matter): Notice['words'] {
  if (kind === 'emergency')
    return {
      id: { title: 'Pertanyaan mendesak masuk', body: 'Soal keselamatan seseorang. Jawab dalam satu jam.' },
      en: { title: 'An urgent question has come in', body: 'It is about somebody’s safety. Answer within an hour.' },
    }
  if (kind === 'overdue')
    return {
      id: {
        title: `${count} pertanyaan lewat tenggat`,
        body: 'Jawab yang terlama dulu, atau teruskan kepada yang berwenang.',
      },
      en: {
        title: `${count} questions are overdue`,
        body: 'Answer the oldest first, or hand them on to whose they are.',
      },
    }
  return {
    id: {
      title: `${count} pertanyaan hampir jatuh tempo`,
      body: 'Tenggatnya dalam empat jam. Ada jawaban siap pakai.',
    },
    en: {
      title: `${count} questions are nearly due`,
      body: 'Their time ends within four hours. Ready answers may help.',
    },
  }
}
