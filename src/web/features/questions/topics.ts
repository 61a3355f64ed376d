import type { QuestionTopic } from '../../../contract/questions.ts'

/** In the order in which people look for them. */
export const topics = [
  'protection',
  'consular',
  'policy',
  'trade',
  'tourism',
  'study',
  'account',
  'other',
] as const satisfies readonly QuestionTopic[]
