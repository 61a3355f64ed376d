import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { extract } from 'tar-stream'
import {
  copyIn,
  onOneSession,
  raiseCounters,
  readForeignKeys,
  readTables,
  type TableShape,
} from '../../platform/database/copy-tables.ts'
import { AppError } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import type { Installation } from '../compose.ts'
import { leftOut, type Manifest, manifestName, manifestSchema } from './manifest.ts'

type Parts = {
  readonly installation: Pick<Installation, 'connection'>
  readonly files: Files
  /** What must happen in the same transaction once the rows are there. */
  readonly settle: (client: pg.Client, manifest: Manifest) => Promise<void>
  readonly progress: (sentence: string) => void
}

const largestManifest = 50_000_000

/**
 * Brings a backup into an installation that holds nothing yet, in one transaction: whole and true to its manifest, or
 * not at all. Pictures are written before the commit; an aborted restore leaves some behind and nothing that names them.
 * @throws AppError backup.* where the file is not whole, not ours, or of another version, or something is here already.
 */
export async function restoreBackup(path: string, { installation, files, settle, progress }: Parts): Promise<Manifest> {
  return onOneSession(installation.connection, async (client) => {
    await client.query('begin')
    const tables = new Map((await readTables(client)).map((table) => [table.name, table]))
    await demandEmpty(client)
    const keys = await readForeignKeys(client)
    for (const { drop } of keys) await client.query(drop)
    const wanted = [...tables.keys()].filter((name) => !leftOut.has(name))
    for (const name of wanted) await client.query(`alter table "${name}" disable trigger user`)
    // What a fresh installation writes of itself gives way to what the backup says.
    await client.query(`truncate ${wanted.map((name) => `"${name}"`).join(', ')}`)
    const seen = await unpack(path, client, tables, files, progress)
    demandTrue(seen)
    await demandSameShape(client, seen.manifest)
    await raiseCounters(client, [...tables.values()])
    for (const name of wanted) await client.query(`alter table "${name}" enable trigger user`)
    progress('Memeriksa hubungan antartabel…')
    for (const { add } of keys) await client.query(add)
    await settle(client, seen.manifest)
    await client.query('commit')
    return seen.manifest
  })
}

type Seen = {
  readonly manifest: Manifest
  readonly hashes: ReadonlyMap<string, string>
}

async function unpack(
  path: string,
  client: pg.Client,
  tables: ReadonlyMap<string, TableShape>,
  files: Files,
  progress: (sentence: string) => void,
): Promise<Seen> {
  const hashes = new Map<string, Hash>()
  const hashOf = (name: string) => {
    const known = hashes.get(name) ?? createHash('sha256')
    hashes.set(name, known)
    return known
  }
  let manifest: Manifest | undefined
  let current = ''
  const archive = extract()
  const source = createReadStream(path).on('error', (error) => archive.destroy(error))
  const gunzip = createGunzip().on('error', () => archive.destroy(new AppError('invalid', 'backup.not_whole')))
  source.pipe(gunzip).pipe(archive)
  for await (const entry of archive) {
    const { name, size = 0 } = entry.header
    const [kind, rest = ''] = splitOnce(name, '/')
    if (name === manifestName) {
      if (size > largestManifest) throw new AppError('invalid', 'backup.not_ours')
      manifest = parseManifest(await readAll(entry as AsyncIterable<Buffer>))
    } else if (kind === 'tables') {
      const table = tables.get(rest.replace(/\.\d+$/, ''))
      if (table === undefined) throw new AppError('invalid', 'backup.other_version')
      if (table.name !== current) progress(`Tabel ${table.name}…`)
      current = table.name
      const hash = hashOf(`tables/${table.name}`)
      const hashed = async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          hash.update(chunk)
          yield chunk
        }
      }
      // A file that breaks off ends the copy with a refusal, before the session is left.
      await pipeline(entry as AsyncIterable<Buffer>, hashed, copyIn(client, table))
    } else if (kind === 'files') {
      await storeFile(files, rest, entry as AsyncIterable<Buffer>, hashOf(name))
    } else throw new AppError('invalid', 'backup.not_ours')
  }
  if (manifest === undefined) throw new AppError('invalid', 'backup.not_whole')
  return { manifest, hashes: new Map([...hashes].map(([name, hash]) => [name, hash.digest('hex')])) }
}

/** Every part is there, is what the manifest says, and nothing else is. */
function demandTrue({ manifest, hashes }: Seen): void {
  const promised = [
    ...manifest.tables.filter(({ bytes }) => bytes > 0).map(({ name, sha256 }) => [`tables/${name}`, sha256] as const),
    ...manifest.files.map(({ key, sha256 }) => [`files/${key}`, sha256] as const),
  ]
  const isTrue = promised.length === hashes.size && promised.every(([name, sha256]) => hashes.get(name) === sha256)
  if (!isTrue) throw new AppError('invalid', 'backup.not_whole')
}

async function demandSameShape(client: pg.Client, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name')
  const own = rows.map((row) => row.name)
  if (own.join() !== manifest.migrations.join()) throw new AppError('invalid', 'backup.other_version')
}

/** A restore never overwrites work: only what a first start without a sample writes may be here. */
async function demandEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(
    'select exists (select from item) or exists (select from post) or exists (select from campaign) or exists (select from delivery) as used',
  )
  if (rows[0]?.used) throw new AppError('conflict', 'backup.not_empty')
}

function parseManifest(bytes: Buffer): Manifest {
  try {
    return manifestSchema.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw new AppError('invalid', 'backup.not_ours')
  }
}

async function readAll(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** By a file of this machine, so that no film is ever whole in memory. */
async function storeFile(files: Files, key: string, entry: AsyncIterable<Buffer>, hash: Hash): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'selaras-restore-'))
  try {
    const path = join(folder, 'file')
    const hashed = async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk)
        yield chunk
      }
    }
    await pipeline(entry, hashed, createWriteStream(path, { mode: 0o600 }))
    await files.putFile(key, path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
