import { parseArgs } from 'node:util'
import { systemScope } from '../../features/missions/index.ts'
import { signInLinkPath, startForReal } from '../../features/people/index.ts'
import { AppError } from '../../platform/errors.ts'
import { localFiles } from '../../platform/files.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { createSampleEmptier } from '../start-for-real/empty-sample.ts'
import { type Command, print, refuse, withInstallation } from './command.ts'

export const startForRealCommand: Command = {
  usage: 'start-for-real --confirm "mulai sungguhan"',
  about: 'ends the sample: keeps missions, people and settings, empties the rest, prints a sign-in link',
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { confirm: { type: 'string' } } })
    const { confirm } = values
    if (confirm === undefined) return refuse(startForRealCommand.usage)
    return withInstallation(async ({ database, clock, ministry, config }) => {
      const emptier = createSampleEmptier(localFiles(config.dataFolder))
      const deps = { db: database.db, now: () => clock.now(), homeZone: ministry.homeZone, emptier }
      try {
        const { linkToken } = await startForReal(deps, systemScope('command line'), confirm)
        print({ signIn: linkToken === null ? null : `${config.url}${signInLinkPath(linkToken)}` })
        return 0
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        process.stderr.write(`${sayProblem('en', error.key, error.params)}\n`)
        return 1
      }
    })
  },
}
