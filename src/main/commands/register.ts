import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { importAccounts } from '../../features/accounts/index.ts'
import { viewBoard } from '../../features/alignment/index.ts'
import { exportSite } from '../../features/explainers/index.ts'
import { importMissions, listMissions, type Role, roles, systemScope } from '../../features/missions/index.ts'
import { addPerson, grantRole, signInLinkPath, wholeMinistry } from '../../features/people/index.ts'
import { exportCorrections } from '../../features/rating/index.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { composeSite, type Installation } from '../compose.ts'
import { indexSources } from '../index-sources.ts'
import { type Command, print, refuse, withInstallation } from './command.ts'
import { importExport, importExportUsage } from './import-export.ts'
import { importPeopleFile, renewUser } from './people.ts'

const scope = systemScope('command line')
const depsOf = (installation: Installation) => ({
  db: installation.database.db,
  now: () => installation.clock.now(),
  homeZone: installation.ministry.homeZone,
})
const importers = { missions: importMissions, accounts: importAccounts }

export const importCommand: Command = {
  usage: 'import missions|accounts|people|posts|metrics FILE',
  about: 'reads a CSV file; bad rows are named by line, good rows kept',
  run: async ([what = '', ...rest]) => {
    if (what === 'posts' || what === 'metrics') return importExport(what, rest)
    const [file] = rest
    if (what === 'people' && file) return importPeopleFile(file)
    const importer = what === 'missions' || what === 'accounts' ? importers[what] : undefined
    if (!importer || !file) return refuse(`import missions|accounts|people FILE | ${importExportUsage}`)
    return withInstallation(async (installation) => {
      const { written, refused } = await importer(depsOf(installation), scope, file)
      for (const row of refused) process.stderr.write(`line ${row.line}: ${row.reason}\n`)
      print({ written, refused: refused.length })
      return refused.length > 0 ? 1 : 0
    })
  },
}

export const boardCommand: Command = {
  usage: 'board [--window 90d|2026-Q4]',
  about: 'prints the alignment board as JSON',
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { window: { type: 'string', default: '90d' } } })
    if (!/^(90d|\d{4}-Q[1-4])$/.test(values.window)) return refuse('board --window 90d|2026-Q4')
    return withInstallation(async (installation) => {
      print(await viewBoard({ ...depsOf(installation), sources: indexSources }, scope, values.window))
      return 0
    })
  },
}

export const exportCommand: Command = {
  usage: 'export missions|labels|site DIR',
  about: 'prints the register of missions as JSON, or labels as JSON lines; or writes the public site into a folder',
  run: async ([what, folder]) => {
    if (what === 'site' && folder) return exportSiteTo(folder)
    if (what === 'labels')
      return withInstallation(async (installation) => {
        const lines = (await exportCorrections(installation.database.db, scope)).map((one) => JSON.stringify(one))
        process.stdout.write(lines.map((line) => `${line}\n`).join(''))
        return 0
      })
    if (what !== 'missions') return refuse(exportCommand.usage)
    return withInstallation(async (installation) => {
      const deps = depsOf(installation)
      print(await listMissions(deps.db, scope, localDayOf(deps.now(), deps.homeZone)))
      return 0
    })
  },
}

/** The public site as files, for a web server elsewhere; what is there already and unchanged is left alone. */
const exportSiteTo = (folder: string) =>
  withInstallation(async (installation) => {
    const result = await exportSite(composeSite(installation), resolve(folder), { always: true })
    print(result)
    return 0
  })

export const userCommand: Command = {
  usage: 'user add NAME EMAIL --role ROLE [--mission ID] | user renew EMAIL',
  about: 'adds a person with a role (of one mission, else of the ministry), or renews one; prints a sign-in link',
  run: async (words) => {
    const options = { role: { type: 'string' }, mission: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [act, name, email] = positionals
    if (act === 'renew' && name && email === undefined) return renewUser(name)
    const role = roles.find((known): known is Role => known === values.role)
    if (act !== 'add' || !name || !email || !role) return refuse(`${userCommand.usage}\nRoles: ${roles.join(', ')}`)
    return withInstallation(async (installation) => {
      const deps = depsOf(installation)
      const scopes = values.mission ? [{ kind: 'mission' as const, value: values.mission }] : wholeMinistry
      try {
        const { personId, linkToken } = await addPerson(deps, scope, { name, email, locale: 'id' })
        await grantRole(deps, scope, personId, { role, scopes })
        print({ personId, signIn: `${installation.config.url}${signInLinkPath(linkToken)}` })
        return 0
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        process.stderr.write(`${sayProblem('en', error.key, error.params)}\n`)
        return 1
      }
    })
  },
}
