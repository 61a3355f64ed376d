import { describe, expect, it } from 'vitest'
import * as format from './format.ts'

const nbsp = (text: string) => text.replaceAll('\u00a0', ' ')
const at = new Date('2026-11-24T07:40:02Z')

describe('numbers', () => {
  it.each([
    [1234.5, 'id', '1.234,5'],
    [1234.5, 'en', '1,234.5'],
    [0, 'id', '0'],
    [-7.2, 'id', '−7,2'],
    [14382, 'id', '14.382'],
  ] as const)('%d in %s reads %s', (value, language, shown) => {
    expect(format.formatNumber(value, language)).toBe(shown)
  })

  it('a percentage keeps its sign on the same line', () => {
    expect(format.formatPercent(5, 'id')).toBe('5\u00a0%')
    expect(format.formatPercent(5, 'en')).toBe('5%')
  })

  it('a difference always shows its direction', () => {
    expect(format.formatSigned(2.4, 'id')).toBe('+2,4')
    expect(format.formatSigned(-7.2, 'id')).toBe('−7,2')
    expect(format.formatSigned(0, 'id')).toBe('0')
  })

  it('a range keeps its decimals on both ends', () => {
    expect(format.formatRange(1.6, 3, 'id', 1)).toBe('1,6–3,0')
    expect(format.formatRange(66, 75, 'id')).toBe('66–75')
  })

  it.each([
    [999, '999 B'],
    [142_000, '142 kB'],
    [9_200_000, '9,2 MB'],
  ])('%d bytes read %s', (bytes, shown) => {
    expect(nbsp(format.formatBytes(bytes, 'id'))).toBe(shown)
  })
})

describe('times', () => {
  it('an hour is written with a point in Indonesian and a colon in English', () => {
    expect(format.formatTime(at, 'Africa/Cairo', 'id')).toBe('09.40')
    expect(format.formatTime(at, 'Africa/Cairo', 'en')).toBe('09:40')
    expect(format.formatTime(at, 'Asia/Jakarta', 'id', true)).toBe('14.40.02')
  })

  it('midnight is 00, not 24', () => {
    expect(format.formatTime(new Date('2026-11-24T17:00:00Z'), 'Asia/Jakarta', 'id')).toBe('00.00')
  })

  it('a day is weekday, number, month, without commas', () => {
    expect(format.formatDay(at, 'Africa/Cairo', 'id')).toBe('Sel 24 Nov')
    expect(format.formatDay(at, 'Africa/Cairo', 'en')).toBe('Tue 24 Nov')
  })

  it('a date names its year', () => {
    expect(format.formatDate(at, 'Africa/Cairo', 'id')).toBe('24 Nov 2026')
    expect(format.formatLongDate(at, 'Africa/Cairo', 'id')).toBe('24 November 2026')
  })

  it('a calendar day is the same day everywhere', () => {
    expect(format.formatCalendarDay('2026-11-24', 'id')).toBe('24 Nov 2026')
  })
})

describe('spans', () => {
  it.each([
    [31_000, '31 detik'],
    [12 * 60_000, '12 menit'],
    [65 * 60_000, '1 jam 5 menit'],
    [120 * 60_000, '2 jam'],
    [74 * 3_600_000, '3 hari 2 jam'],
  ])('%d ms is %s', (ms, shown) => {
    expect(nbsp(format.formatDuration(ms, 'id'))).toBe(shown)
  })

  it('English counts one apart from many', () => {
    expect(nbsp(format.formatDuration(3_660_000, 'en'))).toBe('1 hour 1 minute')
    expect(nbsp(format.formatDuration(7_320_000, 'en'))).toBe('2 hours 2 minutes')
  })

  it('what has just happened is told from now', () => {
    expect(format.formatAgo(new Date(at.getTime() - 180_000), at, 'id')).toBe('3 menit yang lalu')
    expect(format.formatAgo(new Date(at.getTime() + 7_200_000), at, 'id')).toBe('dalam 2 jam')
  })
})
