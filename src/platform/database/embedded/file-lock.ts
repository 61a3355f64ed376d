import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedDatabaseError } from './errors.ts'

export type HeldLock = { release(): void }

const pollMs = 8
const sqliteBusy = 5

// A handle that is collected as garbage is closed, and with it the lock would be gone.
const held = new Set<DatabaseSync>()

/**
 * Takes a lock that the kernel holds for this process: any number of `shared` holders, or one `exclusive` holder.
 * It ends with the process however that ends (`kill -9` too), so it can be neither stuck nor mistaken for that of a
 * later process with the same number, and it holds between containers that share the folder. SQLite is used for its
 * file locks only (fcntl, LockFileEx on Windows); nothing is ever written.
 *
 * The file must exist, and nobody may open and close it by other means: POSIX drops a process's locks then.
 * Answers undefined when another holder is in the way.
 */
export function tryLock(file: string, mode: 'shared' | 'exclusive'): HeldLock | undefined {
  let handle: DatabaseSync | undefined
  try {
    handle = new DatabaseSync(file, { timeout: 0 })
    handle.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT count(*) FROM sqlite_schema')
  } catch (error) {
    handle?.close()
    if (isBusy(error)) return undefined
    throw new EmbeddedDatabaseError(
      'folder_not_usable',
      `The file ${file} cannot be locked. Nothing was changed. Put the data folder on a local disk that this user may write to, or set DATABASE_URL to a PostgreSQL server of your own.`,
      error,
    )
  }
  const lock = handle
  held.add(lock)
  return {
    release() {
      if (held.delete(lock)) lock.close()
    },
  }
}

/** As `tryLock`, waiting up to `timeoutMs`. @throws EmbeddedDatabaseError `busy` after that. */
export async function waitForLock(file: string, mode: 'shared' | 'exclusive', timeoutMs: number): Promise<HeldLock> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const lock = tryLock(file, mode)
    if (lock) return lock
    if (performance.now() > deadline) {
      throw new EmbeddedDatabaseError(
        'busy',
        `Another process has been starting or stopping the database for ${Math.round(timeoutMs / 1000)} s (lock ${file}). Stored data is safe. Wait for that process, or end it, and start again.`,
      )
    }
    await sleep(pollMs)
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}
