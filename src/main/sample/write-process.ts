// A child of the process that starts an installation for the first time: writes the sample, tells how far it is, ends.
import { once } from 'node:events'
import { systemClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { type ConnectionSettings, openDatabase } from '../../platform/database/database.ts'
import { openFiles } from '../../platform/files.ts'
import { createLog } from '../../platform/log.ts'
import { composeInstallation } from '../compose.ts'
import { loadReader } from '../load-reader.ts'
import { loadSample } from './load-sample.ts'

// Its parent holds the lock of the first start; without the parent somebody else may be writing.
const orphaned = () => process.exit(1)
process.once('disconnect', orphaned)
const [connection] = (await once(process, 'message')) as [ConnectionSettings]
const config = readConfig(process.env)
const database = openDatabase(connection, 2)
try {
  const log = createLog(config.logLevel)
  const installation = await composeInstallation(config, database, systemClock, log, connection)
  const reader = await loadReader(installation)
  const { homeZone } = installation.ministry
  const deps = { db: database.db, now: () => systemClock.now(), homeZone }
  const files = openFiles(config)
  await loadSample({ ...deps, reader, files, seedFolder: config.seedFolder }, (sentence) => process.send?.(sentence))
} finally {
  await database.close()
}
process.off('disconnect', orphaned)
process.disconnect()
