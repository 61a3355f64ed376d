import { Temporal } from 'temporal-polyfill'
import { instantOf } from '../../../platform/calendar/zones.ts'
import { foldDigits } from '../../../platform/personal-data/fold-digits.ts'
import { monthOf } from './month-names.ts'

/** In which order a file writes day and month where both are numbers. */
export type DateOrder = 'mdy' | 'dmy' | 'ymd'

export type WhenRules = {
  /** `undefined` = the file has not shown its order; then only what can mean one thing is read. */
  readonly order: DateOrder | undefined
  /** IANA zone of times that name none. */
  readonly zone: string
  /** Days without a year are the latest ones that are not after this instant. */
  readonly notAfter: Date
}

export type When =
  | { readonly kind: 'when'; readonly at: Date; readonly isDayOnly: boolean; readonly isSerial: boolean }
  | { readonly kind: 'none' }
  /** Two readings are possible and the file does not say which one is meant. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'bad' }

type Day = { readonly year: number | undefined; readonly month: number; readonly day: number }

// Serial days of spreadsheets (1900 system) from 2005 to 2064; smaller numbers are more likely counts or years.
const serialFrom = 38_353
const serialTo = 60_000
const serialZero = Temporal.PlainDate.from('1899-12-30')
const absent = /^(?:[-–—]+|undefined|null|n\/?a)?$/i
const time = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([ap])?\.?m?\.?`
const isoForm = new RegExp(
  String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+${time}\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$`,
  'i',
)
const numberForm = new RegExp(
  String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ,]+${time}\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$`,
  'i',
)
const wordForm = new RegExp(String.raw`^(.*?)(?:[\s,]+(?:at |pukul )?${time}\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$`, 'iu')

/**
 * Reads when a post went out, as the tools write it: ISO with or without an offset, numbers in the file's order, names of
 * months in many languages, with or without a year, and serial days of spreadsheets. A day alone means noon, or midnight
 * where noon is yet to come.
 */
export function readWhen(cell: string, rules: WhenRules): When {
  const text = foldDigits(cell)
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim()
  if (absent.test(text)) return { kind: 'none' }
  const serial = /^\d{5}(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
  if (serial >= serialFrom && serial < serialTo) return fromSerial(serial, rules)
  if (/^1\d{9}$/.test(text))
    return { kind: 'when', at: new Date(Number(text) * 1000), isDayOnly: false, isSerial: false }
  const iso = isoForm.exec(text)
  if (iso) return finish({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }, iso.slice(4), rules)
  const numbers = numberForm.exec(text)
  if (numbers) {
    const day = inOrder(Number(numbers[1]), Number(numbers[2]), fullYear(numbers[3] ?? ''), rules.order)
    return day === undefined ? { kind: 'ambiguous' } : finish(day, numbers.slice(4), rules)
  }
  const words = wordForm.exec(text)
  const day = words && fromWords(words[1] ?? '')
  return day ? finish(day, words.slice(2), rules) : { kind: 'bad' }
}

/** Which order a numeric date proves: one of its numbers is no month. `undefined` = both readings are possible, or it is no such date. */
export function orderShownBy(cell: string): 'mdy' | 'dmy' | undefined {
  const numbers = numberForm.exec(foldDigits(cell).trim())
  const [first, second] = [Number(numbers?.[1]), Number(numbers?.[2])]
  if (first > 12 && second <= 12) return 'dmy'
  if (second > 12 && first <= 12) return 'mdy'
  return undefined
}

function inOrder(first: number, second: number, year: number, order: DateOrder | undefined): Day | undefined {
  if (order === 'dmy') return { year, month: second, day: first }
  if (order !== undefined) return { year, month: first, day: second }
  if (first === second || second > 12) return { year, month: first, day: second }
  if (first > 12) return { year, month: second, day: first }
  return undefined
}

const fullYear = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))

function fromWords(text: string): Day | undefined {
  const parts = text
    .toLowerCase()
    .split(/[\s,./-]+|(?<=[年月월])/u)
    .filter(Boolean)
  const months = parts.map(monthOf).filter((month) => month !== undefined)
  const [month, second] = months
  if (month === undefined || (second !== undefined && second !== month)) return undefined
  const numbers = parts
    .map((part) => /^(\d{1,4})(?:st|nd|rd|th|º|日|年)?$/.exec(part)?.[1])
    .filter((one) => one !== undefined)
  const years = numbers.filter((one) => one.length === 4)
  const days = numbers.filter((one) => one.length <= 2)
  if (days.length !== 1 || years.length > 1) return undefined
  return { year: years[0] === undefined ? undefined : Number(years[0]), month, day: Number(days[0]) }
}

function fromSerial(serial: number, rules: WhenRules): When {
  const day = serialZero.add({ days: Math.floor(serial) })
  const minutes = Math.round((serial - Math.floor(serial)) * 1440)
  const isDayOnly = minutes === 0
  const local = isDayOnly ? noonOf(day, rules) : day.toPlainDateTime().add({ minutes })
  return { kind: 'when', at: instantOf(local.toString().slice(0, 16), rules.zone), isDayOnly, isSerial: true }
}

function finish(day: Day, clock: readonly (string | undefined)[], rules: WhenRules): When {
  try {
    const date = withYear(day, rules)
    const [hour, minute, second = '0', half, offset] = clock
    if (hour === undefined || minute === undefined) {
      const at = instantOf(noonOf(date, rules).toString().slice(0, 16), rules.zone)
      return { kind: 'when', at, isDayOnly: true, isSerial: false }
    }
    const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
    const local = date.toPlainDateTime(
      Temporal.PlainTime.from({ hour: hours, minute: Number(minute), second: Number(second) }, { overflow: 'reject' }),
    )
    const at =
      offset === undefined
        ? instantOf(local.toString(), rules.zone)
        : new Date(`${local.toString({ smallestUnit: 'second' })}${zoneText(offset)}`)
    return { kind: 'when', at, isDayOnly: false, isSerial: false }
  } catch {
    // 31 February, 25 o'clock.
    return { kind: 'bad' }
  }
}

const zoneText = (offset: string): string =>
  /^[a-z]/i.test(offset) ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`

function withYear({ year, month, day }: Day, rules: WhenRules): Temporal.PlainDate {
  if (year !== undefined) return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  const today = Temporal.Instant.fromEpochMilliseconds(rules.notAfter.getTime())
    .toZonedDateTimeISO(rules.zone)
    .toPlainDate()
  // 29 February may lie three years back.
  for (let back = 0; back < 8; back++) {
    const date = Temporal.PlainDate.from({ year: today.year - back, month, day })
    if (date.day === day && Temporal.PlainDate.compare(date, today) <= 0) return date
  }
  throw new RangeError('no such day')
}

function noonOf(day: Temporal.PlainDate, rules: WhenRules): Temporal.PlainDateTime {
  const noon = day.toPlainDateTime({ hour: 12 })
  return instantOf(noon.toString().slice(0, 16), rules.zone) > rules.notAfter ? day.toPlainDateTime() : noon
}
