import { expect, it } from 'vitest'
import { quarterAt, quarterBefore, readWindow } from './window.ts'

it.each([
  ['2026-09-30T16:59:00Z', 'Asia/Jakarta', '2026-Q3'],
  ['2026-09-30T17:00:00Z', 'Asia/Jakarta', '2026-Q4'],
  ['2027-01-01T03:00:00Z', 'America/Bogota', '2026-Q4'],
])('%s in %s is in %s', (at, zone, quarter) => {
  expect(quarterAt(new Date(at), zone)).toBe(quarter)
})

it('the quarter before the first is the last of the year before', () => {
  expect(quarterBefore('2027-Q1')).toBe('2026-Q4')
  expect(quarterBefore('2026-Q4')).toBe('2026-Q3')
})

it('an address with an unknown window opens the last 90 days', () => {
  expect(readWindow({ jendela: 'kapan-saja' })).toEqual({})
  expect(readWindow({ jendela: '2026-Q4' })).toEqual({ jendela: '2026-Q4' })
})
