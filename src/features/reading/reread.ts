import type { Db } from '../../platform/database/database.ts'
import { systemScope } from '../missions/index.ts'
import { beginPass, endPass, findReadingProgress, type ReadingProgress } from './passes.ts'
import { readMessages } from './read-messages.ts'
import type { Reader } from './reader/reader.ts'

const scope = systemScope('reading again')

/**
 * Reads everything that waits, in batches of `batch` (1–1000) that each commit on their own, and tells how far it is
 * after every batch. Cut off at any moment it loses at most the batch at hand; called again it goes on. Workers and
 * other calls may run beside it: nobody reads a message that another has claimed.
 */
export async function rereadAll(
  deps: { db: Db; now: () => Date; reader: Reader; onProgress: (progress: ReadingProgress) => void },
  batch = 200,
): Promise<ReadingProgress> {
  const { db, reader } = deps
  const progress = () => findReadingProgress(db, scope, reader.modelVersion)
  await beginPass(db, scope, deps.now(), reader.modelVersion)
  const { messages, ...start } = await progress()
  let waiting = start.waiting
  let read = start.read
  deps.onProgress({ messages, ...start })
  for (;;) {
    const done = await readMessages(deps, batch)
    if (done === 0) break
    read += done
    waiting = Math.max(0, waiting - done)
    deps.onProgress({ ...start, messages, read, waiting })
  }
  await endPass(db, scope, deps.now(), reader.modelVersion)
  return progress()
}
