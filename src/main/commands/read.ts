import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { readLines, readPlainLists } from '../../features/reading/index.ts'
import { createLog } from '../../platform/log.ts'
import { loadReader } from '../load-reader.ts'
import type { Command } from './command.ts'

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
