import { parseArgs } from 'node:util'
import { importMissions, systemScope } from '../features/missions/index.ts'
import { migrate } from '../platform/database/migrate.ts'
import { reachDatabase } from '../platform/database/settings.ts'
import { configOrExit, openInstallation } from './run.ts'
import { serve } from './serve.ts'

type Command = { readonly usage: string; readonly about: string; run(words: readonly string[]): Promise<number> }

const commands: Record<string, Command> = {
  serve: {
    usage: 'serve [--role web|worker]',
    about: 'starts the application (web and worker together unless one is named)',
    run: async (words) => {
      const { values } = parseArgs({ args: [...words], options: { role: { type: 'string' } } })
      const role = values.role
      if (role !== undefined && role !== 'web' && role !== 'worker') return refuse('--role is web or worker')
      await serve(configOrExit(), role ? [role] : ['web', 'worker'])
      return -1
    },
  },
  worker: {
    usage: 'worker',
    about: 'starts a worker alone',
    run: async () => {
      await serve(configOrExit(), ['worker'])
      return -1
    },
  },
  migrate: {
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
  },
  import: {
    usage: 'import missions FILE',
    about: 'reads missions from a CSV file; bad rows are named, good rows kept',
    run: async ([what, file]) => {
      if (what !== 'missions' || !file) return refuse('import missions FILE')
      const { installation, close } = await openInstallation(configOrExit(), 3)
      try {
        const deps = { db: installation.database.db, now: () => installation.clock.now() }
        const result = await importMissions(deps, systemScope('command line'), file)
        for (const row of result.refused) process.stderr.write(`line ${row.line}: ${row.reason}\n`)
        process.stdout.write(`${JSON.stringify({ written: result.written, refused: result.refused.length })}\n`)
        return result.refused.length > 0 ? 1 : 0
      } finally {
        await close()
      }
    },
  },
}

function refuse(usage: string): number {
  process.stderr.write(`Usage: npm run -s selaras -- ${usage}\n`)
  return 2
}

async function main(): Promise<void> {
  const [name = '', ...words] = process.argv.slice(2)
  const command = commands[name]
  if (!command) {
    const lines = Object.values(commands).map((known) => `  ${known.usage.padEnd(30)} ${known.about}`)
    process.stderr.write(`Usage: npm run -s selaras -- COMMAND\n${lines.join('\n')}\n`)
    process.exit(name === '' || name === 'help' ? 0 : 2)
  }
  const code = await command.run(words)
  // -1: the command goes on until a signal
  if (code >= 0) process.exit(code)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
