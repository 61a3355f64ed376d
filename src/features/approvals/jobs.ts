import { startLoop } from '../../jobs/start-loop.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import { escalateOverdue } from './escalate.ts'

const everyMs = 60_000

/** Looks every minute for reviews whose time has run out. */
export function startEscalation(deps: { db: Db; now: () => Date; log: Log }): { stop(): Promise<void> } {
  const failure = 'overdue reviews could not be passed on; tried again in a minute'
  return startLoop({ everyMs, log: deps.log, failure }, async (isStopped) => {
    while (!isStopped() && (await escalateOverdue(deps.db, deps.now())) >= 500);
  })
}
