import { randomUUID } from 'node:crypto'
import { openConnection } from '../../src/features/accounts/index.ts'
import { startDispatcher } from '../../src/features/deliveries/jobs.ts'
import { createNetworks, loadPlatformProfiles } from '../../src/networks/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openDatabase } from '../../src/platform/database/database.ts'
import { silentLog } from '../../src/platform/log.ts'
import { openSecretBox } from '../../src/platform/secrets.ts'

// A worker process that only delivers, for tests that kill it. Arguments: database URL, secret.
const [url = '', secret = ''] = process.argv.slice(2)
const timeoutMs = 1000
const { db } = openDatabase({ url }, 10)
const secrets = await openSecretBox({ secret, dataFolder: '' })
const profiles = loadPlatformProfiles(new URL('../../data/platforms.json', import.meta.url))
const networks = createNetworks({ fetch, now: () => new Date(), timeoutMs }, profiles)

startDispatcher({
  db,
  connection: { url },
  networks,
  openConnection: (accountId) => openConnection({ db, secrets }, accountId),
  loadImage: async () => undefined,
  onSent: async () => {},
  clock: systemClock,
  log: silentLog,
  processId: randomUUID(),
  options: { concurrency: 12, tickMs: 100, leaseMs: 1500, leaseGraceMs: 1200 },
})
process.stdout.write('ready\n')
