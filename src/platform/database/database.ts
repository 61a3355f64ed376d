import {
  CamelCasePlugin,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type RawBuilder,
  sql,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import { PreparingClient } from './preparing-client.ts'
import type { DB, JsonValue } from './tables.generated.ts'

export type Tables = DB
export type Db = Kysely<Tables>
/** Demanded where writes must share a fate: a plain `Db` does not fit. */
export type Tx = Transaction<Tables>

export type ConnectionSettings =
  | { readonly url: string }
  | {
      readonly host: string
      readonly port: number
      readonly user: string
      readonly database: string
      readonly password?: string
    }

export type OpenDatabase = { readonly db: Db; readonly pool: pg.Pool; close(): Promise<void> }

// Days stay 'YYYY-MM-DD' text: a Date would drag a zone into them. Counters and percentages fit a double.
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.NUMERIC, Number],
])
const types: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    parsers.get(id) ?? pg.types.getTypeParser(id, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

/** Driver settings for these connection settings; sessions run in UTC. */
export function poolConfig(settings: ConnectionSettings, maxConnections: number): pg.PoolConfig {
  const target = 'url' in settings ? { connectionString: settings.url } : settings
  // A burst opens sessions, each some 10 MB at the server; those nobody takes again at once are given back.
  const idleTimeoutMillis = 2_000
  return {
    ...target,
    max: maxConnections,
    idleTimeoutMillis,
    types,
    options: '-c timezone=UTC',
    application_name: 'selaras',
  }
}

/** Opens a pool of at most `maxConnections` (1–100) sessions. Connects lazily; `close` waits for running queries. */
export function openDatabase(settings: ConnectionSettings, maxConnections = 10): OpenDatabase {
  const pool = new pg.Pool({ ...poolConfig(settings, maxConnections), Client: PreparingClient })
  // An idle session that the server ends (restart) is replaced at the next query; it must not end the process.
  pool.on('error', () => {})
  // The same for one that is lent out and just not asked anything, inside a transaction: its next query says so.
  pool.on('connect', (client) => void client.on('error', () => {}))
  // Columns are snake_case in SQL and camelCase here; keys inside jsonb stay as they were written.
  const db = kyselyOver(pool)
  return { db, pool, close: () => db.destroy() }
}

/** Typed queries on a session that is open, inside whatever transaction it is in. Does not close it. */
export function databaseOn(client: pg.Client): Db {
  const lent = Object.assign(client, { release: () => {} }) as unknown as pg.PoolClient
  return kyselyOver({ options: {}, connect: async () => lent, end: async () => {} })
}

function kyselyOver(pool: PostgresPool): Db {
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** A value for a jsonb column. Arrays need it: the driver would write them as PostgreSQL arrays. */
export function json<T = JsonValue>(value: unknown): RawBuilder<T> {
  return sql<T>`${JSON.stringify(value)}::jsonb`
}
