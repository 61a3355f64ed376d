import type { ColumnMap, FieldName } from './column-map.ts'

/** Where each meaning stands in a file. */
export type Columns = {
  readonly fields: ReadonlyMap<FieldName, number>
  readonly numbers: ReadonlyMap<string, number>
  readonly decimals: ReadonlyMap<string, number>
  /** Headers that the map does not know. */
  readonly unknown: readonly string[]
}

export type Recognised = {
  readonly map: ColumnMap
  readonly columns: Columns
  /** Index of the header among the first rows. */
  readonly headerAt: number
  /** Name of the only number, where the file's first lines say it. */
  readonly titled: string | undefined
}

/** A header as it is compared: without case, marks of byte order, quotes, and spaces beyond one. */
export const headerKey = (header: string): string =>
  header
    .replace(/^\ufeff/, '')
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()

/** Finds the map that knows most of a file's headers, among its first rows. `undefined` = none has all it needs. */
export function recognise(rows: readonly (readonly string[])[], maps: readonly ColumnMap[]): Recognised | undefined {
  let best: { found: Recognised; score: number } | undefined
  for (const [headerAt, header] of rows.entries())
    for (const map of maps) {
      const columns = locate(header, map)
      if (!hasNeeded(columns, map)) continue
      const titled = titleAbove(rows.slice(0, headerAt), map)
      if (Object.keys(map.titles).length > 0 && titled === undefined) continue
      const score = header.filter((cell) => headerKey(cell) !== '').length - 2 * columns.unknown.length
      if (!best || score > best.score) best = { found: { map, columns, headerAt, titled }, score }
    }
  return best?.found
}

/** Finds the columns of a map in a header. Of two with the same header the first counts. */
export function locate(header: readonly string[], map: ColumnMap): Columns {
  const at = new Map<string, number>()
  for (const [index, cell] of header.entries()) {
    const key = headerKey(cell)
    if (key !== '' && !at.has(key)) at.set(key, index)
  }
  const used = new Set<number>()
  const find = <K extends string>(wanted: Readonly<Partial<Record<K, readonly string[]>>>): Map<K, number> => {
    const found = new Map<K, number>()
    for (const [name, headers] of Object.entries(wanted) as [K, readonly string[]][]) {
      const index = headers.map((one) => at.get(headerKey(one))).find((one) => one !== undefined)
      if (index === undefined) continue
      found.set(name, index)
      used.add(index)
    }
    return found
  }
  const fields = find<FieldName>(map.fields)
  const numbers = find<string>(map.numbers)
  const decimals = find<string>(map.decimals)
  const ignored = new Set(map.ignores.map(headerKey))
  const unknown = [...at]
    .filter(([key, index]) => !used.has(index) && !ignored.has(key))
    .map(([, index]) => (header[index] ?? '').trim())
  return { fields, numbers, decimals, unknown }
}

export function hasNeeded(columns: Columns, map: ColumnMap): boolean {
  const has = (name: string) =>
    columns.fields.has(name as FieldName) || columns.numbers.has(name) || columns.decimals.has(name)
  return map.needs.every((need) => need.split('|').some(has))
}

function titleAbove(rows: readonly (readonly string[])[], map: ColumnMap): string | undefined {
  const titles = new Set(rows.filter((row) => row.length === 1).map((row) => headerKey(row[0] ?? '')))
  return Object.entries(map.titles).find(([, words]) => words.some((word) => titles.has(headerKey(word))))?.[0]
}

/**
 * Which row of an unknown file is its header: the first that has as many cells as most rows have. Files begin with a
 * description at times.
 */
export function guessHeaderAt(rows: readonly (readonly string[])[]): number {
  const most = Math.max(0, ...rows.map((row) => row.filter((cell) => cell.trim() !== '').length))
  return Math.max(
    0,
    rows.findIndex((row) => row.filter((cell) => cell.trim() !== '').length >= most * 0.6),
  )
}
