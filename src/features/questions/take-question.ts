import type { QuestionTopic } from '../../contract/questions.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { maskPersonalData } from '../../platform/personal-data/index.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, type Scope, systemScope } from '../missions/index.ts'
import { dueAt, readRegister } from './deadline.ts'
import type { QuestionDeps } from './deps.ts'
import { slaOf } from './model.ts'
import { demand, mayPaste } from './policy.ts'
import { addQuestion, findQuestion, type NewQuestion, type QuestionRow } from './store.ts'

export type BoxQuestion = {
  readonly codeHash: string
  readonly text: string
  readonly topic: QuestionTopic
  /** Mission the asker chose; headquarters where none, or where there is none of that name. */
  readonly missionId?: string | undefined
  readonly language: string
  readonly isEmergency: boolean
  /** Not looked at yet: it waits until somebody lets it in. Its time runs all the same. */
  readonly isScreened: boolean
}

/**
 * Keeps a question of the public box: masked before it is written, once for each code however often it is sent.
 * Nobody's name is asked for.
 */
export async function takeBoxQuestion(deps: QuestionDeps, asked: BoxQuestion): Promise<void> {
  const scope = systemScope('question box')
  const now = deps.now()
  const { home, byId } = await readRegister(deps.db, scope, localDayOf(now, deps.homeZone))
  const mission = (asked.missionId === undefined ? undefined : byId.get(asked.missionId)) ?? home
  const sla = slaOf(asked.topic, asked.isEmergency)
  const masked = maskPersonalData(asked.text, mission.countryIso2)
  await addQuestion(deps.db, scope, {
    codeHash: asked.codeHash,
    origin: 'box',
    topic: asked.topic,
    sla,
    missionId: mission.id,
    askingMissionId: null,
    askedBy: null,
    language: asked.language,
    text: masked.text,
    maskedKinds: masked.kinds,
    state: asked.isScreened ? 'screening' : 'open',
    askedAt: now,
    dueAt: await dueAt(home, mission, sla, now),
  })
}

export type Pasted = {
  readonly text: string
  readonly topic: QuestionTopic
  readonly language: string
  readonly isEmergency: boolean
}

/** An officer logs what reached the mission elsewhere (INB-01). @throws AppError forbidden. */
export async function pasteQuestion(
  deps: QuestionDeps,
  scope: Scope,
  missionId: string,
  pasted: Pasted,
): Promise<QuestionRow> {
  demandOwn(scope, missionId)
  const sla = slaOf(pasted.topic, pasted.isEmergency)
  const { topic, language, text } = pasted
  return keep(deps, scope, { origin: 'pasted', topic, language, text, sla, missionId, askingMissionId: null })
}

/** A mission asks headquarters (feeds D4). @throws AppError forbidden. */
export async function askHeadquarters(
  deps: QuestionDeps,
  scope: Scope,
  missionId: string,
  asked: { readonly text: string; readonly topic: QuestionTopic },
): Promise<QuestionRow> {
  demandOwn(scope, missionId)
  const { home } = await readRegister(deps.db, scope, localDayOf(deps.now(), deps.homeZone))
  return keep(deps, scope, {
    origin: 'mission',
    sla: 'headquarters',
    language: 'id',
    missionId: home.id,
    askingMissionId: missionId,
    ...asked,
  })
}

function demandOwn(scope: Scope, missionId: string): void {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  demand(mayPaste(scope, missionId), 'question.not_yours')
}

type Kept = Pick<NewQuestion, 'origin' | 'topic' | 'sla' | 'missionId' | 'askingMissionId' | 'language' | 'text'>

async function keep(deps: QuestionDeps, scope: Scope, question: Kept): Promise<QuestionRow> {
  const now = deps.now()
  const { home, byId } = await readRegister(deps.db, scope, localDayOf(now, deps.homeZone))
  const mission = byId.get(question.missionId)
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const asking = question.askingMissionId === null ? mission : (byId.get(question.askingMissionId) ?? mission)
  const masked = maskPersonalData(question.text, asking.countryIso2)
  const due = await dueAt(home, mission, question.sla, now)
  return deps.db.transaction().execute(async (tx) => {
    const id = await addQuestion(tx, scope, {
      ...question,
      codeHash: null,
      askedBy: scope.kind === 'person' ? scope.personId : null,
      text: masked.text,
      maskedKinds: masked.kinds,
      state: 'open',
      askedAt: now,
      dueAt: due,
    })
    const row = id === undefined ? undefined : await findQuestion(tx, scope, id)
    if (!row) throw new AppError('not_found', 'question.not_found')
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'question.logged',
      subject: { kind: 'question', id: row.id },
      missionId: question.askingMissionId ?? question.missionId,
      payload: { origin: question.origin, topic: question.topic, to: question.missionId },
    })
    return row
  })
}

export type InboxEntry = {
  readonly accountId: string
  readonly missionId: string
  readonly remoteId: string
  readonly text: string
  readonly language: string
  readonly at: Date
}

/**
 * What people wrote under and about connected accounts, each once. It waits to be looked at: most of it asks nothing.
 * Whoever wrote it is not kept.
 */
export async function takeInboxEntries(deps: QuestionDeps, entries: readonly InboxEntry[]): Promise<number> {
  if (entries.length === 0) return 0
  const scope = systemScope('inbox')
  const { home, byId } = await readRegister(deps.db, scope, localDayOf(deps.now(), deps.homeZone))
  let added = 0
  for (const entry of entries) {
    const mission = byId.get(entry.missionId)
    if (!mission || entry.text.trim() === '') continue
    const masked = maskPersonalData(entry.text, mission.countryIso2)
    const id = await addQuestion(deps.db, scope, {
      codeHash: null,
      origin: 'inbox',
      topic: 'other',
      sla: 'general',
      missionId: mission.id,
      askingMissionId: null,
      askedBy: null,
      accountId: entry.accountId,
      remoteId: entry.remoteId,
      language: entry.language,
      text: masked.text,
      maskedKinds: masked.kinds,
      state: 'screening',
      askedAt: entry.at,
      dueAt: await dueAt(home, mission, 'general', entry.at),
    })
    if (id !== undefined) added += 1
  }
  return added
}
