// Takes one import further, as a worker would, and says on stdout where it is. Killed by the test in mid-work.
import { advanceRun } from '../../src/features/imports/index.ts'
import { openDatabase } from '../../src/platform/database/database.ts'
import { advanceDeps } from '../support/import-files.ts'

const [url = '', id = ''] = process.argv.slice(2)
const open = openDatabase({ url }, 3)
const deps = advanceDeps({ db: open.db, now: () => new Date() })
await advanceRun(deps, {
  id,
  onProgress: (run) => process.stdout.write(`${run.state} ${run.checkedChunks} ${run.joinedCount}\n`),
})
await open.close()
