import type { HolidaysTypes } from 'date-holidays'
import { addDays, type Day } from './zones.ts'

/** A whole day on which a country's offices are closed by law. */
export type Holiday = { readonly day: Day; readonly nameId: string; readonly nameEn: string }

/** Nationwide public holidays, year by year; days of single states or provinces and half days are left out. */
export type Holidays = {
  /** By day. `country` is ISO 3166-1 alpha-2; a country nobody knows has no holidays. */
  inYear(country: string, year: number): readonly Holiday[]
  isHoliday(country: string, day: Day): boolean
}

let opened: Promise<Holidays> | undefined

/**
 * The holidays of the world as `date-holidays` knows them; those that follow the moon are computed, not announced, and
 * may be a day off. The first call reads its rules (0.1 s, 35 MB measured 2026-11-25; 99 countries × 2 years 0.45 s),
 * so that a process that never asks never pays; years asked for are kept.
 */
export function openHolidays(): Promise<Holidays> {
  opened ??= import('date-holidays').then(({ default: Library }) => {
    const rules = new Map<string, InstanceType<typeof Library>>()
    const rulesOf = (country: string) => {
      let known = rules.get(country)
      if (!known) {
        known = new Library(country, { types: ['public'], languages: ['id', 'en'] })
        rules.set(country, known)
      }
      return known
    }
    return keepYears((country, year) =>
      wholeDays(rulesOf(country).getHolidays(year, 'id'), rulesOf(country).getHolidays(year, 'en')),
    )
  })
  return opened
}

function keepYears(read: (country: string, year: number) => readonly Holiday[]): Holidays {
  const years = new Map<string, { list: readonly Holiday[]; days: ReadonlySet<Day> }>()
  const year = (country: string, of: number) => {
    const key = `${country} ${of}`
    let known = years.get(key)
    if (!known) {
      const list = read(country, of)
      known = { list, days: new Set(list.map((holiday) => holiday.day)) }
      years.set(key, known)
    }
    return known
  }
  return {
    inYear: (country, of) => year(country, of).list,
    isHoliday: (country, day) => year(country, Number(day.slice(0, 4))).days.has(day),
  }
}

const dayMs = 86_400_000

function wholeDays(inIndonesian: HolidaysTypes.Holiday[], inEnglish: HolidaysTypes.Holiday[]): Holiday[] {
  return inIndonesian.flatMap((holiday, index) => {
    // Rounded, for a day on which clocks change has 23 or 25 hours. Below a whole day it is a half day: people work.
    const length = Math.round(((holiday.end.getTime() - holiday.start.getTime()) / dayMs) * 10) / 10
    const count = length < 0.9 ? 0 : Math.max(1, Math.round(length))
    const first = holiday.date.slice(0, 10)
    const name = { nameId: nameIdOf(holiday), nameEn: inEnglish[index]?.name ?? holiday.name }
    return Array.from({ length: count }, (_, n) => ({ day: addDays(first, n), ...name }))
  })
}

/** date-holidays 3.37.0 calls the Night Journey "Maulid Nabi Muhammad" in Indonesian, as it does the Prophet's birthday. */
const nameIdOf = ({ rule, name }: HolidaysTypes.Holiday): string =>
  rule === '27 Rajab' ? 'Isra Mikraj Nabi Muhammad' : name
