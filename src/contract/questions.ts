import { z } from 'zod'
import { day, id, instant, language, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

export const questionTopics = [
  'protection',
  'consular',
  'policy',
  'trade',
  'tourism',
  'study',
  'account',
  'other',
] as const
export const questionTopic = z.enum(questionTopics)
export type QuestionTopic = z.output<typeof questionTopic>

/** Days and hours allowed are working ones of whoever answers, but for `emergency`: one hour, day and night (INB-02). */
export const slaClass = z.enum(['emergency', 'consular', 'general', 'headquarters'])
export type SlaClass = z.output<typeof slaClass>

export const questionState = z.enum(['screening', 'open', 'answered', 'closed'])
export const closedAs = z.enum(['not_actionable', 'abuse', 'duplicate', 'elsewhere'])
export type ClosedAs = z.output<typeof closedAs>
export const personalKind = z.enum(['nik', 'passport', 'phone', 'card', 'email'])

/** A question as staff see it. `text` is masked, and null 30 days after it was closed. */
export const question = z.object({
  id,
  origin: z.enum(['box', 'pasted', 'inbox', 'mission']),
  topic: questionTopic,
  sla: slaClass,
  missionId,
  missionName: z.string(),
  askingMission: z.object({ id: missionId, name: z.string() }).nullable(),
  language,
  text: z.string().nullable(),
  maskedKinds: z.array(personalKind),
  state: questionState,
  closedAs: closedAs.nullable(),
  askedAt: instant,
  dueAt: instant,
  answeredAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  unresolvedAt: instant.nullable(),
  revision: z.number().int(),
  isOverdue: z.boolean(),
  /** What the reader of this answer may do with it. */
  may: z.object({ answer: z.boolean(), handOn: z.boolean(), publish: z.boolean() }),
})
export type Question = z.output<typeof question>

export const questionEvent = z.object({
  id,
  kind: z.enum(['answered', 'handed_on', 'topic_changed', 'closed', 'reopened', 'helped', 'did_not_help', 'let_in']),
  text: z.string().nullable(),
  missionName: z.string(),
  fromMissionName: z.string().nullable(),
  by: z.string().nullable(),
  at: instant,
})
export type QuestionEvent = z.output<typeof questionEvent>

export const standardAnswer = z.object({
  id,
  rootId: id,
  missionId: missionId.nullable(),
  topic: questionTopic,
  language,
  version: z.number().int().min(1),
  title: z.string(),
  text: z.string(),
  validUntil: day.nullable(),
  isExpired: z.boolean(),
  changedBy: z.string().nullable(),
  changedAt: instant,
})
export type StandardAnswer = z.output<typeof standardAnswer>

export const publicAnswer = z.object({
  id,
  topic: questionTopic,
  language,
  question: z.string(),
  answer: z.string(),
  missionId,
  missionName: z.string(),
  publishedAt: instant,
})
export type PublicAnswer = z.output<typeof publicAnswer>

export const misunderstanding = z.object({
  id,
  topic: questionTopic,
  title: z.string(),
  questionCount: z.number().int(),
  firstAt: instant,
  lastAt: instant,
  explainerId: id.nullable(),
  requestedAt: instant.nullable(),
})
export type Misunderstanding = z.output<typeof misunderstanding>

const text = z.string().trim().min(5).max(4000)
const params = z.object({ questionId: id })
const revision = z.number().int().min(1)
const acted = { access: 'person', params, response: question } as const

const standardAnswerBody = z.object({
  missionId: missionId.nullable(),
  topic: questionTopic,
  language,
  title: z.string().trim().min(3).max(200),
  text,
  validUntil: day.nullable(),
})

export const questionEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/questions',
    summary: 'Questions to answer: nearest to their deadline first; of one mission, or of all in scope',
    access: 'person',
    query: z.object({
      missionId: missionId.optional(),
      state: questionState.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    response: z.object({
      questions: z.array(question),
      counts: z.object({
        screening: z.number().int(),
        open: z.number().int(),
        overdue: z.number().int(),
        answered: z.number().int(),
      }),
    }),
  }),
  one: endpoint({
    method: 'GET',
    path: '/api/v1/questions/:questionId',
    summary: 'A question with everything that was done about it, and the answers kept ready for it',
    access: 'person',
    params,
    response: z.object({
      question,
      events: z.array(questionEvent),
      ready: z.array(standardAnswer),
      published: z.array(publicAnswer),
    }),
  }),
  paste: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/questions',
    summary: 'Logs a question that reached a mission elsewhere; personal data is masked before it is kept',
    access: 'person',
    params: z.object({ missionId }),
    body: z.object({ text, topic: questionTopic, language, isEmergency: z.boolean().default(false) }),
    idempotent: true,
    status: 201,
    response: question,
  }),
  askHeadquarters: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/questions-to-headquarters',
    summary: 'A mission asks headquarters; answered in two working days of headquarters',
    access: 'person',
    params: z.object({ missionId }),
    body: z.object({ text, topic: questionTopic }),
    idempotent: true,
    status: 201,
    response: question,
  }),
  answer: endpoint({
    method: 'POST',
    path: '/api/v1/questions/:questionId/answer',
    summary: 'Answers, or answers anew. Refused with personal data in it; 409 when someone acted since `revision`',
    body: z.object({ text, standardAnswerId: id.optional(), revision }),
    ...acted,
  }),
  handOn: endpoint({
    method: 'POST',
    path: '/api/v1/questions/:questionId/hand-on',
    summary: 'Hands a question to the mission (or headquarters) whose it is; its time begins anew there',
    body: z.object({ missionId, reason: z.string().trim().min(3).max(500), revision }),
    ...acted,
  }),
  changeTopic: endpoint({
    method: 'POST',
    path: '/api/v1/questions/:questionId/topic',
    summary: 'Corrects what a question is about, and with it the time allowed',
    body: z.object({ topic: questionTopic, isEmergency: z.boolean(), revision }),
    ...acted,
  }),
  close: endpoint({
    method: 'POST',
    path: '/api/v1/questions/:questionId/close',
    summary: 'Closes what needs no answer, with its reason; may be opened again',
    body: z.object({ as: closedAs, note: z.string().trim().max(500).default(''), revision }),
    ...acted,
  }),
  reopen: endpoint({
    method: 'POST',
    path: '/api/v1/questions/:questionId/reopen',
    summary: 'Opens a closed question again',
    body: z.object({ revision }),
    ...acted,
  }),
  letIn: endpoint({
    method: 'POST',
    path: '/api/v1/questions/:questionId/let-in',
    summary: 'A question that waits to be looked at is a question',
    body: z.object({ revision }),
    ...acted,
  }),
  publish: endpoint({
    method: 'POST',
    path: '/api/v1/questions/:questionId/publish',
    summary: 'Publishes question and answer as a person has written them anew, without personal data',
    access: 'person',
    params,
    body: z.object({ question: text, answer: text, language }),
    status: 201,
    response: publicAnswer,
  }),
  published: endpoint({
    method: 'GET',
    path: '/api/v1/public-answers',
    summary: 'Published questions and answers, newest first',
    access: 'public',
    query: z.object({ q: z.string().trim().max(200).default(''), topic: questionTopic.optional() }),
    response: z.object({ answers: z.array(publicAnswer) }),
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/v1/public-answers/:answerId/withdraw',
    summary: 'Takes a published answer off the public pages; it stays in the record',
    access: 'person',
    params: z.object({ answerId: id }),
    status: 204,
    response: z.null(),
  }),
  standardAnswers: endpoint({
    method: 'GET',
    path: '/api/v1/standard-answers',
    summary: 'Answers kept ready: the ministry’s and the own mission’s',
    access: 'person',
    query: z.object({ missionId: missionId.optional() }),
    response: z.object({ answers: z.array(standardAnswer) }),
  }),
  saveStandardAnswer: endpoint({
    method: 'POST',
    path: '/api/v1/standard-answers',
    summary: 'Keeps an answer ready, or its next version where `rootId` names one. 409 when it changed since `version`',
    access: 'person',
    body: standardAnswerBody.extend({ rootId: id.optional(), version: z.number().int().min(0).default(0) }),
    status: 201,
    response: standardAnswer,
  }),
  withdrawStandardAnswer: endpoint({
    method: 'POST',
    path: '/api/v1/standard-answers/:answerId/withdraw',
    summary: 'No longer offers an answer; its versions stay',
    access: 'person',
    params: z.object({ answerId: id }),
    status: 204,
    response: z.null(),
  }),
  misunderstandings: endpoint({
    method: 'GET',
    path: '/api/v1/misunderstandings',
    summary: 'What is asked again and again (5 alike or more in 30 days), most asked first',
    access: 'person',
    response: z.object({ misunderstandings: z.array(misunderstanding) }),
  }),
  requestExplainer: endpoint({
    method: 'POST',
    path: '/api/v1/misunderstandings/:misunderstandingId/request-explainer',
    summary: 'Asks for an explainer of what is misunderstood',
    access: 'person',
    params: z.object({ misunderstandingId: id }),
    response: misunderstanding,
  }),
  dismissMisunderstanding: endpoint({
    method: 'POST',
    path: '/api/v1/misunderstandings/:misunderstandingId/dismiss',
    summary: 'Sets aside what needs no explainer',
    access: 'person',
    params: z.object({ misunderstandingId: id }),
    status: 204,
    response: z.null(),
  }),
}
