// A thread of the process that starts an installation for the first time: writes the sample, tells how far it is, ends.
import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { type ConnectionSettings, openDatabase } from '../../platform/database/database.ts'
import { createLog } from '../../platform/log.ts'
import { composeInstallation } from '../compose.ts'
import { loadReader } from '../load-reader.ts'
import { loadSample } from './load-sample.ts'

const config = readConfig(process.env)
const connection = workerData as ConnectionSettings
const database = openDatabase(connection, 2)
try {
  const log = createLog(config.logLevel)
  const installation = await composeInstallation(config, database, systemClock, log, connection)
  const reader = await loadReader(installation)
  const { homeZone } = installation.ministry
  const deps = { db: database.db, now: () => systemClock.now(), homeZone }
  await loadSample({ ...deps, reader, seedFolder: config.seedFolder }, (sentence) => parentPort?.postMessage(sentence))
} finally {
  await database.close()
}
