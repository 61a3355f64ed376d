import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { fromWall, offsetMinutes, readDual, toWall } from './zones.ts'

const wib = { zone: 'Asia/Jakarta', label: 'WIB' }
const kairo = { zone: 'Africa/Cairo', label: 'Kairo' }

describe('two clocks', () => {
  it('a mission reads its own time first and home time beside it', () => {
    expect(readDual(new Date('2026-11-24T07:40:00Z'), kairo, wib, 'id')).toEqual({
      day: 'Sel 24 Nov',
      time: '09.40',
      label: 'Kairo',
      home: { time: '14.40', label: 'WIB' },
    })
  })

  it('home names its day when it is already tomorrow there', () => {
    expect(readDual(new Date('2026-11-24T17:00:00Z'), kairo, wib, 'id').home).toEqual({
      time: '00.00',
      label: 'WIB',
      day: 'Rab 25 Nov',
    })
  })

  it('headquarters reads one clock', () => {
    expect(readDual(new Date('2026-11-24T07:40:00Z'), wib, wib, 'id').home).toBeUndefined()
  })
})

describe('wall time', () => {
  it('a half-hour zone keeps its half hour', () => {
    expect(offsetMinutes(new Date('2026-06-01T00:00:00Z'), 'Asia/Kolkata')).toBe(330)
    expect(toWall(new Date('2026-06-01T00:00:00Z'), 'Asia/Kolkata')).toBe('2026-06-01T05:30')
  })

  const zones = [
    'Africa/Cairo',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Asia/Jakarta',
  ]
  it.each(zones)('means in %s what Temporal says, every three hours of a year', (zone) => {
    for (let hour = 0; hour < 8766; hour += 3) {
      const wall = new Date(Date.UTC(2026, 0, 1, hour, 30)).toISOString().slice(0, 16)
      const expected = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'compatible' })
      expect(fromWall(wall, zone).at.getTime()).toBe(expected.epochMilliseconds)
    }
  })

  it('says when a time does not exist or exists twice', () => {
    expect(fromWall('2026-03-08T02:30', 'America/New_York').kind).toBe('gap')
    expect(fromWall('2026-11-01T01:30', 'America/New_York').kind).toBe('overlap')
    expect(fromWall('2026-11-24T11:00', 'Africa/Cairo').kind).toBe('exact')
  })
})
