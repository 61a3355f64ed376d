import type { Db } from '../../platform/database/database.ts'
import { systemScope } from '../missions/index.ts'
import type { Reader } from './reader/reader.ts'
import { claimDueMessages, saveReadings } from './store.ts'

const scope = systemScope('reading messages')

/** Reads up to `limit` (1–1000) messages that wait and stores what was read; answers how many. Runs beside others. */
export async function readMessages(deps: { db: Db; now: () => Date; reader: Reader }, limit = 200): Promise<number> {
  return deps.db.transaction().execute(async (tx) => {
    const due = await claimDueMessages(tx, scope, limit)
    const readings = due.map(({ id, text, language, accountLanguages }) => ({
      messageId: id,
      reading: deps.reader.read({
        text,
        languages: accountLanguages,
        ...(language === 'und' ? {} : { lang: language }),
      }),
    }))
    await saveReadings(tx, scope, deps.now(), readings)
    return due.length
  })
}
