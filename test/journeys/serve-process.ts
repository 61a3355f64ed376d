// The web role in a process of its own that a test may kill. Says where it listens.
import { composeServer } from '../../src/main/compose.ts'
import { openInstallation } from '../../src/main/run.ts'
import { readConfig } from '../../src/platform/config.ts'

const { installation } = await openInstallation(readConfig(process.env))
const { app } = await composeServer(installation)
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
