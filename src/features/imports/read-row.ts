import { createHash } from 'node:crypto'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { readCount, readDecimal } from './cells/read-count.ts'
import { readWhen } from './cells/read-date.ts'
import { type IdCell, readId } from './cells/read-id.ts'
import { unescapeHtml } from './cells/unescape-html.ts'
import type { FieldName } from './maps/column-map.ts'
import { type Columns, headerKey } from './maps/recognise.ts'
import {
  type AudienceCell,
  type BadRow,
  type DayNumber,
  type ImportedPost,
  type MetricName,
  metricNames,
  type NoteKind,
  type Reading,
  smallestCell,
} from './model.ts'

/** What a pasted or exported link tells; the shape of `parseNetworkUrl` in the networks' face. */
export type ReadLink = {
  readonly network: string
  readonly kind: 'profile' | 'post' | 'short'
  readonly handle?: { readonly shown: string; readonly key: string; readonly opaque: boolean }
  readonly postId?: string
  readonly url: string
}

export type RowRules = {
  readonly reading: Reading
  readonly columns: Columns
  readonly header: readonly string[]
  /** Zone of the file's times. */
  readonly zone: string
  /** When the file's numbers were true; nothing in it is later. */
  readonly takenAt: Date
  readonly network: string
  /** Keys under which the account is known: its handle, handles it had, the network's id of it. */
  readonly accountKeys: ReadonlySet<string>
  /** The network's id of the account, where Selaras knows it. */
  readonly remoteAccountId: string | null
  parseLink(url: string): ReadLink | null
}

export type RowResult =
  | { readonly kind: 'post'; readonly post: ImportedPost; readonly notes: readonly NoteKind[] }
  | { readonly kind: 'days'; readonly numbers: readonly DayNumber[]; readonly notes: readonly NoteKind[] }
  | { readonly kind: 'audience'; readonly cell: AudienceCell; readonly notes: readonly NoteKind[] }
  /** A row that means nothing by itself: a total, a day of a longer time. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'bad'; readonly bad: BadRow }

const earliest = Date.parse('2004-02-01T00:00:00Z')
const dayMs = 86_400_000
/** X's ids begin with the milliseconds since this instant (snowflake). */
const snowflakeZero = 1_288_834_974_657n

class Fault extends Error {
  readonly bad: Omit<BadRow, 'line'>

  constructor(bad: Omit<BadRow, 'line'>) {
    super(bad.why)
    this.bad = bad
  }
}

/** Reads one row by its map: pure, whatever stands in it. */
export function readRow(line: number, cells: readonly string[], rules: RowRules): RowResult {
  const { map } = rules.reading
  try {
    const cell = (field: FieldName) => cells[rules.columns.fields.get(field) ?? -1]?.trim() ?? ''
    if (isLeftOut(cell, rules)) return { kind: 'skipped' }
    const odd = cells.findIndex((one) => one.includes('\ufffd'))
    if (odd >= 0) throw fault(rules, odd, cells[odd] ?? '', 'bad_letters')
    if (map.shape === 'days') return readDays(cells, rules)
    if (map.shape === 'audience') return readAudience(cells, rules)
    return readPost(line, cells, rules)
  } catch (error) {
    if (error instanceof Fault) return { kind: 'bad', bad: { line, ...error.bad } }
    throw error
  }
}

function fault(
  rules: RowRules,
  at: FieldName | number | undefined,
  value: string,
  why: BadRow['why'],
  params?: BadRow['params'],
): Fault {
  const index = typeof at === 'string' ? rules.columns.fields.get(at) : at
  const column = index === undefined ? null : (rules.header[index]?.trim() ?? null)
  return new Fault({ column, value: value.slice(0, 120), why, ...(params ? { params } : {}) })
}

function isLeftOut(cell: (field: FieldName) => string, { reading, columns }: RowRules): boolean {
  const has = (rule: { field: FieldName; values: readonly string[] }) =>
    rule.values.includes(headerKey(cell(rule.field)))
  if (reading.map.skips.some(has)) return true
  return reading.map.keeps.some((rule) => columns.fields.has(rule.field) && cell(rule.field) !== '' && !has(rule))
}

function readPost(line: number, cells: readonly string[], rules: RowRules): RowResult {
  const { map } = rules.reading
  const cell = (field: FieldName) => cells[rules.columns.fields.get(field) ?? -1]?.trim() ?? ''
  const notes: NoteKind[] = []
  const id = readId(cell('remoteId'))
  const link = readLinkCell(cell('url'), id, rules)
  checkOwner(cell, link, rules)
  if (id.kind === 'ruined') {
    if (link?.postId === undefined) throw fault(rules, 'remoteId', cell('remoteId'), 'ruined_id')
    notes.push('ruined_ids')
  }
  const { at, isDayOnly, isSerial } = readTime(cell('publishedAt'), id.kind === 'id' ? id.id : link?.postId, rules)
  if (isSerial) notes.push('serial_dates')
  const text = readText(cell('title'), cell('text'), map.isHtml)
  const metrics: Partial<Record<MetricName, number>> = {}
  for (const name of metricNames) {
    const count = readCount(cell(name))
    if (count.kind === 'bad') throw fault(rules, name, cell(name), 'bad_number')
    if (count.kind === 'count') metrics[name] = count.value
  }
  const owner = readId(cell('ownerId'))
  const known = knownId(id, owner, link, rules)
  const remoteId =
    known ?? `import:${createHash('sha256').update(`${at.toISOString()}\n${text}`).digest('hex').slice(0, 32)}`
  if (known === undefined && text === '') throw fault(rules, 'remoteId', '', 'no_id')
  const keys = [remoteId, id.kind === 'id' ? id.id : undefined, link?.postId]
  const post: ImportedPost = {
    line,
    keys: [...new Set(keys.filter((key) => key !== undefined))],
    remoteId,
    url: link?.url ?? (id.kind === 'id' && map.urlOf ? map.urlOf.replace('{id}', encodeURIComponent(id.id)) : ''),
    text,
    mediaKind:
      map.media[headerKey(cell('mediaKind'))] ?? (rules.columns.fields.has('mediaKind') ? 'other' : map.mediaDefault),
    publishedAt: at,
    isDayOnly,
    metrics,
    extra: readExtras(cells, rules),
  }
  return { kind: 'post', post, notes }
}

function knownId(id: IdCell, owner: IdCell, link: ReadLink | undefined, rules: RowRules): string | undefined {
  const { remoteIdOf } = rules.reading.map
  if (id.kind !== 'id') return link?.postId
  if (remoteIdOf === undefined || owner.kind !== 'id' || id.id.includes('_')) return id.id
  return remoteIdOf.replace('{owner}', owner.id).replace('{id}', id.id)
}

function readLinkCell(cell: string, id: IdCell, rules: RowRules): ReadLink | undefined {
  if (cell === '' || cell === '-' || cell === '--') {
    if (id.kind === 'none' && rules.columns.fields.has('url') && rules.reading.map.needs.includes('url'))
      throw fault(rules, 'url', cell, 'no_id')
    return undefined
  }
  const link = rules.parseLink(cell)
  if (link && link.network !== rules.network)
    throw fault(rules, 'url', cell, 'other_network', { found: link.network, network: rules.network })
  // With an id of its own a row needs no link that anybody can read.
  if (link?.kind === 'post' && link.postId !== undefined) return link
  if (id.kind === 'id') return undefined
  throw fault(rules, 'url', cell, 'bad_link')
}

/** Exports hold posts of others at times (joint posts); they are not this account's. */
function checkOwner(cell: (field: FieldName) => string, link: ReadLink | undefined, rules: RowRules): void {
  const username = cell('username').replace(/^@/, '').toLowerCase()
  if (username !== '' && !rules.accountKeys.has(username))
    throw fault(rules, 'username', cell('username'), 'other_account', { handle: cell('username') })
  const { handle } = link ?? {}
  if (handle && !handle.opaque && !rules.accountKeys.has(handle.key))
    throw fault(rules, 'url', handle.shown, 'other_account', { handle: handle.shown })
  const owner = readId(cell('ownerId'))
  const own = rules.remoteAccountId ?? rules.reading.ownerId
  if (username === '' && owner.kind === 'id' && own !== undefined && owner.id !== own)
    throw fault(rules, 'ownerId', owner.id, 'other_account', { handle: owner.id })
}

function readTime(
  cell: string,
  id: string | undefined,
  rules: RowRules,
): { at: Date; isDayOnly: boolean; isSerial: boolean } {
  const { map, order } = rules.reading
  const when = readWhen(cell, { order: map.order ?? order, zone: rules.zone, notAfter: rules.takenAt })
  const fromId =
    map.timeFromId === 'x' && id !== undefined && /^\d{15,20}$/.test(id)
      ? new Date(Number((BigInt(id) >> 22n) + snowflakeZero))
      : undefined
  // Where id and day disagree the day was written by hand.
  if (
    fromId &&
    (when.kind !== 'when' || (when.isDayOnly && Math.abs(fromId.getTime() - when.at.getTime()) < 2 * dayMs))
  )
    return { at: fromId, isDayOnly: false, isSerial: false }
  if (when.kind === 'none') throw fault(rules, 'publishedAt', cell, 'no_time')
  if (when.kind === 'ambiguous') throw fault(rules, 'publishedAt', cell, 'ambiguous_time')
  if (when.kind === 'bad' || when.at.getTime() < earliest) throw fault(rules, 'publishedAt', cell, 'bad_time')
  if (when.at.getTime() > rules.takenAt.getTime() + dayMs) throw fault(rules, 'publishedAt', cell, 'future')
  return when
}

function readText(title: string, text: string, isHtml: boolean): string {
  const plain = (words: string) => (isHtml ? unescapeHtml(words) : words).replaceAll('\r\n', '\n').trim()
  const [head, body] = [plain(title), plain(text)]
  if (head === '' || body.startsWith(head)) return body
  return body === '' ? head : `${head}\n${body}`
}

function readExtras(cells: readonly string[], rules: RowRules): Record<string, number> {
  const extra: Record<string, number> = {}
  for (const [name, index] of rules.columns.numbers) {
    const count = readCount(cells[index] ?? '')
    if (count.kind === 'count') extra[name] = count.value
  }
  for (const [name, index] of rules.columns.decimals) {
    const value = readDecimal(cells[index] ?? '')
    if (value !== undefined) extra[name] = value
  }
  return extra
}

function readDays(cells: readonly string[], rules: RowRules): RowResult {
  const { map, order, titled } = rules.reading
  const cell = (field: FieldName) => cells[rules.columns.fields.get(field) ?? -1]?.trim() ?? ''
  // A table's last line is a sum at times, and blocks after it begin with a title.
  if (cell('day') === '' || cells.filter((one) => one.trim() !== '').length < 2) return { kind: 'skipped' }
  const when = readWhen(cell('day'), { order: map.order ?? order, zone: rules.zone, notAfter: rules.takenAt })
  if (when.kind === 'ambiguous') throw fault(rules, 'day', cell('day'), 'ambiguous_time')
  if (when.kind !== 'when') throw fault(rules, 'day', cell('day'), 'bad_time')
  if (when.at.getTime() > rules.takenAt.getTime() + dayMs) throw fault(rules, 'day', cell('day'), 'future')
  const day = localDayOf(when.at, rules.zone)
  const numbers: DayNumber[] = []
  const take = (name: string, index: number) => {
    const count = readCount(cells[index] ?? '')
    if (count.kind === 'bad') throw fault(rules, index, cells[index] ?? '', 'bad_number')
    if (count.kind === 'count') numbers.push({ day, name, value: count.value })
  }
  const value = rules.columns.fields.get('value')
  if (titled !== undefined && value !== undefined) take(titled, value)
  for (const [name, index] of rules.columns.numbers) take(name, index)
  for (const name of metricNames) {
    const index = rules.columns.fields.get(name)
    if (index !== undefined) take(name, index)
  }
  for (const [name, index] of rules.columns.decimals) {
    const decimal = readDecimal(cells[index] ?? '')
    if (decimal !== undefined) numbers.push({ day, name, value: decimal })
  }
  return { kind: 'days', numbers, notes: when.isSerial ? ['serial_dates'] : [] }
}

function readAudience(cells: readonly string[], rules: RowRules): RowResult {
  const at = (field: FieldName) => rules.columns.fields.get(field)
  const label = cells[at('label') ?? -1]?.trim() ?? ''
  if (label === '' && cells.every((one) => one.trim() === '')) return { kind: 'skipped' }
  if (label === '') throw fault(rules, 'label', '', 'no_label')
  const people = readCount(cells[at('people') ?? -1] ?? '')
  if (people.kind === 'bad') throw fault(rules, 'people', cells[at('people') ?? -1] ?? '', 'bad_number')
  const raw = cells[at('share') ?? -1]?.trim() ?? ''
  const share = raw === '' ? undefined : readDecimal(raw)
  if (raw !== '' && share === undefined) throw fault(rules, 'share', raw, 'bad_number')
  const isMasked = people.kind === 'count' && people.value < smallestCell
  const cell: AudienceCell = {
    label: label.slice(0, 200),
    people: people.kind === 'count' && !isMasked ? people.value : null,
    // Shares of a column that names per cent come without the sign.
    share: isMasked || share === undefined ? null : Math.min(1, Math.max(0, share > 1 ? share / 100 : share)),
    isMasked,
  }
  return { kind: 'audience', cell, notes: isMasked ? ['masked_cells'] : [] }
}
