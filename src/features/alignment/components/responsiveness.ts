/** Fewest questions that C8 may stand on (domain 5.2.1). */
export const minQuestions = 10

/** Actionable questions of the public in a window, by what became of them; every question is in exactly one. */
export type QuestionTally = {
  /** Answered within the time promised, in the mission's own calendar, and settled for who asked. */
  readonly inTimeResolved: number
  readonly inTimeOpen: number
  readonly lateResolved: number
  /** Late or unanswered, and not settled. */
  readonly lateOpen: number
}

export const questionsIn = (tally: QuestionTally): number =>
  tally.inTimeResolved + tally.inTimeOpen + tally.lateResolved + tally.lateOpen

/**
 * C8 "Ketanggapan", 0–100: 100 · (0.7 · share answered within the time promised + 0.3 · share resolved) over actionable
 * questions. Null without any; under 10 no score. Source: domain 5.2.2.
 */
export function responsiveness(tally: QuestionTally): number | null {
  const all = questionsIn(tally)
  if (all === 0) return null
  const inTime = tally.inTimeResolved + tally.inTimeOpen
  const resolved = tally.inTimeResolved + tally.lateResolved
  return (100 * (0.7 * inTime + 0.3 * resolved)) / all
}
