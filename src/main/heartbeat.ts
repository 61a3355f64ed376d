import { openFiles } from '../platform/files.ts'
import type { Installation } from './compose.ts'
import type { Started } from './run.ts'

const everyMs = 10_000

/** Announces this process in the database every 10 s, so that `doctor` sees who works where; leaves with a farewell. */
export async function startHeartbeat(installation: Installation, roles: readonly string[]): Promise<Started> {
  const { database, config, clock, processId, version, log } = installation
  const now = clock.now()
  await database.db
    .insertInto('process')
    .values({
      id: processId,
      host: config.hostName,
      pid: process.pid,
      roles: [...roles],
      filesLocation: openFiles(config).location,
      version,
      startedAt: now,
      seenAt: now,
    })
    .execute()
  const timer = setInterval(() => {
    database.db
      .updateTable('process')
      .set({ seenAt: clock.now() })
      .where('id', '=', processId)
      .execute()
      .catch((error: unknown) => log.warn({ err: error }, 'heartbeat failed'))
  }, everyMs)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await database.db.deleteFrom('process').where('id', '=', processId).execute()
    },
  }
}
