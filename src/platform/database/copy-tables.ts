import { createHash } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { type ConnectionSettings, poolConfig } from './database.ts'

/** A table with the columns that are stored (not computed) and the order that makes two copies of it alike. */
export type TableShape = {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
  /** Columns that count by themselves. */
  readonly counters: readonly string[]
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const listed = (names: readonly string[]) => names.map(quoted).join(', ')

/** Runs work on one session of its own. */
export async function onOneSession<T>(
  settings: ConnectionSettings,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const { max: _max, ...own } = poolConfig(settings, 1)
  const client = new pg.Client(own)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Every table of the schema, by name. */
export async function readTables(client: pg.Client): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(a.attname::text order by k.place) from pg_index i
        cross join lateral unnest(i.indkey) with ordinality as k (column_number, place)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.column_number
        where i.indrelid = c.oid and i.indisprimary), '{}') as key,
      coalesce((select array_agg(a.attname::text) from pg_attribute a
        where a.attrelid = c.oid and a.attidentity <> ''), '{}') as counters
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind = 'r' order by c.relname`)
  return rows
}

/** A table's rows as PostgreSQL's own text lines, ordered by key; its memory does not grow with the table. */
export function copyOut(client: pg.Client, table: TableShape): Readable {
  const order = table.key.length > 0 ? ` order by ${listed(table.key)}` : ''
  return client.query(copyTo(`copy (select ${listed(table.columns)} from ${quoted(table.name)}${order}) to stdout`))
}

/** Takes lines that `copyOut` gave. */
export function copyIn(client: pg.Client, table: Pick<TableShape, 'name' | 'columns'>): Writable {
  return client.query(copyFrom(`copy ${quoted(table.name)} (${listed(table.columns)}) from stdin`))
}

/** SHA-256 of a table's rows in the order of their key, hexadecimal. */
export async function hashTable(client: pg.Client, table: TableShape): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of copyOut(client, table)) hash.update(chunk)
  return hash.digest('hex')
}

/** Constraints between tables, as the statements that drop and make them again. */
export async function readForeignKeys(client: pg.Client): Promise<readonly { drop: string; add: string }[]> {
  const { rows } = await client.query<{ drop: string; add: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`)
  return rows
}

/** Lets every counter go on after the largest number that is there. */
export async function raiseCounters(client: pg.Client, tables: readonly TableShape[]): Promise<void> {
  for (const { name, counters } of tables)
    for (const column of counters)
      await client.query(
        `select setval(pg_get_serial_sequence($1, $2), greatest(1, coalesce(max(${quoted(column)}), 1)),
        count(*) > 0) from ${quoted(name)}`,
        [name, column],
      )
}
