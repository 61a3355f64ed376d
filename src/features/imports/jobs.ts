import { startLoop } from '../../jobs/start-loop.ts'
import type { Log } from '../../platform/log.ts'
import { systemScope } from '../missions/index.ts'
import { type AdvanceDeps, advanceRun } from './advance-run.ts'
import { undoMs } from './present.ts'
import { sweepRuns } from './run-store.ts'

const scope = systemScope('importing')
const sweepEveryMs = 600_000

/** Takes imports further as long as it runs, one at a time; any number of processes may. */
export function startImporting(deps: AdvanceDeps & { readonly log: Log; readonly intervalMs: number }): {
  stop(): Promise<void>
} {
  const failure = 'an import failed; tried again at the next round'
  let sweptAt = 0
  return startLoop({ everyMs: deps.intervalMs, log: deps.log, failure }, async (isStopped) => {
    while (!isStopped()) {
      const run = await advanceRun(deps, { isStopped })
      if (!run) break
    }
    if (isStopped() || deps.now().getTime() - sweptAt < sweepEveryMs) return
    sweptAt = deps.now().getTime()
    await sweepRuns(deps.db, scope, deps.now(), undoMs)
  })
}
