import type { Command } from './commands/command.ts'
import { keepCompiled } from './keep-compiled.ts'

keepCompiled()

/** Reading a stream needs none of the server: it starts sooner and in two thirds of the memory. */
async function commandsFor(name: string | undefined): Promise<Readonly<Record<string, Command>>> {
  if (name === 'read') return { read: (await import('./commands/read.ts')).readCommand }
  return (await import('./commands/index.ts')).commands
}

const commands = await commandsFor(process.argv[2])

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
