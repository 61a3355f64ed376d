import type { IndexSources } from '../features/alignment/index.ts'
import { countAnswering, countHeadquartersAnswering } from '../features/questions/index.ts'

/** What the index takes from rooms that stand further right than its own. */
export const indexSources: IndexSources = {
  questions: countAnswering,
  questionsToHeadquarters: countHeadquartersAnswering,
}
