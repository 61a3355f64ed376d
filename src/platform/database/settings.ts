import type { ConnectionSettings } from './database.ts'
import { joinEmbeddedDatabase } from './embedded.ts'

/** Where this installation's database is: the one named by `DATABASE_URL`, else the embedded one of the data folder. */
export async function reachDatabase(
  config: { readonly databaseUrl: string | undefined; readonly dataFolder: string },
  log: (line: string) => void,
): Promise<{ settings: ConnectionSettings; embedded: boolean; release(): Promise<void> }> {
  if (config.databaseUrl) return { settings: { url: config.databaseUrl }, embedded: false, release: async () => {} }
  const joined = await joinEmbeddedDatabase({ dataFolder: config.dataFolder, log })
  return { settings: joined.connection, embedded: true, release: () => joined.release() }
}
