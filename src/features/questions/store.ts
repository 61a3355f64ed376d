import { sql } from 'kysely'
import type { ClosedAs, QuestionTopic, SlaClass } from '../../contract/questions.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { PersonalKind } from '../../platform/personal-data/index.ts'
import { readableMissions, type Scope } from '../missions/index.ts'

export type QuestionRow = {
  readonly id: string
  readonly origin: 'box' | 'pasted' | 'inbox' | 'mission'
  readonly topic: QuestionTopic
  readonly sla: SlaClass
  readonly missionId: string
  readonly isHeadquarters: boolean
  readonly askingMissionId: string | null
  readonly language: string
  readonly text: string | null
  readonly maskedKinds: readonly PersonalKind[]
  readonly stems: readonly string[]
  readonly state: 'screening' | 'open' | 'answered' | 'closed'
  readonly closedAs: ClosedAs | null
  readonly askedAt: Date
  readonly dueAt: Date
  readonly answeredAt: Date | null
  readonly resolvedAt: Date | null
  readonly unresolvedAt: Date | null
  readonly closedAt: Date | null
  readonly revision: number
}

const columns = [
  'question.id',
  'question.origin',
  'question.topic',
  'question.sla',
  'question.missionId',
  'mission.isHeadquarters',
  'question.askingMissionId',
  'question.language',
  'question.text',
  'question.maskedKinds',
  'question.stems',
  'question.state',
  'question.closedAs',
  'question.askedAt',
  'question.dueAt',
  'question.answeredAt',
  'question.resolvedAt',
  'question.unresolvedAt',
  'question.closedAt',
  'question.revision',
] as const

/** Questions answered or asked at missions of the scope. */
function visible(db: Db, scope: Scope) {
  const query = db.selectFrom('question').innerJoin('mission', 'mission.id', 'question.missionId').select(columns)
  const reach = readableMissions(scope)
  if (reach === 'all') return query
  const missions = [...reach]
  return query.where((eb) =>
    eb.or([
      sql<boolean>`question.mission_id = any(${missions}::text[])`,
      sql<boolean>`question.asking_mission_id = any(${missions}::text[])`,
    ]),
  )
}

export async function findQuestion(db: Db, scope: Scope, id: string): Promise<QuestionRow | undefined> {
  return (await visible(db, scope).where('question.id', '=', id).executeTakeFirst()) as QuestionRow | undefined
}

/** Locked until the transaction ends. @throws AppError not_found; conflict where someone acted since `revision`. */
export async function lockQuestion(tx: Tx, scope: Scope, id: string, revision?: number): Promise<QuestionRow> {
  const found = (await visible(tx, scope).where('question.id', '=', id).forUpdate('question').executeTakeFirst()) as
    | QuestionRow
    | undefined
  if (!found) throw new AppError('not_found', 'question.not_found')
  if (revision !== undefined && found.revision !== revision)
    throw new AppError('conflict', 'question.changed_meanwhile')
  return found
}

export type Filter = {
  readonly missionId?: string | undefined
  readonly state?: string | undefined
  readonly limit: number
}

/** Emergencies and what is due soonest first; closed ones newest first. */
export async function listQuestions(db: Db, scope: Scope, filter: Filter): Promise<QuestionRow[]> {
  let query = visible(db, scope).limit(filter.limit)
  if (filter.missionId !== undefined) {
    const missionId = filter.missionId
    query = query.where((eb) =>
      eb.or([eb('question.missionId', '=', missionId), eb('question.askingMissionId', '=', missionId)]),
    )
  }
  query =
    filter.state === undefined
      ? query.where('question.state', 'in', ['screening', 'open'])
      : query.where('question.state', '=', filter.state)
  const sorted =
    filter.state === 'answered' || filter.state === 'closed'
      ? query.orderBy('question.askedAt', 'desc')
      : query.orderBy('question.dueAt')
  return (await sorted.orderBy('question.id').execute()) as QuestionRow[]
}

export async function countQuestions(
  db: Db,
  scope: Scope,
  missionId: string | undefined,
  now: Date,
): Promise<{ screening: number; open: number; overdue: number; answered: number }> {
  const inner = visible(db, scope).as('q')
  let query = db
    .selectFrom(inner)
    .select([
      sql<number>`count(*) filter (where state = 'screening')::int`.as('screening'),
      sql<number>`count(*) filter (where state = 'open')::int`.as('open'),
      sql<number>`count(*) filter (where state = 'open' and due_at < ${now})::int`.as('overdue'),
      sql<number>`count(*) filter (where state = 'answered')::int`.as('answered'),
    ])
  if (missionId !== undefined)
    query = query.where((eb) => eb.or([eb('missionId', '=', missionId), eb('askingMissionId', '=', missionId)]))
  return query.executeTakeFirstOrThrow()
}

export type NewQuestion = {
  readonly codeHash: string | null
  readonly origin: QuestionRow['origin']
  readonly topic: QuestionTopic
  readonly sla: SlaClass
  readonly missionId: string
  readonly askingMissionId: string | null
  readonly askedBy: string | null
  readonly accountId?: string
  readonly remoteId?: string
  readonly language: string
  readonly text: string
  readonly maskedKinds: readonly PersonalKind[]
  readonly state: 'screening' | 'open'
  readonly askedAt: Date
  readonly dueAt: Date
}

/** False where this very question (its code, or its place on a network) is already there. `text` must be masked. */
export async function addQuestion(db: Db, _scope: Scope, question: NewQuestion): Promise<string | undefined> {
  const id = newId()
  const { text, maskedKinds, ...rest } = question
  const added = await db
    .insertInto('question')
    .values({
      id,
      ...rest,
      text,
      maskedKinds: [...maskedKinds],
      stems: sql<string[]>`tsvector_to_array(to_tsvector(${stemmer(question.language)}::regconfig, ${text}))`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id
}

const stemmers: Readonly<Record<string, string>> = { id: 'indonesian', ms: 'indonesian', en: 'english', ar: 'arabic' }
const stemmer = (language: string): string => stemmers[language.split('-')[0] ?? ''] ?? 'simple'

export type Change = Partial<
  Pick<
    QuestionRow,
    | 'state'
    | 'closedAs'
    | 'answeredAt'
    | 'resolvedAt'
    | 'unresolvedAt'
    | 'closedAt'
    | 'missionId'
    | 'topic'
    | 'sla'
    | 'dueAt'
  >
>

export async function changeQuestion(tx: Tx, _scope: Scope, id: string, change: Change): Promise<void> {
  await tx
    .updateTable('question')
    .set({ ...change, revision: sql`revision + 1` })
    .where('id', '=', id)
    .execute()
}

export type EventRow = {
  readonly kind: string
  readonly text: string | null
  readonly missionId: string
  readonly fromMissionId: string | null
  readonly standardAnswerId?: string | undefined
  readonly by: string | null
  readonly at: Date
}

export async function addEvent(tx: Tx, _scope: Scope, questionId: string, event: EventRow): Promise<void> {
  await tx
    .insertInto('questionEvent')
    .values({ id: newId(), questionId, ...event })
    .execute()
}

/** Everything done about a question, oldest first, with names. */
export async function listEvents(db: Db, _scope: Scope, questionId: string) {
  return db
    .selectFrom('questionEvent as e')
    .leftJoin('person', 'person.id', 'e.by')
    .select(['e.id', 'e.kind', 'e.text', 'e.missionId', 'e.fromMissionId', 'e.at', 'person.name as by'])
    .where('e.questionId', '=', questionId)
    .orderBy('e.at')
    .orderBy('e.id')
    .execute()
}
