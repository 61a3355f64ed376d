import { startLoop } from '../../jobs/start-loop.ts'
import type { Log } from '../../platform/log.ts'
import { type MakeDeps, makeReport } from './make-report.ts'
import { claimReport, failReport } from './store.ts'

/** Makes what was asked for, one paper after the other. */
export function startReports(deps: MakeDeps & { readonly log: Log; readonly intervalMs: number }): {
  stop(): Promise<void>
} {
  const { intervalMs: everyMs, log } = deps
  return startLoop({ everyMs, log, failure: 'papers failed; tried again at the next round' }, async (isStopped) => {
    while (!isStopped() && (await makeNextReport(deps, (error) => log.error(error, 'a paper could not be made'))));
  })
}

/** One paper of the queue; false where none waits. One that fails is tried three times in all. */
export async function makeNextReport(deps: MakeDeps, onFailure: (fields: object) => void): Promise<boolean> {
  const row = await claimReport(deps.db, deps.now())
  if (!row) return false
  try {
    await makeReport(deps, row)
  } catch (error) {
    onFailure({ err: error, reportId: row.id })
    await failReport(deps.db, row.id, deps.now())
  }
  return true
}
