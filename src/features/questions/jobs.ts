import { startLoop } from '../../jobs/start-loop.ts'
import type { Log } from '../../platform/log.ts'
import type { QuestionDeps } from './deps.ts'
import { forgetQuestions } from './forget-questions.ts'
import { findMisunderstandings } from './misunderstandings.ts'

const everyMs = 900_000

/** Forgets what is to be forgotten and looks for what is asked again and again, every quarter of an hour. */
export function startQuestionUpkeep(deps: QuestionDeps & { readonly log: Log }): { stop(): Promise<void> } {
  return startLoop({ everyMs, log: deps.log, failure: 'upkeep of questions failed' }, async () => {
    await forgetQuestions(deps)
    await findMisunderstandings(deps)
  })
}
