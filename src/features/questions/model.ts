import type { QuestionTopic, SlaClass } from '../../contract/questions.ts'

/** Working hours allowed to whoever answers; an emergency's run day and night (INB-02) [P]. */
export const hoursAllowed: Record<SlaClass, number> = { emergency: 1, consular: 8, general: 16, headquarters: 16 }

/** Days after which nothing of a closed question can be read (INB-04) [P]. */
export const daysKept = 30
/** Days without a word from the asker after which an answer counts as having helped [P]. */
export const quietDays = 14
/** So many alike within `daysKept` days ask for an explainer (INB-05). */
export const alikeToSuggest = 5

/** Class of a question from outside. Protection is urgent only where the asker says so. */
export function slaOf(topic: QuestionTopic, isEmergency: boolean): SlaClass {
  if (isEmergency) return 'emergency'
  return topic === 'consular' || topic === 'protection' ? 'consular' : 'general'
}
