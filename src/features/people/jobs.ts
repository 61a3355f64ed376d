import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Log } from '../../platform/log.ts'
import { endAccess, type SessionDeps } from './sessions.ts'

const everyMs = 600_000
const keptKeysMs = 7 * 86_400_000
const keptWindowsMs = 86_400_000

/** Ends the sessions of those who have left, and clears what has expired, every ten minutes. */
export function startSessionUpkeep(deps: SessionDeps & { log: Log }): { stop(): Promise<void> } {
  let running = Promise.resolve()
  const tick = () => {
    running = running
      .then(() => keepUpSessions(deps))
      .catch((error: unknown) => deps.log.error({ err: error }, 'session upkeep failed'))
  }
  const timer = setInterval(tick, everyMs)
  tick()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}

/** May run twice, in two processes: what is gone already is nobody's loss. */
export async function keepUpSessions(deps: SessionDeps): Promise<void> {
  const { db } = deps
  const now = deps.now()
  const leavers = await db
    .selectFrom('person')
    .innerJoin('session', 'session.personId', 'person.id')
    .select('person.id')
    .distinct()
    .where((eb) => eb.or([eb('leavesOn', '<', localDayOf(now, deps.homeZone)), eb('disabledAt', 'is not', null)]))
    .execute()
  for (const { id } of leavers) await db.transaction().execute((tx) => endAccess(tx, id, now))
  await db.deleteFrom('session').where('expiresAt', '<=', now).execute()
  await db.deleteFrom('signInLink').where('expiresAt', '<=', now).execute()
  await db
    .deleteFrom('idempotencyKey')
    .where('createdAt', '<', new Date(now.getTime() - keptKeysMs))
    .execute()
  await db
    .deleteFrom('rateWindow')
    .where('startedAt', '<', new Date(now.getTime() - keptWindowsMs))
    .execute()
}
