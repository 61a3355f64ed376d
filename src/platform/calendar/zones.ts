import { Temporal } from 'temporal-polyfill'

/** Wall time without a zone, `YYYY-MM-DDTHH:MM`. */
export type LocalTime = string
/** A calendar day, `YYYY-MM-DD`. */
export type Day = string

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return /^[A-Za-z]+(\/|$)/.test(zone)
  } catch {
    return false
  }
}

/**
 * The instant of a wall time in a zone. A time that a clock change skips moves forward by the gap; one that occurs
 * twice means the first (RFC 5545 3.3.5).
 * @throws RangeError for an unknown zone or an impossible date.
 */
export function instantOf(local: LocalTime, zone: string): Date {
  const zoned = Temporal.PlainDateTime.from(local, { overflow: 'reject' }).toZonedDateTime(zone, {
    disambiguation: 'compatible',
  })
  return new Date(zoned.epochMilliseconds)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  let known = formatters.get(zone)
  if (!known) {
    known = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formatters.set(zone, known)
  }
  return known
}

/** Wall time of an instant in a zone, to the minute. */
export function localTimeOf(instant: Date, zone: string): LocalTime {
  return formatter(zone).format(instant).replace(' ', 'T')
}

/** The calendar day that an instant falls on in a zone. */
export function localDayOf(instant: Date, zone: string): Day {
  return localTimeOf(instant, zone).slice(0, 10)
}

export function addDays(day: Day, days: number): Day {
  // Calendar days have no zone, so plain arithmetic will do: boards add some hundred thousand of them.
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

const dayMs = 86_400_000

/** Quarter of a day, such as `2026-Q4`. */
export function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`
}

/** First and last day of a quarter. @throws RangeError when the text is no quarter. */
export function quarterDays(quarter: string): { first: Day; last: Day } {
  const match = /^(\d{4})-Q([1-4])$/.exec(quarter)
  if (!match) throw new RangeError(`No quarter: ${quarter}`)
  const first = Temporal.PlainDate.from({ year: Number(match[1]), month: (Number(match[2]) - 1) * 3 + 1, day: 1 })
  return { first: first.toString(), last: first.add({ months: 3 }).subtract({ days: 1 }).toString() }
}
