/** Fewest questions that C8 may stand on (domain 5.2.1). */
export const minQuestions = 10

/** Actionable questions of the public in a window: answered, or past their deadline without an answer. */
export type QuestionTally = {
  readonly actionable: number
  /** Answered within the time promised, in the mission's own calendar. */
  readonly inTime: number
  /** Answered, and settled for who asked. */
  readonly resolved: number
}

/**
 * C8 "Ketanggapan", 0–100: 100 · (0.7 · share answered within the time promised + 0.3 · share resolved) over actionable
 * questions. Null without any; under 10 no score. Source: domain 5.2.2.
 */
export function responsiveness({ actionable, inTime, resolved }: QuestionTally): number | null {
  return actionable > 0 ? (100 * (0.7 * inTime + 0.3 * resolved)) / actionable : null
}
