// One PDS in a process of its own, so that it can be killed and started again on the same files.
import { mkdir } from 'node:fs/promises'
import { PDS } from '@atproto/pds'

const settings = JSON.parse(process.env.PDS_SETTINGS)
await mkdir(settings.dataDirectory, { recursive: true })
const pds = await PDS.fromEnv(settings)
await pds.start()
process.on('disconnect', () => process.exit(0))
process.send('ready')
