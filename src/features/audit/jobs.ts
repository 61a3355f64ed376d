import type { Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import { chainAudit } from './chain-audit.ts'
import { exportHead } from './export-heads.ts'

/** Chains waiting events every `intervalMs` and exports the head whenever it moved. */
export function startAuditChain(deps: { db: Db; now: () => Date; log: Log; headsFile: string; intervalMs: number }): {
  stop(): Promise<void>
} {
  let running: Promise<void> | undefined
  const round = async () => {
    try {
      if ((await chainAudit(deps.db, deps.now())) > 0) await exportHead(deps.db, deps.headsFile, deps.now())
    } catch (error) {
      deps.log.error({ err: error }, 'the audit chain could not be continued; tried again at the next round')
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
      clearInterval(timer)
      await running
      await round()
    },
  }
}
