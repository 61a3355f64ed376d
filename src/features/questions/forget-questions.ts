import { sql } from 'kysely'
import type { QuestionDeps } from './deps.ts'
import { daysKept, quietDays } from './model.ts'

const dayMs = 86_400_000

/**
 * Takes what people wrote away 30 days after it was closed or helped (INB-04): text, stems, code and answers go, counts and
 * times stay. An answer nobody took back after 14 days counts as having helped. Nothing is readable a year after it was
 * asked, whatever became of it. Says how many were forgotten.
 */
export async function forgetQuestions(deps: QuestionDeps): Promise<number> {
  const now = deps.now()
  const before = (days: number) => new Date(now.getTime() - days * dayMs)
  return deps.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('question')
      .set({ resolvedAt: now })
      .where('state', '=', 'answered')
      .where('resolvedAt', 'is', null)
      .where('answeredAt', '<=', before(quietDays))
      .execute()
    const { rows } = await sql<{ id: string }>`
      update question set text = null, stems = '{}', code_hash = null, remote_id = null, forgotten_at = ${now},
        state = 'closed', closed_at = coalesce(closed_at, ${now})
      where forgotten_at is null and (
        closed_at <= ${before(daysKept)}
        or (state = 'answered' and answered_at <= ${before(daysKept)})
        or asked_at <= ${before(365)})
      returning id`.execute(tx)
    const ids = rows.map((row) => row.id)
    if (ids.length > 0)
      await sql`update question_event set text = null where question_id = any(${ids}::uuid[])`.execute(tx)
    return ids.length
  })
}
