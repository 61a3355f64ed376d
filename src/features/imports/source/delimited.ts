import { parse } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { headRows, maxCellLength, type TableRow } from './table.ts'

export type Delimiter = ',' | ';' | '\t' | '|'
const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']

/** One record may hold this many bytes of text at most before the file counts as broken from there on. */
const maxOpenBytes = 16_777_216

const common = {
  bom: true,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
}

/** Takes a `sep=;` line off the head of a file (Meta, Excel). Its line still counts. */
export function readSepLine(head: string): { readonly delimiter: Delimiter; readonly length: number } | undefined {
  const match = /^"?sep=(.)"?(\r\n|\n|\r)/i.exec(head)
  const delimiter = delimiters.find((one) => one === match?.[1])
  return match && delimiter ? { delimiter, length: match[0].length } : undefined
}

/** First rows of a text as each delimiter takes it apart. The last line may be cut, so it is left out. */
export function headsOf(head: string, isWhole: boolean): { delimiter: Delimiter; rows: string[][] }[] {
  const text = isWhole ? head : head.slice(0, Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1)
  return delimiters.map((delimiter) => ({ delimiter, rows: readHead(text, delimiter) }))
}

function readHead(text: string, delimiter: Delimiter): string[][] {
  const rows: string[][] = []
  try {
    parseAtOnce(text, { ...common, delimiter, to: headRows, on_record: (row: string[]) => void rows.push(row) })
  } catch {
    // A cell that is cut by the end of the head: what came before it counts.
  }
  return rows
}

/**
 * Takes a delimited text apart (RFC 4180, forgiving), row by row in bounded memory. `linesBefore`: lines taken off its
 * head. A quotation mark that is never closed ends it with a fault that names its line.
 */
export async function* readDelimited(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  linesBefore = 0,
): AsyncGenerator<TableRow> {
  let ready: TableRow[] = []
  let last = linesBefore
  let openBytes = 0
  const parser = parse({
    ...common,
    delimiter,
    // Taken here, not from the stream: a stream that ends in an error throws away what it had ready.
    on_record: (record: string[], { lines }: { lines: number }) => {
      const inside = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
      last = lines + linesBefore
      ready.push(toRow(last - inside, record))
      return null
    },
  })
  const failed = new Promise<'failed'>((resolve) => parser.once('error', () => resolve('failed')))
  const ended = new Promise<'ended'>((resolve) => parser.once('end', () => resolve('ended')))
  parser.resume()
  try {
    for await (const piece of text) {
      await Promise.race([new Promise((done) => parser.write(piece, done)), failed])
      openBytes = ready.length > 0 ? 0 : openBytes + Buffer.byteLength(piece)
      yield* ready
      ready = []
      if (openBytes > maxOpenBytes) break
    }
    if (openBytes <= maxOpenBytes) {
      parser.end()
      const end = await Promise.race([ended, failed])
      yield* ready
      if (end === 'ended') return
    }
    yield { line: last + 1, fault: 'unclosed' }
  } finally {
    parser.destroy()
  }
}

function toRow(line: number, record: readonly string[]): TableRow {
  if (record.some((cell) => cell.length > maxCellLength)) return { line, fault: 'too_long' }
  return { line, cells: record.map(tidy) }
}

/** What a database cannot keep: zero letters, and halves of letters. */
export const tidy = (cell: string): string => cell.replaceAll('\u0000', '').toWellFormed()
