import { parseArgs } from 'node:util'
import { migrate } from '../../platform/database/migrate.ts'
import { reachDatabase } from '../../platform/database/settings.ts'
import { examine } from '../doctor.ts'
import { configOrExit } from '../run.ts'
import { serve } from '../serve.ts'
import { type Command, refuse } from './command.ts'

export const serveCommand: Command = {
  usage: 'serve [--role web|worker]',
  about: 'starts the application (web and worker together unless one is named)',
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { role: { type: 'string' } } })
    const { role } = values
    if (role !== undefined && role !== 'web' && role !== 'worker') return refuse('serve --role web|worker')
    await serve(configOrExit(), role ? [role] : ['web', 'worker'])
    return undefined
  },
}

export const workerCommand: Command = {
  usage: 'worker',
  about: 'starts a worker alone',
  run: async () => {
    await serve(configOrExit(), ['worker'])
    return undefined
  },
}

export const migrateCommand: Command = {
  usage: 'migrate',
  about: 'brings the database to the newest version',
  run: async () => {
    const reached = await reachDatabase(configOrExit(), (line) => process.stderr.write(`${line}\n`))
    try {
      for (const name of await migrate(reached.settings)) process.stdout.write(`${name}\n`)
      return 0
    } finally {
      await reached.release()
    }
  },
}

export const doctorCommand: Command = {
  usage: 'doctor',
  about: 'says in plain words what is wrong',
  run: async () => {
    const findings = await examine(configOrExit())
    for (const finding of findings)
      process.stdout.write(`${finding.ok ? 'ok   ' : 'WRONG'} ${finding.about}: ${finding.sentence}\n`)
    return findings.every((finding) => finding.ok) ? 0 : 1
  },
}
