import { readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tryLock } from '../../src/platform/database/embedded/file-lock.ts'
import { openFolder } from '../../src/platform/database/embedded/folder.ts'
import { stopServer } from '../../src/platform/database/embedded/server.ts'

/** A younger folder may belong to a run that has not joined its server yet. */
const oldEnoughMs = 60_000

/**
 * Stops and removes the servers of test runs that were killed: their folders start with `prefix` in the temporary
 * folder and nobody is present in them. The server outlives its processes by design, so somebody has to.
 */
export async function removeAbandoned(prefix: string, minAgeMs = oldEnoughMs): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const path = join(tmpdir(), name)
    await removeIfAbandoned(path, minAgeMs).catch(() => {
      // Another user's, or a run that tidies up at this moment: none of our business.
    })
  }
}

async function removeIfAbandoned(path: string, minAgeMs: number): Promise<void> {
  if (Date.now() - (await stat(path)).birthtimeMs < minAgeMs) return
  const folder = await openFolder(path)
  const alone = tryLock(folder.presenceLock, 'exclusive')
  if (!alone) return
  await stopServer(folder, { log: () => {} }).finally(alone.release)
  await rm(path, { recursive: true, force: true })
}
