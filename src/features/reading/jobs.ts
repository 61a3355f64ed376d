import { startLoop } from '../../jobs/start-loop.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import { systemScope } from '../missions/index.ts'
import { readMessages } from './read-messages.ts'
import type { Reader } from './reader/reader.ts'
import { requireReading } from './store.ts'

const batch = 200

/**
 * Reads waiting messages every `intervalMs`, batch after batch until none waits. At the start it puts what another
 * model version read back on the list.
 */
export function startReading(deps: { db: Db; now: () => Date; reader: Reader; log: Log; intervalMs: number }): {
  stop(): Promise<void>
} {
  let isPrepared = false
  const failure = 'reading messages failed; tried again at the next round'
  return startLoop({ everyMs: deps.intervalMs, log: deps.log, failure }, async (isStopped) => {
    if (!isPrepared) await requireReading(deps.db, systemScope('new model'), deps.reader.modelVersion)
    isPrepared = true
    while (!isStopped() && (await readMessages(deps, batch)) === batch);
  })
}
