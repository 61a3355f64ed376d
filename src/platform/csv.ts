import { stringify } from 'csv-stringify/sync'

export type CsvCell = string | number | boolean | null

/**
 * CSV as spreadsheets and statisticians read it (RFC 4180, UTF-8): lines end in CR LF, null is empty, and a text that begins like
 * a formula gets an apostrophe before it, so that no spreadsheet runs what a stranger wrote. Numbers stay numbers.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    // A lone line feed in a cell is not this file's line end, yet would end the row in many readers.
    { escape_formulas: true, record_delimiter: 'windows', quoted_match: /[\r\n]/, cast: { boolean: String } },
  )
}
