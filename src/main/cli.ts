import { keepCompiled } from './keep-compiled.ts'

keepCompiled()
const { commands } = await import('./commands/index.ts')

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
