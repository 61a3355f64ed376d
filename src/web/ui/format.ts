/**
 * Numbers, times and spans as people read them. Pure: the language is always given, the zone is always given.
 * Screens use them bound to the language in use, by `useFormat()`.
 */
export type Language = 'id' | 'en'

/** Where a time is read: an IANA zone and the word people call it by, such as `Kairo` or `WIB`. */
export type Zone = { readonly zone: string; readonly label: string }

const locales = { id: 'id-ID', en: 'en-GB' } as const
const noBreak = '\u00a0'
const minus = '\u2212'

const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>()

function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}${JSON.stringify(options)}`
  const known = made.get(key)
  if (known instanceof Intl.DateTimeFormat) return known
  const format = new Intl.DateTimeFormat(locales[language], {
    calendar: 'gregory',
    numberingSystem: 'latn',
    ...options,
  })
  made.set(key, format)
  return format
}

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language}${JSON.stringify(options)}`
  const known = made.get(key)
  if (known instanceof Intl.NumberFormat) return known
  const format = new Intl.NumberFormat(locales[language], options)
  made.set(key, format)
  return format
}

/** `1.234,5`. `digits` is the exact number of decimals; without it, at most one. */
export function formatNumber(value: number, language: Language, digits?: number): string {
  const fixed = digits === undefined ? { maximumFractionDigits: 1 } : fixedDigits(digits)
  return numberFormat(language, fixed).format(value).replace('-', minus)
}

/** `5 %` from 5: the value is in percent, never a fraction. */
export function formatPercent(value: number, language: Language, digits = 0): string {
  const number = formatNumber(value, language, digits)
  return language === 'id' ? `${number}${noBreak}%` : `${number}%`
}

/** `+2,4`, `−7,2`, `0`: a difference always shows its sign. */
export function formatSigned(value: number, language: Language, digits?: number): string {
  const shown = formatNumber(value, language, digits)
  return value > 0 ? `+${shown}` : shown
}

/** `66–75`. */
export function formatRange(low: number, high: number, language: Language, digits?: number): string {
  return `${formatNumber(low, language, digits)}–${formatNumber(high, language, digits)}`
}

/** `9,2 MB`: decimal units, as files are sold. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1000) return `${bytes}${noBreak}B`
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${formatNumber(size, language, size < 10 ? 1 : 0)}${noBreak}${unit}`
}

/** `09.40`, with seconds `09.40.02`. */
export function formatTime(at: Date, zone: string, language: Language, seconds = false): string {
  return dateFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(at)
}

/** `Sel 24 Nov`. */
export function formatDay(at: Date, zone: string, language: Language): string {
  const parts = dateFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: zone,
  }).formatToParts(at)
  return pick(parts, ['weekday', 'day', 'month'])
}

/** `24 Nov 2026`. */
export function formatDate(at: Date, zone: string, language: Language): string {
  return dateFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(at)
}

/** `24 November 2026`. */
export function formatLongDate(at: Date, zone: string, language: Language): string {
  return dateFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }).format(at)
}

/** `24 Nov 2026` from `2026-11-24`: a calendar day has no zone. */
export function formatCalendarDay(day: string, language: Language): string {
  return formatDate(new Date(`${day}T00:00:00Z`), 'UTC', language)
}

/** `12 menit`, `1 jam 5 menit`, `3 hari 2 jam`: the two largest units, rounded down; below a minute in seconds. */
export function formatDuration(ms: number, language: Language): string {
  const words = language === 'id' ? idUnits : enUnits
  const seconds = Math.floor(ms / 1000)
  if (seconds < 60) return counted(seconds, words.second)
  const minutes = Math.floor(seconds / 60)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const parts: readonly (readonly [number, readonly [string, string]])[] =
    days > 0
      ? [
          [days, words.day],
          [hours, words.hour],
        ]
      : [
          [hours, words.hour],
          [rest, words.minute],
        ]
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => counted(count, unit))
    .join(' ')
}

/** `3 menit lalu`, `dalam 2 jam`. */
export function formatAgo(at: Date, now: Date, language: Language): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  const size = Math.abs(seconds)
  const format = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' })
  if (size < 60) return format.format(seconds, 'second')
  if (size < 3600) return format.format(Math.trunc(seconds / 60), 'minute')
  if (size < 86_400) return format.format(Math.trunc(seconds / 3600), 'hour')
  return format.format(Math.trunc(seconds / 86_400), 'day')
}

const idUnits = {
  second: ['detik', 'detik'],
  minute: ['menit', 'menit'],
  hour: ['jam', 'jam'],
  day: ['hari', 'hari'],
} as const
const enUnits = {
  second: ['second', 'seconds'],
  minute: ['minute', 'minutes'],
  hour: ['hour', 'hours'],
  day: ['day', 'days'],
} as const

const counted = (count: number, [one, many]: readonly [string, string]): string =>
  `${count}${noBreak}${count === 1 ? one : many}`

const fixedDigits = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits })

function pick(parts: readonly Intl.DateTimeFormatPart[], types: readonly string[]): string {
  return types.map((type) => parts.find((part) => part.type === type)?.value ?? '').join(' ')
}
