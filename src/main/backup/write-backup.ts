import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { type Pack, pack } from 'tar-stream'
import { copyOut, onOneSession, readTables, type TableShape } from '../../platform/database/copy-tables.ts'
import type { Files } from '../../platform/files.ts'
import type { Installation } from '../compose.ts'
import { leftOut, type Manifest, manifestName } from './manifest.ts'

/** A tar entry's size stands before it, so a table goes in parts of this size. */
const partBytes = 4_000_000
/** Ends a row; inside one PostgreSQL writes it as two letters. */
const newline = 10

/**
 * Writes everything an installation knows, from one instant, to one file: tables, pictures, and last a manifest with
 * the hash of each. Never the key that opens stored secrets: they stay sealed. Memory stays bounded. The file bears its
 * name only once it is whole.
 */
export async function writeBackup(
  installation: Pick<Installation, 'connection' | 'clock' | 'version'>,
  files: Files,
  path: string,
  progress: (sentence: string) => void,
): Promise<Manifest> {
  const archive = pack()
  const partial = `${path}.part`
  const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(partial, { mode: 0o600 }))
  const filled = onOneSession(installation.connection, async (client) => {
    await client.query('begin transaction isolation level repeatable read read only')
    const manifest: Manifest = {
      format: 'selaras-backup-1',
      version: installation.version,
      takenAt: installation.clock.now().toISOString(),
      migrations: await readMigrations(client),
      tables: [],
      files: [],
    }
    for (const table of (await readTables(client)).filter(({ name }) => !leftOut.has(name))) {
      progress(`Tabel ${table.name}…`)
      manifest.tables.push(await packTable(archive, client, table))
    }
    for (const file of await readFileKeys(client)) manifest.files.push(await packFile(archive, files, file))
    await client.query('commit')
    await addEntry(archive, manifestName, Buffer.from(JSON.stringify(manifest, null, 2)))
    archive.finalize()
    return manifest
  })
  filled.catch((error: unknown) => archive.destroy(error as Error))
  const [manifest] = await Promise.all([filled, written])
  await rename(partial, path)
  return manifest
}

async function packTable(archive: Pack, client: pg.Client, table: TableShape): Promise<Manifest['tables'][number]> {
  const hash = createHash('sha256')
  let bytes = 0
  let part = 0
  let held: Buffer[] = []
  let heldBytes = 0
  /** Writes what is held up to its last whole row; each part is a copy of its own. */
  const flush = async (isLast: boolean) => {
    const content = Buffer.concat(held)
    const end = isLast ? content.length : content.lastIndexOf(newline) + 1
    if (end > 0) {
      part += 1
      await addEntry(archive, `tables/${table.name}.${String(part).padStart(6, '0')}`, content.subarray(0, end))
    }
    held = [content.subarray(end)]
    heldBytes = content.length - end
  }
  for await (const chunk of copyOut(client, table) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
    held.push(chunk)
    heldBytes += chunk.length
    if (heldBytes >= partBytes) await flush(false)
  }
  await flush(true)
  return { name: table.name, columns: [...table.columns], bytes, sha256: hash.digest('hex') }
}

/** A tar entry's size stands before it: what the row says must be what is there. */
async function packFile(
  archive: Pack,
  files: Files,
  { key, bytes }: { readonly key: string; readonly bytes: number },
): Promise<Manifest['files'][number]> {
  const hash = createHash('sha256')
  const entry = archive.entry({ name: `files/${key}`, mode: 0o600, mtime: new Date(0), size: bytes })
  const hashed = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(await files.open(key), hashed, entry)
  return { key, bytes, sha256: hash.digest('hex') }
}

/** Waits until the archive has room again. */
function addEntry(archive: Pack, name: string, content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name, mode: 0o600, mtime: new Date(0) }, content, (error) => (error ? reject(error) : resolve()))
  })
}

const readMigrations = async (client: pg.Client): Promise<string[]> =>
  (await client.query<{ name: string }>('select name from kysely_migration order by name')).rows.map((row) => row.name)

/**
 * Pictures and films whose rows are in the same instant, pictures as networks take them (approvals promise those), and
 * evidence of impersonation, whose hashes prove nothing without it.
 */
const readFileKeys = async (client: pg.Client): Promise<{ key: string; bytes: number }[]> =>
  (
    await client.query<{ key: string; bytes: number }>(
      `select file_key as key, max(bytes) as bytes from
         (select file_key, bytes from media union all select file_key, bytes from media_fit
           union all select file_key, bytes from impersonation_evidence where file_key is not null) as kept
       group by file_key order by file_key`,
    )
  ).rows
