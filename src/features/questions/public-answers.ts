import { sql } from 'kysely'
import type { PublicAnswer, QuestionTopic } from '../../contract/questions.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { findPersonalData } from '../../platform/personal-data/index.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { readRegister } from './deadline.ts'
import type { QuestionDeps } from './deps.ts'
import { demand, mayAnswer } from './policy.ts'
import { nameOf } from './present.ts'
import { findQuestion, lockQuestion } from './store.ts'

export type Redacted = { readonly question: string; readonly answer: string; readonly language: string }

/**
 * Publishes what a person has written anew of a question and its answer (PUB-06). Headquarters publishes its own, a
 * mission its own.
 * @throws AppError invalid `question.not_redacted` where personal data or the mask of it is left in the question,
 *   conflict where nothing was answered or the very words of the asker were kept.
 */
export async function publishAnswer(
  deps: QuestionDeps,
  scope: Scope,
  questionId: string,
  redacted: Redacted,
): Promise<PublicAnswer> {
  const now = deps.now()
  const register = await readRegister(deps.db, scope, localDayOf(now, deps.homeZone))
  return deps.db.transaction().execute(async (tx) => {
    const row = await lockQuestion(tx, scope, questionId)
    demand(mayAnswer(scope, row) && row.origin !== 'mission', 'question.not_yours')
    if (row.state !== 'answered') throw new AppError('conflict', 'question.not_answered_yet')
    if (
      findPersonalData(redacted.question).length > 0 ||
      /\[(?:nik|passport|phone|card|email)\]/u.test(redacted.question)
    )
      throw new AppError('invalid', 'question.not_redacted')
    if (findPersonalData(redacted.answer).some(({ kind }) => kind === 'nik' || kind === 'passport' || kind === 'card'))
      throw new AppError('invalid', 'question.personal_data')
    const id = newId()
    const by = scope.kind === 'person' ? scope.personId : ''
    const kept = { questionId, missionId: row.missionId, topic: row.topic, ...redacted }
    await tx
      .insertInto('publicAnswer')
      .values({ id, ...kept, publishedBy: by, publishedAt: now })
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'question.published',
      subject: { kind: 'public_answer', id },
      missionId: row.missionId,
    })
    const { missionId, topic } = row
    return {
      id,
      missionId,
      missionName: nameOf(register, missionId),
      topic,
      ...redacted,
      publishedAt: now.toISOString(),
    }
  })
}

/** Takes a published answer off the public pages; the record stays. @throws AppError not_found, forbidden. */
export async function withdrawAnswer(deps: QuestionDeps, scope: Scope, id: string): Promise<void> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('publicAnswer').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    const asked = row?.questionId ? await findQuestion(tx, scope, row.questionId) : undefined
    if (!row || !asked) throw new AppError('not_found', 'question.no_public_answer')
    demand(mayAnswer(scope, asked), 'question.not_yours')
    if (row.withdrawnAt !== null) return
    await tx
      .updateTable('publicAnswer')
      .set({ withdrawnAt: now, withdrawnBy: scope.kind === 'person' ? scope.personId : null })
      .where('id', '=', id)
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'question.unpublished',
      subject: { kind: 'public_answer', id },
      missionId: row.missionId,
    })
  })
}

export type PublicFilter = {
  readonly q?: string
  readonly topic?: QuestionTopic | undefined
  readonly questionId?: string
  readonly limit?: number
}

/**
 * What the public may read, newest first; with words, the nearest first: stemmed Indonesian, then near spellings.
 * Carries nothing of the question it came from.
 */
export async function listPublicAnswers(
  deps: { readonly db: Db; readonly now: () => Date; readonly homeZone: string },
  scope: Scope,
  filter: PublicFilter,
): Promise<PublicAnswer[]> {
  let query = deps.db
    .selectFrom('publicAnswer')
    .select(['id', 'missionId', 'topic', 'language', 'question', 'answer', 'publishedAt'])
    .where('withdrawnAt', 'is', null)
    .limit(filter.limit ?? 100)
  if (filter.topic !== undefined) query = query.where('topic', '=', filter.topic)
  if (filter.questionId !== undefined) query = query.where('questionId', '=', filter.questionId)
  const words = filter.q?.trim() ?? ''
  if (words !== '') {
    const document = sql`to_tsvector('indonesian', question || ' ' || answer)`
    const wanted = sql`websearch_to_tsquery('indonesian', ${words})`
    query = query
      .where(sql<boolean>`(${document} @@ ${wanted} or strict_word_similarity(${words}, question) > 0.4)`)
      .orderBy(sql`ts_rank(${document}, ${wanted}) + strict_word_similarity(${words}, question)`, 'desc')
  }
  const rows = await query.orderBy('publishedAt', 'desc').execute()
  const register = await readRegister(deps.db, scope, localDayOf(deps.now(), deps.homeZone))
  return rows.map((row) => ({
    ...row,
    topic: row.topic as QuestionTopic,
    missionName: nameOf(register, row.missionId),
    publishedAt: row.publishedAt.toISOString(),
  }))
}
