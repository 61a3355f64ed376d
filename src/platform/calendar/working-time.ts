import { type Holidays, openHolidays } from './holidays.ts'
import { type Day, instantOf, localDayOf } from './zones.ts'

/** When an office works: its zone, its week, its closed days, its hours. */
export type WorkingCalendar = {
  readonly zone: string
  /** ISO weekdays without work, 1 = Monday. */
  readonly weekend: readonly number[]
  isHoliday(day: Day): boolean
  /** Local hours `HH:MM` of every working day. */
  readonly opens: string
  readonly closes: string
}

/** What decides an office's calendar: a mission of the register is one. */
export type OfficePlace = {
  readonly timezone: string
  readonly weekend: readonly number[]
  readonly countryIso2: string
}

/**
 * Calendars of offices abroad: the host country's weekend and public holidays, and the home country's holidays too, for
 * a mission keeps both. Eight hours a day from 08:00 to 16:00 [P], so that 48 working hours are six working days.
 */
export async function openWorkingCalendars(homeCountry: string): Promise<(place: OfficePlace) => WorkingCalendar> {
  const holidays = await openHolidays()
  return (place) => calendarOf(holidays, homeCountry, place)
}

function calendarOf(holidays: Holidays, homeCountry: string, place: OfficePlace): WorkingCalendar {
  const countries = [...new Set([place.countryIso2, homeCountry])]
  return {
    zone: place.timezone,
    weekend: place.weekend,
    isHoliday: (day) => countries.some((country) => holidays.isHoliday(country, day)),
    opens: '08:00',
    closes: '16:00',
  }
}

const hourMs = 3_600_000

/** Whether people work on a local day. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  return !calendar.weekend.includes(isoWeekday(day)) && !calendar.isHoliday(day)
}

/**
 * Working hours between two instants, as a fraction to the millisecond; 0 when `to` is not after `from`. Clocks change
 * outside office hours everywhere, so that only the first and the last day are measured by the zone.
 */
export function workingHoursBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  const [first, last] = [localDayOf(from, calendar.zone), localDayOf(to, calendar.zone)]
  let workedMs = 0
  for (let day = first; day <= last; day = nextDay(day)) {
    if (!isWorkingDay(calendar, day)) continue
    if (day > first && day < last) workedMs += officeMs(calendar)
    else {
      const office = officeTime(calendar, day)
      workedMs += Math.max(0, Math.min(office.closes, to.getTime()) - Math.max(office.opens, from.getTime()))
    }
  }
  return workedMs / hourMs
}

/**
 * The first instant by which so many working hours have passed since `from`. Ends with the closing hour rather than at
 * the next opening; 0 hours are `from` itself.
 * @throws RangeError for negative hours, or where nobody works for a year.
 */
export function deadlineAfter(calendar: WorkingCalendar, from: Date, hours: number): Date {
  if (!(hours >= 0)) throw new RangeError(`No working hours: ${hours}`)
  if (hours === 0) return from
  let leftMs = hours * hourMs
  let idleDays = 0
  const first = localDayOf(from, calendar.zone)
  for (let day = first; idleDays < 366; day = nextDay(day)) {
    idleDays += 1
    if (!isWorkingDay(calendar, day)) continue
    if (day > first && leftMs > officeMs(calendar)) leftMs -= officeMs(calendar)
    else {
      const office = officeTime(calendar, day)
      const begins = Math.max(office.opens, from.getTime())
      const worksMs = Math.max(0, office.closes - begins)
      if (worksMs >= leftMs) return new Date(begins + leftMs)
      leftMs -= worksMs
    }
    idleDays = 0
  }
  throw new RangeError('Nobody works here for a year')
}

/** Working days after `from`, up to and including `to`: Monday to Thursday are 3. 0 when `to` is not after `from`. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  let count = 0
  for (let day = nextDay(from); day <= to; day = nextDay(day)) if (isWorkingDay(calendar, day)) count += 1
  return count
}

function officeTime(calendar: WorkingCalendar, day: Day): { opens: number; closes: number } {
  return {
    opens: knownInstant(`${day}T${calendar.opens}`, calendar.zone),
    closes: knownInstant(`${day}T${calendar.closes}`, calendar.zone),
  }
}

const clockMs = (time: string): number => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000
const officeMs = (calendar: WorkingCalendar): number => clockMs(calendar.closes) - clockMs(calendar.opens)

const known = new Map<string, number>()
const maxKnown = 20_000

/** Boards ask for the same hours of the same days again and again; zone data changes with the runtime only. */
function knownInstant(local: string, zone: string): number {
  const key = `${zone} ${local}`
  let at = known.get(key)
  if (at === undefined) {
    if (known.size >= maxKnown) known.clear()
    at = instantOf(local, zone).getTime()
    known.set(key, at)
  }
  return at
}

const isoWeekday = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
// These walk through weeks of days for every mission of a board; a calendar library would be most of the time.
const nextDay = (day: Day): Day => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
