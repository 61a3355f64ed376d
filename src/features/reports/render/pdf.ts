import { Document, Page, renderToBuffer, type Styles, Text, View } from '@react-pdf/renderer'
import { createElement as h, type ReactElement } from 'react'
import { type Bar, type Block, type Paper, wordsOf } from '../paper.ts'
import { reportTexts } from '../texts.ts'
import { familiesFor, printable, registerFonts } from './fonts.ts'

type Style = Styles[string]

// Colours of `looks/tokens.css`, light; paper has no dark.
const ink = '#17232b'
const soft = '#4a5a64'
const line = '#d3dade'
const track = '#e8edef'
const accent = '#0b4f5c'
const mark = '#9a6a00'

const styles = {
  page: { paddingTop: 42, paddingBottom: 46, paddingHorizontal: 44, fontSize: 10, color: ink },
  // Not the page's: a number that is rendered late would have its inherited line height multiplied again.
  body: { fontSize: 10, lineHeight: 1.45 },
  head: { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'flex-start', marginBottom: 10 },
  title: { fontSize: 20, fontWeight: 600, lineHeight: 1.2 },
  subtitle: { fontSize: 11, color: soft, marginTop: 2 },
  sample: {
    fontSize: 9,
    lineHeight: 1.2,
    fontWeight: 600,
    color: mark,
    border: `1 solid ${mark}`,
    borderRadius: 3,
    padding: '3 6 2 6',
  },
  lead: { fontSize: 14, fontWeight: 600, lineHeight: 1.35, marginBottom: 6 },
  text: { marginBottom: 8 },
  small: { fontSize: 8, color: soft, lineHeight: 1.4 },
  block: { marginBottom: 16 },
  heading: { fontSize: 12, lineHeight: 1.3, fontWeight: 600, marginBottom: 1 },
  note: { fontSize: 8, lineHeight: 1.35, color: soft, marginBottom: 4 },
  row: { flexDirection: 'row', alignItems: 'center', marginBottom: 5 },
  barName: { width: '34%', paddingRight: 8 },
  barTrack: { width: '34%', height: 8, backgroundColor: track, borderRadius: 2, position: 'relative' },
  barWords: { width: '32%', paddingLeft: 8, color: soft },
  cells: { flexDirection: 'row', borderBottom: `0.5 solid ${line}`, paddingVertical: 2.5 },
  cellHead: { fontSize: 8, lineHeight: 1.35, color: soft },
  quote: { borderLeft: `2 solid ${line}`, paddingLeft: 8, marginBottom: 5 },
  figures: { flexDirection: 'row', gap: 24, marginBottom: 10 },
  figure: { fontSize: 22, fontWeight: 600, lineHeight: 1.15 },
  foot: {
    position: 'absolute',
    bottom: 20,
    left: 44,
    right: 44,
    flexDirection: 'row',
    justifyContent: 'space-between',
    fontSize: 8,
    color: soft,
  },
} satisfies Record<string, Style>

/** A paper as a PDF of A4 pages, each with its number, its day and, for a sample, "Data contoh". */
export async function renderPdf(paper: Paper): Promise<{ bytes: Uint8Array; pages: number }> {
  registerFonts()
  const said = reportTexts[paper.locale]
  const fontFamily = familiesFor(JSON.stringify(paper))
  let pages = 0
  const parts = splitByBreak(paper.blocks)
  const document = h(
    Document,
    { title: `${paper.title}, ${paper.subtitle}`, language: paper.locale, creator: 'Selaras', producer: 'Selaras' },
    ...parts.map((blocks, at) =>
      h(
        Page,
        { key: at, size: 'A4', style: { ...styles.page, fontFamily } as Style, wrap: true },
        header(paper, said.sample, at === 0),
        h(View, { style: styles.body }, ...blocks.map((block, place) => blockElement(block, place))),
        h(
          View,
          { fixed: true, style: styles.foot },
          h(Text, {}, `${paper.title} · ${paper.subtitle} · ${paper.asOf}`),
          h(Text, {
            render: ({ pageNumber, totalPages }) => {
              pages = Math.max(pages, totalPages ?? pageNumber)
              return said.page(pageNumber, totalPages ?? pageNumber)
            },
          }),
        ),
      ),
    ),
  )
  const bytes = new Uint8Array(await renderToBuffer(document))
  return { bytes, pages }
}

function splitByBreak(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [[]]
  for (const block of blocks) {
    if (block.kind === 'break') parts.push([])
    else if (block.kind !== 'table' || !block.sheetOnly) parts.at(-1)?.push(block)
  }
  return parts.filter((part) => part.length > 0)
}

/** Stands on every page: whose paper it is, and that a sample is one. */
function header(paper: Paper, sample: string, isFirst: boolean): ReactElement {
  return h(
    View,
    { fixed: true, style: styles.head, key: 'head' },
    isFirst
      ? h(
          View,
          { style: { maxWidth: '80%' } },
          h(Text, { style: styles.title }, printable(paper.title)),
          h(Text, { style: styles.subtitle }, printable(paper.subtitle)),
        )
      : h(Text, { style: styles.subtitle }, printable(`${paper.title} · ${paper.subtitle}`)),
    paper.isSample ? h(Text, { style: styles.sample }, sample) : null,
  )
}

function blockElement(block: Block, key: number): ReactElement | null {
  switch (block.kind) {
    case 'lead':
      return h(Text, { key, style: styles.lead }, printable(block.text))
    case 'text':
      return h(
        View,
        { key, style: styles.text },
        block.title === undefined ? null : h(Text, { style: styles.heading }, block.title),
        h(Text, { style: block.isSmall ? styles.small : {} }, printable(block.text)),
      )
    case 'figures':
      return h(
        View,
        { key, style: styles.figures },
        ...block.items.map((item) =>
          h(
            View,
            { key: item.name },
            h(Text, { style: styles.note }, item.name),
            h(Text, { style: styles.figure }, wordsOf(item.value)),
            h(Text, { style: styles.small }, item.note),
          ),
        ),
      )
    case 'bars':
      return section(key, block.title, block.note, block.rows.map(barElement))
    case 'table':
      return section(key, block.title, block.note, tableRows(block))
    case 'quotes':
      return section(
        key,
        block.title,
        block.note,
        block.rows.map((row, at) =>
          h(
            View,
            { key: at, style: styles.quote, wrap: false },
            h(Text, { style: { textAlign: isRightToLeft(row.text) ? 'right' : 'left' } }, printable(row.text)),
            h(Text, { style: styles.small }, row.meta),
          ),
        ),
      )
    default:
      return null
  }
}

const section = (key: number, title: string, note: string | undefined, rows: readonly ReactElement[]): ReactElement =>
  h(
    View,
    { key, style: styles.block, wrap: rows.length > 10 },
    h(Text, { style: styles.heading, minPresenceAhead: 60 }, printable(title)),
    note === undefined || note === '' ? null : h(Text, { style: styles.note }, printable(note)),
    ...rows,
  )

const percent = (share: number): string => `${Math.min(100, Math.max(0, share * 100)).toFixed(2)}%`

/** What is, its 90 % range as a pale band's whisker, and an upright mark for what was agreed. */
function barElement(bar: Bar, key: number): ReactElement {
  const at = (style: Style) =>
    h(View, { style: { position: 'absolute', ...style } as Style, key: JSON.stringify(style) })
  return h(
    View,
    { key, style: styles.row, wrap: false },
    h(Text, { style: styles.barName }, printable(bar.name)),
    h(
      View,
      { style: styles.barTrack },
      bar.share === null
        ? null
        : at({ left: 0, top: 0, height: 8, width: percent(bar.share), backgroundColor: accent, borderRadius: 2 }),
      bar.low === undefined || bar.high === undefined
        ? null
        : at({ left: percent(bar.low), top: 3, height: 2, width: percent(bar.high - bar.low), backgroundColor: mark }),
      bar.target === undefined
        ? null
        : at({ left: percent(bar.target), top: -2, height: 12, width: 1.5, backgroundColor: ink }),
    ),
    h(Text, { style: styles.barWords }, printable(bar.words)),
  )
}

function tableRows(block: Extract<Block, { kind: 'table' }>): ReactElement[] {
  const cell = (words: string, at: number, style: Style) => {
    const column = block.columns[at]
    return h(
      Text,
      {
        key: at,
        style: {
          ...style,
          width: `${column?.width ?? 10}%`,
          textAlign: column?.isFigure ? 'right' : 'left',
          paddingRight: 8,
        },
      },
      printable(words),
    )
  }
  return [
    h(
      View,
      { key: 'head', style: styles.cells, wrap: false },
      ...block.columns.map(({ head }, at) => cell(head, at, styles.cellHead)),
    ),
    ...block.rows.map((row, key) =>
      h(View, { key, style: styles.cells, wrap: false }, ...row.map((one, at) => cell(wordsOf(one), at, {}))),
    ),
  ]
}

const isRightToLeft = (text: string): boolean => /^[^\p{Script=Latin}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)
