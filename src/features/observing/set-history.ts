import { type Day, instantOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, holds, inScope, type Role, type Scope } from '../missions/index.ts'

/** Whoever keeps a mission's accounts. */
const keepers: readonly Role[] = ['mission_officer', 'head_of_mission', 'administrator']
const longestMs = 731 * 86_400_000

/**
 * Has an account's history read back to the beginning of a day of its mission, from the newest on; what is known is not
 * doubled. @throws AppError not_found, forbidden, conflict where it is not connected, invalid beyond two years or ahead.
 */
export async function setHistoryStart(
  deps: { readonly db: Db; readonly now: () => Date },
  scope: Scope,
  accountId: string,
  from: Day,
): Promise<void> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const account = await tx
      .selectFrom('account')
      .innerJoin('mission', 'mission.id', 'account.missionId')
      .select(['account.missionId', 'account.connectionState', 'mission.timezone'])
      .where('account.id', '=', accountId)
      .where(inScope(scope, 'account.mission_id'))
      .executeTakeFirst()
    if (!account) throw new AppError('not_found', 'account.not_found')
    if (!holds(scope, keepers, account.missionId)) throw new AppError('forbidden', 'account.not_yours')
    if (account.connectionState !== 'connected') throw new AppError('conflict', 'account.not_connected')
    const start = instantOf(`${from}T00:00`, account.timezone)
    if (start > now || now.getTime() - start.getTime() > longestMs)
      throw new AppError('invalid', 'observation.history_range')
    await tx
      .insertInto('observation')
      .values({ accountId, dueAt: now, postsDueAt: now, inboxDueAt: now, audienceDueAt: now, backfillFrom: start })
      .onConflict((conflict) =>
        conflict.column('accountId').doUpdateSet({
          backfillFrom: start,
          backfillCursor: null,
          backfillReached: null,
          backfillDoneAt: null,
          dueAt: now,
        }),
      )
      .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'account.history_asked',
      subject: { kind: 'account', id: accountId },
      missionId: account.missionId,
      payload: { from },
    })
  })
}
