import type { Command } from './commands/command.ts'
import { auditCommand, readCommand } from './commands/proof.ts'
import { boardCommand, exportCommand, importCommand, userCommand } from './commands/register.ts'
import { doctorCommand, migrateCommand, serveCommand, workerCommand } from './commands/running.ts'

const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  worker: workerCommand,
  migrate: migrateCommand,
  import: importCommand,
  read: readCommand,
  board: boardCommand,
  export: exportCommand,
  doctor: doctorCommand,
  audit: auditCommand,
  user: userCommand,
}

async function main(): Promise<number | undefined> {
  const [name = '', ...words] = process.argv.slice(2)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command) return command.run(words)
  const lines = Object.values(commands).map((known) => `  ${known.usage.padEnd(52)} ${known.about}`)
  process.stderr.write(`Usage: npm run -s selaras -- COMMAND\n${lines.join('\n')}\n`)
  return name === '' || name === 'help' ? 0 : 2
}

main().then(
  (code) => {
    if (code !== undefined) process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  },
)
