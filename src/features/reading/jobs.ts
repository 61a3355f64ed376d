import { startLoop } from '../../jobs/start-loop.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log.ts'
import { systemScope } from '../missions/index.ts'
import { beginPass, endPass } from './passes.ts'
import { readMessages } from './read-messages.ts'
import type { Reader } from './reader/reader.ts'

const batch = 200
const scope = systemScope('new model')

/**
 * Reads waiting messages every `intervalMs`, batch after batch until none waits. At the start it puts what another
 * model version read back on the list; a pass that a crash cut off goes on where it stood.
 */
export function startReading(deps: { db: Db; now: () => Date; reader: Reader; log: Log; intervalMs: number }): {
  stop(): Promise<void>
} {
  const { db, now, reader, log } = deps
  let isPrepared = false
  let isPassing = true
  const failure = 'reading messages failed; tried again at the next round'
  return startLoop({ everyMs: deps.intervalMs, log, failure }, async (isStopped) => {
    if (!isPrepared) {
      const messages = await beginPass(db, scope, now(), reader.modelVersion)
      if (messages > 0) log.info({ modelVersion: reader.modelVersion, messages }, 'a new reader reads everything again')
    }
    isPrepared = true
    while (!isStopped() && (await readMessages(deps, batch)) === batch);
    if (isStopped() || !isPassing) return
    await endPass(db, scope, now(), reader.modelVersion)
    isPassing = false
  })
}
