import type { Db } from '../../../platform/database/database.ts'

export type CustodyDeps = {
  readonly db: Db
  readonly now: () => Date
  /** Days of postings are days of the ministry. */
  readonly homeZone: string
}
