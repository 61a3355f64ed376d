import { accountCommand, registrationCommand } from './account.ts'
import { indexCommand } from './alignment.ts'
import { backupCommand, restoreCommand } from './backup.ts'
import type { Command } from './command.ts'
import { keysCommand } from './keys.ts'
import { startForRealCommand } from './people.ts'
import { auditCommand, rereadCommand } from './proof.ts'
import { readCommand } from './read.ts'
import { boardCommand, exportCommand, importCommand, userCommand } from './register.ts'
import { doctorCommand, migrateCommand, serveCommand, workerCommand } from './running.ts'

/** Every command of `npm run -s selaras -- COMMAND`, by its name. */
export const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  worker: workerCommand,
  migrate: migrateCommand,
  import: importCommand,
  read: readCommand,
  reread: rereadCommand,
  board: boardCommand,
  index: indexCommand,
  export: exportCommand,
  doctor: doctorCommand,
  audit: auditCommand,
  backup: backupCommand,
  restore: restoreCommand,
  user: userCommand,
  account: accountCommand,
  registration: registrationCommand,
  keys: keysCommand,
  'start-for-real': startForRealCommand,
}
