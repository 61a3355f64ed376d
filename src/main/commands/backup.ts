import { existsSync } from 'node:fs'
import { AppError } from '../../platform/errors.ts'
import { openFiles } from '../../platform/files.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import type { Manifest } from '../backup/manifest.ts'
import { restoreBackup } from '../backup/restore-backup.ts'
import { settleBackup } from '../backup/settle.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { type Command, print, refuse, withInstallation } from './command.ts'

const say = (sentence: string) => void process.stderr.write(`${sentence}\n`)
const briefly = ({ takenAt, version, tables, files }: Manifest) => ({
  takenAt,
  version,
  tables: tables.length,
  tableBytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
  files: files.length,
})

export const backupCommand: Command = {
  usage: 'backup FILE',
  about: 'writes everything but the key that opens stored secrets to one file, from one instant, while the server runs',
  run: async ([file]) => {
    if (!file) return refuse(backupCommand.usage)
    if (existsSync(file)) {
      say(`${file} ada sudah. Pilih nama lain; cadangan tidak menimpa apa pun.`)
      return 1
    }
    return withInstallation(async (installation) => {
      print(briefly(await writeBackup(installation, openFiles(installation.config), file, say)))
      return 0
    })
  },
}

export const restoreCommand: Command = {
  usage: 'restore FILE',
  about: 'brings a backup into an empty installation; what was due meanwhile waits for a person',
  run: async ([file]) => {
    if (!file) return refuse(restoreCommand.usage)
    return withInstallation(async (installation) => {
      let waiting = 0
      try {
        const manifest = await restoreBackup(file, {
          installation,
          files: openFiles(installation.config),
          settle: async (client, restored) => {
            waiting = await settleBackup(client, restored, installation.clock.now())
          },
          progress: say,
        })
        print({ ...briefly(manifest), deliveriesThatWaitForAPerson: waiting })
        return 0
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        say(sayProblem('id', error.key, error.params))
        return 1
      }
    })
  },
}
