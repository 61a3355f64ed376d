import type { Misunderstanding, QuestionTopic } from '../../contract/questions.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import type { QuestionDeps } from './deps.ts'
import { groupAlike, shareOf } from './group-alike.ts'
import { alikeToSuggest, daysKept } from './model.ts'
import { demand, mayRequestExplainer, maySeeMisunderstandings } from './policy.ts'

/** Makes the draft of an explainer and answers its id; handed in by main, for the explainers stand beside this room. */
export type DraftExplainer = (
  tx: Tx,
  scope: Scope,
  wish: { readonly title: string; readonly topic: QuestionTopic; readonly questionCount: number },
) => Promise<string | null>

/** Groups as one while their stems agree to this share: a group that grows or loses members stays itself. */
const sameGroup = 0.5

/** Looks through the last 30 days and keeps what is asked again and again. Says how many groups there are. */
export async function findMisunderstandings(deps: QuestionDeps): Promise<number> {
  const now = deps.now()
  const since = new Date(now.getTime() - daysKept * 86_400_000)
  const rows = await deps.db
    .selectFrom('question')
    .select(['id', 'topic', 'stems', 'text', 'askedAt'])
    .where('askedAt', '>=', since)
    .where('origin', '<>', 'mission')
    .where('text', 'is not', null)
    .where((eb) => eb.or([eb('closedAs', 'is', null), eb('closedAs', '=', 'duplicate')]))
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  let count = 0
  for (const [topic, questions] of Map.groupBy(rows, (row) => row.topic))
    for (const group of groupAlike(questions, alikeToSuggest)) {
      const members = group.ids.flatMap((id) => byId.get(id) ?? [])
      await keep(deps.db, topic, group.stems, members, now)
      count += 1
    }
  return count
}

async function keep(
  db: Db,
  topic: string,
  stems: readonly string[],
  members: readonly { readonly text: string | null; readonly askedAt: Date }[],
  _now: Date,
): Promise<void> {
  const times = members.map((member) => member.askedAt.getTime())
  const known = await db.selectFrom('misunderstanding').select(['id', 'stems']).where('topic', '=', topic).execute()
  const same = known.find((one) => shareOf(one.stems, stems) >= sameGroup)
  const found = {
    stems: [...stems],
    questionCount: members.length,
    lastAt: new Date(Math.max(...times)),
  }
  if (same) await db.updateTable('misunderstanding').set(found).where('id', '=', same.id).execute()
  else
    await db
      .insertInto('misunderstanding')
      .values({
        id: newId(),
        topic,
        title: shorten(members[0]?.text ?? ''),
        firstAt: new Date(Math.min(...times)),
        ...found,
      })
      .execute()
}

const shorten = (text: string): string => (text.length <= 140 ? text : `${text.slice(0, 139).trimEnd()}…`)

/** Most asked first; set aside ones left out. @throws AppError forbidden. */
export async function listMisunderstandings(deps: QuestionDeps, scope: Scope): Promise<Misunderstanding[]> {
  demand(maySeeMisunderstandings(scope), 'question.misunderstandings_not_yours')
  const since = new Date(deps.now().getTime() - daysKept * 86_400_000)
  const rows = await select(deps.db)
    .where('dismissedAt', 'is', null)
    .where('lastAt', '>=', since)
    .orderBy('questionCount', 'desc')
    .orderBy('lastAt', 'desc')
    .execute()
  return rows.map(present)
}

/** Asks for an explainer, once. @throws AppError forbidden, not_found. */
export async function requestExplainer(
  deps: QuestionDeps & { readonly draftExplainer: DraftExplainer },
  scope: Scope,
  id: string,
): Promise<Misunderstanding> {
  demand(mayRequestExplainer(scope), 'question.misunderstandings_not_yours')
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const row = await select(tx).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw new AppError('not_found', 'question.no_misunderstanding')
    if (row.requestedAt !== null) return present(row)
    const { title, questionCount } = row
    const explainerId = await deps.draftExplainer(tx, scope, {
      title,
      topic: row.topic as QuestionTopic,
      questionCount,
    })
    const requestedBy = scope.kind === 'person' ? scope.personId : null
    await tx
      .updateTable('misunderstanding')
      .set({ explainerId, requestedAt: now, requestedBy })
      .where('id', '=', id)
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'misunderstanding.explainer_requested',
      subject: { kind: 'misunderstanding', id },
    })
    return present({ ...row, explainerId, requestedAt: now })
  })
}

export async function dismissMisunderstanding(deps: QuestionDeps, scope: Scope, id: string): Promise<void> {
  demand(mayRequestExplainer(scope), 'question.misunderstandings_not_yours')
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const dismissedBy = scope.kind === 'person' ? scope.personId : null
    const row = await tx
      .updateTable('misunderstanding')
      .set({ dismissedAt: now, dismissedBy })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw new AppError('not_found', 'question.no_misunderstanding')
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'misunderstanding.dismissed',
      subject: { kind: 'misunderstanding', id },
    })
  })
}

const select = (db: Db) =>
  db
    .selectFrom('misunderstanding')
    .select(['id', 'topic', 'title', 'questionCount', 'firstAt', 'lastAt', 'explainerId', 'requestedAt'])

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]
const present = (row: Row): Misunderstanding => ({
  ...row,
  topic: row.topic as QuestionTopic,
  firstAt: row.firstAt.toISOString(),
  lastAt: row.lastAt.toISOString(),
  requestedAt: row.requestedAt?.toISOString() ?? null,
})
