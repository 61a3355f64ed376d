import type { ClosedAs, QuestionTopic } from '../../contract/questions.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { findPersonalData } from '../../platform/personal-data/index.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { notify, settleNotices } from '../notifications/index.ts'
import { dueAt, type Register, readRegister } from './deadline.ts'
import type { QuestionDeps } from './deps.ts'
import { slaOf } from './model.ts'
import { demand, mayAnswer, mayHandOn } from './policy.ts'
import {
  addEvent,
  type Change,
  changeQuestion,
  type EventRow,
  findQuestion,
  lockQuestion,
  type QuestionRow,
} from './store.ts'

/** A telephone or mail address of an office belongs into answers; what identifies a person does not. */
const neverAnswered = new Set(['nik', 'passport', 'card'])

/** @throws AppError invalid `question.personal_data` where a text names a resident, passport or card number. */
export function refusePersonalData(...texts: readonly string[]): void {
  if (texts.some((text) => findPersonalData(text).some(({ kind }) => neverAnswered.has(kind))))
    throw new AppError('invalid', 'question.personal_data')
}

type Act = {
  readonly allowed: boolean
  readonly states: readonly QuestionRow['state'][]
  readonly change: Change
  readonly event: Pick<EventRow, 'kind' | 'text'> &
    Partial<Pick<EventRow, 'missionId' | 'fromMissionId' | 'standardAnswerId'>>
}

/** One act on one question: locked, checked, changed, told and written down together. */
async function act(
  deps: QuestionDeps,
  scope: Scope,
  id: string,
  revision: number,
  decide: (row: QuestionRow, register: Register, now: Date) => Promise<Act> | Act,
): Promise<QuestionRow> {
  const now = deps.now()
  const register = await readRegister(deps.db, scope, localDayOf(now, deps.homeZone))
  return deps.db.transaction().execute(async (tx) => {
    const row = await lockQuestion(tx, scope, id)
    const { allowed, states, change, event } = await decide(row, register, now)
    demand(allowed, 'question.not_yours')
    if (row.revision !== revision) throw new AppError('conflict', 'question.changed_meanwhile')
    if (!states.includes(row.state)) throw new AppError('conflict', 'question.wrong_state')
    await changeQuestion(tx, scope, id, change)
    await writeDown(tx, scope, row, event, now)
    return (await findQuestion(tx, scope, id)) ?? { ...row, ...change, revision: row.revision + 1 }
  })
}

async function writeDown(tx: Tx, scope: Scope, row: QuestionRow, event: Act['event'], now: Date): Promise<void> {
  await addEvent(tx, scope, row.id, {
    missionId: row.missionId,
    fromMissionId: null,
    by: scope.kind === 'person' ? scope.personId : null,
    at: now,
    ...event,
  })
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: `question.${event.kind}`,
    subject: { kind: 'question', id: row.id },
    missionId: row.askingMissionId ?? row.missionId,
    payload: event.missionId === undefined ? {} : { to: event.missionId },
  })
  await settleNotices(tx, now, { room: 'questions', id: row.id, kinds: ['question.emergency'] })
  if (event.kind === 'answered' && row.askingMissionId !== null) await tellAsker(tx, scope, row, now)
}

/** A mission that asked headquarters hears that it was answered. */
async function tellAsker(tx: Tx, scope: Scope, row: QuestionRow, now: Date): Promise<void> {
  const missionId = row.askingMissionId ?? row.missionId
  await notify(tx, scope, now, {
    to: { roles: ['mission_officer'], at: { missionId } },
    kind: 'question.answered',
    about: { room: 'questions', id: row.id, missionId },
    path: `/pertanyaan/${row.id}`,
    words: {
      id: { title: 'Pusat sudah menjawab pertanyaan Anda', body: 'Buka pertanyaannya untuk membaca jawabannya.' },
      en: { title: 'Headquarters has answered your question', body: 'Open the question to read the answer.' },
    },
    dedupeKey: `question.answered:${row.id}:${row.revision}`,
  })
}

/**
 * Answers, or answers anew; the first answer's time counts.
 * @throws AppError invalid with personal data in it, conflict when someone acted meanwhile, forbidden.
 */
export async function answerQuestion(
  deps: QuestionDeps,
  scope: Scope,
  id: string,
  answer: { readonly text: string; readonly standardAnswerId?: string | undefined; readonly revision: number },
): Promise<QuestionRow> {
  return act(deps, scope, id, answer.revision, (row, _register, now) => {
    refusePersonalData(answer.text)
    return {
      allowed: mayAnswer(scope, row),
      states: ['open', 'answered'],
      change: { state: 'answered', answeredAt: row.answeredAt ?? now, resolvedAt: null, unresolvedAt: null },
      event: { kind: 'answered', text: answer.text, standardAnswerId: answer.standardAnswerId },
    }
  })
}

/** To whom it belongs; its time begins anew there. @throws AppError invalid for the same mission, or one not open. */
export async function handOn(
  deps: QuestionDeps,
  scope: Scope,
  id: string,
  to: { readonly missionId: string; readonly reason: string; readonly revision: number },
): Promise<QuestionRow> {
  return act(deps, scope, id, to.revision, async (row, register, now) => {
    const mission = register.byId.get(to.missionId)
    if (!mission || mission.id === row.missionId || row.origin === 'mission')
      throw new AppError('invalid', 'question.hand_on_elsewhere')
    return {
      allowed: mayHandOn(scope, row),
      states: ['screening', 'open'],
      change: { missionId: mission.id, dueAt: await dueAt(register.home, mission, row.sla, now) },
      event: { kind: 'handed_on', text: to.reason, missionId: mission.id, fromMissionId: row.missionId },
    }
  })
}

/** What it is about, and so how long it may take, counted from when it was asked. */
export async function changeTopic(
  deps: QuestionDeps,
  scope: Scope,
  id: string,
  to: { readonly topic: QuestionTopic; readonly isEmergency: boolean; readonly revision: number },
): Promise<QuestionRow> {
  return act(deps, scope, id, to.revision, async (row, register) => {
    const mission = register.byId.get(row.missionId) ?? register.home
    const sla = row.origin === 'mission' ? row.sla : slaOf(to.topic, to.isEmergency)
    return {
      allowed: mayHandOn(scope, row),
      states: ['screening', 'open'],
      change: { topic: to.topic, sla, dueAt: await dueAt(register.home, mission, sla, row.askedAt) },
      event: { kind: 'topic_changed', text: null },
    }
  })
}

export async function closeQuestion(
  deps: QuestionDeps,
  scope: Scope,
  id: string,
  closing: { readonly as: ClosedAs; readonly note: string; readonly revision: number },
): Promise<QuestionRow> {
  return act(deps, scope, id, closing.revision, (row, _register, now) => ({
    allowed: mayAnswer(scope, row),
    states: ['screening', 'open'],
    change: { state: 'closed', closedAs: closing.as, closedAt: now },
    event: { kind: 'closed', text: closing.note === '' ? null : closing.note },
  }))
}

export async function reopenQuestion(deps: QuestionDeps, scope: Scope, id: string, revision: number) {
  return act(deps, scope, id, revision, (row) => ({
    allowed: mayAnswer(scope, row),
    states: row.closedAs === null ? [] : ['closed'],
    change: { state: 'open', closedAs: null, closedAt: null },
    event: { kind: 'reopened', text: null },
  }))
}

/** A question that waited to be looked at counts from now on as one that was asked when it was. */
export async function letIn(deps: QuestionDeps, scope: Scope, id: string, revision: number) {
  return act(deps, scope, id, revision, (row) => ({
    allowed: mayHandOn(scope, row),
    states: ['screening'],
    change: { state: 'open' },
    event: { kind: 'let_in', text: null },
  }))
}
