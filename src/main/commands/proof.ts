import { headsFileOf, verifyAudit } from '../../features/audit/index.ts'
import { rereadAll } from '../../features/reading/index.ts'
import { loadReader } from '../load-reader.ts'
import { type Command, print, refuse, withInstallation } from './command.ts'

export const auditCommand: Command = {
  usage: 'audit verify',
  about: 'proves the audit chain; names altered, swapped, removed and cut-off rows',
  run: async ([act]) => {
    if (act !== 'verify') return refuse('audit verify')
    return withInstallation(async ({ database, config }) => {
      const verdict = await verifyAudit(database.db, headsFileOf(config.dataFolder))
      print(verdict)
      return verdict.findings.length === 0 ? 0 : 1
    })
  },
}

export const rereadCommand: Command = {
  usage: 'reread',
  about: 'reads again what an older reader read, and all that waits; may be stopped and started anew',
  run: () =>
    withInstallation(async ({ database, clock, log }) => {
      const reader = await loadReader({ log })
      let last = 0
      const started = Date.now()
      const done = await rereadAll({
        db: database.db,
        now: () => clock.now(),
        reader,
        onProgress: ({ messages, waiting }) => {
          // One line a second is enough for a person; the first and the last always show.
          if (waiting > 0 && Date.now() - last < 1000) return
          last = Date.now()
          const percent = messages === 0 ? 100 : Math.floor((100 * (messages - waiting)) / messages)
          const seconds = Math.round((last - started) / 1000)
          process.stderr.write(
            `Terbaca ${messages - waiting} dari ${messages} pesan (${percent} %), ${seconds} detik\n`,
          )
        },
      })
      print(done)
      return 0
    }),
}
