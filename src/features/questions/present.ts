import type { Question } from '../../contract/questions.ts'
import type { Scope } from '../missions/index.ts'
import type { Register } from './deadline.ts'
import { mayAnswer, mayHandOn } from './policy.ts'
import type { QuestionRow } from './store.ts'

export const nameOf = (register: Register, missionId: string): string =>
  register.byId.get(missionId)?.shortName ?? missionId

/** A question as a reader of this scope sees it at `now`. */
export function presentQuestion(row: QuestionRow, register: Register, scope: Scope, now: Date): Question {
  const { stems: _, isHeadquarters: __, askingMissionId, missionId, closedAt: ___, ...rest } = row
  const canAnswer = mayAnswer(scope, row)
  return {
    ...rest,
    missionId,
    missionName: nameOf(register, missionId),
    askingMission: askingMissionId === null ? null : { id: askingMissionId, name: nameOf(register, askingMissionId) },
    maskedKinds: [...row.maskedKinds],
    askedAt: row.askedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    unresolvedAt: row.unresolvedAt?.toISOString() ?? null,
    isOverdue: row.state === 'open' && row.dueAt < now,
    may: {
      answer: canAnswer,
      handOn: mayHandOn(scope, row),
      publish: canAnswer && row.state === 'answered' && row.origin !== 'mission',
    },
  }
}
