import { tryLock, waitForLock } from './embedded/file-lock.ts'
import { openFolder } from './embedded/folder.ts'
import { findOrStart } from './embedded/join.ts'
import { boundLogFile } from './embedded/log-file.ts'
import { type ServerOptions, stopServer } from './embedded/server.ts'

export { EmbeddedDatabaseError } from './embedded/errors.ts'

export type EmbeddedDatabase = {
  /** pg connection settings: `host` is the folder of the socket (or 127.0.0.1, then with a password). */
  connection: { host: string; port: number; user: string; database: string; password?: string }
  /** Leaves; the last process to leave stops the server. Close your sessions first. Safe to call twice. */
  release(): Promise<void>
}

/** More than the slowest start (a recovery after a crash) of another process. */
const gateWithinMs = 200_000

/**
 * Joins the PostgreSQL server of this data folder; starts it when nobody runs it and makes the database when there is
 * none. Any number of processes share it. A process that dies without leaving does not count as using it; the server
 * itself goes on then, and the next one to join finds it. Never keeps the process alive.
 *
 * `log` gets a sentence about each step that is not routine.
 * @throws EmbeddedDatabaseError with a `code` and a sentence where it cannot.
 */
export function joinEmbeddedDatabase(options: {
  dataFolder: string
  log?: (line: string) => void
}): Promise<EmbeddedDatabase> {
  return joinServer(options.dataFolder, { log: options.log ?? (() => {}) })
}

/** As `joinEmbeddedDatabase`, with what only tests decide. */
export async function joinServer(dataFolder: string, options: ServerOptions): Promise<EmbeddedDatabase> {
  const folder = await openFolder(dataFolder)
  const gate = await waitForLock(folder.gateLock, 'exclusive', gateWithinMs)
  try {
    const presence = await waitForLock(folder.presenceLock, 'shared', gateWithinMs)
    try {
      const connection = await findOrStart(folder, options)
      const stopWatching = boundLogFile(folder.logFile)
      let left: Promise<void> | undefined
      const leave = async () => {
        stopWatching()
        const gateAgain = await waitForLock(folder.gateLock, 'exclusive', gateWithinMs).finally(presence.release)
        try {
          const alone = tryLock(folder.presenceLock, 'exclusive')
          if (alone) await stopServer(folder, options).finally(alone.release)
        } finally {
          gateAgain.release()
        }
      }
      return {
        connection,
        release() {
          left ??= leave()
          return left
        },
      }
    } catch (error) {
      presence.release()
      throw error
    }
  } finally {
    gate.release()
  }
}
