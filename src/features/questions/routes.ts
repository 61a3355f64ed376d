import { questionEndpoints } from '../../contract/questions.ts'
import type { Routes } from '../../http/routes.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, type Scope } from '../missions/index.ts'
import { answerQuestion, changeTopic, closeQuestion, handOn, letIn, reopenQuestion } from './act-on-question.ts'
import { readRegister } from './deadline.ts'
import type { QuestionDeps } from './deps.ts'
import {
  type DraftExplainer,
  dismissMisunderstanding,
  listMisunderstandings,
  requestExplainer,
} from './misunderstandings.ts'
import { nameOf, presentQuestion } from './present.ts'
import { listPublicAnswers, publishAnswer, withdrawAnswer } from './public-answers.ts'
import { listReadyAnswers, saveReadyAnswer, withdrawReadyAnswer } from './standard-answers.ts'
import { countQuestions, findQuestion, listEvents, listQuestions, type QuestionRow } from './store.ts'
import { askHeadquarters, pasteQuestion } from './take-question.ts'

export type QuestionRouteDeps = QuestionDeps & { readonly draftExplainer: DraftExplainer }

export function questionRoutes(routes: Routes<Scope>, deps: QuestionRouteDeps): void {
  const register = (scope: Scope) => readRegister(deps.db, scope, localDayOf(deps.now(), deps.homeZone))
  const present = async (scope: Scope, row: QuestionRow) =>
    presentQuestion(row, await register(scope), scope, deps.now())
  routes.add(questionEndpoints.list, async ({ query, scope }) => {
    if (query.missionId !== undefined && !canRead(scope, query.missionId))
      throw new AppError('not_found', 'mission.not_found')
    const [rows, counts, known] = await Promise.all([
      listQuestions(deps.db, scope, query),
      countQuestions(deps.db, scope, query.missionId, deps.now()),
      register(scope),
    ])
    return { questions: rows.map((row) => presentQuestion(row, known, scope, deps.now())), counts }
  })
  routes.add(questionEndpoints.one, async ({ params, scope }) => {
    const row = await findQuestion(deps.db, scope, params.questionId)
    if (!row) throw new AppError('not_found', 'question.not_found')
    const known = await register(scope)
    const missionId = row.isHeadquarters ? undefined : row.missionId
    const canUse = missionId === undefined || canRead(scope, missionId)
    const events = await listEvents(deps.db, scope, row.id)
    return {
      question: presentQuestion(row, known, scope, deps.now()),
      events: events.map(({ missionId: at, fromMissionId, at: when, kind, ...rest }) => ({
        ...rest,
        kind: kind as 'answered',
        missionName: nameOf(known, at),
        fromMissionName: fromMissionId === null ? null : nameOf(known, fromMissionId),
        at: when.toISOString(),
      })),
      ready: canUse ? await listReadyAnswers(deps, scope, { missionId, topic: row.topic }) : [],
      published: await listPublicAnswers(deps, scope, { questionId: row.id }),
    }
  })
  routes.add(questionEndpoints.paste, async ({ params, body, scope }) =>
    present(scope, await pasteQuestion(deps, scope, params.missionId, body)),
  )
  routes.add(questionEndpoints.askHeadquarters, async ({ params, body, scope }) =>
    present(scope, await askHeadquarters(deps, scope, params.missionId, body)),
  )
  routes.add(questionEndpoints.answer, async ({ params, body, scope }) =>
    present(scope, await answerQuestion(deps, scope, params.questionId, body)),
  )
  routes.add(questionEndpoints.handOn, async ({ params, body, scope }) =>
    present(scope, await handOn(deps, scope, params.questionId, body)),
  )
  routes.add(questionEndpoints.changeTopic, async ({ params, body, scope }) =>
    present(scope, await changeTopic(deps, scope, params.questionId, body)),
  )
  routes.add(questionEndpoints.close, async ({ params, body, scope }) =>
    present(scope, await closeQuestion(deps, scope, params.questionId, body)),
  )
  routes.add(questionEndpoints.reopen, async ({ params, body, scope }) =>
    present(scope, await reopenQuestion(deps, scope, params.questionId, body.revision)),
  )
  routes.add(questionEndpoints.letIn, async ({ params, body, scope }) =>
    present(scope, await letIn(deps, scope, params.questionId, body.revision)),
  )
  routes.add(questionEndpoints.publish, ({ params, body, scope }) =>
    publishAnswer(deps, scope, params.questionId, body),
  )
  routes.add(questionEndpoints.published, async ({ query, scope }) => ({
    answers: await listPublicAnswers(deps, scope, query),
  }))
  routes.add(questionEndpoints.withdraw, async ({ params, scope }) => {
    await withdrawAnswer(deps, scope, params.answerId)
    return null
  })
  routes.add(questionEndpoints.standardAnswers, async ({ query, scope }) => ({
    answers: await listReadyAnswers(deps, scope, query),
  }))
  routes.add(questionEndpoints.saveStandardAnswer, ({ body, scope }) => saveReadyAnswer(deps, scope, body))
  routes.add(questionEndpoints.withdrawStandardAnswer, async ({ params, scope }) => {
    await withdrawReadyAnswer(deps, scope, params.answerId)
    return null
  })
  routes.add(questionEndpoints.misunderstandings, async ({ scope }) => ({
    misunderstandings: await listMisunderstandings(deps, scope),
  }))
  routes.add(questionEndpoints.requestExplainer, ({ params, scope }) =>
    requestExplainer(deps, scope, params.misunderstandingId),
  )
  routes.add(questionEndpoints.dismissMisunderstanding, async ({ params, scope }) => {
    await dismissMisunderstanding(deps, scope, params.misunderstandingId)
    return null
  })
}
