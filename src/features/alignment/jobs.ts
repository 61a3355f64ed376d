import type { Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import { recomputeDirty } from './recompute.ts'

const batch = 1000

/** Recomputes marked day cells every `intervalMs`, batch after batch until none waits. */
export function startRollups(deps: { db: Db; now: () => Date; log: Log; intervalMs: number }): {
  stop(): Promise<void>
} {
  let stopped = false
  let running: Promise<void> | undefined
  const round = async () => {
    try {
      while (!stopped && (await recomputeDirty(deps.db, deps.now(), batch)) > 0);
    } catch (error) {
      deps.log.error({ err: error }, 'roll-ups failed; tried again at the next round')
    }
  }
  const tick = () => {
    running ??= round().finally(() => {
      running = undefined
    })
  }
  const timer = setInterval(tick, deps.intervalMs)
  tick()
  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
