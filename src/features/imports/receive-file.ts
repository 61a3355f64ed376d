import { createHash } from 'node:crypto'
import { isZone } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Scope } from '../missions/index.ts'
import { findImportAccount } from './accounts.ts'
import type { ColumnMap } from './maps/column-map.ts'
import type { Recognised } from './maps/recognise.ts'
import type { ImportKind, Reading } from './model.ts'
import { demandImporter } from './policy.ts'
import { insertChunk } from './row-store.ts'
import { type OpenSource, openSource } from './source/open-source.ts'
import type { TableRow } from './source/table.ts'

export type ReceiveDeps = {
  readonly db: Db
  readonly now: () => Date
  /** Maps of data/exports. */
  readonly maps: readonly ColumnMap[]
}

export type IncomingFile = {
  readonly missionId: string
  readonly accountId: string
  /** Absent = what the file's shape says. */
  readonly kind?: ImportKind | undefined
  readonly zone: string
  readonly fileName: string
  /** When its numbers were true; absent = now. */
  readonly takenAt?: Date | undefined
  /** A map of somebody's own, in place of the known ones. */
  readonly map?: ColumnMap | undefined
  /** Goes on to posts without anybody seeing the preview. */
  readonly appliesItself: boolean
}

const chunkRows = 2_000
const chunkLetters = 1_000_000
/** Files of numbers by day or group are short; longer ones are something else. */
const maxNumberRows = 20_000

/**
 * Takes a file in, row by row, in bounded memory: recognises it, keeps its rows, and leaves it to be checked (or to be
 * told what its columns mean). Answers the import's id. @throws AppError import.* where the file is none of ours; nothing
 * of it is kept then.
 */
export async function receiveFile(
  deps: ReceiveDeps,
  scope: Scope,
  file: IncomingFile,
  bytes: AsyncIterable<Uint8Array>,
  onProgress: (rows: number, bytes: number) => void = () => {},
): Promise<string> {
  demandImporter(scope, file.missionId)
  const account = await findImportAccount(deps.db, scope, file.missionId, file.accountId)
  if (!isZone(file.zone)) throw new AppError('invalid', 'import.no_zone', { zone: file.zone })
  const counted = countBytes(bytes)
  const source = await openSource(counted.bytes, file.map ? [file.map] : deps.maps)
  const id = newId()
  const run = { id, missionId: file.missionId }
  try {
    const kind = kindOf(source, file, account.network)
    await insertRun(deps, scope, id, file, account.network, kind, source)
    const { rows, chunks } = await keepRows(deps.db, run, source.rows, (count) => onProgress(count, counted.length()))
    if (rows === 0) throw new AppError('invalid', 'import.empty')
    if (rows > maxNumberRows && source.recognised && source.recognised.map.shape !== 'posts')
      throw new AppError('too_large', 'import.too_many_days', { most: maxNumberRows })
    // Only whole rows reach the parser's end, so the rest of the bytes is read before the sum is true.
    await deps.db
      .updateTable('importRun')
      .set({
        state: source.recognised ? 'checking' : 'needs_mapping',
        rowCount: rows,
        chunkCount: chunks,
        bytes: counted.length(),
        fileSha256: counted.sum(),
        updatedAt: deps.now(),
      })
      .where('id', '=', id)
      .execute()
    return id
  } catch (error) {
    await deps.db.deleteFrom('importRun').where('id', '=', id).execute()
    throw error
  } finally {
    await source.close()
  }
}

function kindOf(source: OpenSource, file: IncomingFile, network: string): ImportKind {
  const { recognised } = source
  if (!recognised) {
    if (file.map) throw new AppError('invalid', 'import.map_does_not_fit', { columns: file.map.needs.join(', ') })
    return file.kind ?? 'posts'
  }
  const { map } = recognised
  if (map.networks.length > 0 && !map.networks.includes(network))
    throw new AppError('invalid', 'import.other_tool', { tool: map.tool, found: map.networks.join(', '), network })
  if (map.shape !== 'posts' && file.kind === 'posts')
    throw new AppError('invalid', 'import.numbers_only', { tool: map.tool })
  return map.shape === 'posts' ? (file.kind ?? 'posts') : 'metrics'
}

const readingOf = ({ map, titled }: Recognised): Reading => ({ map, ...(titled === undefined ? {} : { titled }) })

async function insertRun(
  { db, now }: ReceiveDeps,
  scope: Scope,
  id: string,
  file: IncomingFile,
  network: string,
  kind: ImportKind,
  { recognised, header }: OpenSource,
): Promise<void> {
  const at = now()
  await db
    .insertInto('importRun')
    .values({
      id,
      missionId: file.missionId,
      accountId: file.accountId,
      network,
      kind,
      zone: file.zone,
      fileName: file.fileName.slice(0, 200),
      state: 'receiving',
      mapCode: recognised?.map.code ?? null,
      header: [...header],
      mapping: recognised ? JSON.stringify(readingOf(recognised)) : null,
      takenAt: file.takenAt ?? at,
      appliesItself: file.appliesItself,
      createdBy: scope.kind === 'person' ? scope.personId : null,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
}

async function keepRows(
  db: Db,
  run: { id: string; missionId: string },
  rows: AsyncIterable<TableRow>,
  onProgress: (rows: number) => void,
): Promise<{ rows: number; chunks: number }> {
  let chunk: TableRow[] = []
  let letters = 0
  let count = 0
  let chunks = 0
  const flush = async () => {
    await insertChunk(db, run, chunks++, chunk)
    chunk = []
    letters = 0
    onProgress(count)
  }
  for await (const row of rows) {
    count++
    chunk.push(row)
    if ('cells' in row) for (const cell of row.cells) letters += cell.length
    if (chunk.length >= chunkRows || letters >= chunkLetters) await flush()
  }
  if (chunk.length > 0) await flush()
  return { rows: count, chunks }
}

function countBytes(source: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let length = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      length += piece.length
      hash.update(piece)
      yield piece
    }
  }
  return { bytes: counted(), length: () => length, sum: () => hash.digest('hex') }
}
