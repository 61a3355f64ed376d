import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import type { QuestionTally } from './components/responsiveness.ts'
import type { AgeReach } from './components/youth-reach.ts'

/**
 * What rooms further right, or rooms that are not there, know for the index; main hands it in. A source that is absent leaves its
 * component missing.
 */
export type IndexSources = {
  /** Actionable questions of the public that came to each mission in a span. Missions without any are left out. */
  readonly questions?: (
    db: Db,
    scope: Scope,
    span: { readonly from: Date; readonly to: Date },
    now: Date,
  ) => Promise<ReadonlyMap<string, QuestionTally>>
  /** By asking mission: what it asked headquarters in a span (D4). */
  readonly questionsToHeadquarters?: (
    db: Db,
    scope: Scope,
    span: { readonly from: Date; readonly to: Date },
    now: Date,
  ) => Promise<ReadonlyMap<string, QuestionTally>>
  /** In place of the audience snapshots: people by age of every mission and network that told it; cells under 100 left out. */
  readonly ages?: (
    db: Db,
    scope: Scope,
    days: { readonly first: string; readonly last: string },
  ) => Promise<readonly (AgeReach & { readonly missionId: string })[]>
}

export type IndexDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly homeZone: string
  readonly sources?: IndexSources | undefined
}
