import type { QuestionTopic, StandardAnswer } from '../../contract/questions.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, readableMissions, type Scope } from '../missions/index.ts'
import { refusePersonalData } from './act-on-question.ts'
import type { QuestionDeps } from './deps.ts'
import { demand, mayKeepReady } from './policy.ts'

export type ReadyAnswer = {
  readonly rootId?: string | undefined
  /** Version that was changed; 0 for a new answer. */
  readonly version: number
  readonly missionId: string | null
  readonly topic: QuestionTopic
  readonly language: string
  readonly title: string
  readonly text: string
  readonly validUntil: string | null
}

/** The ministry’s answers and those of missions in scope, by topic and title. `missionId`: only what that mission may use. */
export async function listReadyAnswers(
  deps: QuestionDeps,
  scope: Scope,
  filter: { readonly missionId?: string | undefined; readonly topic?: QuestionTopic } = {},
): Promise<StandardAnswer[]> {
  const today = localDayOf(deps.now(), deps.homeZone)
  const reach = readableMissions(scope)
  const allowed = filter.missionId !== undefined ? [filter.missionId] : reach === 'all' ? undefined : [...reach]
  if (filter.missionId !== undefined && !canRead(scope, filter.missionId))
    throw new AppError('not_found', 'mission.not_found')
  let query = select(deps.db).where('isCurrent', '=', true).where('withdrawnAt', 'is', null)
  if (allowed !== undefined)
    query = query.where((eb) =>
      eb.or([eb('missionId', 'is', null), ...(allowed.length > 0 ? [eb('missionId', 'in', allowed)] : [])]),
    )
  if (filter.topic !== undefined) query = query.where('topic', '=', filter.topic)
  const rows = await query.orderBy('topic').orderBy('title').execute()
  return rows.map((row) => present(row, today))
}

/**
 * Keeps an answer ready, or its next version.
 * @throws AppError forbidden, not_found, conflict when it changed since `version`, invalid with personal data in it.
 */
export async function saveReadyAnswer(deps: QuestionDeps, scope: Scope, ready: ReadyAnswer): Promise<StandardAnswer> {
  const now = deps.now()
  if (ready.missionId !== null && !canRead(scope, ready.missionId)) throw new AppError('not_found', 'mission.not_found')
  demand(mayKeepReady(scope, ready.missionId), 'question.ready_not_yours')
  refusePersonalData(ready.title, ready.text)
  return deps.db.transaction().execute(async (tx) => {
    const { rootId, version, ...content } = ready
    if (rootId !== undefined) {
      const current = await tx
        .selectFrom('standardAnswer')
        .select(['id', 'version', 'missionId'])
        .where('rootId', '=', rootId)
        .where('isCurrent', '=', true)
        .forUpdate()
        .executeTakeFirst()
      if (!current || (current.missionId !== null && !canRead(scope, current.missionId)))
        throw new AppError('not_found', 'question.no_ready_answer')
      demand(mayKeepReady(scope, current.missionId), 'question.ready_not_yours')
      if (current.version !== version) throw new AppError('conflict', 'question.ready_changed_meanwhile')
      await tx.updateTable('standardAnswer').set({ isCurrent: false }).where('id', '=', current.id).execute()
    }
    const id = newId()
    const row = {
      id,
      rootId: rootId ?? id,
      version: version + 1,
      ...content,
      isCurrent: true,
      changedBy: scope.kind === 'person' ? scope.personId : null,
      changedAt: now,
    }
    await tx.insertInto('standardAnswer').values(row).execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'standard_answer.saved',
      subject: { kind: 'standard_answer', id: row.rootId },
      ...(ready.missionId === null ? {} : { missionId: ready.missionId }),
      payload: { version: row.version, language: ready.language },
    })
    const saved = await select(tx).where('standardAnswer.id', '=', id).executeTakeFirstOrThrow()
    return present(saved, localDayOf(now, deps.homeZone))
  })
}

export async function withdrawReadyAnswer(deps: QuestionDeps, scope: Scope, id: string): Promise<void> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('standardAnswer')
      .select(['id', 'missionId', 'withdrawnAt', 'rootId'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row || (row.missionId !== null && !canRead(scope, row.missionId)))
      throw new AppError('not_found', 'question.no_ready_answer')
    demand(mayKeepReady(scope, row.missionId), 'question.ready_not_yours')
    if (row.withdrawnAt !== null) return
    await tx.updateTable('standardAnswer').set({ withdrawnAt: now }).where('id', '=', id).execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'standard_answer.withdrawn',
      subject: { kind: 'standard_answer', id: row.rootId },
    })
  })
}

function select(db: Db) {
  return db
    .selectFrom('standardAnswer')
    .leftJoin('person', 'person.id', 'standardAnswer.changedBy')
    .select([
      'standardAnswer.id',
      'rootId',
      'missionId',
      'topic',
      'language',
      'version',
      'title',
      'text',
      'validUntil',
      'changedAt',
      'person.name as changedBy',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]
const present = (row: Row, today: string): StandardAnswer => ({
  ...row,
  topic: row.topic as QuestionTopic,
  isExpired: row.validUntil !== null && row.validUntil < today,
  changedAt: row.changedAt.toISOString(),
})
