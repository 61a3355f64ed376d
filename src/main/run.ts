import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../platform/clock.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { openDatabase } from '../platform/database/database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { reachDatabase } from '../platform/database/settings.ts'
import { createLog } from '../platform/log.ts'
import { composeInstallation, type Installation } from './compose.ts'

/** Something that was started and can be stopped; stops are run in reverse order. */
export type Started = { stop(): Promise<void> }

/** Reads the settings of this process; a wrong one ends it with a sentence instead of a trace. */
export function configOrExit(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(2)
  }
}

/** Opens database and installation for one process. Call `close` when done; the last process stops the embedded server. */
export async function openInstallation(
  config: Config,
  maxConnections = 10,
): Promise<{ installation: Installation; close(): Promise<void> }> {
  const log = createLog(config.logLevel)
  const reached = await reachDatabase(config, (line) => log.info({}, line))
  try {
    await migrate(reached.settings)
    const database = openDatabase(reached.settings, maxConnections)
    const installation = await composeInstallation(config, database, systemClock, log, reached.settings)
    return {
      installation,
      close: async () => {
        await database.close()
        await reached.release()
      },
    }
  } catch (error) {
    await reached.release()
    throw error
  }
}

const stopWithinMs = 20_000

/** Stops in order on SIGINT and SIGTERM, once; a stop that hangs ends the process after 20 s. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  const handle = () => {
    if (stopping) return
    stopping = true
    const late = sleep(stopWithinMs, undefined, { ref: false }).then(() => process.exit(1))
    void Promise.race([stop().then(() => process.exit(0)), late])
  }
  process.on('SIGINT', handle)
  process.on('SIGTERM', handle)
}
