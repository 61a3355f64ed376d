import { forgetPreviousKeyFile, openSecretBox, rotateKeyFile } from '../../platform/secrets.ts'
import { resealAll } from '../reseal.ts'
import { type Command, print, refuse, withInstallation } from './command.ts'

/** Rotates the master key: a new key file, everything sealed anew with it, the old key forgotten. */
export const keysCommand: Command = {
  usage: 'keys rotate|reseal',
  about: 'rotate: a new master key, everything sealed anew; reseal: after a new SELARAS_SECRET',
  run: async ([act]) => {
    if (act !== 'rotate' && act !== 'reseal') return refuse('keys rotate|reseal')
    return withInstallation(async ({ config, database }) => {
      if (act === 'rotate') {
        try {
          await rotateKeyFile(config)
        } catch (error) {
          process.stderr.write(`${(error as Error).message}\n`)
          return 1
        }
      }
      const secrets = await openSecretBox(config)
      const { resealed, unreadable } = await resealAll({ db: database.db, secrets })
      print({ keyId: secrets.keyId, resealed, unreadable })
      if (unreadable > 0) {
        process.stderr.write(`${unreadable} secrets could not be opened with a known key; they stay as they are.\n`)
        return 1
      }
      await forgetPreviousKeyFile(config.dataFolder)
      return 0
    })
  },
}
