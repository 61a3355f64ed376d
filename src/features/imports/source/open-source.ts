import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../../platform/errors.ts'
import type { ColumnMap } from '../maps/column-map.ts'
import { guessHeaderAt, type Recognised, recognise } from '../maps/recognise.ts'
import { type Archive, openArchive } from './archive.ts'
import { decodeStream, type Encoding, findEncoding } from './decode.ts'
import { type Delimiter, headsOf, readDelimited, readSepLine } from './delimited.ts'
import { archiveHeader, readInstagramArchive } from './instagram-archive.ts'
import { isWorkbook, openWorkbook } from './sheet.ts'
import type { TableRow } from './table.ts'

export type OpenSource = {
  readonly header: readonly string[]
  /** Absent where no map fits: somebody must say what the columns mean. */
  readonly recognised: Recognised | undefined
  /** Rows below the header. */
  readonly rows: AsyncIterable<TableRow>
  close(): Promise<void>
}

const headBytes = 262_144
const maxPackedBytes = 64_000_000
const maxArchiveTextBytes = 64_000_000

/**
 * Opens a file of any kind the tools write: delimited text in any of their encodings, .xlsx, a zip of .csv files
 * (YouTube), an Instagram archive. Bounded memory. @throws AppError import.* for what is no table at all.
 */
export async function openSource(bytes: AsyncIterable<Uint8Array>, maps: readonly ColumnMap[]): Promise<OpenSource> {
  const { head, isWhole, all } = await peek(bytes)
  if (head.length === 0) throw new AppError('invalid', 'import.empty')
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) throw new AppError('unsupported', 'import.xls')
  if (startsWith(head, [0x50, 0x4b])) return openPacked(all, maps)
  const encoding = findEncoding(head)
  const text = new TextDecoder(encoding).decode(head)
  if (/^\s*[[{]/.test(text)) return openArchiveText(all, maps)
  if (/^\s*<|^%PDF|^\{\\rtf/i.test(text) || looksBinary(text)) throw new AppError('unsupported', 'import.not_table')
  return openText(decodeStream(all, encoding), text, isWhole, maps)
}

/** Reads enough to know a file by, without losing it. */
async function peek(bytes: AsyncIterable<Uint8Array>) {
  const iterator = bytes[Symbol.asyncIterator]()
  const taken: Uint8Array[] = []
  let length = 0
  let isWhole = false
  while (length < headBytes && !isWhole) {
    const { value, done } = await iterator.next()
    if (done === true) isWhole = true
    else {
      taken.push(value)
      length += value.length
    }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* taken
    if (isWhole) return
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  const joined = Buffer.concat(taken)
  return { head: joined.subarray(0, headBytes), isWhole: isWhole && joined.length <= headBytes, all: all() }
}

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte)

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0001-\u0008\u000e-\u001a\u001c-\u001f]/g

/** Control letters that no table holds, beyond a stray one. */
function looksBinary(text: string): boolean {
  const odd = text.match(controls)?.length ?? 0
  return odd > text.length / 100
}

async function openText(
  pieces: AsyncIterable<string>,
  rawHead: string,
  isWhole: boolean,
  maps: readonly ColumnMap[],
): Promise<OpenSource> {
  const head = rawHead.replace(/^\ufeff/, '')
  const sep = readSepLine(head)
  const heads = headsOf(head.slice(sep?.length ?? 0), isWhole).filter((one) => !sep || one.delimiter === sep.delimiter)
  const { delimiter, header, recognised, headerAt } = choose(heads, maps)
  const rest = sep ? withoutStart(pieces, sep.length) : pieces
  const rows = skipRows(readDelimited(rest, delimiter, sep ? 1 : 0), headerAt + 1)
  return { header, recognised, rows, close: async () => {} }
}

async function* withoutStart(pieces: AsyncIterable<string>, length: number): AsyncGenerator<string> {
  let left = length
  let isFirst = true
  for await (const piece of pieces) {
    const text = isFirst ? piece.replace(/^\ufeff/, '') : piece
    isFirst = false
    if (left < text.length) yield text.slice(left)
    left = Math.max(0, left - text.length)
  }
}

/** The delimiter under which the file is known, else the one that takes it into the most columns, evenly. */
function choose(heads: readonly { delimiter: Delimiter; rows: string[][] }[], maps: readonly ColumnMap[]) {
  for (const { delimiter, rows } of heads) {
    const recognised = recognise(rows, maps)
    if (recognised)
      return { delimiter, recognised, headerAt: recognised.headerAt, header: rows[recognised.headerAt] ?? [] }
  }
  const evenness = (rows: readonly string[][]) => {
    const widths = rows.map((row) => row.length).sort((a, b) => a - b)
    return widths[Math.floor(widths.length / 2)] ?? 0
  }
  const [best] = heads.toSorted((a, b) => evenness(b.rows) - evenness(a.rows))
  if (!best || best.rows.length === 0) throw new AppError('invalid', 'import.empty')
  const headerAt = guessHeaderAt(best.rows)
  return { delimiter: best.delimiter, recognised: undefined, headerAt, header: best.rows[headerAt] ?? [] }
}

async function* skipRows(rows: AsyncIterable<TableRow>, count: number): AsyncGenerator<TableRow> {
  let seen = 0
  for await (const row of rows) if (seen++ >= count) yield row
}

async function openPacked(bytes: AsyncIterable<Uint8Array>, maps: readonly ColumnMap[]): Promise<OpenSource> {
  const folder = await mkdtemp(join(tmpdir(), 'selaras-import-'))
  const close = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'file')
    await pipeline(Readable.from(upTo(bytes, maxPackedBytes)), createWriteStream(path))
    const archive = await openArchive(path)
    const open = isWorkbook(archive) ? await openSheets(archive, maps) : await openCsvs(archive, maps)
    return {
      ...open,
      close: async () => {
        archive.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function* upTo(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const piece of bytes) {
    length += piece.length
    if (length > most) throw new AppError('too_large', 'import.packed_too_large')
    yield piece
  }
}

/** The sheet that a map knows; else the first with rows. */
async function openSheets(archive: Archive, maps: readonly ColumnMap[]): Promise<Omit<OpenSource, 'close'>> {
  const workbook = await openWorkbook(archive)
  let first: { sheet: string; head: string[][] } | undefined
  for (const sheet of workbook.sheets) {
    const head = await workbook.head(sheet)
    const recognised = recognise(head, maps)
    if (recognised) {
      const rows = skipRows(workbook.rows(sheet), recognised.headerAt + 1)
      return { header: head[recognised.headerAt] ?? [], recognised, rows }
    }
    if (!first && head.length > 0) first = { sheet, head }
  }
  if (!first) throw new AppError('invalid', 'import.empty')
  const headerAt = guessHeaderAt(first.head)
  return {
    header: first.head[headerAt] ?? [],
    recognised: undefined,
    rows: skipRows(workbook.rows(first.sheet), headerAt + 1),
  }
}

/** YouTube packs three tables: the one whose rows are posts is wanted, else any that is known. */
async function openCsvs(archive: Archive, maps: readonly ColumnMap[]): Promise<Omit<OpenSource, 'close'>> {
  const names = archive.names.filter((name) => /\.(csv|tsv|txt)$/i.test(name) && !name.startsWith('__MACOSX'))
  const found: Omit<OpenSource, 'close'>[] = []
  for (const name of names.slice(0, 20)) {
    const open = await openSource(await archive.open(name), maps).catch(() => undefined)
    if (open?.recognised?.map.shape === 'posts') return open
    if (open) found.push(open)
  }
  const best = found.find((one) => one.recognised) ?? found[0]
  if (!best) throw new AppError('unsupported', 'import.not_table')
  return best
}

async function openArchiveText(bytes: AsyncIterable<Uint8Array>, maps: readonly ColumnMap[]): Promise<OpenSource> {
  const pieces: Uint8Array[] = []
  for await (const piece of upTo(bytes, maxArchiveTextBytes)) pieces.push(piece)
  const encoding: Encoding = 'utf-8'
  const [header, ...rows] = readInstagramArchive(new TextDecoder(encoding).decode(Buffer.concat(pieces)))
  const recognised = recognise([[...archiveHeader]], maps)
  async function* each(): AsyncGenerator<TableRow> {
    yield* rows
  }
  return { header: header && 'cells' in header ? header.cells : [], recognised, rows: each(), close: async () => {} }
}
