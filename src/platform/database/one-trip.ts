import type { RawBuilder } from 'kysely'
import pg from 'pg'
import { type ConnectionSettings, type Db, poolConfig } from './database.ts'
import { PreparingClient } from './preparing-client.ts'

/**
 * Runs statements as one transaction, all of them sent at once: begin, locks, work and commit cost one wait for the
 * server instead of four. Each statement still sees what was committed before it began, so a lock taken by `first`
 * guards what `last` reads. @returns the rows of `last`, after the commit. @throws what the server refused; nothing was done then.
 */
export type OneTrip = <T>(first: readonly RawBuilder<unknown>[], last: RawBuilder<T>) => Promise<readonly T[]>

/** Sessions of their own, at most `maxConnections` (1–10), opened when first needed and anew after a loss. */
export function openTrips(
  db: Db,
  settings: ConnectionSettings,
  maxConnections: number,
): { run: OneTrip; close(): Promise<void> } {
  const config = { ...poolConfig(settings, maxConnections), pipeline: true, Client: PreparingClient }
  const pool = new pg.Pool(config)
  // A session that the server ends is replaced at the next trip; whoever was under way hears of it by its statements.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))

  async function run<T>(first: readonly RawBuilder<unknown>[], last: RawBuilder<T>): Promise<readonly T[]> {
    const client = await pool.connect()
    const ask = (statement: RawBuilder<unknown>): Promise<pg.QueryResult> => {
      const { sql, parameters } = statement.compile(db)
      return client.query(sql, [...parameters])
    }
    // After a refusal the server answers every further statement with one, and `commit` takes everything back.
    const answers = await Promise.allSettled([
      client.query('begin'),
      ...first.map(ask),
      ask(last),
      client.query('commit'),
    ])
    const refusal = answers.find((answer) => answer.status === 'rejected')
    // A session in doubt is not used again.
    client.release(refusal !== undefined)
    if (refusal) throw refusal.reason
    const result = answers.at(-2)
    return result?.status === 'fulfilled' && result.value ? result.value.rows.map((row) => camelKeys<T>(row)) : []
  }

  return { run, close: () => pool.end() }
}

/** Columns are snake_case in SQL and camelCase here, as everywhere in this house. */
function camelKeys<T>(row: Readonly<Record<string, unknown>>): T {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase()), value]),
  ) as T
}
