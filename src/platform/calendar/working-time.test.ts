import { beforeAll, describe, expect, test } from 'vitest'
import { type Holidays, openHolidays } from './holidays.ts'
import {
  deadlineAfter,
  isWorkingDay,
  type OfficePlace,
  openWorkingCalendars,
  type WorkingCalendar,
  workingDaysBetween,
  workingHoursBetween,
} from './working-time.ts'
import { instantOf, localTimeOf } from './zones.ts'

const places = {
  jakarta: { timezone: 'Asia/Jakarta', weekend: [6, 7], countryIso2: 'ID' },
  cairo: { timezone: 'Africa/Cairo', weekend: [5, 6], countryIso2: 'EG' },
  brunei: { timezone: 'Asia/Brunei', weekend: [5, 7], countryIso2: 'BN' },
  dubai: { timezone: 'Asia/Dubai', weekend: [6, 7], countryIso2: 'AE' },
  tokyo: { timezone: 'Asia/Tokyo', weekend: [6, 7], countryIso2: 'JP' },
  berlin: { timezone: 'Europe/Berlin', weekend: [6, 7], countryIso2: 'DE' },
  wellington: { timezone: 'Pacific/Auckland', weekend: [6, 7], countryIso2: 'NZ' },
  suva: { timezone: 'Pacific/Fiji', weekend: [6, 7], countryIso2: 'FJ' },
  losAngeles: { timezone: 'America/Los_Angeles', weekend: [6, 7], countryIso2: 'US' },
} satisfies Record<string, OfficePlace>
type Place = keyof typeof places

let holidays: Holidays
let calendarOf: (place: OfficePlace) => WorkingCalendar
beforeAll(async () => {
  holidays = await openHolidays()
  calendarOf = await openWorkingCalendars('ID')
})

// Each row holds both ways: hours between the two, and the deadline after as many hours. Local times of the place.
const rows: [string, Place, string, string, number][] = [
  ['within one day', 'jakarta', '2026-11-25T09:00', '2026-11-25T11:30', 2.5],
  ['over a night', 'jakarta', '2026-11-25T15:00', '2026-11-26T09:00', 2],
  ['from before opening', 'jakarta', '2026-11-25T05:00', '2026-11-25T09:00', 1],
  ['over a Saturday and Sunday', 'jakarta', '2026-11-27T15:00', '2026-11-30T09:00', 2],
  ['over a Friday and Saturday in Cairo', 'cairo', '2026-11-26T15:00', '2026-11-29T09:00', 2],
  ['a Sunday is a working day in Cairo', 'cairo', '2026-11-29T08:00', '2026-11-29T16:00', 8],
  ['a Friday is none, a Saturday is one in Brunei', 'brunei', '2026-11-26T15:00', '2026-11-28T09:00', 2],
  ['and its Sunday rests', 'brunei', '2026-11-28T15:00', '2026-11-30T09:00', 2],
  ['a Friday is a working day in Dubai', 'dubai', '2026-11-27T08:00', '2026-11-27T16:00', 8],
  ['over a host holiday (Labour Thanksgiving, Monday 23 November)', 'tokyo', '2026-11-20T15:00', '2026-11-24T09:00', 2],
  ['over a holiday at home (17 August) abroad', 'berlin', '2026-08-14T15:00', '2026-08-18T09:00', 2],
  ['six days are 48 hours', 'berlin', '2026-11-16T08:00', '2026-11-23T16:00', 48],
  ['over the end of summer time', 'berlin', '2026-10-23T15:00', '2026-10-26T09:00', 2],
  ['over the beginning of summer time', 'losAngeles', '2026-03-06T15:00', '2026-03-09T09:00', 2],
  ['at UTC+13 in summer', 'wellington', '2026-11-25T15:00', '2026-11-26T09:00', 2],
  ['at UTC+12', 'suva', '2026-11-25T15:00', '2026-11-26T09:00', 2],
  ['at UTC−8, over Thanksgiving', 'losAngeles', '2026-11-25T15:00', '2026-11-27T09:00', 2],
]

test.each(rows)('working time %s', (_what, place, from, to, hours) => {
  const calendar = calendarOf(places[place])
  const [begins, ends] = [instantOf(from, calendar.zone), instantOf(to, calendar.zone)]
  expect(workingHoursBetween(calendar, begins, ends)).toBeCloseTo(hours, 9)
  expect(localTimeOf(deadlineAfter(calendar, begins, hours), calendar.zone)).toBe(to)
})

test('one instant is a Thursday at work in Suva and still a Wednesday at work in Los Angeles', () => {
  const from = new Date('2026-11-18T20:30:00Z')
  const hours = (place: Place) => workingHoursBetween(calendarOf(places[place]), from, new Date('2026-11-18T22:30:00Z'))
  expect([hours('suva'), hours('losAngeles'), hours('jakarta')]).toEqual([2, 2, 0])
})

test('time backwards, time outside work and no time are 0', () => {
  const calendar = calendarOf(places.jakarta)
  const at = (local: string) => instantOf(local, calendar.zone)
  expect(workingHoursBetween(calendar, at('2026-11-26T09:00'), at('2026-11-25T09:00'))).toBe(0)
  expect(workingHoursBetween(calendar, at('2026-11-28T09:00'), at('2026-11-29T18:00'))).toBe(0)
  expect(deadlineAfter(calendar, at('2026-11-28T09:00'), 0)).toEqual(at('2026-11-28T09:00'))
})

test('a deadline that fills a day ends at closing, not at the next opening', () => {
  const calendar = calendarOf(places.jakarta)
  const ends = deadlineAfter(calendar, instantOf('2026-11-27T08:00', calendar.zone), 8)
  expect(localTimeOf(ends, calendar.zone)).toBe('2026-11-27T16:00')
})

test('a deadline where nobody ever works, or of no number of hours, is refused', () => {
  const idle = { ...calendarOf(places.jakarta), weekend: [1, 2, 3, 4, 5, 6, 7] }
  expect(() => deadlineAfter(idle, new Date('2026-11-25T00:00:00Z'), 1)).toThrow('Nobody works')
  expect(() => deadlineAfter(idle, new Date('2026-11-25T00:00:00Z'), Number.NaN)).toThrow('No working hours')
})

test.each<[Place, string, string, number]>([
  ['jakarta', '2026-11-23', '2026-11-26', 3],
  ['jakarta', '2026-11-26', '2026-12-01', 3],
  ['cairo', '2026-11-26', '2026-12-01', 3],
  ['brunei', '2026-11-26', '2026-12-01', 3],
  ['tokyo', '2026-11-20', '2026-11-24', 1],
  ['jakarta', '2026-11-26', '2026-11-26', 0],
  ['jakarta', '2026-11-26', '2026-11-20', 0],
])('working days in %s from %s to %s are %i', (place, from, to, days) => {
  expect(workingDaysBetween(calendarOf(places[place]), from, to)).toBe(days)
})

describe('holidays', () => {
  const daysOf = (country: string, year: number) => holidays.inYear(country, year).map((holiday) => holiday.day)

  test('of several days are each closed', () => {
    expect(daysOf('ID', 2026)).toEqual(expect.arrayContaining(['2026-08-17', '2026-12-25']))
    const fitri = holidays.inYear('EG', 2027).filter((holiday) => /fitr/i.test(holiday.nameEn))
    expect(fitri.length).toBeGreaterThan(1)
  })

  // Halves in date-holidays 3.37.0: Youth Day from noon in China, Christmas Eve from 13.00 in Iceland.
  test.each([
    ['CN', 'Asia/Shanghai', '2026-05-04'],
    ['IS', 'Atlantic/Reykjavik', '2026-12-24'],
  ])('that are half days are working days in %s', (countryIso2, timezone, day) => {
    expect(daysOf(countryIso2, 2026)).not.toContain(day)
    expect(isWorkingDay(calendarOf({ timezone, weekend: [6, 7], countryIso2 }), day)).toBe(true)
  })

  test('carry an Indonesian and an English name', () => {
    expect(holidays.inYear('ID', 2026)[0]).toEqual({
      day: '2026-01-01',
      nameId: 'Hari tahun baru',
      nameEn: "New Year's Day",
    })
  })

  test('whose Indonesian name nobody knows carry the English one, never a script the reader cannot read', () => {
    const names = ['EG', 'JP', 'TH', 'RU'].flatMap((country) => holidays.inYear(country, 2026).map((one) => one.nameId))
    expect(names.filter((name) => !/^[\p{Script=Latin}\p{N}\s\p{P}]+$/u.test(name))).toEqual([])
  })

  test('of the same kind of name are told apart', () => {
    const names = holidays.inYear('ID', 2026).map((holiday) => holiday.nameId)
    expect(names.filter((name) => name.startsWith('Maulid'))).toHaveLength(1)
    expect(names).toContain('Isra Mikraj Nabi Muhammad')
  })

  test('of a country nobody knows are none', () => {
    expect(holidays.inYear('ZZ', 2026)).toEqual([])
    expect(holidays.isHoliday('ZZ', '2026-01-01')).toBe(false)
  })
})
