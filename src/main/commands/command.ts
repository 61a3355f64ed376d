import type { Installation } from '../compose.ts'
import { configOrExit, openInstallation } from '../run.ts'

/** One command of the command line. `run` answers the exit code; `undefined` = it goes on until a signal. */
export type Command = {
  readonly usage: string
  readonly about: string
  run(words: readonly string[]): Promise<number | undefined>
}

/** Says how a command is called; exit code 2. */
export function refuse(usage: string): number {
  process.stderr.write(`Usage: npm run -s selaras -- ${usage}\n`)
  return 2
}

/** Opens the installation for one command, also while the server runs, and leaves it again. */
export async function withInstallation(work: (installation: Installation) => Promise<number>): Promise<number> {
  const { installation, close } = await openInstallation(configOrExit(), 3)
  try {
    return await work(installation)
  } finally {
    await close()
  }
}

export const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
