import { parseArgs } from 'node:util'
import { systemScope } from '../../features/missions/index.ts'
import { importPeople, listPeople, renewSignIn, signInLinkPath, startForReal } from '../../features/people/index.ts'
import { AppError } from '../../platform/errors.ts'
import { openFiles } from '../../platform/files.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { createSampleEmptier } from '../start-for-real/empty-sample.ts'
import { type Command, print, refuse, withInstallation } from './command.ts'

const scope = systemScope('command line')

/** People of a CSV file, each with the sign-in link to hand over; exit code 1 where a row was refused. */
export const importPeopleFile = (file: string): Promise<number> =>
  withInstallation(async ({ database, clock, ministry, config }) => {
    const deps = { db: database.db, now: () => clock.now(), homeZone: ministry.homeZone }
    const { invitations, refused } = await importPeople(deps, scope, file)
    for (const { line, key, params } of refused)
      process.stderr.write(`line ${line}: ${sayProblem('en', key, params)}\n`)
    print({
      written: invitations.length,
      refused: refused.length,
      people: invitations.map(({ linkToken, ...person }) => ({
        ...person,
        signIn: `${config.url}${signInLinkPath(linkToken)}`,
      })),
    })
    return refused.length > 0 ? 1 : 0
  })

/**
 * A new way in for somebody who lost password and telephone where no second administrator is there to confirm it:
 * whoever runs this holds the machine. Exit code 1 where nobody has the address.
 */
export const renewUser = (email: string): Promise<number> =>
  withInstallation(async ({ database, clock, config }) => {
    const deps = { db: database.db, now: () => clock.now() }
    const people = await listPeople(database.db, scope, clock.now())
    const person = people.find((known) => known.email === email.trim().toLowerCase() && !known.isSample)
    if (!person) {
      process.stderr.write(`Nobody has the address ${email}.\n`)
      return 1
    }
    const { linkToken } = await renewSignIn(deps, scope, person.id)
    print({ personId: person.id, signIn: `${config.url}${signInLinkPath(linkToken)}` })
    return 0
  })

export const startForRealCommand: Command = {
  usage: 'start-for-real --confirm "mulai sungguhan"',
  about: 'ends the sample: keeps missions, people and settings, empties the rest, prints a sign-in link',
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { confirm: { type: 'string' } } })
    const { confirm } = values
    if (confirm === undefined) return refuse(startForRealCommand.usage)
    return withInstallation(async ({ database, clock, ministry, config }) => {
      const emptier = createSampleEmptier(openFiles(config))
      const deps = { db: database.db, now: () => clock.now(), homeZone: ministry.homeZone, emptier }
      try {
        const { linkToken } = await startForReal(deps, scope, confirm)
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
