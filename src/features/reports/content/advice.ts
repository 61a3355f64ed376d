import type { Loss } from '../../../contract/alignment.ts'
import type { Say } from './say.ts'

/** What to do about a loss, in the words of domain 5.2.4: what is, what was agreed, what is ready. */
export function adviceOf(say: Say, advice: Loss['advice']): string {
  const { advice: t } = say.t
  switch (advice.kind) {
    case 'objective_below':
      return t.objective_below(
        say.name(advice),
        say.percent(advice.share),
        say.percent(advice.target),
        say.number(advice.kits),
      )
    case 'answer_kit':
    case 'adapt_kit':
      return t[advice.kind](advice.title)
    case 'sooner':
      return t.sooner(advice.title, say.number(advice.lateHours))
    case 'say_purpose':
      return t.say_purpose(say.number(advice.messages), say.number(advice.of))
    case 'complete_benefit':
      return t.complete_benefit(say.number(advice.elements, 1))
    case 'keep_to_facts':
      return t.keep_to_facts(say.number(advice.matching), say.number(advice.used))
    case 'answer_in_time':
      return t.answer_in_time(say.number(advice.late), say.number(advice.of))
    default:
      return t[advice.kind]()
  }
}
