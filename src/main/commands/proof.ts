import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { headsFileOf, verifyAudit } from '../../features/audit/index.ts'
import { readLines, readPlainLists } from '../../features/reading/index.ts'
import { createLog } from '../../platform/log.ts'
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

export const readCommand: Command = {
  usage: 'read [FILE]',
  about: 'reads JSON lines {"id","text"} from a file or stdin and says what each text is for; needs no database',
  run: async ([file]) => {
    const reader = await loadReader({ log: createLog('warn') })
    const input = file ? createReadStream(file) : process.stdin
    const lists = await readPlainLists()
    await pipeline(readLines(input, { reader, lists }), process.stdout, { end: false })
    return 0
  },
}
