import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { type ConnectionSettings, poolConfig } from './database.ts'

const defaultFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url))

/** PostgreSQL 15 is the oldest that the migrations are written for. */
export const oldestServerVersion = 150_000

/**
 * Brings the database to the newest numbered SQL file, in one transaction and behind an advisory lock, so several
 * processes may call it at once. Answers the names that were applied now.
 * @throws Error naming the file that failed; nothing of this run stays.
 */
export async function migrate(settings: ConnectionSettings, folder = defaultFolder): Promise<string[]> {
  const pool = new pg.Pool(poolConfig(settings, 2))
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(folder) } })
    const { error, results } = await migrator.migrateToLatest()
    const failed = results?.find((result) => result.status === 'Error')
    if (error) throw new Error(`Migration ${failed?.migrationName ?? ''} failed: ${String(error)}`, { cause: error })
    return (results ?? []).map((result) => result.migrationName)
  } finally {
    await db.destroy()
  }
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const entries = names.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(`${folder}/${name}`, 'utf8')
    return [name.replace(/\.sql$/, ''), { up: async (db) => void (await sql.raw(text).execute(db)) }]
  })
  return Object.fromEntries(await Promise.all(entries))
}
