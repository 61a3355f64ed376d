import type { z } from 'zod'
import type { ratingEndpoints } from '../../../contract/rating.ts'
import { instantOf, localDayOf, quarterDays, quarterOf } from '../../../platform/calendar/zones.ts'
import type { Db } from '../../../platform/database/database.ts'
import type { PersonScope } from '../../missions/index.ts'
import { countDone, countLeft } from './task-store.ts'

export type DeskDeps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }
type Progress = z.output<typeof ratingEndpoints.skip.response>

/** How far a rater is: done since the quarter began in the home zone, and what waits. */
export async function ownProgress({ db, now, homeZone }: DeskDeps, scope: PersonScope): Promise<Progress> {
  const at = now()
  const { first } = quarterDays(quarterOf(localDayOf(at, homeZone)))
  const { left, differing } = await countLeft(db, scope, at)
  const { done, secondsEach } = await countDone(db, scope, instantOf(`${first}T00:00`, homeZone))
  return { done, left, differing, secondsEach }
}
