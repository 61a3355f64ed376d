export { listPublicAnswers } from './public-answers.ts'
export type { AnsweringCounts } from './responsiveness.ts'
export { countAnswering, countHeadquartersAnswering } from './responsiveness.ts'
export { type InboxEntry, takeInboxEntries } from './take-question.ts'
