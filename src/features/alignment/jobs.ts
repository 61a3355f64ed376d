import { startLoop } from '../../jobs/start-loop.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import { recomputeDirty } from './recompute.ts'

const batch = 1000

/** Recomputes marked day cells every `intervalMs`, batch after batch until none waits. */
export function startRollups(deps: { db: Db; now: () => Date; log: Log; intervalMs: number }): {
  stop(): Promise<void>
} {
  const { intervalMs: everyMs, log } = deps
  return startLoop({ everyMs, log, failure: 'roll-ups failed; tried again at the next round' }, async (isStopped) => {
    while (!isStopped() && (await recomputeDirty(deps.db, deps.now(), batch)) > 0);
  })
}
