import type { Log } from '../platform/log.ts'

/**
 * Runs `round` now and then every `everyMs`, never twice at a time in this process. A round that throws is logged as
 * `failure` and tried again. `stop` lets a running round end; a long round asks `isStopped` between its steps.
 */
export function startLoop(
  settings: { readonly everyMs: number; readonly log: Log; readonly failure: string },
  round: (isStopped: () => boolean) => Promise<void>,
): { stop(): Promise<void> } {
  let stopped = false
  let running: Promise<void> | undefined
  const run = async () => {
    try {
      await round(() => stopped)
    } catch (error) {
      settings.log.error({ err: error }, settings.failure)
    }
  }
  const tick = () => {
    running ??= run().finally(() => {
      running = undefined
    })
  }
  const timer = setInterval(tick, settings.everyMs)
  tick()
  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
