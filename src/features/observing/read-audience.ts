import { localDayOf } from '../../platform/calendar/zones.ts'
import { json } from '../../platform/database/database.ts'
import { maskAudience } from './mask-audience.ts'
import { saveProgress } from './observation-store.ts'
import type { Turn } from './turn.ts'

/** Calls that a reading of an audience costs at most: the followers, and each of four traits. */
const audienceCost = 5

/** Reads who follows, in aggregate, and keeps it masked: one snapshot a day of the mission. */
export async function readAudience(turn: Turn): Promise<void> {
  const { account, startedAt, deps, budget } = turn
  budget.spend(audienceCost)
  const audience = await turn.network.audience?.readAudience(turn.connection, turn.signal())
  if (audience) {
    const { followers, by, maskedCells } = maskAudience(audience)
    const values = { followers, byTrait: json(by), maskedCells, readAt: startedAt }
    await deps.db
      .insertInto('audienceSnapshot')
      .values({
        accountId: account.id,
        day: localDayOf(startedAt, account.timezone),
        missionId: account.missionId,
        network: account.network,
        ...values,
      })
      .onConflict((conflict) => conflict.columns(['accountId', 'day']).doUpdateSet(values))
      .execute()
  }
  await saveProgress(deps.db, account.id, { audienceReadAt: startedAt })
}
