import writeXlsxFile, { type Row, type Sheet } from 'write-excel-file/node'
import type { Block, Cell, Paper } from '../paper.ts'
import { reportTexts } from '../texts.ts'

/**
 * A paper as a workbook: what it says on the first sheet, every chart and table on one of its own, numbers as numbers.
 * Texts are written as texts, never as formulas, whatever they begin with; each sheet of a sample says so.
 */
export async function renderXlsx(paper: Paper): Promise<Uint8Array> {
  const said = reportTexts[paper.locale]
  const tables = paper.blocks.filter((block) => block.kind === 'bars' || block.kind === 'table')
  const names = sheetNames([said.sheet, ...tables.map(({ title }) => title)])
  const head = (): Row[] => (paper.isSample ? [[bold(said.sample)]] : [])
  const sheets: Sheet<never>[] = [
    { data: [...head(), ...summary(paper)], sheet: names[0] ?? said.sheet, columns: [{ width: 110 }] },
    ...tables.map((block, at) => ({
      data: [...head(), ...rowsOf(block)],
      sheet: names[at + 1] ?? `${at + 1}`,
      columns: [{ width: 48 }, { width: 18 }, { width: 18 }, { width: 18 }, { width: 48 }],
    })),
  ]
  return new Uint8Array(await writeXlsxFile(sheets as Sheet<Buffer>[]).toBuffer())
}

const text = (value: string) => ({ value, type: String, wrap: true })
const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const })
const cellOf = (cell: Cell) => (typeof cell === 'string' ? text(cell) : { value: cell.value, type: Number })

function summary(paper: Paper): Row[] {
  const lines = paper.blocks.flatMap((block): Row[] => {
    if (block.kind === 'lead') return [[bold(block.text)]]
    if (block.kind === 'text') return [[text(block.title === undefined ? block.text : `${block.title}: ${block.text}`)]]
    if (block.kind === 'figures')
      return block.items.map(({ name, value, note }) => [
        text(`${name}: ${typeof value === 'string' ? value : value.words}${note === '' ? '' : ` (${note})`}`),
      ])
    if (block.kind === 'quotes')
      return [[bold(block.title)], ...block.rows.map((row): Row => [text(`${row.meta}: ${row.text}`)])]
    return []
  })
  return [[bold(paper.title)], [text(paper.subtitle)], [text(paper.asOf)], ...lines]
}

type Tabular = Extract<Block, { kind: 'bars' | 'table' }>

function rowsOf(block: Tabular): Row[] {
  const note: Row[] = block.note === undefined ? [] : [[text(block.note)]]
  if (block.kind === 'table')
    return [...note, block.columns.map(({ head }) => bold(head)), ...block.rows.map((row) => row.map(cellOf))]
  const hasRange = block.rows.some(({ low }) => low !== undefined)
  const hasTarget = block.rows.some(({ target }) => target !== undefined)
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? null : { value, type: Number }
  // Bars are drawn from 0 to 1; a range is said in the value's own unit.
  const unit = ({ share, value }: (typeof block.rows)[number]) => (share && value !== null ? value / share : 1)
  const scaled = (row: (typeof block.rows)[number], part: number | undefined) =>
    part === undefined ? null : number(part * unit(row))
  return [
    ...note,
    ['', block.title, ...(hasRange ? ['90 % −', '90 % +'] : []), ...(hasTarget ? ['target'] : []), ''].map(bold),
    ...block.rows.map(
      (row): Row => [
        text(row.name),
        number(row.value),
        ...(hasRange ? [scaled(row, row.low), scaled(row, row.high)] : []),
        ...(hasTarget ? [scaled(row, row.target)] : []),
        text(row.words),
      ],
    ),
  ]
}

/** Names that a workbook takes: 31 characters, none of \ / ? * [ ] :, no two alike. */
function sheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>()
  return titles.map((title) => {
    const base = title
      .replace(/[\\/?*[\]:]/g, ' ')
      .slice(0, 28)
      .trim()
    let name = base
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} ${n}`
    taken.add(name.toLowerCase())
    return name
  })
}
