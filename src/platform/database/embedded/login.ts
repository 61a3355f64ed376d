import { readFile } from 'node:fs/promises'
import pg from 'pg'
import type { Address } from './address.ts'
import { codeOf, EmbeddedDatabaseError } from './errors.ts'
import type { Folder } from './folder.ts'
import { superuser } from './initialise.ts'

export type Connection = { host: string; port: number; user: string; database: string; password?: string }

/** Name of the database and of its owner, who is no superuser. */
const name = 'selaras'
const connectTimeoutMs = 5_000

/**
 * `in`: the server takes us; `missing`: it does not know our user or database yet; `not_yet`: it is starting or
 * stopping; `nobody`: no PostgreSQL answers there.
 */
export type Answer = 'in' | 'missing' | 'not_yet' | 'nobody'

export async function connectionTo(address: Address, folder: Folder): Promise<Connection> {
  if (address.socketFolder) return { host: address.socketFolder, port: address.port, user: name, database: name }
  const password = await readFile(folder.passwordFile, 'utf8')
  return { host: '127.0.0.1', port: address.port, user: name, database: name, password }
}

export async function knock(connection: Connection): Promise<Answer> {
  const client = clientOf(connection)
  try {
    await client.connect()
    await client.end()
    return 'in'
  } catch (error) {
    const code = codeOf(error)
    // 53300: all seats are taken, by people who got in.
    if (code === '53300') return 'in'
    // Unknown database, unknown role; over TCP an unknown role looks like a wrong password (server-side secrecy).
    if (code === '3D000' || code === '28000' || code === '28P01') return 'missing'
    if (code === '57P03' || code === '57P01' || code === 'ECONNRESET') return 'not_yet'
    return 'nobody'
  }
}

/** Makes our user and database where they are missing. May be repeated after a crash between the two. */
export async function createDatabase(connection: Connection, folder: Folder): Promise<void> {
  const client = clientOf({ ...connection, user: superuser, database: 'postgres' })
  try {
    await client.connect()
    const has = async (sql: string) => (await client.query(sql, [name])).rowCount !== 0
    if (!(await has('select from pg_roles where rolname = $1'))) {
      const password = client.escapeLiteral(await readFile(folder.passwordFile, 'utf8'))
      await client.query(`create role ${name} login createdb password ${password}`)
    }
    if (!(await has('select from pg_database where datname = $1'))) {
      await client.query(`create database ${name} owner ${name}`)
    }
  } catch (error) {
    throw new EmbeddedDatabaseError(
      'unreachable',
      `The database server in ${folder.cluster} does not let us in (${String(error)}). Nothing was changed. Stop what else uses this data folder and start again.`,
      error,
    )
  } finally {
    await client.end().catch(() => {
      // Never connected: there is nothing to end.
    })
  }
}

function clientOf(connection: Connection): pg.Client {
  const client = new pg.Client({ ...connection, ssl: false, connectionTimeoutMillis: connectTimeoutMs })
  // A server that stops while we speak to it answers the query, too; unheard, this event would end the process.
  client.on('error', () => {})
  return client
}
