import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { AppError } from '../../../platform/errors.ts'
import type { Archive } from './archive.ts'
import { tidy } from './delimited.ts'
import { headRows, maxCellLength, type TableRow } from './table.ts'

/** Texts of a workbook lie in one list that every sheet points into; it is held in memory, so it has a limit. */
const maxSharedBytes = 128_000_000
/** Columns of a sheet at most; more than any export has. */
const maxColumns = 1_024

export const isWorkbook = (archive: Archive): boolean => archive.names.includes('xl/workbook.xml')

export type Workbook = {
  readonly sheets: readonly string[]
  /** Rows of a sheet, streamed. Numbers come as they are stored: dates as serial days. */
  rows(sheet: string): AsyncGenerator<TableRow>
  head(sheet: string): Promise<string[][]>
}

/** Opens the sheets of an .xlsx file. @throws AppError import.sheet_too_large, import.broken_archive */
export async function openWorkbook(archive: Archive): Promise<Workbook> {
  const sheets = await listSheets(archive)
  if (archive.sizeOf('xl/sharedStrings.xml') > maxSharedBytes) throw new AppError('too_large', 'import.sheet_too_large')
  const shared = archive.names.includes('xl/sharedStrings.xml') ? await readShared(archive) : []
  const rows = async function* (sheet: string): AsyncGenerator<TableRow> {
    yield* readRows(await archive.open(sheet), shared)
  }
  return {
    sheets,
    rows,
    head: async (sheet) => {
      const head: string[][] = []
      for await (const row of rows(sheet)) {
        if ('cells' in row) head.push([...row.cells])
        if (head.length >= headRows) break
      }
      return head
    },
  }
}

/** Sheets in the order of their tabs. */
async function listSheets(archive: Archive): Promise<string[]> {
  const order: string[] = []
  const targets = new Map<string, string>()
  await readXml(await archive.open('xl/workbook.xml'), (name, attributes) => {
    if (name === 'sheet') order.push(attributes['r:id'] ?? attributes.id ?? '')
  })
  if (archive.names.includes('xl/_rels/workbook.xml.rels'))
    await readXml(await archive.open('xl/_rels/workbook.xml.rels'), (name, attributes) => {
      const target = attributes.Target ?? ''
      if (name === 'Relationship') targets.set(attributes.Id ?? '', target.replace(/^\/?(?:xl\/)?/, 'xl/'))
    })
  const found = order.map((id) => targets.get(id) ?? '').filter((path) => archive.names.includes(path))
  return found.length > 0 ? found : archive.names.filter((path) => /^xl\/worksheets\/[^/]+\.xml$/.test(path)).sort()
}

type Attributes = Readonly<Record<string, string>>
const plainName = (name: string): string => name.slice(name.indexOf(':') + 1)

async function readXml(
  bytes: Readable,
  onOpen: (name: string, attributes: Attributes) => void,
  onClose: (name: string) => void = () => {},
  onText: (text: string) => void = () => {},
  afterPiece: () => void = () => {},
): Promise<void> {
  for await (const _ of pieces(bytes, onOpen, onClose, onText)) afterPiece()
}

/** Feeds a stream of XML to a parser; one turn a piece, so that a reader can take what has come. */
async function* pieces(
  bytes: Readable,
  onOpen: (name: string, attributes: Attributes) => void,
  onClose: (name: string) => void,
  onText: (text: string) => void,
): AsyncGenerator<void> {
  const parser = new SaxesParser()
  let failure: unknown
  parser.on('error', (error) => {
    failure ??= error
  })
  parser.on('opentag', (tag) => onOpen(plainName(tag.name), tag.attributes as Attributes))
  parser.on('closetag', (tag) => onClose(plainName(tag.name)))
  parser.on('text', onText)
  parser.on('cdata', onText)
  const decoder = new TextDecoder()
  try {
    for await (const piece of bytes) {
      parser.write(decoder.decode(piece as Uint8Array, { stream: true }))
      if (failure) throw failure
      yield
    }
  } catch (cause) {
    throw new AppError('invalid', 'import.broken_archive', {}, [], cause)
  }
}

async function readShared(archive: Archive): Promise<string[]> {
  const texts: string[] = []
  let text = ''
  let isText = false
  // Readings of East Asian names (rPh) are beside the text, not of it.
  let isReading = false
  await readXml(
    await archive.open('xl/sharedStrings.xml'),
    (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') isReading = true
      isText = name === 't' && !isReading
    },
    (name) => {
      if (name === 'si') texts.push(text)
      if (name === 'rPh') isReading = false
      isText = false
    },
    (piece) => {
      if (isText && text.length <= maxCellLength) text += piece
    },
  )
  return texts
}

async function* readRows(bytes: Readable, shared: readonly string[]): AsyncGenerator<TableRow> {
  let ready: TableRow[] = []
  let cells: string[] = []
  let line = 0
  let column = 0
  let type = ''
  let value = ''
  let isValue = false
  let isTooLong = false
  const onOpen = (name: string, attributes: Attributes) => {
    if (name === 'row') {
      line = Number(attributes.r) || line + 1
      cells = []
      column = -1
      isTooLong = false
    } else if (name === 'c') {
      column = columnOf(attributes.r) ?? column + 1
      type = attributes.t ?? 'n'
      value = ''
    }
    isValue = name === 'v' || name === 't'
  }
  const onClose = (name: string) => {
    isValue = false
    if (name === 'c' && column >= maxColumns) isTooLong = true
    else if (name === 'c') {
      while (cells.length < column) cells.push('')
      cells[column] = tidy(cellText(type, value, shared))
      if (value.length > maxCellLength) isTooLong = true
    } else if (name === 'row' && isTooLong) ready.push({ line, fault: 'too_long' })
    else if (name === 'row' && cells.some((cell) => cell !== '')) ready.push({ line, cells })
  }
  const onText = (piece: string) => {
    if (isValue && value.length <= maxCellLength) value += piece
  }
  for await (const _ of pieces(bytes, onOpen, onClose, onText)) {
    yield* ready
    ready = []
  }
}

function cellText(type: string, value: string, shared: readonly string[]): string {
  if (type === 's') return shared[Number(value)] ?? ''
  // An error of a formula (#N/A) is no value.
  return type === 'e' ? '' : value
}

/** Column of a reference such as `AB12`, from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,7})\d*$/.exec(reference ?? '')?.[1]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + (letter.charCodeAt(0) - 64), 0) - 1
}
