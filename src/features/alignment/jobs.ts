import { startLoop } from '../../jobs/start-loop.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import { freezeWhatIsDue } from './freeze-quarter.ts'
import type { IndexDeps } from './index-sources.ts'
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

const dayMs = 86_400_000

/** Freezes a quarter thirty days after its end; looked at once a day. Two processes at once freeze it once. */
export function startFreezing(deps: IndexDeps & { log: Log }): { stop(): Promise<void> } {
  const { log } = deps
  return startLoop(
    { everyMs: dayMs, log, failure: 'a quarter could not be frozen; tried again tomorrow' },
    async () => {
      if (await freezeWhatIsDue(deps)) log.info({}, 'a quarter was frozen')
    },
  )
}
